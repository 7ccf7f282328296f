import { Button } from 'antd'
import { useState } from 'react'
import { endOuting, keepOuting, listDuties, type Outing } from '../../../../src/contract/routes/duties.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel, shortClock, useNow } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { OutingDrawer } from './outingDrawer.tsx'
import { usePersonOptions } from './persons.ts'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly outings: readonly Outing[]
  readonly today: string
}

/** Work in the field, of a week at a site. */
export function Outings({ siteId, outings, today }: Props) {
  const words = useWords(dutiesWords)
  const may = useMay()
  const persons = usePersonOptions(siteId)
  const [adding, setAdding] = useState(false)
  const add = may(keepOuting) && <Button onClick={() => setAdding(true)}>{words.addOuting}</Button>
  return (
    <Sheet title={words.outings} extra={add}>
      <p className="soft">{outings.length === 0 ? words.outingsNone : words.outingsLead}</p>
      <ul className="rows">
        {outings.map((it) => (
          <OutingRow key={it.outingId} outing={it} />
        ))}
      </ul>
      {adding && <OutingDrawer siteId={siteId} persons={persons} day={today} onClose={() => setAdding(false)} />}
    </Sheet>
  )
}

function OutingRow({ outing }: { outing: Outing }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const names = useNames()
  const may = useMay()
  const now = useNow()
  const ending = useDo(endOuting, [listDuties])
  const running = Date.parse(outing.starts) <= Date.parse(now) && Date.parse(now) < Date.parse(outing.ends)
  return (
    <li>
      <span className="grow">
        <strong>{names.person(outing.staffId)}</strong> {outing.where}
        <span className="soft numbers">
          {' '}
          · {dayLabel(dayOf(outing.starts), language)} {shortClock(outing.starts)}–{shortClock(outing.ends)}
        </span>
      </span>
      {running && may(endOuting) && (
        <Button
          size="small"
          loading={ending.isPending}
          onClick={() => ending.mutate({ params: { outingId: outing.outingId } })}
        >
          {words.endNow}
        </Button>
      )}
    </li>
  )
}
