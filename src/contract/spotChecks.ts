import { z } from 'zod'
import { uuid } from './common.ts'

/** How sure a spot check shall be (0.95) to meet with at least one of so many false (0.05 is one in twenty). */
export const SpotCheckAim = z.object({
  confidence: z.coerce.number().min(0.5).max(0.999),
  rate: z.coerce.number().min(0.005).max(0.5),
})
export type SpotCheckAim = z.infer<typeof SpotCheckAim>

export const spotCheckFinds = ['present', 'absent', 'otherPerson', 'excused', 'notVisited'] as const
/**
 * What an inspector found: there; not there; somebody else under the name; away with leave, outing or off duty;
 * could not be looked at.
 */
export const SpotCheckFound = z.enum(spotCheckFinds)
export type SpotCheckFound = z.infer<typeof SpotCheckFound>

/** What was found with bounds: of `checked` people whom the log called present, `caught` were not. */
export const SpotCheckFigures = z.object({
  drawn: z.number().int(),
  recorded: z.number().int(),
  checked: z.number().int(),
  caught: z.number().int(),
  /** Share of false check-ins with its 95 % bounds (Clopper–Pearson); null before anybody was checked. */
  share: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
})
export type SpotCheckFigures = z.infer<typeof SpotCheckFigures>

/**
 * A spot check nobody can steer: people and time are fixed first, then a public number that nobody knows yet is awaited,
 * and that number draws. Anybody can draw again: the `size` smallest SHA-256(beacon ⏎ spotCheckId ⏎ staffId) in hex.
 */
export const SpotCheck = z.object({
  spotCheckId: uuid,
  unitId: uuid,
  confidence: z.number(),
  rate: z.number(),
  population: z.number().int(),
  size: z.number().int(),
  /** Where the number will come from, e.g. “Lottery 双色球, draw 2026135, the seven numbers in the order published”. */
  beaconSource: z.string(),
  /** From when on it is published. */
  beaconAt: z.string(),
  announcedAt: z.string(),
  announcedBy: z.string(),
  drawn: z.object({ beacon: z.string(), publishedAt: z.string(), at: z.string() }).nullable(),
  figures: SpotCheckFigures,
})
export type SpotCheck = z.infer<typeof SpotCheck>

export const SpotCheckItem = z.object({
  staffId: uuid,
  name: z.string(),
  siteId: uuid,
  found: z
    .object({
      found: SpotCheckFound,
      at: z.string(),
      note: z.string(),
      onPaper: z.boolean(),
      by: z.string(),
      /** The log called the person present at that time. */
      checkedIn: z.boolean(),
    })
    .nullable(),
})
export type SpotCheckItem = z.infer<typeof SpotCheckItem>
