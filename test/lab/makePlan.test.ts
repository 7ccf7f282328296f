import { describe, expect, it } from 'vitest'
import { drawOther, drawSteps, planSet, seedOf, usual } from '../../scripts/lab/make/plan.ts'
import { anybody, courseOf, drawLight, reachAt, writeLight } from '../../scripts/lab/make/script.ts'
import { species } from '../../scripts/lab/make/species.ts'
import { readLight } from '../../scripts/lab/script.ts'
import { LightSequence } from '../../src/contract/signals.ts'
import { isAllowed } from '../../src/presence/rules/challenge.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { seeded } from '../../src/presence/simulate/random.ts'

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

  it('draws challenges that the product may draw, and others for recordings', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const random = seeded(seedOf('challenge', seed))
      const steps = drawSteps(random)
      expect(steps).toHaveLength(3)
      expect(isAllowed(steps, attemptPolicy)).toBe(true)
      expect(drawOther(steps, random)).not.toEqual(steps)
    }
  })
})

describe('the course of a clip', () => {
  const courses = Array.from({ length: 60 }, (_, n) => {
    const random = seeded(seedOf('course', n))
    return courseOf(drawSteps(random), anybody, random)
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
      const { movements } = courseOf(['turnLeft', 'openMouth', 'comeCloser'], anybody, seeded(seedOf('gaps', n)))
      const onsets = movements.filter(({ component }) => component !== 'blink').map(({ startsAt }) => startsAt)
      return onsets.slice(1).map((at, k) => at - onsets[k]!)
    }).flat()
    expect(gaps).toHaveLength(120)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000)
    expect(gaps.filter((gap) => gap >= 1100 && gap <= 1700).length / gaps.length).toBeGreaterThan(0.8)
  })
})

describe('the light of a clip', () => {
  it('is one the product may play, and is read back as it was played', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const light = drawLight(2000 + 40 * seed, seeded(seed))
      expect(LightSequence.parse(light)).toEqual(light)
      expect(readLight(writeLight(light, 620))).toEqual({ sequence: light, startedAt: 620 })
    }
  })

  it('never shows the same twice in a row', () => {
    const { flashes } = drawLight(5600, seeded(3))
    for (const [n, flash] of flashes.entries()) expect(flash).not.toEqual(flashes[n - 1])
  })
})
