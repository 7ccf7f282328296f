import '../../parts/attendance/attendance.css'
import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { readMonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { MonthSwitch, monthLabel, UnitSelect, useScope, useUnitAndMonth } from '../../parts/attendance/choosing.tsx'
import { hasBelow, type ScopeUnit } from '../../parts/attendance/scope.ts'
import { SimulatedTag } from '../../parts/handing.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { Answered, Loading } from '../../parts/waiting.tsx'
import { PersonMonth } from '../person/personMonth.tsx'
import { monthEveryMs } from './every.ts'
import { ExplainDrawer } from './explainDrawer.tsx'
import { LegendLine } from './legendLine.tsx'
import { type HalfAt, MonthGrid } from './monthGrid.tsx'
import { Nobody } from './nobody.tsx'
import { monthWords } from './words.ts'

/** A month of a unit, or of one person, half-day by half-day. */
export default function MonthPage() {
  const words = useWords(monthWords)
  const scope = useScope()
  return (
    <Page title={words.title} lead={words.lead}>
      {scope === undefined ? <Loading /> : <Inside scope={scope} />}
    </Page>
  )
}

function Inside({ scope }: { scope: readonly ScopeUnit[] }) {
  const words = useWords(monthWords)
  const names = useNames()
  const { unitId, month, thisMonth, search, go } = useUnitAndMonth(scope)
  const staffId = search.get('person')
  const below = search.get('below') === 'yes'
  if (unitId === undefined) return <Nothing title={words.noScope} next={words.noScopeNext} />

  const people = names.staff.map((it) => ({ value: it.staffId, label: `${it.name} · ${names.unit(it.unitId)}` }))
  return (
    <>
      <div className="filters">
        <UnitSelect scope={scope} value={unitId} onChange={(unit) => go({ unit: unit ?? null, person: null })} />
        <MonthSwitch month={month} last={thisMonth} go={(to) => go({ month: to })} />
        <Checkbox
          checked={below}
          disabled={staffId !== null}
          onChange={({ target }) => go({ below: target.checked ? 'yes' : null })}
        >
          {words.below}
        </Checkbox>
        <Select
          allowClear
          className="filter-unit push"
          aria-label={words.person}
          placeholder={words.person}
          value={staffId}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={people}
          onChange={(person?: string) => go({ person: person ?? null })}
        />
      </div>
      {staffId === null ? (
        <UnitMonth
          unitId={unitId}
          month={month}
          below={below}
          onBelow={hasBelow(scope, unitId) ? () => go({ below: 'yes' }) : undefined}
          onPerson={(person) => go({ person })}
        />
      ) : (
        <PersonMonth staffId={staffId} month={month} onBack={() => go({ person: null })} />
      )}
    </>
  )
}

interface UnitProps {
  readonly unitId: string
  readonly month: string
  readonly below: boolean
  readonly onBelow: (() => void) | undefined
  readonly onPerson: (staffId: string) => void
}

function UnitMonth({ unitId, month, below, onBelow, onPerson }: UnitProps) {
  const words = useWords(monthWords)
  const { language } = useLanguage()
  const [at, setAt] = useState<HalfAt>()
  const query = below ? { unitId, month, below } : { unitId, month }
  const asked = useAsked(readMonthSheet, { query }, { refetchInterval: monthEveryMs })
  return (
    <Answered asked={asked}>
      {(sheet) =>
        sheet.rows.length === 0 ? (
          <Nobody showBelow={below ? undefined : onBelow} />
        ) : (
          <Sheet
            title={`${sheet.unitName} · ${monthLabel(month, language)}`}
            extra={sheet.simulated ? <SimulatedTag /> : undefined}
          >
            <MonthGrid
              sheet={sheet}
              label={words.grid(sheet.unitName, monthLabel(month, language))}
              onHalf={setAt}
              onPerson={onPerson}
            />
            <LegendLine legend={sheet.legend} />
            {at && <ExplainDrawer at={at} onClose={() => setAt(undefined)} onPerson={onPerson} />}
          </Sheet>
        )
      }
    </Answered>
  )
}
