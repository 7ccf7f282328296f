import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { keepWorkingHours, listWorkingHours } from '../../../../src/contract/routes/matterTypes.ts'
import { type HoursDecided, usualHours, type Weekly } from '../../../../src/contract/workingHours.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { HoursDrawer } from './hoursDrawer.tsx'
import { runsOf, sayDay } from './week.ts'
import { matterTypesWords } from './words.ts'

type Kept = OutputOf<typeof listWorkingHours>[number]

/** The working hours of the county and of units that differ. */
export function HoursSheet() {
  const words = useWords(matterTypesWords).hours
  const may = useMay()
  const asked = useAsked(listWorkingHours, {})
  const [editing, setEditing] = useState(false)
  const add = may(keepWorkingHours) && <Button onClick={() => setEditing(true)}>{words.add}</Button>
  return (
    <Sheet title={words.title} extra={add}>
      <p className="soft">{words.lead}</p>
      <Answered asked={asked}>
        {(kept) => (
          <>
            {byUnit(kept).map(([unitId, hours]) => (
              <UnitHours key={unitId} unitId={unitId} hours={hours} />
            ))}
            {editing && <HoursDrawer kept={kept} onClose={() => setEditing(false)} />}
          </>
        )}
      </Answered>
    </Sheet>
  )
}

/** The county first, which has what is usual until it says otherwise; newest hours first. */
function byUnit(kept: readonly Kept[]): (readonly [string | null, HoursDecided[]])[] {
  const units = [...new Set<string | null>([null, ...kept.map((it) => it.unitId)])]
  return units.map((unitId) => {
    const own = kept.filter((it) => it.unitId === unitId).map((it) => it.hours)
    const all = unitId === null ? [usualHours, ...own] : own
    return [unitId, all.toSorted((a, b) => (a.from < b.from ? 1 : -1))] as const
  })
}

function UnitHours({ unitId, hours }: { unitId: string | null; hours: readonly HoursDecided[] }) {
  const page = useWords(matterTypesWords)
  const names = useNames()
  const today = dayOf(new Date().toISOString())
  const now = hours.find((it) => it.from <= today)
  const standing = (it: HoursDecided) => (it === now ? 'now' : it.from > today ? 'coming' : 'former')
  return (
    <section className="unit-hours">
      <h3>{unitId === null ? page.county : names.unit(unitId)}</h3>
      <ul>
        {hours.map((it) => (
          <HoursRow key={it.from} hours={it} standing={standing(it)} />
        ))}
      </ul>
    </section>
  )
}

const tones = { now: 'jade', coming: 'blue', former: 'grey' } as const

function HoursRow({ hours, standing }: { hours: HoursDecided; standing: keyof typeof tones }) {
  const page = useWords(matterTypesWords)
  const words = page.hours
  return (
    <li>
      <p>
        {hours.from === usualHours.from ? words.usual : page.fromDay(hours.from)}{' '}
        <Tag className={`tag-${tones[standing]}`}>{words[standing]}</Tag>
      </p>
      {hours.weekly === null ? <p>{words.inherits}</p> : <Week weekly={hours.weekly} />}
    </li>
  )
}

function Week({ weekly }: { weekly: Weekly }) {
  const { days } = useWords(commonWords)
  const words = useWords(matterTypesWords).hours
  return (
    <dl className="facts">
      {runsOf(weekly).map(({ from, to, periods }) => (
        <div key={from} className="run">
          <dt>{from === to ? days[from] : `${days[from]}–${days[to]}`}</dt>
          <dd className="numbers">{sayDay(periods, words.rest)}</dd>
        </div>
      ))}
    </dl>
  )
}
