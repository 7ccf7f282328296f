import type { EndedAttempt } from '../rules/series/ended.ts'
import { ordinarySite, type SimulatedSite } from './crowd.ts'
import { around, between, normal, type Random } from './random.ts'
import { anyBuild, eight, faceNear, manner, named, wearer, worn } from './wearer.ts'

/** How a series of masks is done. */
export interface MaskSeries {
  readonly masks: number
  readonly lit: boolean
  /** Flat as paper, or worn on a head and well made: relief, depth and edges as faces have them (rendered clips). */
  readonly made: 'flat' | 'worn'
  /** Whether the recogniser takes the masks for those they show. */
  readonly passing: boolean
  /** The holder moves about: 1 as everybody who stands still, 3 three times as far. */
  readonly restless?: number
}

/** One person before the kiosk who holds up one mask after the other, 4 to 15 s for each change. */
export function maskSeries(
  random: Random,
  { masks, lit, made, passing, restless = 1 }: MaskSeries,
  site: SimulatedSite = ordinarySite,
  start = eight,
): EndedAttempt[] {
  const holder = wearer(random, 'holder', random() < site.uniform, site)
  const stands = { x: normal(random, 0.5, 0.045), y: normal(random, 0.5, 0.04), scale: around(random, 0.2, 0.12) }
  const surface = surfaceOf(random, made)
  const attempts: EndedAttempt[] = []
  let at = start
  for (let i = 0; i < masks; i += 1) {
    const shown = anyBuild(random)
    const one: EndedAttempt = {
      ...named(random, `staff-${i}`, passing, at, around(random, 5_000, 0.3)),
      body: worn(random, holder.colours, 0.06),
      place: {
        x: normal(random, stands.x, 0.01 * restless),
        y: normal(random, stands.y, 0.01 * restless),
        scale: stands.scale * Math.exp(normal(random, shown.size, 0.012 * restless)),
      },
      pose: { roll: normal(random, 0, 0.025), pitch: normal(random, shown.nod, 0.02) },
      manner: manner(random, holder, 1.15),
      light: lit ? normal(random, surface.relief, surface.uneven) : null,
      // Whoever passes is above the limit; most masks of paper are below it (rendered: -1.8, those let through -0.3).
      alive: passing ? Math.max(-1.2, normal(random, surface.alive, 0.3)) : normal(random, -1.6, 0.6),
      solidity: random() < 0.7 ? normal(random, surface.depth, 0.2) : null,
      face: faceNear(random, Math.floor(random() * 2 ** 32), 0.2),
      edge: random() < surface.edgy ? between(random, 0.6, 1) : between(random, surface.smooth, 0.6),
    }
    attempts.push(one)
    at = one.endedAt + between(random, 4_000, 15_000)
  }
  return attempts
}

interface Surface {
  readonly relief: number
  /** How much the relief of one mask differs from the next. */
  readonly uneven: number
  /** The score of one that is let through. */
  readonly alive: number
  readonly depth: number
  /** How often there is an edge, and the least where there is none. */
  readonly edgy: number
  readonly smooth: number
}

/** What masks of one maker show. Worn: between cut paper on a head, a cast and silicone. */
const surfaceOf = (random: Random, made: MaskSeries['made']): Surface =>
  made === 'flat'
    ? { relief: between(random, 0, 0.05), uneven: 0.015, alive: -0.6, depth: 0.6, edgy: 0.85, smooth: 0.3 }
    : {
        ...{ relief: between(random, 0.09, 0.13), uneven: 0.035, alive: -0.25, depth: between(random, 0.45, 1) },
        ...{ edgy: 0.15, smooth: 0 },
      }
