import { describe, expect, it } from 'vitest'
import { dealt, places } from '../../scripts/lab/make/deal.ts'
import { planSet, usual } from '../../scripts/lab/make/plan.ts'
import { lossy, makeStage } from '../../scripts/lab/make/stage.ts'
import { looksOf } from '../../scripts/lab/make/world.ts'
import { seeded } from '../../src/presence/simulate/random.ts'

describe('a deck', () => {
  it('is dealt in full before a card comes again', () => {
    for (let block = 0; block < 20; block += 1) {
      const cards = places(7).map((n) => dealt(places(7), 7 * block + n, 'fps'))
      expect(cards.toSorted()).toEqual(places(7))
    }
  })

  it('is the same for the same words and another for others', () => {
    const order = (word: string) => places(60).map((n) => dealt(places(6), n, word))
    expect(order('tone')).toEqual(order('tone'))
    expect(order('tone')).not.toEqual(order('face'))
  })
})

/** What 20 sets of the usual size show of each session: whose face, and under what it was filmed. */
const sessions = places(20).flatMap((seed) => {
  const plans = planSet({ ...usual, seed, people: 40, species: [], counts: { genuine: 160 }, splits: ['report'] })
  return plans
    .filter(({ attempt }) => attempt === 1)
    .map((plan) => {
      const { main, tone, glasses, covered } = looksOf(plan.person, 4, seed)
      const { fps, droppedShare, lux, screen } = makeStage(seeded(plan.groupSeed), plan)
      return {
        face: String(main),
        tone,
        glasses: String(glasses),
        covered,
        fps: String(fps),
        lost: String(droppedShare >= lossy),
        lux: String(lux > 140),
        screen: String(screen.lux),
      }
    })
})
type Aspect = keyof (typeof sessions)[number]
const share = (of: readonly unknown[], all: readonly unknown[]): number => of.length / all.length

describe('what a person is made of and what a session is filmed with', () => {
  const aspects = ['face', 'tone', 'glasses', 'covered', 'fps', 'lost', 'lux', 'screen'] as const
  const pairs = aspects.flatMap((one, n) => aspects.slice(n + 1).map((other) => [one, other] as const))

  it.each(pairs)('say nothing of each other: %s and %s', (one: Aspect, other: Aspect) => {
    const worst = [...new Set(sessions.map((session) => session[one]))].flatMap((value) => {
      const own = sessions.filter((session) => session[one] === value)
      return [...new Set(sessions.map((session) => session[other]))].map((with_) => {
        const expected = share(
          sessions.filter((session) => session[other] === with_),
          sessions,
        )
        const found = share(
          own.filter((session) => session[other] === with_),
          own,
        )
        return Math.abs(found - expected) / Math.sqrt((expected * (1 - expected)) / own.length)
      })
    })
    // People come twice in a set, so what goes with a person has twice the variance of single draws.
    expect(Math.max(...worst)).toBeLessThan(5)
  })

  it('lose frames with every face about as often in one set', () => {
    const one = sessions.slice(0, 80)
    const lost = places(4).map((face) => one.filter((s) => s.face === String(face) && s.lost === 'true').length)
    expect(lost.reduce((sum, n) => sum + n, 0)).toBe(20)
    expect(Math.min(...lost)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...lost)).toBeLessThanOrEqual(10)
  })
})
