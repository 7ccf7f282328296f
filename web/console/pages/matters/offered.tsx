import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { MatterActName, MatterView } from '../../../../src/contract/matters.ts'
import { listMatters, readMatter } from '../../../../src/contract/routes/matters.ts'
import { ask } from '../../../shared/ask.ts'
import { keyOf, useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { ActForm } from '../matter/actForm.tsx'
import { LightMark } from '../matter/lightMark.tsx'
import { matterWords } from '../matter/words.ts'
import { everyMs } from './filter.ts'

/** More are seldom offered at once; the rest follows as these are taken. */
const most = 10

/** What was handed to the caller and he has not taken yet: until he does, its time counts for the other. */
export function Offered() {
  const words = useWords(matterWords)
  const matters = useOffered()
  if (matters.length === 0) return null
  return (
    <Sheet title={words.offered}>
      <ul className="rows">
        {matters.map((it) => (
          <OfferedRow key={it.matterId} matter={it} />
        ))}
      </ul>
    </Sheet>
  )
}

/** The list tells that somebody was offered it; each matter tells whether that is the caller. */
function useOffered(): readonly MatterView[] {
  const mine = useAsked(listMatters, { query: { state: 'open', mine: '1' } }, { refetchInterval: everyMs })
  const rows = mine.data?.rows.filter((it) => it.offered).slice(0, most) ?? []
  const asked = useQueries({
    queries: rows.map(({ matterId }) => {
      const given = { params: { matterId } }
      return { queryKey: keyOf(readMatter, given), queryFn: () => ask(readMatter, given) }
    }),
  })
  return asked.flatMap(({ data }) => (data?.may.includes('takeOver') ? [data] : []))
}

function OfferedRow({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const [act, setAct] = useState<MatterActName>()
  const { matterId, title, light, unitName, handOver } = matter
  const named = (name: 'takeOver' | 'refuseHandOver') => `${words.names[name]}：${title}`
  return (
    <li className="offered-row">
      <div className="grow">
        <LightMark light={light} />{' '}
        <Link href={`/matter/${matterId}`} className="matter-title">
          {title}
        </Link>
        <p className="soft">{words.offeredBy(unitName, handOver?.reason ?? '')}</p>
      </div>
      <div className="actions">
        <Button type="primary" aria-label={named('takeOver')} onClick={() => setAct('takeOver')}>
          {words.names.takeOver}
        </Button>
        {matter.may.includes('refuseHandOver') && (
          <Button aria-label={named('refuseHandOver')} onClick={() => setAct('refuseHandOver')}>
            {words.names.refuseHandOver}
          </Button>
        )}
      </div>
      {act && <ActForm act={act} matter={matter} onClose={() => setAct(undefined)} />}
    </li>
  )
}
