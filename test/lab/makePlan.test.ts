import { describe, expect, it } from 'vitest'
import { drawOther, drawSteps, lightOf, planSet, randomOf, usual } from '../../scripts/lab/make/plan.ts'
import { courseOf, reachAt, stillCourse, unansweredMs, writeLight } from '../../scripts/lab/make/script.ts'
import { seedOf } from '../../scripts/lab/make/seed.ts'
import { species } from '../../scripts/lab/make/species.ts'
import { readLight } from '../../scripts/lab/script.ts'
import { LightSequence } from '../../src/contract/signals.ts'
import { isAllowed } from '../../src/presence/rules/challenge.ts'
import { drawLight } from '../../src/presence/rules/light.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { bytesFrom, seeded } from '../../src/presence/simulate/random.ts'

const plans = planSet(usual)
const of = (split: string) => plans.filter((plan) => plan.split === split)

describe('a planned set', () => {
  it('has all kinds in both splits, in the numbers asked for', () => {
    for (const split of ['calibrate', 'report']) {
      const count = (kind: string) => of(split).filter((plan) => plan.kind === kind).length
      expect(count('genuine')).toBe(40)
      for (const kind of species) expect(count(kind)).toBe(kind === 'maskSeries' ? 18 : 20)
    }
  })

  it('shares no seed between clips, so none between the splits', () => {
    expect(new Set(plans.map((plan) => plan.seed)).size).toBe(plans.length)
    expect(new Set(plans.map((plan) => plan.file)).size).toBe(plans.length)
  })

  it('is the same for the same seed and another for another', () => {
    expect(planSet(usual)).toEqual(plans)
    expect(planSet({ ...usual, seed: 2 }).map((plan) => plan.seed)).not.toEqual(plans.map((plan) => plan.seed))
  })

  it('gives a series six clips of one wearer with six faces', () => {
    const series = plans.filter((plan) => plan.group === 'report-series-1')
    expect(series).toHaveLength(6)
    expect(new Set(series.map((plan) => plan.groupSeed)).size).toBe(1)
    expect(new Set(series.map((plan) => plan.person)).size).toBe(6)
  })

  it('gives sessions two clips of one person in one place, the second for a second attempt', () => {
    const genuine = of('report').filter(({ kind }) => kind === 'genuine')
    const names = new Set(genuine.map(({ group }) => group))
    const sessions = new Map([...names].map((name) => [name, genuine.filter(({ group }) => group === name)]))
    expect(sessions.size).toBe(20)
    for (const clips of sessions.values()) {
      expect(clips.map(({ attempt }) => attempt)).toEqual([1, 2])
      expect(new Set(clips.map(({ person, groupSeed }) => `${person} ${groupSeed}`)).size).toBe(1)
    }
  })

  it('lets people come back to one place, with other challenges on other days', () => {
    const set = planSet({ ...usual, people: 3, visits: 4, splits: ['report'], species: [], counts: { genuine: 30 } })
    const placesOf = (person: number) => set.filter((plan) => plan.person === person).map(({ placeSeed }) => placeSeed)
    expect([0, 1, 2].map((person) => new Set(placesOf(person)).size)).toEqual([2, 2, 2])
    expect(new Set(set.slice(0, 24).map(({ placeSeed }) => placeSeed)).size).toBe(3)
    expect(new Set(set.slice(0, 24).map(({ placeSeed, turn }) => `${placeSeed} ${turn}`)).size).toBe(3)
    expect(new Set(set.map(({ groupSeed }) => groupSeed)).size).toBe(15)
    expect(new Set(set.map(({ seed }) => seed)).size).toBe(30)
    for (const plan of plans) expect(plan.placeSeed).toBe(plan.groupSeed)
  })

  it('has as many clips of a kind and the splits that are asked for', () => {
    const set = planSet({
      ...usual,
      splits: ['report'],
      species: ['flatPrint', 'silicone'],
      counts: { flatPrint: 7, genuine: 3 },
    })
    const count = (kind: string) => set.filter((plan) => plan.kind === kind && plan.split === 'report').length
    expect([count('genuine'), count('flatPrint'), count('silicone'), set.length]).toEqual([3, 7, 20, 30])
  })

  it('has the same clip of a split whatever else is rendered', () => {
    const alone = planSet({ ...usual, splits: ['report'], species: ['silicone'], counts: { genuine: 2 } })
    expect(alone.filter((plan) => !plans.some((other) => JSON.stringify(other) === JSON.stringify(plan)))).toEqual([])
  })

  it('draws challenges that the product may draw, and others for recordings', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const random = seeded(seedOf('challenge', seed))
      const steps = drawSteps(random)
      expect(steps).toHaveLength(3)
      expect(isAllowed(steps, attemptPolicy)).toBe(true)
      expect(drawOther(steps, random)).not.toEqual(steps)
      expect(drawSteps(random, 2)).toHaveLength(4)
    }
  })
})

describe('the course of a recording', () => {
  const courses = Array.from({ length: 60 }, (_, n) => {
    const random = seeded(seedOf('course', n))
    return courseOf(drawSteps(random), random)
  })

  it('begins with at least 0.6 s of a neutral face', () => {
    for (const { startsAt, movements } of courses) {
      expect(startsAt).toBeGreaterThanOrEqual(600)
      const { turn, mouth, closer } = reachAt(movements, startsAt)
      expect([turn, mouth, closer]).toEqual([0, 0, 0])
    }
  })

  it('has actions at least a second apart, and mostly 1.1 to 1.7 s', () => {
    const gaps = Array.from({ length: 60 }, (_, n) => {
      const { movements } = courseOf(['turnLeft', 'openMouth', 'comeCloser'], seeded(seedOf('gaps', n)))
      const onsets = movements.filter(({ component }) => component !== 'blink').map(({ startsAt }) => startsAt)
      return onsets.slice(1).map((at, k) => at - onsets[k]!)
    }).flat()
    expect(gaps).toHaveLength(120)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000)
    expect(gaps.filter((gap) => gap >= 1100 && gap <= 1700).length / gaps.length).toBeGreaterThan(0.8)
  })
})

describe('the course of somebody who never moves', () => {
  it('ends when the time of the first prompt runs out', () => {
    const { startsAt, endsAt, movements } = stillCourse(seeded(7))
    expect(movements).toEqual([])
    expect(endsAt).toBe(startsAt + unansweredMs)
    expect(unansweredMs).toBeGreaterThan(attemptPolicy.peakWithinMs)
  })
})

describe('the light of a clip', () => {
  it('is drawn by the product from bytes of its seed, and is read back as it was played', () => {
    for (const plan of plans.slice(0, 100)) {
      const light = lightOf(randomOf(plan, 'light'))
      expect(light).toEqual(drawLight(bytesFrom(randomOf(plan, 'light'), 256)))
      expect(LightSequence.parse(light)).toEqual(light)
      expect(readLight(writeLight(light, 620))).toEqual({ sequence: light, startedAt: 620 })
    }
  })
})
