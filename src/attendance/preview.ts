import type { AttendanceRule } from '../contract/attendance.ts'
import { addDays, type Day, dayOf, type Iso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import { mostJudgedAnew } from './crowd.ts'
import { eachPerson } from './everybody.ts'
import { type Judging, judgePerson, type PersonFile } from './judging.ts'
import { type Difference, differencesIn } from './rows.ts'
import { withRule } from './ruleBook.ts'
import { loadGround } from './store/ground.ts'
import { listPosted } from './store/postings.ts'

/** What a change of rules would do. */
export interface Effect {
  /** Whose days would be judged otherwise. */
  readonly people: number
  readonly total: number
  /** The first of them. */
  readonly differences: readonly Difference[]
}

export interface Change {
  readonly rule: AttendanceRule
  /** The same rule as it was kept before, if it was. */
  readonly before: AttendanceRule | undefined
  /** Units whose people it may concern. */
  readonly unitIds: readonly string[]
}

const mostListed = 500
/** How far back a rule may reach, in days. */
export const longestReach = 366

/** The first day a change of a rule concerns. */
export const changesFrom = ({ rule, before }: Pick<Change, 'rule' | 'before'>): Day =>
  before !== undefined && before.effectiveFrom < rule.effectiveFrom ? before.effectiveFrom : rule.effectiveFrom

/**
 * Judges all days until today by the rules as they are and as they would be, and tells where the sign on the sheet would
 * change: in months not yet finalised that is what people will see, in finalised ones what will show as a difference.
 * Refuses `tooManyPeople` where that would take minutes.
 */
export async function previewChange(db: Db, countyId: number, change: Change, now: Iso): Promise<Effect> {
  const [from, today] = [changesFrom(change), dayOf(now)]
  if (from > today) return { people: 0, total: 0, differences: [] }

  const differences: Difference[] = []
  let total = 0
  const people = new Set<string>()
  const most = mostJudgedAnew(from, today)
  for (const days of monthsOf(from, today)) {
    const ground = await loadGround(db, countyId, days, now)
    const changed = ground.judgedBy(withRule(ground.rules, change.rule))
    const staffIds = await listPosted(db, countyId, { unitIds: change.unitIds, from: days.from, most })
    const units = new Set(change.unitIds)
    for await (const file of eachPerson(db, ground, staffIds)) {
      const found = differencesBy(file, ground.judging, changed, units)
      if (found.length === 0) continue
      people.add(file.staffId)
      total += found.length
      differences.push(...found.slice(0, mostListed - differences.length))
    }
  }
  return { people: people.size, total, differences }
}

function differencesBy(file: PersonFile, now: Judging, then: Judging, units: ReadonlySet<string>): Difference[] {
  const within = (unitId: string): boolean => units.has(unitId)
  const [is, would] = [judgePerson(now, file, within), judgePerson(then, file, within)]
  if (is === undefined || would === undefined) return []
  const cells = ({ days }: typeof is) => days.map(({ am, pm }) => ({ am: am.verdict, pm: pm.verdict }))
  return differencesIn(file.staffId, now.days, cells(is), cells(would))
}

/** A span of days in pieces of at most 31, so that one load holds no more than a month. */
function monthsOf(from: Day, to: Day): { from: Day; to: Day }[] {
  const pieces: { from: Day; to: Day }[] = []
  for (let at = from; at <= to; at = addDays(at, 31)) {
    const end = addDays(at, 30)
    pieces.push({ from: at, to: end < to ? end : to })
  }
  return pieces
}
