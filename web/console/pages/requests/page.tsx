import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listRequests, makeRequest } from '../../../../src/contract/routes/requests.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { SearchInput } from '../../parts/searchInput.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay, useSession } from '../../session.ts'
import './requests.css'
import { ApproveOutings } from './approveOutings.tsx'
import { RequestItem } from './requestItem.tsx'
import { requestWords } from './words.ts'
import { WriteDrawer } from './writeDrawer.tsx'

type Row = OutputOf<typeof listRequests>[number]
type Kind = Row['wish']['kind']
const kinds = ['leave', 'outing', 'correction', 'appeal'] as const satisfies readonly Kind[]

/** What people ask for, those waiting first. */
export default function RequestsPage() {
  const words = useWords(requestWords)
  const may = useMay()
  const [state, setState] = useState<'waiting' | 'all'>('waiting')
  const [kind, setKind] = useState<Kind | ''>('')
  const [text, setText] = useState('')
  const [writing, setWriting] = useState(false)
  const asked = useAsked(listRequests, { query: { state } })
  // Staff ask for themselves on their own page; only a clerk writes for others.
  const isClerk = useSession()?.account?.roles.some(({ role }) => role === 'clerk') === true
  const write = may(makeRequest) && isClerk && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setWriting(true)}>
      {words.write}
    </Button>
  )
  const options = [{ value: '' as Kind | '', label: words.everyKind }].concat(
    kinds.map((it) => ({ value: it, label: words.kinds[it] })),
  )
  return (
    <Page title={words.title} lead={words.lead} actions={write}>
      <div className="filters">
        <Segmented<'waiting' | 'all'>
          aria-label={words.show}
          value={state}
          options={(['waiting', 'all'] as const).map((it) => ({ value: it, label: words.filters[it] }))}
          onChange={setState}
        />
        <Select className="filter" aria-label={words.kind} value={kind} options={options} onChange={setKind} />
        <SearchInput label={words.who} onText={setText} />
      </div>
      <Answered asked={asked}>
        {(rows) => <Requests rows={rows.filter((it) => kind === '' || it.wish.kind === kind)} text={text.trim()} />}
      </Answered>
      {writing && <WriteDrawer onClose={() => setWriting(false)} />}
    </Page>
  )
}

function Requests({ rows, text }: { rows: readonly Row[]; text: string }) {
  const words = useWords(requestWords)
  const names = useNames()
  const found = rows.filter((it) => names.person(it.staffId).includes(text))
  if (found.length === 0) {
    return rows.length === 0 ? <Nothing title={words.none} next={words.noneNext} /> : <Nothing title={words.noneAll} />
  }
  return (
    <Sheet>
      <ApproveOutings rows={found} />
      <ul className="rows requests">
        {found.map((it) => (
          <RequestItem key={it.requestId} request={it} />
        ))}
      </ul>
    </Sheet>
  )
}
