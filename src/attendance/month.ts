import type { Legend } from '../contract/attendance.ts'
import type { CalendarDay } from '../contract/calendar.ts'
import type { Unit } from '../contract/people.ts'
import { daysOfMonth } from '../kit/month.ts'
import { addDays, type Day, type Iso } from '../kit/time.ts'
import { listWaiting } from '../roster/requests/store.ts'
import type { Db } from '../store/open.ts'
import { eachPerson } from './everybody.ts'
import { judgePerson, type PersonFile } from './judging.ts'
import { byPostAndName } from './order.ts'
import { type Difference, differencesOf, rowOf, type SheetRow, thaw } from './rows.ts'
import { type Ground, loadGround } from './store/ground.ts'
import { listPrinted, type PrintedMonth } from './store/months.ts'
import { type Days, listPosted } from './store/postings.ts'

/** One unit's month: as judged by what is known now, and as it was printed, if it was. */
export interface UnitMonth {
  readonly unit: Unit
  readonly month: string
  readonly days: readonly CalendarDay[]
  /** As printed, else as the rule in force on its last day has it. */
  readonly legend: Legend
  readonly ruleLegend: Legend
  readonly rows: readonly SheetRow[]
  readonly printed: PrintedMonth | undefined
  /** Half-days judged otherwise now than printed. */
  readonly differences: readonly Difference[]
  /** Half-days somebody should look at, and those that are not over. */
  readonly openCases: number
  readonly notYet: number
  readonly waitingRequests: number
  readonly simulated: boolean
}

export interface MonthAsk {
  readonly unitIds: readonly string[]
  readonly month: string
  /** More people are refused with `tooManyPeople`. */
  readonly mostPeople?: number
  /** As printed then; the last one where none is named. */
  readonly revision?: number | undefined
}

/** The month of some units, each with the people who worked in it, in the order given. */
export async function readMonths(
  db: Db,
  countyId: number,
  { unitIds, month, mostPeople = Number.POSITIVE_INFINITY, revision }: MonthAsk,
  now: Iso,
): Promise<{ ground: Ground; months: UnitMonth[] }> {
  const days = daysOfMonth(month)
  const staffIds = await listPosted(db, countyId, { unitIds, from: days.from, most: mostPeople })
  const ground = await loadGround(db, countyId, days, now)
  const printed = await listPrinted(db, countyId, month, unitIds, revision)
  const found = new Map(unitIds.map((id) => [id, gather()]))
  for await (const file of eachPerson(db, ground, staffIds)) addPerson(ground, file, found)
  const waiting = await countWaiting(db, countyId, days, staffIds)
  const months = unitIds.flatMap((unitId) => {
    const [unit, its] = [ground.units.get(unitId), found.get(unitId)]
    return unit && its ? [monthOf(ground, { unit, month, its, printed: printed.get(unitId), waiting })] : []
  })
  return { ground, months }
}

interface Gathered {
  readonly rows: SheetRow[]
  simulated: boolean
}

const gather = (): Gathered => ({ rows: [], simulated: false })

/** Somebody who moved within the month has a row in each of his units. */
function addPerson(ground: Ground, file: PersonFile, found: ReadonlyMap<string, Gathered>): void {
  for (const unitId of new Set(file.career.postings.map((it) => it.unitId))) {
    const its = found.get(unitId)
    const judged = its && judgePerson(ground.judging, file, (id) => id === unitId)
    if (its === undefined || judged === undefined) continue
    its.rows.push(rowOf(ground.judging, judged))
    its.simulated ||= file.seen.some((it) => it.simulated)
  }
}

/** Requests that wait, by person. */
async function countWaiting(
  db: Db,
  countyId: number,
  days: Days,
  staffIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const { staffId, requestId } of await listWaiting(db, countyId, days, staffIds)) {
    found.set(staffId, (found.get(staffId) ?? new Set()).add(requestId))
  }
  return found
}

interface Parts {
  readonly unit: Unit
  readonly month: string
  readonly its: Gathered
  readonly printed: PrintedMonth | undefined
  readonly waiting: ReadonlyMap<string, ReadonlySet<string>>
}

function monthOf(ground: Ground, { unit, month, its, printed, waiting }: Parts): UnitMonth {
  const { judging, days } = ground
  const rows = its.rows.sort(byPostAndName)
  const ruleLegend = judging.settle(unit.unitId, null, days.to).rule.legend
  const halves = rows.flatMap(({ cells }) => cells.flatMap(({ am, pm }) => [am, pm]))
  return {
    unit,
    month,
    days: judging.days.map((day) => judging.settle(unit.unitId, null, day).calendar),
    legend: printed?.legend ?? ruleLegend,
    ruleLegend,
    rows,
    printed,
    differences: printed ? differencesSince(judging.days, printed, rows) : [],
    openCases: halves.filter(({ state }) => state === 'noCheckIn' || state === 'unknown').length,
    notYet: halves.filter(({ state }) => state === 'notYet').length,
    waitingRequests: rows.reduce((sum, { staffId }) => sum + (waiting.get(staffId)?.size ?? 0), 0),
    simulated: its.simulated || printed?.simulated === true,
  }
}

/** Whoever was erased from the sheet is compared no more. */
function differencesSince(days: readonly Day[], printed: PrintedMonth, rows: readonly SheetRow[]): Difference[] {
  const erased = new Set(printed.erased)
  return differencesOf(
    days,
    printed.rows.map(thaw),
    rows.filter((it) => !erased.has(it.staffId)),
  )
}

/** The day from which on a month is over. */
export const dayBehind = (month: string): Day => addDays(daysOfMonth(month).to, 1)
