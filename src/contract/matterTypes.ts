import { z } from 'zod'
import { day, uuid } from './common.ts'

const line = (most: number) => z.string().trim().max(most)
const filled = (most: number) => line(most).min(1)
/** Names a part of a type within it, and stays when its words change. */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/)

/**
 * How long something may take. Working days end with the working day that is counted last; hours and seconds are of
 * working time; `days` are calendar days, for the few rules that count them.
 */
export const Limit = z.object({
  unit: z.enum(['workingDays', 'workingHours', 'workingSeconds', 'days']),
  amount: z.number().int().min(1).max(36_000_000),
})
export type Limit = z.infer<typeof Limit>

/** When a clock turns yellow: once a share of its limit is used, or this long before it is due. */
export const Warning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('used'), percent: z.number().int().min(1).max(99) }),
  z.object({ kind: z.literal('before'), limit: Limit }),
])
export type Warning = z.infer<typeof Warning>

/** One part of the way of a matter. */
export const Step = z.object({
  key,
  name: filled(60),
  /** Who answers for it, as people know him: a post, never a name. */
  post: filled(60),
  /** Where the step is done by another unit than the one that took the matter. */
  unitId: uuid.nullable(),
  limit: Limit,
  warning: Warning,
})
export type Step = z.infer<typeof Step>

/** Something the citizen brings; what is on this list may be asked for once, what is not may not be asked for at all. */
export const Material = z.object({ key, name: filled(120), required: z.boolean(), how: line(300) })
export type Material = z.infer<typeof Material>

/** What a kind of matter is, as the county defines it. A later version leaves matters that run as they are. */
export const MatterType = z.object({
  typeId: uuid,
  version: z.number().int().min(1),
  /** Where it is done: a unit and all below it; null is the whole county. */
  unitId: uuid.nullable(),
  /** Short and unique in the county, for sheets and other systems. */
  code: z.string().regex(/^[0-9A-Za-z-]{1,32}$/),
  name: filled(80),
  group: filled(40),
  description: line(1000),
  conditions: line(1000),
  materials: z.array(Material).max(40),
  steps: z.array(Step).min(1).max(20),
  /** Until it is accepted, or told once what is missing. */
  acceptWithin: Limit,
  /** What the law allows for the whole, and what the county promises: the promise is what lights go by. */
  legal: Limit,
  promised: Limit,
  warning: Warning,
  legalBasis: line(200),
  /** Anybody may report it as a public problem from outside, with a place. */
  publicProblem: z.boolean(),
  keywords: z.array(filled(30)).max(20),
  from: day,
})
export type MatterType = z.infer<typeof MatterType>

/** The type of what fits no other: a post and one limit, so that nobody is turned away. */
export const otherTypeCode = 'other'

/** How a type's name, its group and then its keywords are read, for whoever types by ear: `she bao`, `chang/zhang qi`. */
export const Sounds = z.array(z.string())

/** A type as the console lists it. */
export const MatterTypeRow = MatterType.extend({
  retired: z.boolean(),
  openMatters: z.number().int(),
  at: z.string(),
  sounds: Sounds,
})
export type MatterTypeRow = z.infer<typeof MatterTypeRow>
