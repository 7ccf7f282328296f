import type { Description } from '../src/face/description.ts'
import { faceresMean } from '../src/face/faceresMean.ts'
import { keepSight, noSight, takeSight } from '../src/presence/kiosk/sight.ts'
import type { LiveFrame } from '../src/presence/rules/liveFrame.ts'
import { normal, type Random, seeded } from '../src/presence/simulate/random.ts'
import { openCaptures } from '../src/presence/station/captures.ts'
import { openSiteGallery } from '../src/presence/station/gallery.ts'

const [people, each, frames, descriptions] = [50, 20, 60, 8]
/** The same is asked every time: the most there can be to compare. */
const steps = ['turnLeft', 'openMouth', 'blink'] as const
const hourMs = 3_600_000

/** What it takes to compare an attempt with what a station remembers, without the matching (ms, median). Simulated. */
export function recallTime(): number {
  const random = seeded(1)
  const names = Array.from({ length: people }, (_, i) => `${i}`)
  const gallery = openSiteGallery(names.map((person, i) => ({ person, ...faceOf(i, random) })))
  const captures = openCaptures()
  captures.allow(new Map(names.map((name) => [name, name])))
  for (const [i, name] of names.entries())
    for (let k = 0; k < each; k += 1) {
      const sight = { shots: [{ description: faceOf(i, random), quality: 1 }] }
      keepSight(sight, name, { captures, steps, frames: framesOf(random), now: k * hourMs })
    }
  const now = 2 * each * hourMs
  const shots = Array.from({ length: descriptions }, () => faceOf(7, random))
  const all = framesOf(random)
  const timeOf = (remembers: boolean): number => {
    const start = performance.now()
    let sight = noSight
    for (const [i, shot] of shots.entries()) {
      const shown = all.slice(0, Math.ceil(((i + 1) * frames) / descriptions))
      const memory = remembers ? { captures, steps, frames: shown, now } : undefined
      const taken = takeSight(sight, shot, gallery, '7', memory)
      if (remembers && taken.toEarlier === undefined) throw new Error('nothing was remembered')
      sight = taken.sight
    }
    return performance.now() - start
  }
  const median = (remembers: boolean): number => {
    const times = Array.from({ length: 40 }, () => timeOf(remembers)).slice(10)
    return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
  }
  return median(true) - median(false)
}

/** Vectors of a face: one direction for one number, with the noise of another look. */
function faceOf(looks: number, random: Random): Description {
  const vector = (length: number, seed: number): Float32Array => {
    const own = seeded(seed)
    return Float32Array.from({ length }, () => normal(own, 0, 1) + normal(random, 0, 0.08))
  }
  return {
    version: 'bench',
    vectors: {
      fa: vector(128, 2 * looks + 1),
      fr: vector(faceresMean.length, 2 * looks + 2),
      mf: vector(192, 2 * looks + 3),
    },
  }
}

/** Frames in which nothing comes twice. */
function framesOf(random: Random): readonly LiveFrame[] {
  const digit = (): string => Math.floor(random() * 16).toString(16)
  return Array.from({ length: frames }, (_, i) => {
    const hash = Array.from({ length: 16 }, digit).join('')
    return { at: i * 70, takenAt: null, face: { live: { hash } } as never }
  })
}
