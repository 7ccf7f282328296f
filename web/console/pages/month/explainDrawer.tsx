import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { decideCase, listCases, readPersonMonth } from '../../../../src/contract/routes/attendance.ts'
import { monthOf } from '../../../../src/kit/month.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BecauseText, VerdictTag } from '../../parts/attendance/because.tsx'
import { CaseActions } from '../../parts/attendance/caseActions.tsx'
import { caseWords } from '../../parts/attendance/caseWords.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { useNames } from '../../parts/names.ts'
import { dayLabel } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import type { HalfAt } from './monthGrid.tsx'
import { monthWords } from './words.ts'

interface Props {
  readonly at: HalfAt
  readonly onClose: () => void
  readonly onPerson?: (staffId: string) => void
}

/** Why a half-day is what it is, and what can be decided about it. */
export function ExplainDrawer({ at, onClose, onPerson }: Props) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const close = useReturn(onClose)
  const asked = useAsked(readPersonMonth, { query: { staffId: at.staffId, month: monthOf(at.day) } })
  const title = `${at.name} · ${dayLabel(at.day, language)} ${said.halves[at.half]}`
  return (
    <Drawer open title={title} size={480} onClose={close}>
      <Answered asked={asked}>
        {({ days }) => {
          const judged = days.find((it) => it.calendar.day === at.day)?.verdict[at.half]
          if (judged === undefined) return null
          return (
            <>
              <p>
                <VerdictTag verdict={judged.verdict} />
              </p>
              <BecauseText judged={judged} />
            </>
          )
        }}
      </Answered>
      <DecideHalf at={at} />
      {onPerson && <Button onClick={() => onPerson(at.staffId)}>{words.toMonth(at.name)}</Button>}
    </Drawer>
  )
}

/** Closes, and goes back to where the focus was when this was opened. */
function useReturn(onClose: () => void): () => void {
  const [before] = useState(() => document.activeElement)
  return () => {
    onClose()
    if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus())
  }
}

/** The case of a half-day, where there is one. */
export function DecideHalf({ at }: { at: HalfAt }) {
  const words = useWords(caseWords)
  const said = useWords(attendanceWords)
  const may = useMay()(decideCase)
  const unitId = useNames().staff.find((it) => it.staffId === at.staffId)?.unitId
  const given = { query: { unitId: unitId ?? '', from: at.day, to: at.day, all: true } }
  const row = useAsked(listCases, given, { enabled: may && unitId !== undefined }).data?.find(
    (it) => it.staffId === at.staffId && it.half === at.half,
  )
  if (row === undefined) return null
  return (
    <div className="handed">
      {row.decided && <p>{said.told(words.decided[row.decided.decision], row.decided.reason)}</p>}
      <CaseActions row={row} who={at.name} />
    </div>
  )
}
