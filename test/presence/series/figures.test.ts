import { expect, test } from 'vitest'
import type { EndedAttempt } from '../../../src/presence/rules/series/ended.ts'
import { seriesPolicy } from '../../../src/presence/rules/series/policy.ts'
import { judgeSeries } from '../../../src/presence/rules/series/series.ts'
import {
  hardSite,
  honestMonth,
  type MaskSeries,
  maskSeries,
  ordinarySite,
  type SimulatedSite,
} from '../../../src/presence/simulate/crowd.ts'
import { seeded } from '../../../src/presence/simulate/random.ts'
import { crowd } from '../rules/sessions.ts'

/** How many series are raised when attempts come one by one; one that grows is one. */
function raisedIn(attempts: readonly EndedAttempt[]): number {
  const raised = new Set<string>()
  for (const [i, one] of attempts.entries()) {
    const window = attempts.slice(Math.max(0, i - 60), i + 1).filter(({ endedAt }) => one.endedAt - endedAt < 1_800_000)
    const first = judgeSeries(window, seriesPolicy)?.members[0]
    if (first) raised.add(first.attemptId)
  }
  return raised.size
}

/** Bounds of a Poisson rate, 95 %, after Byar. */
function ratePer(count: number, months: number): [number, number] {
  const at = (n: number, sign: number): number => n * (1 - 1 / (9 * n) + (sign * 1.96) / (3 * Math.sqrt(n))) ** 3
  return [count === 0 ? 0 : at(count, -1) / months, at(count + 1, 1) / months]
}

const wilson = (hits: number, n: number): [number, number] => {
  const [p, z] = [hits / n, 1.96]
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [middle - half, Math.min(1, middle + half)]
}

test.each<[string, SimulatedSite, number]>([
  ['an ordinary site: 8 people, half of them in one jacket', ordinarySite, 500],
  ['the same where the light cannot be measured', { ...ordinarySite, light: null }, 500],
  ['a hard site: 20 people, all in one uniform, one queue, a door frame behind', hardSite, 300],
  ['a court: 60 people, all in one uniform, one queue, a door frame behind', { ...hardSite, people: 60 }, 60],
])('honest months at %s raise at most one suspect a month', (name, site, wanted) => {
  const months = crowd(wanted)
  let count = 0
  for (let seed = 1; seed <= months; seed += 1) count += raisedIn(honestMonth(seeded(seed), site))
  const [low, high] = ratePer(count, months)
  console.log(
    `simulated, ${months} months, ${name}: ${(count / months).toFixed(3)} false suspects a month (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`,
  )
  expect(high).toBeLessThanOrEqual(1)
})

/** Faces that look flat to the screen are what the rule cannot bear: there `lightBelow` has to be lower. */
test('a place where every nose looks flat is told, not hidden', () => {
  const months = crowd(100)
  let count = 0
  const site = { ...hardSite, light: 0.05 }
  for (let seed = 1; seed <= months; seed += 1) count += raisedIn(honestMonth(seeded(seed), site))
  console.log(
    `simulated, ${months} months, hard site where every nose looks flat: ${(count / months).toFixed(1)} false suspects a month`,
  )
  expect(count / months).toBeGreaterThan(1)
})

test.each<[string, MaskSeries, number]>([
  ['two masks', { masks: 2, lit: true, passing: true }, 0.6],
  ['three masks', { masks: 3, lit: true, passing: true }, 0.9],
  ['four masks', { masks: 4, lit: true, passing: true }, 0.98],
  ['six masks', { masks: 6, lit: true, passing: true }, 0.98],
  ['three masks that all fail', { masks: 3, lit: true, passing: false }, 0.83],
  ['four masks that all fail', { masks: 4, lit: true, passing: false }, 0.95],
  ['three masks, light not measured', { masks: 3, lit: false, passing: true }, 0.2],
  ['six masks, light not measured', { masks: 6, lit: false, passing: true }, 0.6],
])('a series of %s is seen', (name, series, least) => {
  const n = crowd(5000)
  let seen = 0
  for (let seed = 1; seed <= n; seed += 1) if (raisedIn(maskSeries(seeded(900_000 + seed), series)) > 0) seen += 1
  const [low, high] = wilson(seen, n)
  const share = (value: number): string => `${(value * 100).toFixed(1)} %`
  console.log(`simulated, N = ${n}, ${name}: seen ${share(seen / n)} (95 %: ${share(low)} to ${share(high)})`)
  expect(seen / n).toBeGreaterThanOrEqual(least)
})
