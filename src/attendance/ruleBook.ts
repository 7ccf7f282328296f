import type { AttendanceRule } from '../contract/attendance.ts'
import { standardRule } from '../contract/standardRule.ts'
import type { Day } from '../kit/time.ts'

/** Rules of a county as they hold: asked for a unit (its path, itself first) and a day. */
export interface RuleBook {
  ruleOn(unitPath: readonly string[], day: Day): AttendanceRule
  readonly rules: readonly AttendanceRule[]
}

/**
 * The nearest unit with a rule in force decides on each day; among rules of one unit the one that began last. Above all
 * units stands the county's own rule (`unitId` null), and behind it the one shipped with the product. Of two rules of a
 * unit from the same day the one later in the list holds.
 */
export function openRuleBook(rules: readonly AttendanceRule[]): RuleBook {
  const byUnit = new Map<string | null, AttendanceRule[]>()
  for (const rule of rules) byUnit.set(rule.unitId, [...(byUnit.get(rule.unitId) ?? []), rule])
  // A stable sort: of one day, the later kept comes last.
  for (const own of byUnit.values())
    own.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : Number(a.effectiveFrom > b.effectiveFrom)))
  return {
    rules,
    ruleOn: (unitPath, day) => {
      for (const unitId of [...unitPath, null]) {
        const found = byUnit.get(unitId)?.findLast((rule) => rule.effectiveFrom <= day)
        if (found !== undefined) return found
      }
      return standardRule
    },
  }
}

/** The rules with one more, or with one changed. */
export const withRule = (rules: readonly AttendanceRule[], rule: AttendanceRule): AttendanceRule[] => [
  ...withoutRule(rules, rule.ruleId),
  rule,
]

export const withoutRule = (rules: readonly AttendanceRule[], ruleId: string): AttendanceRule[] =>
  rules.filter((it) => it.ruleId !== ruleId)
