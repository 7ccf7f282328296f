import '../../parts/attendance/attendance.css'
import { Button } from 'antd'
import { useState } from 'react'
import type { Half } from '../../../../src/contract/attendance.ts'
import type { Staff } from '../../../../src/contract/people.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { readOwnMonth } from '../../../../src/contract/routes/attendance.ts'
import { monthOf } from '../../../../src/kit/month.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BecauseText, VerdictTag } from '../../parts/attendance/because.tsx'
import { MonthSwitch } from '../../parts/attendance/choosing.tsx'
import { Totals } from '../../parts/attendance/totals.tsx'
import { isCase } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { SimulatedTag } from '../../parts/handing.tsx'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel, useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { LegendLine } from '../month/legendLine.tsx'
import { PersonCalendar } from '../person/personMonth.tsx'
import { AppealModal } from './appealModal.tsx'
import { CorrectionModal } from './correctionModal.tsx'
import { LeaveDrawer } from './leaveDrawer.tsx'
import { meWords } from './words.ts'

type Month = OutputOf<typeof readOwnMonth>
type DayOfMonth = Month['days'][number]

/** One's own month, half-day by half-day; what does not look right is put right from here. */
export function OwnMonth({ staff }: { staff: Staff }) {
  const words = useWords(meWords)
  const thisMonth = monthOf(dayOf(useNow(600)))
  const [month, setMonth] = useState(thisMonth)
  const asked = useAsked(readOwnMonth, { query: { month } })
  return (
    <Sheet title={words.month} extra={<MonthSwitch month={month} last={thisMonth} go={setMonth} />}>
      <Answered asked={asked}>{(answer) => <Shown key={month} answer={answer} staff={staff} />}</Answered>
    </Sheet>
  )
}

function Shown({ answer, staff }: { answer: Month; staff: Staff }) {
  const words = useWords(meWords)
  const [chosen, setChosen] = useState<string>()
  const day = answer.days.find((it) => it.calendar.day === chosen)
  const open = answer.days.flatMap(({ verdict }) => [verdict.am, verdict.pm]).filter((it) => isCase(it.verdict)).length
  return (
    <>
      <p className={open > 0 ? 'hint' : 'gaps-none'}>
        {open > 0 ? words.openHalves(open) : `✓ ${words.openNone}`} {answer.simulated && <SimulatedTag />}
      </p>
      <div className="person-month">
        <PersonCalendar answer={answer} name={staff.name} chosen={chosen} choose={setChosen} />
        <section aria-live="polite">
          {day === undefined ? <p className="soft">{words.chooseDay}</p> : <DayWhy day={day} staff={staff} />}
        </section>
      </div>
      <Totals title={words.totals} totals={answer.totals} />
      <LegendLine legend={answer.legend} />
    </>
  )
}

function DayWhy({ day: { calendar, verdict }, staff }: { day: DayOfMonth; staff: Staff }) {
  const { language } = useLanguage()
  return (
    <>
      <h3>
        {dayLabel(calendar.day, language)} {calendar.name}
      </h3>
      {(['am', 'pm'] as const).map((half) => (
        <HalfWhy key={`${calendar.day} ${half}`} day={calendar.day} half={half} judged={verdict[half]} staff={staff} />
      ))}
    </>
  )
}

interface HalfProps {
  readonly day: string
  readonly half: Half
  readonly judged: DayOfMonth['verdict'][Half]
  readonly staff: Staff
}

function HalfWhy({ day, half, judged, staff }: HalfProps) {
  const words = useWords(meWords)
  const said = useWords(attendanceWords)
  const [open, setOpen] = useState<'correction' | 'appeal' | 'leave'>()
  const close = () => setOpen(undefined)
  const about = { day, half, staff }
  const { state } = judged.verdict
  const wanting = isCase(judged.verdict) || state === 'absent'
  const ahead = state === 'notYet'
  return (
    <div className="half-why">
      <p>
        <strong>{said.halves[half]}</strong> <VerdictTag verdict={judged.verdict} />
      </p>
      <BecauseText judged={judged} />
      {state !== 'rest' && (
        <div className="actions">
          {wanting && (
            <Button type="primary" onClick={() => setOpen('correction')}>
              {words.correct}
            </Button>
          )}
          {(wanting || ahead) && <Button onClick={() => setOpen('leave')}>{words.leave}</Button>}
          {!ahead && <Button onClick={() => setOpen('appeal')}>{words.appeal}</Button>}
        </div>
      )}
      {open === 'correction' && <CorrectionModal about={about} verdict={judged.verdict} onClose={close} />}
      {open === 'appeal' && <AppealModal about={about} onClose={close} />}
      {open === 'leave' && <LeaveDrawer staff={staff} from={{ day, half }} to={{ day, half }} onClose={close} />}
    </div>
  )
}
