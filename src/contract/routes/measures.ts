import { z } from 'zod'
import { uuid } from '../common.ts'
import { Limit } from '../matterTypes.ts'
import { route } from '../route.ts'

const lang = z.enum(['zh', 'en']).optional()

/** Of how many who answered a question how many said so, with 95 % bounds (Wilson) and those with all the silent. */
export const MeasuredShare = z.object({
  x: z.number().int(),
  n: z.number().int(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
  /** If all who said nothing had said the worst, and the best; null where others' answers are among these. */
  silent: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Drawn to the county's mean, the more the fewer answers; null for the county itself. */
  drawn: z.number().nullable(),
  /** Fewer than 30 answers: never to be compared. */
  few: z.boolean(),
})
export type MeasuredShare = z.infer<typeof MeasuredShare>

/** One time of asking. Null wherever fewer than five answered. */
export const MeasuredRound = z.object({
  answered: z.number().int().nullable(),
  /** “Yes”, of all who answered but “too early”. */
  solved: MeasuredShare.nullable(),
  /** The three good of the five levels. */
  satisfied: MeasuredShare.nullable(),
})
export type MeasuredRound = z.infer<typeof MeasuredRound>

/** A unit in one period. Null numbers are hidden, for they are under five. */
export const MeasuredUnit = z.object({
  /** Null: the whole county. */
  unitId: uuid.nullable(),
  unitName: z.string(),
  /** Units below whose few answers are among these. */
  withUnits: z.array(z.string()),
  /** Endings that citizens could confirm. */
  asked: z.number().int().nullable(),
  /** Of these, ended in time. */
  inTime: z.number().int().nullable(),
  reopened: z.number().int().nullable(),
  /** Half of them took no longer, from the hour they were handed in, nights and holidays included; null for the county. */
  medianHours: z.number().nullable(),
  first: MeasuredRound,
  second: MeasuredRound,
  /** What another unit heard in its calls, and how far it is from what people said by themselves. */
  called: z.object({
    solved: MeasuredShare.nullable(),
    difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  }),
  /** Of finished months, as they are told month by month: what is under five in a month is not in it. */
  visits: z
    .object({
      nobodyThere: z.number().int().nullable(),
      sentAway: z.number().int().nullable(),
      breaches: z.number().int().nullable(),
    })
    .nullable(),
})
export type MeasuredUnit = z.infer<typeof MeasuredUnit>

/**
 * One step of a kind of matter. Times are working seconds of the office that does it; pauses and waiting for the citizen
 * are left out. A step done again after the matter was opened again counts once, with both times.
 */
export const MeasuredStep = z.object({
  key: z.string(),
  name: z.string(),
  /** Of the newest version these were taken by; each was judged by its own. */
  limit: Limit,
  /** Null: of fewer than five, or a year that would give away a quarter’s fewer than five. */
  told: z
    .object({
      /** Ended by being done, or by the refusal at it. */
      ended: z.number().int(),
      inTime: z.number().int(),
      /** At least half took no longer: nearest rank, so one of the times themselves. */
      medianSeconds: z.number().int(),
      /** At least nine of ten took no longer; of fewer than ten it is the longest. */
      slowSeconds: z.number().int(),
      /** What the limits, with extensions, gave: the median. */
      givenSeconds: z.number().int(),
    })
    .nullable(),
})
export type MeasuredStep = z.infer<typeof MeasuredStep>

/** A kind of matter in one period, in the whole county; of five or more that citizens could confirm. */
export const MeasuredKind = z.object({
  typeId: uuid,
  name: z.string(),
  matters: z.number().int(),
  /** Offered by one and taken by another. Null: in fewer than five matters, or in none. */
  handOvers: z
    .object({
      taken: z.number().int(),
      per100: z.number(),
      /** Working seconds of the office that took it, from the offer until then; the median. */
      medianSeconds: z.number().int(),
    })
    .nullable(),
  steps: z.array(MeasuredStep),
})
export type MeasuredKind = z.infer<typeof MeasuredKind>

export const MeasuresView = z.object({
  countyName: z.string(),
  demo: z.boolean(),
  complaints: z.object({ name: z.string(), phone: z.string() }),
  /** Newest first; quarters, and years where a year's last answers are told together. */
  periods: z.array(z.string()),
  period: z.string(),
  /** The county, of what its units show below. */
  county: MeasuredUnit,
  /** In the order of the tree; this is no ranking. */
  units: z.array(MeasuredUnit),
  /** In the order of their codes. */
  kinds: z.array(MeasuredKind),
  /** Working seconds of a full day of the uppermost office; 0 where nobody worked within two weeks. */
  daySeconds: z.number().int(),
  /** Matters left out by two people, by reason, in the county; and tries to rate by somebody who works here. */
  excluded: z.record(z.string(), z.number().int()),
  refused: z.number().int(),
  /** Rights used in the whole county ever, and answers of them told so far: the rest wait. */
  used: z.number().int(),
  told: z.number().int(),
  least: z.number().int(),
  leastCompared: z.number().int(),
})
export type MeasuresView = z.infer<typeof MeasuresView>

const period = z
  .string()
  .regex(/^20\d\d(-Q[1-4])?$/)
  .optional()

export const showMeasures = route({
  name: 'showMeasures',
  method: 'GET',
  path: '/measures',
  summary:
    'What citizens said about how their matters ended, unit by unit, with everybody who said nothing: as a page.',
  who: 'anyone',
  query: z.object({ lang, period }),
  output: z.any(),
  produces: 'html',
})

export const readMeasures = route({
  name: 'readMeasures',
  method: 'GET',
  path: '/api/measures',
  summary: 'The same as data.',
  who: 'anyone',
  query: z.object({ period }),
  output: MeasuresView,
})
