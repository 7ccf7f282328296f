import './person.css'
import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { readPersonMonth } from '../../../../src/contract/routes/attendance.ts'
import { signOf } from '../../../../src/contract/verdictWords.ts'
import type { Day } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BecauseText, VerdictTag } from '../../parts/attendance/because.tsx'
import { monthLabel } from '../../parts/attendance/choosing.tsx'
import { Totals } from '../../parts/attendance/totals.tsx'
import { sayVerdict, toneOf } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { SimulatedTag } from '../../parts/handing.tsx'
import { LeftIcon } from '../../parts/icons.tsx'
import { MonthTable } from '../../parts/monthTable.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { DecideHalf } from '../month/explainDrawer.tsx'
import { LegendLine } from '../month/legendLine.tsx'
import { personWords } from './words.ts'

type Month = OutputOf<typeof readPersonMonth>
type DayOfMonth = Month['days'][number]
const halves = ['am', 'pm'] as const

interface Props {
  readonly staffId: string
  readonly month: string
  readonly onBack: () => void
}

/** One person's month as a calendar, each half-day explained beside it. */
export function PersonMonth({ staffId, month, onBack }: Props) {
  const words = useWords(personWords)
  const { language } = useLanguage()
  const name = useNames().person(staffId)
  const asked = useAsked(readPersonMonth, { query: { staffId, month } })
  return (
    <Answered asked={asked}>
      {(answer) => (
        <Sheet
          title={words.titleOf(name, monthLabel(month, language))}
          extra={
            <>
              {answer.simulated && <SimulatedTag />}
              <Button icon={<LeftIcon />} onClick={onBack}>
                {words.back}
              </Button>
            </>
          }
        >
          <CalendarAndWhy key={`${staffId} ${month}`} answer={answer} name={name} />
          <Totals title={words.totals} totals={answer.totals} />
          <LegendLine legend={answer.legend} />
        </Sheet>
      )}
    </Answered>
  )
}

function CalendarAndWhy({ answer, name }: { answer: Month; name: string }) {
  const words = useWords(personWords)
  const [chosen, setChosen] = useState<Day>()
  const day = answer.days.find((it) => it.calendar.day === chosen)
  return (
    <div className="person-month">
      <PersonCalendar answer={answer} name={name} chosen={chosen} choose={setChosen} />
      <section aria-live="polite">
        {day === undefined ? <p className="hint">{words.choose}</p> : <Why day={day} name={name} />}
      </section>
    </div>
  )
}

interface CalendarProps {
  readonly answer: Month
  readonly name: string
  readonly chosen: Day | undefined
  readonly choose: (day: Day) => void
}

/** The days of a month with both halves as symbols; pressing a day chooses it. */
export function PersonCalendar({ answer, name, chosen, choose }: CalendarProps) {
  const words = useWords(personWords)
  return (
    <MonthTable
      className="calendar"
      caption={<caption className="hidden">{words.calendar(name)}</caption>}
      days={answer.days}
      dayOf={(it) => it.calendar.day}
      classOf={(it) => (it.calendar.am === 'rest' ? 'rest' : undefined)}
    >
      {(it) => (
        <DayButton
          day={it}
          legend={answer.legend}
          pressed={chosen === it.calendar.day}
          press={() => choose(it.calendar.day)}
        />
      )}
    </MonthTable>
  )
}

interface DayProps {
  readonly day: DayOfMonth
  readonly legend: Month['legend']
  readonly pressed: boolean
  readonly press: () => void
}

function DayButton({ day, legend, pressed, press }: DayProps) {
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const { calendar, verdict } = day
  const label = `${dayLabel(calendar.day, language)} ${calendar.name}`.trim()
  const spoken = halves.map((half) => `${said.halves[half]} ${sayVerdict(verdict[half].verdict, said)}`).join(', ')
  return (
    <button type="button" aria-pressed={pressed} aria-label={`${label}: ${spoken}`} onClick={press}>
      <span>
        {Number(calendar.day.slice(8))} <small>{calendar.name}</small>
      </span>
      <span className="two-halves">
        {halves.map((half) => (
          <b key={half} className={`tone-${toneOf(verdict[half].verdict)}`}>
            {signOf(verdict[half].verdict, legend) || '·'}
          </b>
        ))}
      </span>
    </button>
  )
}

function Why({ day, name }: { day: DayOfMonth; name: string }) {
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const { calendar, verdict } = day
  return (
    <>
      <h3>
        {dayLabel(calendar.day, language)} {calendar.name}
      </h3>
      {halves.map((half) => (
        <div key={half} className="half-why">
          <p>
            <strong>{said.halves[half]}</strong> <VerdictTag verdict={verdict[half].verdict} />
          </p>
          <BecauseText judged={verdict[half]} />
          <DecideHalf at={{ staffId: verdict.staffId, name, day: calendar.day, half }} />
        </div>
      ))}
    </>
  )
}
