import { describe, expect, it } from 'vitest'
import { type Actor, openActor, type Shown } from '../../scripts/lab/make/actor.ts'
import { express } from '../../scripts/lab/make/expression.ts'
import { type Ability, anybody, reachAt } from '../../scripts/lab/make/script.ts'
import { seedOf } from '../../scripts/lab/make/seed.ts'
import type { Action } from '../../src/contract/signals.ts'
import { seeded } from '../../src/presence/simulate/random.ts'

const frameMs = 67
const asking = (action: Action, index = 0): Shown => ({ index, action, neutral: false })

/** Plays a screen to an actor, frame by frame, and tells the largest turns, one for each time he turned. */
function turnsOf(actor: Actor, screen: (at: number) => Shown | null, until: number): readonly number[] {
  const turns: number[] = []
  let largest = 0
  for (let at = 0; at < until; at += frameMs) {
    actor.see(screen(at), at)
    const turn = Math.abs(reachAt(actor.movements, at).turn)
    if (turn > 0.02) largest = Math.max(largest, turn)
    else if (largest > 0) {
      turns.push(largest)
      largest = 0
    }
  }
  return turns
}

const actors = Array.from({ length: 40 }, (_, n) => () => openActor(anybody, seeded(seedOf('actor', n))))

describe('somebody before the kiosk', () => {
  it('does what is asked once, some tenths of a second after it is asked, where the screen goes on', () => {
    for (const open of actors) {
      const actor = open()
      const turns = turnsOf(actor, (at) => (at < 400 ? null : at < 1600 ? asking('turnLeft') : null), 5000)
      expect(turns).toHaveLength(1)
      const [first] = actor.movements.filter(({ component }) => component === 'left')
      expect(first!.startsAt - 400).toBeGreaterThan(250)
      expect(first!.startsAt - 400).toBeLessThan(1400)
    }
  })

  it('does it again, further, while the screen still asks for it: three times at most', () => {
    for (const open of actors) {
      const turns = turnsOf(open(), () => asking('turnRight'), 14_000)
      expect(turns).toHaveLength(3)
      expect(turns[2]).toBeGreaterThan(1.2 * turns[0]!)
      expect(Math.max(...turns)).toBeLessThanOrEqual(0.65)
    }
  })

  it('looks straight and does nothing more where the screen says so', () => {
    for (const open of actors) {
      const screen = (at: number): Shown => ({ ...asking('turnRight'), neutral: at > 1000 })
      expect(turnsOf(open(), screen, 8000)).toHaveLength(1)
    }
  })

  it('holds no longer than it takes to see that the screen went on', () => {
    for (const open of actors) {
      const actor = open()
      turnsOf(actor, (at) => (at < 1100 ? asking('turnLeft') : asking('openMouth', 1)), 6000)
      const [left] = actor.movements.filter(({ component }) => component === 'left')
      expect(left!.releasedAt).toBeLessThanOrEqual(Math.max(left!.startsAt + left!.riseMs, 1100 + frameMs + 140 + 800))
      const [mouth] = actor.movements.filter(({ component }) => component === 'mouth')
      expect(mouth!.startsAt).toBeGreaterThan(left!.releasedAt + left!.fallMs)
    }
  })

  it('begins the course when the first prompt is seen and ends it soon after the last', () => {
    const actor = actors[0]!()
    expect(actor.startsAt).toBe(Number.POSITIVE_INFINITY)
    turnsOf(actor, (at) => (at < 300 || at > 4000 ? null : asking('blink')), 6000)
    expect(actor.startsAt).toBeGreaterThan(300)
    expect(actor.startsAt).toBeLessThan(520)
    expect(actor.endsAt).toBeGreaterThan(4000)
    expect(actor.endsAt).toBeLessThan(4600)
  })

  it('who cannot open a mouth does the rest of a double action', () => {
    const stiff: Ability = { can: ['left', 'right', 'closer'], factor: 1, blinks: false }
    const actor = openActor(stiff, seeded(3))
    turnsOf(actor, () => asking('openMouthTurnLeft'), 9000)
    expect(new Set(actor.movements.map(({ component }) => component))).toEqual(new Set(['left']))
  })
})

describe('a jaw that drops', () => {
  /** A face of nothing but a mouth 50 mm wide, a chin and lips, in the places of the mesh. */
  const shape = new Float32Array(3 * 468)
  const put = (i: number, ...place: readonly number[]) => shape.set(place, 3 * i)
  put(13, 0, 40, -70)
  put(14, 0, 40.7, -70)
  put(78, -25, 41, -60)
  put(308, 25, 41, -60)
  put(152, 0, 85, -60)

  it('opens the mouth by as much of its width as is said, and keeps the chin before the neck', () => {
    for (const jaw of [0.2, 0.4, 0.6]) {
      const open = express(shape, jaw, 0)
      const gap = open[3 * 14 + 1]! - open[3 * 13 + 1]!
      expect(gap / 50).toBeGreaterThan(0.8 * jaw)
      expect(gap / 50).toBeLessThan(1.2 * jaw)
      expect(open[3 * 152 + 2]).toBeLessThan(-25)
    }
  })
})
