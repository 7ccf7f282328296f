import { Button, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { listSuspects, lookForSuspects } from '../../../../src/contract/routes/suspects.ts'
import type { Suspect } from '../../../../src/contract/suspects.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { SuspectDetail } from './detail.tsx'
import { Looking } from './looking.tsx'
import { spanOf, standingOf } from './reading.ts'
import { StandingMark } from './standingMark.tsx'
import './suspects.css'
import { suspectWords } from './words.ts'

/** What the machine doubts, for whoever decides: the list, or one of them whole. */
export default function SuspectsPage() {
  const words = useWords(suspectWords)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const [state, setState] = useState<'open' | 'all'>('open')
  const one = search.get('one')
  const actions = one === null && may(lookForSuspects) && <Looking />
  return (
    <Page title={words.title} lead={words.lead} actions={actions}>
      {one === null ? (
        <>
          <div className="filters">
            <Segmented<'open' | 'all'>
              aria-label={words.show}
              value={state}
              options={(['open', 'all'] as const).map((it) => ({ value: it, label: words.filters[it] }))}
              onChange={setState}
            />
          </div>
          <List state={state} onLook={(suspectId) => setSearch({ one: suspectId })} />
        </>
      ) : (
        <>
          <div className="filters">
            <Button onClick={() => setSearch({})}>{words.backToList}</Button>
          </div>
          <One suspectId={one} />
        </>
      )}
    </Page>
  )
}

function One({ suspectId }: { suspectId: string }) {
  const words = useWords(suspectWords)
  const asked = useAsked(listSuspects, { query: { state: 'all' } })
  return (
    <Answered asked={asked}>
      {(rows) => {
        const suspect = rows.find((it) => it.suspectId === suspectId)
        return suspect ? <SuspectDetail suspect={suspect} /> : <Nothing title={words.gone} />
      }}
    </Answered>
  )
}

function List({ state, onLook }: { state: 'open' | 'all'; onLook: (suspectId: string) => void }) {
  const words = useWords(suspectWords)
  const asked = useAsked(listSuspects, { query: { state } })
  const nothing =
    state === 'open' ? <Nothing title={words.none} next={words.noneNext} /> : <Nothing title={words.noneAll} />
  return (
    <Answered asked={asked}>
      {(rows) =>
        rows.length === 0 ? (
          nothing
        ) : (
          <Sheet>
            <ul className="rows suspect-rows">
              {rows.map((it) => (
                <SuspectRow key={it.suspectId} suspect={it} onLook={() => onLook(it.suspectId)} />
              ))}
            </ul>
          </Sheet>
        )
      }
    </Answered>
  )
}

function SuspectRow({ suspect, onLook }: { suspect: Suspect; onLook: () => void }) {
  const words = useWords(suspectWords)
  const names = useNames()
  const site = names.site(suspect.siteId)
  const span = words.span(...spanOf(suspect))
  return (
    <li>
      <div className="grow">
        <StandingMark standing={standingOf(suspect)} /> <strong>{site}</strong>{' '}
        <Tag className="tag-blue">{words.rules[suspect.rule]}</Tag>
        {suspect.simulated && <SimulatedTag />}
        <div className="numbers">
          {span} · {words.members(suspect.members.length)}
        </div>
        <small className="soft numbers">{words.raised(stampOf(suspect.raisedAt))}</small>
      </div>
      <Button aria-label={words.lookAt(site, span)} onClick={onLook}>
        {words.look}
      </Button>
    </li>
  )
}
