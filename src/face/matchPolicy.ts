import { z } from 'zod'
import type { ScoreScale } from './decision.ts'
import type { KnownPlugIn } from './plugin.ts'

const Bar = z.object({
  /** Least score at which `identify` names somebody who claimed nothing. */
  identify: z.number(),
  /** Least score at which `verify` believes a claim. */
  verify: z.number(),
  /** Least score at which a person may want to look at a refused attempt. */
  review: z.number(),
})
/** Thresholds of one scale, in standard deviations (see `ScoreScale`). */
export type Bar = z.infer<typeof Bar>

/** Two cosines of a recogniser: where one impostor in a hundred, and one in a thousand, passes. They fix its scale. */
const Calibration = z
  .object({ far1e2: z.number(), far1e3: z.number() })
  .refine(({ far1e2, far1e3 }) => far1e3 > far1e2, 'far1e3 must be above far1e2')
export type Calibration = z.infer<typeof Calibration>

/** What the matcher accepts. Data, so that a site can be recalibrated without a new program. */
export const MatchPolicy = z.object({
  bars: z.object({ raw: Bar, siteCentred: Bar, asNorm: Bar, plugin: Bar }),
  /** Least lead over the next best person. */
  margin: z.number().positive(),
  /** Cohort below ten: the scale of the blended score, and what each recogniser must reach alone. */
  raw: z.object({ blend: Calibration, leastFa: z.number(), leastFr: z.number(), leastMf: z.number() }),
  /** Least likeness of an enrolment shot to the mean of the other shots, on the raw scale. */
  oneFace: z.number(),
  /** Plugged-in recognisers by name. `replaces`: it judges alone; `joins`: mean of it and the built-in score. */
  plugIns: z.record(z.string(), z.object({ calibration: Calibration, role: z.enum(['replaces', 'joins']) })),
})
export type MatchPolicy = z.infer<typeof MatchPolicy>

/**
 * The shipped policy. Chosen on simulated sites of 6 to 80 people drawn 20 to 60 times from 1,435 LFW and 222 East-Asian
 * LFW copies, up to three photos enrolled, one photo as probe; where both sets differ, the stricter figure was taken.
 * `verify` is where about one in a thousand staff members passes for a colleague before the rank-1 rule, which almost no
 * impostor survives; `identify` is where about 1 % of strangers pass for anybody in a site of 30 people. `oneFace` finds a
 * stranger among three shots 96 times of 100 (East-Asian; LFW always) and asks again for none of 583 enrolments there,
 * for 4 of 100 of the LFW triples taken years apart (docs/face-figures.md).
 */
export const shippedPolicy: MatchPolicy = MatchPolicy.parse({
  bars: {
    raw: { identify: 3.3, verify: 3.2, review: 2.3 },
    siteCentred: { identify: 3.4, verify: 3.2, review: 2.1 },
    asNorm: { identify: 3.4, verify: 2.9, review: 2.1 },
    plugin: { identify: 3.7, verify: 3.1, review: 2.3 },
  },
  margin: 0.3,
  raw: { blend: { far1e2: 9.93, far1e3: 10.25 }, leastFa: 0.91, leastFr: 0.25, leastMf: 0.35 },
  oneFace: 1.8,
  plugIns: {},
})

/** The policy with plugged-in recognisers in it: `review` is taken as their 1 in 100, `accept` as their 1 in 1000. */
export function withPlugIns(
  policy: MatchPolicy,
  plugIns: readonly KnownPlugIn[],
  role: 'replaces' | 'joins',
): MatchPolicy {
  const recognisers = plugIns.filter((plugIn) => plugIn.role === 'recogniser')
  const entries = recognisers.map(({ name, calibration: { thresholds } }) => {
    return [name, { calibration: { far1e2: thresholds.review, far1e3: thresholds.accept }, role }] as const
  })
  return MatchPolicy.parse({ ...policy, plugIns: { ...policy.plugIns, ...Object.fromEntries(entries) } })
}

/** Standard deviations of a normal distribution above which 1 % and 0.1 % lie: where a calibration's two cosines are put. */
const at1e2 = 2.326
const at1e3 = 3.09

/** A cosine in the common unit, along the straight line through a calibration's two points. */
export const inDeviations = (cosine: number, { far1e2, far1e3 }: Calibration): number =>
  at1e2 + ((cosine - far1e2) / (far1e3 - far1e2)) * (at1e3 - at1e2)

/**
 * The policy with one scale's thresholds fitted to a site's own impostors (`impostorScores` of its gallery): `verify` at
 * the false acceptance rate `far`, the two others moved by as much. Never below the policy's `verify` minus `mostDown`;
 * unchanged while there are fewer than 3 / `far` impostors, for then the rate cannot be read off them.
 */
export function recalibrate(
  policy: MatchPolicy,
  scale: ScoreScale,
  impostors: ArrayLike<number>,
  { far = 1e-3, mostDown = 0.2 }: { readonly far?: number; readonly mostDown?: number } = {},
): MatchPolicy {
  if (impostors.length < 3 / far) return policy

  const falling = Float64Array.from(impostors).sort().reverse()
  const wanted = falling[Math.floor(impostors.length * far)] ?? Number.POSITIVE_INFINITY
  const bar = policy.bars[scale]
  const move = Math.max(wanted - bar.verify, -mostDown)
  const moved = { identify: bar.identify + move, verify: bar.verify + move, review: bar.review + move }
  return { ...policy, bars: { ...policy.bars, [scale]: moved } }
}
