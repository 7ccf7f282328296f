import '../../parts/attendance/attendance.css'
import './sheet.css'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { exportMonthSheet, type MonthSheet, readMonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { addMonths, monthOf } from '../../../../src/kit/month.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { pages } from '../../menu.ts'
import { MonthSwitch, monthLabel, UnitSelect, useScope, useUnitAndMonth } from '../../parts/attendance/choosing.tsx'
import { hasBelow, type ScopeUnit } from '../../parts/attendance/scope.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { SimulatedTag } from '../../parts/handing.tsx'
import { DownloadIcon, PrinterIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { AwaitedHere } from '../../parts/second.tsx'
import { Answered, Loading } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { monthEveryMs } from '../month/every.ts'
import { ExplainDrawer } from '../month/explainDrawer.tsx'
import { LegendLine } from '../month/legendLine.tsx'
import { type HalfAt, MonthGrid } from '../month/monthGrid.tsx'
import { Nobody } from '../month/nobody.tsx'
import { monthWords } from '../month/words.ts'
import { MonthEnd } from './monthEnd.tsx'
import { Revisions } from './revisions.tsx'
import { sheetWords } from './words.ts'

/** The month sheet as it will print, and the way to its final form. */
export default function SheetPage() {
  const words = useWords(sheetWords)
  const scope = useScope()
  return (
    <Page title={words.title} lead={words.lead}>
      <AwaitedHere group="sheet" />
      {scope === undefined ? <Loading /> : <Inside scope={scope} />}
    </Page>
  )
}

// In the first days of a month one works on the sheet of the month before.
const usualMonth = (): string => {
  const today = dayOf(new Date().toISOString())
  return Number(today.slice(8)) <= 10 ? addMonths(monthOf(today), -1) : monthOf(today)
}

function Inside({ scope }: { scope: readonly ScopeUnit[] }) {
  const words = useWords(monthWords)
  const { language } = useLanguage()
  const names = useNames()
  const { unitId, month, thisMonth, search, go } = useUnitAndMonth(scope, usualMonth())
  const below = search.get('below') === 'yes'
  const shown = below ? undefined : readRevision(search.get('revision'))
  const query = {
    ...{ unitId: unitId ?? '', month },
    ...(below && { below }),
    ...(shown !== undefined && { revision: shown }),
  }
  const asked = useAsked(readMonthSheet, { query }, { enabled: unitId !== undefined, refetchInterval: monthEveryMs })
  if (unitId === undefined) return <Nothing title={words.noScope} next={words.noScopeNext} />
  return (
    <>
      <div className="filters">
        <UnitSelect scope={scope} value={unitId} onChange={(unit) => go({ unit: unit ?? null, revision: null })} />
        <MonthSwitch month={month} last={thisMonth} go={(to) => go({ month: to, revision: null })} />
        <Checkbox
          checked={below}
          onChange={({ target }) => go({ below: target.checked ? 'yes' : null, revision: null })}
        >
          {words.below}
        </Checkbox>
        <Files query={query} />
      </div>
      <Answered asked={asked}>
        {(sheet) =>
          sheet.rows.length === 0 ? (
            <Nobody
              title={sheet.obstacles[0]?.[language]}
              showBelow={!below && hasBelow(scope, unitId) ? () => go({ below: 'yes', revision: null }) : undefined}
            />
          ) : (
            <>
              {shown === undefined && <MonthEnd key={`${unitId} ${month}`} sheet={sheet} names={names} below={below} />}
              {!below && (
                <Revisions
                  sheet={sheet}
                  names={names}
                  shown={shown}
                  show={(to) => go({ revision: to === undefined ? null : String(to) })}
                />
              )}
              <Paper sheet={sheet} />
            </>
          )
        }
      </Answered>
    </>
  )
}

const readRevision = (text: string | null): number | undefined =>
  text !== null && /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined

type SheetQuery = { readonly unitId: string; readonly month: string; readonly below?: true; readonly revision?: number }

function Files({ query }: { query: SheetQuery }) {
  const words = useWords(sheetWords)
  const may = useMay()
  if (!may(exportMonthSheet)) return null
  const address = (as: 'xlsx' | 'csv' | 'print') => addressOf(exportMonthSheet, { query: { ...query, as } })
  return (
    <div className="actions push">
      <Button icon={<DownloadIcon />} href={address('xlsx')}>
        {words.xlsx}
      </Button>
      <Button href={address('csv')}>{words.csv}</Button>
      <Button icon={<PrinterIcon />} href={address('print')} target="_blank" rel="noreferrer">
        {words.print}
      </Button>
    </div>
  )
}

function Paper({ sheet }: { sheet: MonthSheet }) {
  const words = useWords(sheetWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const [, goTo] = useLocation()
  const [at, setAt] = useState<HalfAt>()
  const label = words.sheetOf(sheet.unitName, monthLabel(sheet.month, language))
  const toPerson = (person: string) =>
    goTo(`${pages.month.path}?unit=${sheet.unitId}&month=${sheet.month}&person=${person}`)
  return (
    <Sheet title={label} extra={sheet.simulated ? <SimulatedTag /> : undefined}>
      <p className="soft">{words.howToRead}</p>
      <MonthGrid totals sheet={sheet} label={label} onHalf={setAt} onPerson={toPerson} />
      <LegendLine legend={sheet.legend} />
      <div className="signatures">
        {words.signatures.map((it) => (
          <span key={it}>{said.told(it, '')}</span>
        ))}
      </div>
      {at && <ExplainDrawer at={at} onClose={() => setAt(undefined)} onPerson={toPerson} />}
    </Sheet>
  )
}
