import { describe, expect, test } from 'vitest'
import { type Door, newDoor } from '../../../src/presence/rules/series/door.ts'
import { hardSite, honestMonth, ordinarySite, type SimulatedSite } from '../../../src/presence/simulate/crowd.ts'
import { type MaskSeries, maskSeries } from '../../../src/presence/simulate/masked.ts'
import { seeded } from '../../../src/presence/simulate/random.ts'
import { crowd } from '../rules/sessions.ts'
import { knownDoor, passBy } from './doors.ts'

// The policy was chosen on seeds from 50,000 to 70,000 (months) and from 350,000 on (masks): these here are others.
const monthsFrom = 1
const masksFrom = 5_000_000

/** A tenth of the months in an everyday run, and five at least. */
const monthsOf = (wanted: number): number => (crowd(wanted) === wanted ? wanted : Math.max(5, wanted / 10))
/** Machines are slow when everybody tests. */
const patienceMs = 300_000

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

const stool: SimulatedSite = { ...hardSite, room: 0.2, heights: 0.1 }

/** Each month begins with a station that was just started and knows nothing. */
test.each<[string, SimulatedSite, number]>([
  ['an ordinary site: 8 people, half of them in one jacket', ordinarySite, 100],
  ['the same where the light cannot be measured', { ...ordinarySite, light: null }, 100],
  ['the same with parades, when all are in uniform', { ...ordinarySite, parades: 0.2 }, 100],
  ['a family of five who come together', { ...ordinarySite, people: 5, uniform: 0, heights: 0.3, pace: [2, 8] }, 100],
  ['a hard site: 20 people, all in one uniform, one queue, a door frame behind', hardSite, 100],
  ['the same without light', { ...hardSite, light: null }, 100],
  ['the same where every nose looks flat', { ...hardSite, light: 0.05 }, 100],
  ['the same with low sun on one day of five', { ...hardSite, glares: 0.2 }, 100],
  ['a court: 60 people, all in one uniform, one queue, a door frame behind', { ...hardSite, people: 60 }, 100],
])(
  'honest months at %s raise at most one suspect a month',
  (name, site, wanted) => {
    const { months, count } = falseIn(site, wanted)
    const [low, high] = ratePer(count, months)
    console.log(
      `simulated, ${months} months, ${name}: ${(count / months).toFixed(3)} false suspects a month (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`,
    )
    expect(high).toBeLessThanOrEqual(1)
  },
  patienceMs,
)

/** Everything alike: only what was seen there before tells such colleagues from one person. */
test.each<[string, SimulatedSite]>([
  ['with light', stool],
  ['without light', { ...stool, light: null }],
])(
  'equally tall people in one uniform on one stool %s are doubted on the day a station was started, and hardly later',
  (name, site) => {
    const months = monthsOf(100)
    let [first, later] = [0, 0]
    for (let seed = monthsFrom; seed < monthsFrom + months; seed += 1) {
      const month = honestMonth(seeded(seed), site)
      const startsAt = month[0]?.beganAt ?? 0
      const isFirst = ({ beganAt }: { readonly beganAt: number }): boolean => beganAt < startsAt + 20 * 3_600_000
      const known = passBy(newDoor, month.filter(isFirst))
      first += known.raised
      later += passBy(
        known.door,
        month.filter((one) => !isFirst(one)),
      ).raised
    }
    const [low, high] = ratePer(later, months)
    console.log(
      `simulated, ${months} months, equally tall on one stool ${name}: ${(first / months).toFixed(2)} false suspects on the day of a start, ${(later / months).toFixed(2)} in the rest of the month (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`,
    )
    expect(later / months).toBeLessThanOrEqual(1)
  },
  patienceMs,
)

const sites: readonly [string, SimulatedSite, boolean][] = [
  ['at an ordinary site, just started', ordinarySite, false],
  ['where all wear one uniform that differs by nothing, just started', hardSite, false],
  ['at an ordinary site', ordinarySite, true],
  ['where all wear one uniform', { ...hardSite, differ: 5 }, true],
  ['where uniforms differ by nothing', hardSite, true],
]

