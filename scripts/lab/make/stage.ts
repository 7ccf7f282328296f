import type { LightSequence } from '../../../src/contract/signals.ts'
import { around, between, normal, type Random } from '../../../src/presence/simulate/random.ts'
import { isDue } from '../../../web/kiosk/frame.ts'
import { perSecond } from '../tape.ts'
import { dealt, places } from './deal.ts'
import { halvesOf, type Lights, linearOf, monitor, type Rgb, type Screen, tablet } from './light.ts'
import type { ClipPlan } from './plan.ts'

/** Where a clip is filmed: the room's light, the screen, how late the camera shows what the screen does. */
export interface Stage {
  readonly lux: number
  readonly ambient: Rgb
  readonly from: Rgb
  readonly screen: Screen
  readonly lagMs: number
  readonly fps: number
  readonly droppedShare: number
  readonly balance: Rgb
}

/** 20 to 1,000 lux, evenly by their logarithm, rates, screens and losses: each is dealt out by itself. */
export function makeStage(random: Random, { kind, turn, deck }: Pick<ClipPlan, 'kind' | 'turn' | 'deck'>): Stage {
  const share = (dealt(places(steps), turn, deck, 'lux') + random()) / steps
  const lux = 20 * 50 ** share
  const rates = kind === 'genuine' ? livingRates : attackRates
  const warm = between(random, 0.82, 1.08)
  const ambient: Rgb = [lux / Math.sqrt(warm), lux, lux * warm]
  const from: Rgb = [between(random, -0.75, 0.75), between(random, -0.9, -0.35), between(random, -0.9, -0.25)]
  const length = Math.hypot(...from)
  return {
    lux,
    ambient,
    from: from.map((v) => v / length) as unknown as Rgb,
    screen: dealt([monitor, monitor, tablet], turn, deck, 'screen'),
    lagMs: between(random, 60, 160),
    fps: dealt<number>(rates, turn, deck, 'fps'),
    droppedShare: dealt([lossy, few, few, few], turn, deck, 'lost'),
    balance: [Math.sqrt(warm) * normal(random, 1, 0.03), 1, normal(random, 1, 0.03) / warm],
  }
}

/** Steps of light that are dealt out. */
const steps = 8
/** The page sends 15 at most: of attacks no more are rendered than may be looked at. */
const livingRates = [15, 10, 30, 12, 15, 20, 12] as const
const attackRates = [15, 12, 10, 12, 15] as const
/** A camera on a busy machine loses one picture in seventeen. */
export const lossy = 0.06
const few = 0.008

/** What the page shows beside the flashes. */
const page: Rgb = [0.55, 0.57, 0.6]

/** The light in the picture that the camera delivers as of a moment: of a while ago, over an exposure of 30 ms. */
export function lightsAt(stage: Stage, light: LightSequence | null, startsAt: number, at: number): Lights {
  const shown = [0, 10, 20].map((within) => colours(light, at - stage.lagMs - within - startsAt))
  const mean = (side: 0 | 1): Rgb =>
    [0, 1, 2].map((k) => shown.reduce((sum, both) => sum + (both[side][k] ?? 0), 0) / shown.length) as unknown as Rgb
  return { ambient: stage.ambient, from: stage.from, halves: halvesOf(stage.screen, mean(0), mean(1)) }
}

function colours(light: LightSequence | null, sinceStart: number): readonly [Rgb, Rgb] {
  if (light === null || sinceStart < 0) return [page, page]
  const flash = light.flashes[Math.floor(sinceStart / light.flashMs)]
  return flash === undefined ? [page, page] : [linearOf(flash[0]), linearOf(flash[1])]
}

/** The room's share: all of its own light and a little of the screen's. */
export function roomLight({ ambient, halves }: Lights): Rgb {
  return [0, 1, 2].map(
    (k) => 0.9 * (ambient[k] as number) + 0.07 * halves.reduce((sum, { lux }) => sum + (lux[k] as number), 0),
  ) as unknown as Rgb
}

/**
 * When the frames are taken that the page sends on: jitter of 8 %, now and then one is lost, of a fast camera every other
 * one is left out. The first is never lost: a clip's clock begins with it.
 */
export function frameTimes({ fps, droppedShare }: Stage, endsAt: number, random: Random): number[] {
  const times: number[] = []
  for (let at = 0; at < endsAt; at += (1000 / fps) * around(random, 1, 0.03)) {
    const taken = Math.round(at)
    const isLost = random() < droppedShare
    const last = times.at(-1)
    if (last === undefined || (!isLost && isDue(perSecond, last, taken))) times.push(taken)
  }
  return times
}
