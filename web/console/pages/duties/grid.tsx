import { useState } from 'react'
import type { Gap } from '../../../../src/contract/roster.ts'
import { type Duty, keepDuty } from '../../../../src/contract/routes/duties.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { type Names, useNames } from '../../parts/names.ts'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { DutyDrawer } from './dutyDrawer.tsx'
import { PersonPicker } from './personPicker.tsx'
import { dutiesIn, gapsIn, type Place, periods, standings } from './week.ts'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly duties: readonly Duty[]
  readonly gaps: readonly Gap[]
  readonly days: readonly string[]
  readonly today: string
}

/** Rows are days; columns are parts of the day, each with leader, deputy and members. */
export function RosterGrid(props: Props) {
  const words = useWords(dutiesWords)
  return (
    <div className="week-wrap">
      <table className="week roster">
        <caption className="hidden">{words.grid}</caption>
        <Head />
        <tbody>
          {props.days.map((day) => (
            <DayRow key={day} {...props} day={day} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head() {
  const words = useWords(dutiesWords)
  return (
    <thead>
      <tr>
        <td rowSpan={2} />
        {periods.map((it) => (
          <th key={it} scope="colgroup" colSpan={standings.length}>
            {words.periods[it]}
          </th>
        ))}
      </tr>
      <tr>
        {periods.flatMap((period) =>
          standings.map((it) => (
            <th key={`${period} ${it}`} scope="col">
              {words.standings[it]}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}

function DayRow({ siteId, duties, gaps, day, today }: Props & { day: string }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  return (
    <tr className={day === today ? 'today' : undefined}>
      <th scope="row">
        {dayLabel(day, language)}
        {day === today && <small>{words.today}</small>}
      </th>
      {periods.flatMap((period) =>
        standings.map((as) => (
          <Cell
            key={`${period} ${as}`}
            place={{ siteId, day, period, as }}
            duties={dutiesIn(duties, day, period).filter((it) => it.as === as)}
            gaps={as === 'member' ? gapsIn(gaps, day, period) : []}
          />
        )),
      )}
    </tr>
  )
}

function Cell({ place, duties, gaps }: { place: Place; duties: readonly Duty[]; gaps: readonly Gap[] }) {
  const words = useWords(dutiesWords)
  const names = useNames()
  const editable = useMay()(keepDuty)
  const [duty, setDuty] = useState<Duty>()
  return (
    <td className={place.as === 'leader' ? 'period-start' : undefined}>
      <span className="narrow-only cell-label">
        {words.periods[place.period]} {words.standings[place.as]}
      </span>
      {duties.map((it) => (
        <DutyChip key={it.dutyId} duty={it} names={names} edit={editable ? () => setDuty(it) : undefined} />
      ))}
      {gaps.map((it) => (
        <span key={it.starts} className="gap-mark numbers">
          ◇ {words.gapMark} <small>{`${shortClock(it.starts)}–${shortClock(it.ends)}`}</small>
        </span>
      ))}
      {editable && <PersonPicker place={place} />}
      {duty && <DutyDrawer draft={{ siteId: place.siteId, duty }} onClose={() => setDuty(undefined)} />}
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
      <small className="numbers">{span}</small>
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
