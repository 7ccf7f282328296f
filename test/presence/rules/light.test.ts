import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LightSequence } from '../../../src/contract/signals.ts'
import { drawLight } from '../../../src/presence/rules/light.ts'
import { livenessOf, readAttempt } from '../../../src/presence/rules/liveness/attemptLiveness.ts'
import { calibration } from '../../../src/presence/rules/liveness/calibration.ts'
import { livenessPolicy } from '../../../src/presence/rules/liveness/policy.ts'
import { signalNames } from '../../../src/presence/rules/liveness/reading.ts'
import { replay } from '../../../src/presence/rules/recording.ts'
import { anyStage, onStage } from '../../../src/presence/simulate/liveTrail.ts'
import { person } from '../../../src/presence/simulate/person.ts'
import { bytesFrom, seeded } from '../../../src/presence/simulate/random.ts'
import { film, victim } from './film.ts'

const anyBytes = fc.integer().map((seed) => bytesFrom(seeded(seed), 128))

describe('light of an attempt', () => {
  test('is a sequence a page may play: never more than three changes a second, no flash like the one before', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const { flashMs, flashes } = LightSequence.parse(drawLight(bytes))
        expect(1000 / flashMs).toBeLessThan(3)
        for (const [i, flash] of flashes.entries()) expect(flash).not.toEqual(flashes[i - 1])
      }),
    )
  })

  test('has two flashes with unequal halves, of which one half is dim', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const halves = drawLight(bytes).flashes.filter(([left, right]) => left !== right)
        expect(halves).toHaveLength(2)
        for (const half of halves) expect([...half].sort()).toEqual(['dim', 'white'])
      }),
    )
  })

  test('is the same for the same bytes, and runs out of too few', () => {
    const bytes = bytesFrom(seeded(7), 128)
    expect(drawLight(bytes)).toEqual(drawLight(bytes))
    expect(() => drawLight(bytes.subarray(0, 5))).toThrow(RangeError)
  })
})

describe('what is recorded of liveness', () => {
  test('every signal has its line: measured with a value, or with the reason why it says nothing', () => {
    const filmed = film(3, (random, whom) => person(random, whom), {})
    const { attempt, recording } = filmed
    expect(attempt).toMatchObject({ state: 'passed', person: victim })
    const random = seeded(5)
    const stage = anyStage(random, 'living', attempt.evidence.promptedAt ?? 0)
    if (stage.emission === null) throw new Error('this stage plays no light')
    const said = livenessOf(replay(onStage(recording, stage, random)))
    expect(said?.readings).toHaveLength(signalNames.length)
    for (const { value, why } of said?.readings ?? []) expect(value === null).toBe(why !== null)
    expect(said?.light).toEqual(stage.emission.sequence)
    expect(said?.score).toBeGreaterThan(said?.threshold ?? 0)
  })

  test('names the species of attack that explains the readings best where a doubt is left, and nowhere else', () => {
    const species = new Set(Object.keys(calibration.against))
    const doubts = Array.from({ length: 24 }, (_, i) => {
      const { attempt, recording } = film(3 + i, (random, whom) => person(random, whom), {})
      const random = seeded(i)
      const stage = anyStage(random, i % 2 === 0 ? 'living' : 'mask', attempt.evidence.promptedAt ?? 0)
      const said = livenessOf(replay(onStage(recording, stage, random)))
      const isDoubted = (said?.score ?? 0) < livenessPolicy.fuse.doubtfulBelow
      expect(said?.like !== undefined).toBe(isDoubted)
      if (said?.like !== undefined) expect(species).toContain(said.like)
      return isDoubted
    })
    expect(new Set(doubts).size).toBe(2)
  })

  test('is what the gate judged by: nothing is read a second time', () => {
    const { attempt } = film(3, (random, whom) => person(random, whom), {})
    const { said, aliveness } = attempt.evidence
    expect(said?.score).toBe(aliveness?.score)
    expect(said).toEqual(readAttempt(attempt))
    const other = { ...attempt, evidence: { ...attempt.evidence, said: said && { ...said, score: 7 } } }
    expect(livenessOf(other)?.score).toBe(7)
  })

  test('without a light that was played, the light says that it was not measured', () => {
    const { attempt } = film(3, (random, whom) => person(random, whom), {})
    const said = livenessOf(attempt)
    expect(said?.readings.find(({ signal }) => signal === 'light')).toMatchObject({ value: null, why: 'notMeasured' })
    expect(said?.light).toBeNull()
  })
})
