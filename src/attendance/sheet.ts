import type { Coverage } from '../calendar/coverage.ts'
import type { Legend, Words } from '../contract/attendance.ts'
import type { MonthSheet } from '../contract/routes/attendance.ts'
import { daysOfMonth } from '../kit/month.ts'
import { type Day, dayOf, type Iso } from '../kit/time.ts'
import { dayBehind, type UnitMonth } from './month.ts'
import { thaw } from './rows.ts'

export interface Known extends Coverage {
  /** The day the county's records begin. */
  readonly recordsFrom: Day
}

/**
 * The sheet of a unit, or of a unit with those below it (its own month first). Units that printed the month show it as it
 * was printed; together they are final when all that have people are.
 */
export function sheetOf(months: readonly UnitMonth[], known: Known, now: Iso): MonthSheet {
  const [own] = months
  if (own === undefined) throw new Error('a sheet of no unit')
  const { unit, month, days, legend } = own
  return {
    unitId: unit.unitId,
    unitName: unit.name,
    month,
    days: [...days],
    legend,
    rows: months.flatMap(({ rows, printed }) => printed?.rows.map(thaw) ?? rows),
    state: stateOf(months),
    obstacles: obstaclesOf(months, known, now),
    simulated: months.some((it) => it.simulated),
  }
}

function stateOf(months: readonly UnitMonth[]): MonthSheet['state'] {
  const peopled = months.filter(({ rows, printed }) => rows.length > 0 || printed !== undefined)
  const printed = peopled.flatMap((it) => (it.printed ? [it.printed] : []))
  const last = printed.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (last === undefined || printed.length < peopled.length) {
    return {
      kind: 'open',
      openCases: sum(months, (it) => (it.printed ? 0 : it.openCases)),
      waitingRequests: sum(months, (it) => (it.printed ? 0 : it.waitingRequests)),
    }
  }
  const revision = Math.max(...printed.map((it) => it.revision))
  const { at, by, reason } = last
  const differences = sum(months, (it) => it.differences.length)
  const erased = sum(months, (it) => it.printed?.erased.length ?? 0)
  return { kind: 'final', revision, at, by, reason, differences, erased }
}

const sum = (months: readonly UnitMonth[], of: (month: UnitMonth) => number): number =>
  months.reduce((total, month) => total + of(month), 0)

/** Why a month cannot be printed for good now. Open half-days and waiting requests are no reason: the state counts them. */
function obstaclesOf(months: readonly UnitMonth[], known: Known, now: Iso): Words[] {
  const month = months[0]?.month ?? ''
  const { coverageFrom: from, coverageUntil: until } = known
  const all: (Words | false)[] = [
    isEmpty(months) && emptyWords(month, known),
    !isOver(months, now) && { zh: '本月尚未结束', en: 'The month is not over' },
    !isCovered(month, known) && {
      zh: `放假安排只有${from}至${until}的，本月不在其中`,
      en: `Holidays are known only from ${from} until ${until}`,
    },
  ]
  return all.filter((it) => it !== false)
}

/** Nobody worked there in it, and it was never printed: there is nothing to print. */
export const isEmpty = (months: readonly UnitMonth[]): boolean =>
  months.every(({ rows, printed }) => rows.length === 0 && printed === undefined)

const emptyWords = (month: string, { recordsFrom }: Known): Words =>
  daysOfMonth(month).to < recordsFrom
    ? {
        zh: `本县的记录从${recordsFrom}开始，本月没有记录`,
        en: `Records begin on ${recordsFrom}: there are none of this month`,
      }
    : { zh: '本月没有人员', en: 'Nobody was here in this month' }

/** The last day has passed, and nothing of it may still come. */
export const isOver = (months: readonly UnitMonth[], now: Iso): boolean =>
  dayOf(now) >= dayBehind(months[0]?.month ?? '') && sum(months, (it) => it.notYet) === 0

export function isCovered(month: string, { coverageFrom, coverageUntil }: Coverage): boolean {
  const { from, to } = daysOfMonth(month)
  return from >= coverageFrom && to <= coverageUntil
}

/** Signs that two verdicts share cannot be counted: not in a legend, and not as late and early written together. */
export function isAmbiguous(legend: Legend): boolean {
  const plain = (sign: string): string => sign.normalize('NFKC').toLowerCase()
  const signs = [...Object.values(legend), `${legend.late}${legend.early}`].map(plain)
  return new Set(signs).size < signs.length
}
