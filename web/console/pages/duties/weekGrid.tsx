import { Button } from 'antd'
import { useState } from 'react'
import { type Duty, keepDuty } from '../../../../src/contract/routes/duties.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { type Names, useNames } from '../../parts/names.ts'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { type Draft, DutyDrawer } from './dutyDrawer.tsx'
import { dutiesIn, type Period, periods, usualClocks, weekOf } from './week.ts'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly duties: readonly Duty[]
  readonly monday: string
  readonly today: string
}

/** Rows are days, columns are parts of the day. On a narrow screen the days stand one below the other. */
export function WeekGrid({ siteId, duties, monday, today }: Props) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const [draft, setDraft] = useState<Draft>()
  const add = (day: string, period: Period) => {
    const [from, to] = usualClocks[period]
    setDraft({ siteId, day, from, to })
  }
  return (
    <div className="week-wrap">
      <table className="week">
        <caption className="hidden">{words.grid}</caption>
        <thead>
          <tr>
            <td />
            {periods.map((it) => (
              <th key={it} scope="col">
                {words.periods[it]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekOf(monday).map((day) => (
            <tr key={day} className={day === today ? 'today' : undefined}>
              <th scope="row">
                {dayLabel(day, language)}
                {day === today && <small>{words.today}</small>}
              </th>
              {periods.map((period) => (
                <Cell
                  key={period}
                  duties={dutiesIn(duties, day, period)}
                  label={words.addFor(dayLabel(day, language), words.periods[period])}
                  period={words.periods[period]}
                  add={() => add(day, period)}
                  edit={(duty) => setDraft({ siteId, duty })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {draft && <DutyDrawer draft={draft} onClose={() => setDraft(undefined)} />}
    </div>
  )
}

interface CellProps {
  readonly duties: readonly Duty[]
  readonly label: string
  readonly period: string
  readonly add: () => void
  readonly edit: (duty: Duty) => void
}

function Cell({ duties, label, period, add, edit }: CellProps) {
  const names = useNames()
  const editable = useMay()(keepDuty)
  return (
    <td>
      <span className="narrow-only soft">{period}</span>
      {duties.map((it) => (
        <DutyChip key={it.dutyId} duty={it} names={names} edit={editable ? () => edit(it) : undefined} />
      ))}
      {editable && (
        <Button className="add-duty" size="small" type="text" icon={<PlusIcon />} aria-label={label} onClick={add} />
      )}
    </td>
  )
}

function DutyChip({ duty, names, edit }: { duty: Duty; names: Names; edit: (() => void) | undefined }) {
  const words = useWords(dutiesWords)
  const over = dayOf(duty.ends) !== dayOf(duty.starts) ? `${words.nextDay} ` : ''
  const span = `${shortClock(duty.starts)}–${over}${shortClock(duty.ends)}`
  const inside = (
    <>
      <strong>{names.person(duty.staffId)}</strong>
      <span className="numbers">{span}</span>
      {duty.note && <em>{duty.note}</em>}
    </>
  )
  if (edit === undefined) return <div className="duty">{inside}</div>
  return (
    <button type="button" className="duty" aria-label={words.edit(names.person(duty.staffId), span)} onClick={edit}>
      {inside}
    </button>
  )
}
