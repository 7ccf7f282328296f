import { type AttendanceRule, clockTime, type Legend, symbolKeys } from '../../../../src/contract/attendance.ts'
import type { Unit } from '../../../../src/contract/people.ts'
import type { Day } from '../../../../src/kit/time.ts'

/** A rule as it is written; its id is given beside it. */
export type RuleForm = Omit<AttendanceRule, 'ruleId'>

export type Standing = 'now' | 'coming' | 'former'

/** Rules of one unit (or of the county), the newest first, each with how it stands on a day. */
export interface Shelf {
  readonly unitId: string | null
  readonly rules: readonly { readonly rule: AttendanceRule; readonly standing: Standing }[]
}

/** The rules by unit, the county's first, then in the order of the units given. */
export function readShelves(rules: readonly AttendanceRule[], units: readonly Unit[], today: Day): Shelf[] {
  return [null, ...units.map((it) => it.unitId)]
    .map((unitId) => ({
      unitId,
      rules: readStandings(
        rules.filter((it) => it.unitId === unitId),
        today,
      ),
    }))
    .filter((it) => it.rules.length > 0)
}

function readStandings(rules: readonly AttendanceRule[], today: Day): Shelf['rules'] {
  // Of two from the same day the one kept later holds, and comes first.
  const sorted = rules.toReversed().toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))
  const now = sorted.find((it) => it.effectiveFrom <= today)
  return sorted.map((rule) => ({
    rule,
    standing: rule === now ? 'now' : rule.effectiveFrom > today ? 'coming' : 'former',
  }))
}

/** The rule of the product itself, which holds from the beginning of time. */
export const isShipped = ({ effectiveFrom }: AttendanceRule): boolean => effectiveFrom <= '1950-01-01'

/** Wall clock so many minutes later or earlier, kept within the day. */
export function clockMoved(clock: string, minutes: number): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const of = Math.min(Math.max(hour * 60 + minute + minutes, 0), 24 * 60 - 1)
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
}

/** Symbols that stand for more than one thing; late and early together stand as both. */
export function symbolsTwice(legend: Legend): string[] {
  const signs = [...symbolKeys.map((it) => legend[it]), `${legend.late}${legend.early}`]
  const plain = signs.map((it) => it.normalize('NFKC').toLowerCase())
  return [...new Set(signs.filter((it, n) => it && plain.indexOf(plain[n] ?? '') !== n))]
}

/** Whether periods are clocks and in order: each ends after it starts, the afternoon not before the morning. */
export const periodsInOrder = ({ am, pm }: AttendanceRule['periods']): boolean =>
  [am.from, am.to, pm.from, pm.to].every((it) => clockTime.safeParse(it).success) &&
  am.from < am.to &&
  am.to <= pm.from &&
  pm.from < pm.to
