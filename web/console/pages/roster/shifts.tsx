import { readRoster } from '../../../../src/contract/routes/roster.ts'
import { useAsked } from '../../asked.ts'
import { Answered } from '../../parts/waiting.tsx'
import { AssignmentSheet } from './assignmentSheet.tsx'
import { PatternSheet } from './patternSheet.tsx'
import './roster.css'
import { ShiftSheet } from './shiftSheet.tsx'

/** Shifts, patterns made of them, and who works by which. */
export function Shifts() {
  const asked = useAsked(readRoster, {})
  return (
    <Answered asked={asked}>
      {({ shifts, patterns, assignments }) => (
        <>
          <AssignmentSheet assignments={assignments} patterns={patterns} />
          <div className="columns">
            <ShiftSheet shifts={shifts} />
            <PatternSheet patterns={patterns} shifts={shifts} />
          </div>
        </>
      )}
    </Answered>
  )
}