const worn = (masks: number): MaskSeries => ({ masks, lit: true, made: 'worn', passing: true })

describe.each(sites)('masks %s', (where, site, isKnown) => {
  const door = isKnown ? knownDoor(honestMonth(seeded(4_000_000), site)) : newDoor

  // The least shares are by site, in the order of `sites`: what was seen, less what chance may take off.
  test.each<[string, MaskSeries, readonly number[]]>([
    ['two well-worn masks', worn(2), [0, 0, 0.01, 0, 0]],
    ['three well-worn masks', worn(3), [0.04, 0.05, 0.9, 0.76, 0]],
    ['four well-worn masks', worn(4), [0.71, 0.76, 0.98, 0.97, 0.16]],
    ['six well-worn masks', worn(6), [0.91, 0.93, 0.99, 0.99, 0.37]],
    ['six well-worn masks that all fail', { ...worn(6), passing: false }, [0.99, 0.99, 0.99, 0.99, 0.98]],
    ['two masks', { masks: 2, lit: true, made: 'flat', passing: true }, [0, 0, 0.7, 0.32, 0]],
    ['three masks', { masks: 3, lit: true, made: 'flat', passing: true }, [0.91, 0.94, 0.99, 0.99, 0.77]],
    ['four masks', { masks: 4, lit: true, made: 'flat', passing: true }, [0.98, 0.98, 0.99, 0.99, 0.96]],
    [
      'three masks that all fail',
      { masks: 3, lit: true, made: 'flat', passing: false },
      [0.93, 0.94, 0.95, 0.96, 0.92],
    ],
    [
      'three masks, light not measured',
      { masks: 3, lit: false, made: 'flat', passing: true },
      [0.63, 0.71, 0.97, 0.92, 0.33],
    ],
    [
      'four masks, light not measured',
      { masks: 4, lit: false, made: 'flat', passing: true },
      [0.96, 0.97, 0.99, 0.99, 0.76],
    ],
    [
      'six masks, light not measured',
      { masks: 6, lit: false, made: 'flat', passing: true },
      [0.98, 0.99, 0.99, 0.99, 0.98],
    ],
    ['four masks, a holder who moves three times as far', moving(4, true), [0.77, 0.82, 0.99, 0.99, 0.3]],
    ['six of those without light', moving(6, false), [0.73, 0.73, 0.97, 0.97, 0.28]],
  ])(
    'a series of %s is seen',
    (name, series, least) => {
      const { n, seen } = seenOf(door, series, site)
      const [low, high] = wilson(seen, n)
      const share = (value: number): string => `${(value * 100).toFixed(1)} %`
      console.log(
        `simulated, N = ${n}, ${name} ${where}: seen ${share(seen / n)} (95 %: ${share(low)} to ${share(high)})`,
      )
      const leastHere = least[sites.findIndex(([it]) => it === where)] ?? 1
      expect(seen / n).toBeGreaterThanOrEqual(leastHere)
    },
    patienceMs,
  )
})

function moving(masks: number, lit: boolean): MaskSeries {
  return { masks, lit, made: 'flat', passing: true, restless: 3 }
}

function falseIn(site: SimulatedSite, wanted: number): { readonly months: number; readonly count: number } {
  const months = monthsOf(wanted)
  let count = 0
  for (let seed = monthsFrom; seed < monthsFrom + months; seed += 1) {
    count += passBy(newDoor, honestMonth(seeded(seed), site)).raised
  }
  return { months, count }
}

function seenOf(door: Door, series: MaskSeries, site: SimulatedSite): { readonly n: number; readonly seen: number } {
  const n = crowd(2000)
  let seen = 0
  // A year after whatever the door knows.
  const start = 400 * 86_400_000
  for (let seed = masksFrom; seed < masksFrom + n; seed += 1) {
    if (passBy(door, maskSeries(seeded(seed), series, site, start)).raised > 0) seen += 1
  }
  return { n, seen }
}
