import type { AttendanceRule, Half, HalfVerdict } from '../../../../src/contract/attendance.ts'
import type { Unit } from '../../../../src/contract/people.ts'
import type { Day } from '../../../../src/kit/time.ts'

export type Which = 'arrival' | 'departure'

/** The check-in a correction most likely is about: the one that misses or was late or early; else morning comes, afternoon goes. */
export function whichOf(verdict: HalfVerdict, half: Half): Which {
  if (verdict.state === 'noCheckIn' && verdict.missing !== 'both') return verdict.missing
  if (verdict.state === 'late') return 'arrival'
  if (verdict.state === 'early') return 'departure'
  return half === 'am' ? 'arrival' : 'departure'
}

/** The clock a correction is proposed with: where the half-day begins or ends by the rule of the unit on that day. */
export function proposedClock(rule: AttendanceRule | undefined, half: Half, which: Which): string {
  const period = rule?.periods[half] ?? usual[half]
  return which === 'arrival' ? period.from : period.to
}

const usual = { am: { from: '08:30', to: '12:00' }, pm: { from: '14:00', to: '17:30' } } as const

/** The rule that holds for a unit on a day: the nearest one upwards, of those the newest in force. */
export function ruleFor(
  rules: readonly AttendanceRule[],
  unitId: string,
  day: Day,
  units: readonly Unit[],
): AttendanceRule | undefined {
  const chain = upwards(unitId, units)
  const distance = (it: AttendanceRule) => (it.unitId === null ? chain.length : chain.indexOf(it.unitId))
  return rules
    .filter((it) => it.effectiveFrom <= day && distance(it) !== -1)
    .toSorted((a, b) => distance(a) - distance(b) || b.effectiveFrom.localeCompare(a.effectiveFrom))[0]
}

function upwards(unitId: string, units: readonly Unit[]): string[] {
  const chain: string[] = []
  let next: string | null = unitId
  while (next !== null && !chain.includes(next)) {
    chain.push(next)
    const here: string = next
    next = units.find((it) => it.unitId === here)?.parentId ?? null
  }
  return chain
}
