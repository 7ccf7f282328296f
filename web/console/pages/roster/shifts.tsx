import { useState } from 'react'
import { readRoster } from '../../../../src/contract/routes/roster.ts'
import { useAsked } from '../../asked.ts'
import { UnitSelect, useScope } from '../../parts/attendance/choosing.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { AssignmentSheet } from './assignmentSheet.tsx'
import { PatternSheet } from './patternSheet.tsx'
import './roster.css'
import { ShiftSheet } from './shiftSheet.tsx'

/** Shifts, patterns made of them, and who works by which. */
export function Shifts() {
  const scope = useScope() ?? []
  const [unitId, setUnitId] = useState<string>()
  const asked = useAsked(readRoster, { query: unitId === undefined ? {} : { unitId } })
  return (
    <>
      {scope.length > 1 && (
        <div className="filters">
          <UnitSelect every scope={scope} value={unitId} onChange={setUnitId} />
        </div>
      )}
      <Answered asked={asked}>
        {({ shifts, patterns, assignments, more }) => (
          <>
            <AssignmentSheet assignments={assignments} more={more} patterns={patterns} />
            <div className="columns">
              <ShiftSheet shifts={shifts} />
              <PatternSheet patterns={patterns} shifts={shifts} />
            </div>
          </>
        )}
      </Answered>
    </>
  )
}
