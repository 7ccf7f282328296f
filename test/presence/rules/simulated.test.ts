import { describe, expect, test } from 'vitest'
import { isEnded } from '../../../src/presence/rules/attempt.ts'
import { type Challenge, drawChallenge, guessChance } from '../../../src/presence/rules/challenge.ts'
import {
  eyeHoleMask,
  movedPhoto,
  openMask,
  recordedVideo,
  solidMask,
  stillPhoto,
  swapped,
  walkerBy,
} from '../../../src/presence/simulate/attacks.ts'
import { type Actor, person } from '../../../src/presence/simulate/person.ts'
import { between, bytesFrom, type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { type Setting, simulateStream } from '../../../src/presence/simulate/stream.ts'
import { film, honest, passed, policy, quantileOf, victim } from './film.ts'

type Make = (random: Random, as: string, guess: Challenge) => Actor

interface Figures {
  readonly n: number
  readonly attempts: number
  readonly sessions: number
  readonly median: number
  readonly p95: number
}

/** Sessions of two attempts, as the product runs them; every number here is simulated. */
function sessions(make: Make, n: number, seedFrom: number, more: Partial<Setting> = {}): Figures {
  let [attempts, opened, won] = [0, 0, 0]
  const times: number[] = []
  for (let index = 0; index < n; index += 1) {
    const random = seeded(seedFrom + index)
    const fps = between(random, 12, 15)
    for (const number of [1, 2]) {
      const challenge = drawChallenge(bytesFrom(random, 256), number, policy)
      const guess = drawChallenge(bytesFrom(random, 256), number, policy)
      const { attempt, elapsedMs } = simulateStream(make(random, victim, guess), {
        challenge,
        policy,
        random,
        fps,
        ...more,
      })
      expect(isEnded(attempt)).toBe(true)
      if (number === 1 && passed(attempt)) times.push(elapsedMs)
      if (number === 1) attempts += passed(attempt) ? 1 : 0
      if (passed(attempt)) won += 1
      if (passed(attempt) || attempt.state === 'gone') break
    }
    opened += 1
  }
  const [median, p95] = [quantileOf(times, 0.5), quantileOf(times, 0.95)]
  return { n: opened, attempts: attempts / n, sessions: won / n, median, p95 }
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

describe('simulated honest people (their delays are chosen, not measured)', () => {
  test('a check-in takes less than 8 s for 95 of 100, and its median is printed against the goal of 4 s', () => {
    const rows = [
      ['as they come', {}, 120, 1000],
      ['one worker: frames wait for descriptions', { oneWorker: true }, 120, 300],
      ['people who hold a movement for 0.35 s', {}, 350, 300],
      ['10 frames a second', { fps: 10 }, 120, 300],
    ] as const
    for (const [name, setting, holdMs, n] of rows) {
      const made = sessions((random, as) => person(random, as, { holdMs }), n, 1, setting)
      console.log(
        `simulated, N = ${n}, ${name}: median ${seconds(made.median)}, p95 ${seconds(made.p95)}, ` +
          `first attempt ${percent(made.attempts)}, session ${percent(made.sessions)}`,
      )
      expect(made.p95).toBeLessThanOrEqual(8000)
      expect(made.median).toBeLessThanOrEqual(5500)
      expect(made.sessions).toBeGreaterThanOrEqual(0.97)
    }
  })

  test('the same seed gives the same stream', () => {
    expect(film(42, honest).recording).toEqual(film(42, honest).recording)
    expect(film(42, honest).recording.simulated).toBe(true)
  })
})

describe('simulated attacks, recognised as the victim throughout', () => {
  test.each([
    ['still photo', stillPhoto, 300, 0],
    ['photo moved, turned and bent by hand', movedPhoto, 300, 0],
    ['solid mask on a moving head', solidMask, 300, 0],
    ['mask with eye holes', eyeHoleMask, 300, 0],
    ['two people swapped in the middle', swapped, 1000, 0.03],
    ['somebody walking by', walkerBy, 300, 0],
    ['recorded video with guessed actions', recordedVideo, 1500, 0.01],
  ] as const)('%s', (name, make: Make, n, allowed) => {
    const made = sessions(make, n, 50_000)
    console.log(`simulated attack, N = ${n}, ${name}: session passed ${percent(made.sessions)}`)
    expect(made.sessions).toBeLessThanOrEqual(allowed)
  })

  test('a video passes only when its guess was right', () => {
    let right = 0
    for (let seed = 1; seed <= 1500; seed += 1) {
      let guess: Challenge = { steps: [] }
      const { attempt, recording } = film(seed, (random, as) => {
        guess = drawChallenge(bytesFrom(random, 256), 1, policy)
        return recordedVideo(random, as, guess)
      })
      if (!passed(attempt)) continue
      expect(guess).toEqual(recording.challenge)
      right += 1
    }
    console.log(
      `simulated videos, N = 1500: ${right} passed, chance says ${((1500 / 340) * 1).toFixed(1)} at most; a session ${percent(guessChance(policy))}`,
    )
  })

  test('a mask open at eyes and mouth on a living head passes as often as it is recognised: not stopped here', () => {
    const made = sessions(openMask, 300, 70_000)
    console.log(`simulated attack, N = 300, mask open at eyes and mouth: session passed ${percent(made.sessions)}`)
    expect(made.sessions).toBeGreaterThan(0.4)
  })
})
