import './month.css'
import { type CSSProperties, memo, useMemo, useRef, useState } from 'react'
import type { Half } from '../../../../src/contract/attendance.ts'
import type { MonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { signOf } from '../../../../src/contract/verdictWords.ts'
import type { Day } from '../../../../src/kit/time.ts'
import { type Language, useLanguage, useWords } from '../../language.tsx'
import { sayVerdict, toneOf } from '../../parts/attendance/verdicts.ts'
import { type AttendanceWords, attendanceWords } from '../../parts/attendance/words.ts'
import { dayLabel } from '../../parts/times.ts'
import { DayHeads } from './dayHeads.tsx'
import { moved, readAt, writeAt } from './gridMoves.ts'
import { pinnedOf, readColumns, type TotalColumn } from './totalColumns.ts'
import { TotalCells, TotalHeads } from './totals.tsx'
import { monthWords } from './words.ts'

/** A half-day of somebody. */
export interface HalfAt {
  readonly staffId: string
  readonly name: string
  readonly day: Day
  readonly half: Half
}

interface Props {
  readonly sheet: MonthSheet
  readonly label: string
  /** With the totals and remarks of the printed sheet. */
  readonly totals?: boolean
  readonly onHalf: (it: HalfAt) => void
  readonly onPerson: (staffId: string) => void
}

const halves = ['am', 'pm'] as const

/** People by days, two rows for each person, one cell for each half-day; arrow keys move, Enter opens. */
export function MonthGrid({ sheet, label, totals = false, onHalf, onPerson }: Props) {
  const words = useWords(monthWords)
  const columns = useMemo(() => (totals ? readColumns(sheet.rows) : []), [totals, sheet.rows])
  const table = useRef<HTMLTableElement>(null)
  const [here, setHere] = useState<HTMLElement | null>(null)
  const open = (cell: HTMLElement | null) => {
    const at = readAt(cell?.dataset.at)
    const row = at && sheet.rows[Math.floor(at.row / 2)]
    if (!row) return
    const day = sheet.days[at.column - 1]?.day
    if (day === undefined) onPerson(row.staffId)
    else onHalf({ staffId: row.staffId, name: row.name, day, half: halves[at.row % 2] ?? 'am' })
  }
  const walk = (cell: HTMLElement | null, key: string): boolean => {
    const at = readAt(cell?.dataset.at)
    const to = at && moved(at, key, sheet.rows.length * 2, sheet.days.length)
    if (to) table.current?.querySelector<HTMLElement>(`[data-at="${writeAt(to)}"]`)?.focus()
    return to !== undefined
  }
  return (
    <>
      <div className="month-wrap" style={{ '--pinned': pinnedOf(columns) } as CSSProperties}>
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked by arrow keys
          role="grid"
          aria-label={label}
          aria-description={words.how}
          className="month"
          onClick={({ target }) => open(cellOf(target))}
          onMouseOver={({ target }) => setHere(cellOf(target))}
          onFocus={({ target }) => {
            setHere(cellOf(target))
            if (table.current) rove(table.current, cellOf(target))
          }}
          onKeyDown={(event) => {
            const cell = cellOf(event.target)
            const opens = event.key === 'Enter' || event.key === ' '
            if (opens) open(cell)
            if (opens || walk(cell, event.key)) event.preventDefault()
          }}
        >
          <thead>
            <tr>
              <th scope="col" className="name">
                {words.name}
              </th>
              <th scope="col" className="half">
                <span className="hidden">{words.half}</span>
              </th>
              <DayHeads days={sheet.days} />
              <TotalHeads columns={columns} />
            </tr>
          </thead>
          {sheet.rows.map((row, n) => (
            <PersonRows key={row.staffId} sheet={sheet} row={row} n={n} columns={columns} />
          ))}
        </table>
      </div>
      <Here sheet={sheet} cell={here} />
    </>
  )
}

const cellOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null

/** One cell at a time can be reached with the Tab key: the one last visited. */
function rove(table: HTMLElement, cell: HTMLElement | null): void {
  if (cell === null) return
  for (const it of table.querySelectorAll<HTMLElement>('[data-at][tabindex="0"]')) it.tabIndex = -1
  cell.tabIndex = 0
}

interface RowsProps {
  readonly sheet: MonthSheet
  readonly row: MonthSheet['rows'][number]
  readonly n: number
  readonly columns: readonly TotalColumn[]
}

/** The two rows of a person. Drawn once: what is under the pointer changes often, they do not. */
const PersonRows = memo(function PersonRows({ sheet, row, n, columns }: RowsProps) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  return (
    <tbody>
      {halves.map((half, of) => (
        <tr key={half}>
          {of === 0 && (
            <th
              scope="rowgroup"
              rowSpan={2}
              className="name"
              data-at={writeAt({ row: n * 2, column: 0 })}
              tabIndex={n === 0 ? 0 : -1}
              aria-label={words.personOf(row.name)}
            >
              {row.name}
            </th>
          )}
          <th scope="row" className="half">
            {words.short[half]}
          </th>
          {row.cells.map((cell, column) => {
            const verdict = cell[half]
            const { type, [half]: work } = sheet.days[column] ?? { type: 'workday', am: 'work', pm: 'work' }
            return (
              <td
                key={sheet.days[column]?.day}
                // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: of the grid above
                role="gridcell"
                tabIndex={-1}
                data-at={writeAt({ row: n * 2 + of, column: column + 1 })}
                className={classOf(type, work, toneOf(verdict))}
                aria-label={said.states[verdict.state]}
              >
                {signOf(verdict, sheet.legend)}
              </td>
            )
          })}
          {of === 0 && <TotalCells columns={columns} row={row} />}
        </tr>
      ))}
    </tbody>
  )
})

const classOf = (type: string, work: string, tone: string): string =>
  `${work === 'rest' && type !== 'workday' ? 'rest ' : ''}tone-${tone}`

/** What the cell under the pointer or the focus says, in words. */
function Here({ sheet, cell }: { sheet: MonthSheet; cell: HTMLElement | null }) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  return <p className="month-here">{sayCell(sheet, cell, { said, language }) ?? words.pointAt}</p>
}

function sayCell(
  sheet: MonthSheet,
  cell: HTMLElement | null,
  { said, language }: { said: AttendanceWords; language: Language },
): string | undefined {
  const at = readAt(cell?.dataset.at)
  const row = at && sheet.rows[Math.floor(at.row / 2)]
  if (!row) return undefined
  const day = sheet.days[at.column - 1]
  const half = halves[at.row % 2] ?? 'am'
  const verdict = row.cells[at.column - 1]?.[half]
  if (day === undefined || verdict === undefined) return `${row.name} · ${row.post}`
  const date = dayLabel(day.day, language)
  const called = day.name === '' ? date : said.withWhy(date, day.name)
  return `${row.name} · ${called} ${said.halves[half]} · ${sayVerdict(verdict, said)}`
}
