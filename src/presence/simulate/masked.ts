import type { EndedAttempt } from '../rules/series/ended.ts'
import { ordinarySite, type SimulatedSite } from './crowd.ts'
import { around, between, normal, type Random } from './random.ts'
import { eight, faceNear, manner, named, wearer, worn } from './wearer.ts'

/** How a series of masks is done. */
export interface MaskSeries {
  readonly masks: number
  readonly lit: boolean
  /** Whether the recogniser takes the masks for those they show. */
  readonly passing: boolean
  /** The holder moves about: 1 as everybody who stands still, 3 three times as far. */
  readonly restless?: number
}

/** One person before the kiosk who holds up one mask after the other, 4 to 15 s for each change. */
export function maskSeries(
  random: Random,
  { masks, lit, passing, restless = 1 }: MaskSeries,
  site: SimulatedSite = ordinarySite,
  start = eight,
): EndedAttempt[] {
  const holder = wearer(random, 'holder', random() < site.uniform, site)
  const stands = { x: normal(random, 0.5, 0.045), y: normal(random, 0.5, 0.04), scale: around(random, 0.2, 0.12) }
  const paper = between(random, 0, 0.05)
  const attempts: EndedAttempt[] = []
  let at = start
  for (let i = 0; i < masks; i += 1) {
    const one: EndedAttempt = {
      ...named(random, `staff-${i}`, passing, at, around(random, 5_000, 0.3)),
      body: worn(random, holder.colours, 0.06),
      place: {
        x: normal(random, stands.x, 0.01 * restless),
        y: normal(random, stands.y, 0.01 * restless),
        scale: stands.scale * Math.exp(normal(random, 0, 0.012 * restless)),
      },
      pose: { roll: normal(random, 0, 0.025), pitch: normal(random, 0, 0.02) },
      manner: manner(random, holder, 1.15),
      light: lit ? normal(random, paper, 0.015) : null,
      response: lit ? Math.min(1, normal(random, 0.8, 0.1)) : null,
      solidity: random() < 0.7 ? normal(random, 0.6, 0.2) : null,
      face: faceNear(random, Math.floor(random() * 2 ** 32), 0.2),
      edge: random() < 0.85 ? between(random, 0.6, 1) : between(random, 0.3, 0.6),
    }
    attempts.push(one)
    at = one.endedAt + between(random, 4_000, 15_000)
  }
  return attempts
}
