import { describe, expect, test } from 'vitest'
import type { Action } from '../../../src/contract/signals.ts'
import type { Attempt } from '../../../src/presence/rules/attempt.ts'
import { drawReserve } from '../../../src/presence/rules/challenge.ts'
import { livenessOf, readAttempt } from '../../../src/presence/rules/liveness/attemptLiveness.ts'
import { livenessPolicy } from '../../../src/presence/rules/liveness/policy.ts'
import { sceneOf } from '../../../src/presence/rules/prompt.ts'
import { type Recording, replay } from '../../../src/presence/rules/recording.ts'
import { openSession } from '../../../src/presence/rules/session.ts'
import type { Surface } from '../../../src/presence/simulate/liveHead.ts'
import { anyStage, onStage } from '../../../src/presence/simulate/liveTrail.ts'
import { person } from '../../../src/presence/simulate/person.ts'
import { type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { film, passed, policy } from './film.ts'

const turned: Action[] = ['openMouth', 'turnRight', 'blink']
const unturned: Action[] = ['openMouth', 'blink', 'openMouth']

/** The first of some seeds with which somebody does these steps well enough. */
function passing(from: number, steps: readonly Action[]): Recording {
  const films = Array.from({ length: 20 }, (_, i) =>
    film(100 * from + i, careful, { challenge: { steps: [...steps] } }),
  )
  const found = films.find(({ attempt }) => passed(attempt))
  if (found === undefined) throw new Error('nobody did these steps')
  return found.recording
}

const careful = (random: Random, victim: string) => person(random, victim, { slip: 0 })

interface Scene {
  readonly steps: readonly Action[]
  readonly surface: Surface
  /** Whether the page played a light. */
  readonly lit: boolean
  readonly reserve?: Action
  /** What is done after the steps. */
  readonly after?: readonly Action[]
  readonly seed?: number
}

/** Somebody who did these steps and then a turn to the left, judged as if the turn had only been in reserve. Simulated. */
function play({ steps, surface, lit, reserve = 'turnLeft', after = ['turnLeft'], seed = 1 }: Scene): Recording {
  const recording = passing(seed, [...steps, ...after])
  const random = seeded(seed + 50)
  const stage = anyStage(random, surface, 400)
  const challenge = { ...recording.challenge, steps: [...steps], reserve }
  return onStage({ ...recording, challenge }, lit ? stage : { ...stage, emission: null }, random)
}

const isAsked = (attempt: Attempt): boolean => livenessOf(attempt)?.reserveAsked === true

describe('the action in reserve', () => {
  test.each<readonly [string, readonly Action[], readonly Action[]]>([
    ['to the right where the steps turn left', ['openMouth', 'openMouthTurnLeft', 'turnLeft'], ['turnRight']],
    ['to the left where they turn right', ['turnRight', 'openMouth', 'blink'], ['turnLeft']],
    ['drawn where they turn both ways', ['openMouthTurnLeft', 'openMouth', 'turnRight'], ['turnLeft', 'turnRight']],
    ['drawn where they do not turn', ['openMouth', 'blink', 'openMouth'], ['turnLeft', 'turnRight']],
  ])('is a turn %s', (_, steps, drawn) => {
    expect(new Set([0, 1, 2, 3, 255].map((byte) => drawReserve(Uint8Array.of(byte), steps)))).toEqual(new Set(drawn))
    expect(() => drawReserve(new Uint8Array(), steps)).toThrow(RangeError)
  })

  test('is spared where light and a turn have shown a head surely as deep as a living one', () => {
    const sure = { ...policy, otherSideBelow: 0.8 }
    for (let seed = 1; seed <= 12; seed += 1) {
      const attempt = replay({
        ...play({ steps: turned, surface: 'living', lit: true, after: [], seed }),
        policy: sure,
      })
      expect(attempt).toMatchObject({ state: 'passed', challenge: { steps: turned } })
      expect(isAsked(attempt)).toBe(false)
    }
  })

  test.each([
    ['no light was played', false],
    ['light was answered as skin and paper answer it', true],
  ])('is asked for where no turn was among the steps and %s, and a living person passes', (_, lit) => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const attempt = replay(play({ steps: unturned, surface: 'living', lit, seed }))
      expect(attempt).toMatchObject({ state: 'passed', challenge: { steps: [...unturned, 'turnLeft'] } })
      expect(isAsked(attempt)).toBe(true)
    }
  })

  test.each([
    ['did everything else right', false],
    ['also answered the light', true],
  ])('shows a sheet that %s', (_, lit) => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const attempt = replay(play({ steps: unturned, surface: 'flat', lit, seed }))
      expect(attempt).toMatchObject({ state: 'failed', why: ['alive'] })
      expect(isAsked(attempt)).toBe(true)
    }
  })

  test('is asked for where the one side that was seen is not surely as deep as a head; where both were seen, never for that', () => {
    const unsure = { ...policy, otherSideBelow: 9 }
    const oneSide = play({ steps: turned, surface: 'living', lit: true, after: ['turnLeft'] })
    expect(replay({ ...oneSide, policy: unsure })).toMatchObject({
      state: 'passed',
      challenge: { steps: [...turned, 'turnLeft'] },
    })
    const bothSides = play({
      steps: ['openMouth', 'turnRight', 'turnLeft', 'blink'],
      surface: 'living',
      lit: true,
      after: [],
    })
    expect(isAsked(replay({ ...bothSides, policy: unsure }))).toBe(false)
  })

  test('is not asked for by a recording from before both sides were looked at', () => {
    const { otherSideBelow: _, turnStepsAtLeast: __, ...before } = policy
    const recording = play({ steps: turned, surface: 'living', lit: true, after: [] })
    const attempt = replay({ ...recording, policy: before })
    expect(attempt).toMatchObject({ state: 'passed', challenge: { steps: turned } })
    expect(isAsked(attempt)).toBe(false)
  })

  test('leaves a recording from before spectacles and errors of depth were looked at as it was', () => {
    const recording = play({ steps: turned, surface: 'living', lit: true, after: ['turnLeft'] })
    const { carefulDepth: _, carefulDoubt: __, ...before } = policy
    const then = readAttempt(replay({ ...recording, policy: before }))
    const { light, solidity } = livenessPolicy
    const loose = {
      light: { ...light, gainAtLeast: 0.06, absentBelow: null },
      solidity: { ...solidity, flatterWeight: 1, rimsAhead: null, errorAtMost: null, byError: false },
    }
    const attempt = replay({ ...recording, policy: before })
    expect(then).toEqual(readAttempt(attempt, { ...livenessPolicy, ...loose }))
  })

  test('leaves a recording from before doubts were weighed as it was', () => {
    const recording = play({ steps: turned, surface: 'living', lit: true, after: ['turnLeft'] })
    const { carefulDoubt: _, ...before } = policy
    const attempt = replay({ ...recording, policy: before })
    const { light, solidity } = livenessPolicy
    const then = {
      light: { ...light, gainAtLeast: 0.06, absentBelow: null },
      solidity: { ...solidity, flatterWeight: 1, rimsAhead: 0.15, errorAtMost: 0.15, byError: false },
    }
    expect(readAttempt(attempt)).toEqual(readAttempt(attempt, { ...livenessPolicy, ...then }))
  })

  test('leaves a recording from before people’s habits were known as it was', () => {
    const recording = play({ steps: turned, surface: 'living', lit: true, after: ['turnLeft'] })
    const events = recording.events.map((event) => (event.kind === 'described' ? { ...event, replayed: 0.6 } : event))
    const { carefulMemory: _, ...before } = policy
    const of = (rules: typeof policy) => readAttempt(replay({ ...recording, events, policy: rules }))
    const replayIn = (said: ReturnType<typeof of>) => said?.readings.find(({ signal }) => signal === 'replay')
    expect(replayIn(of(before))).toMatchObject({ value: expect.closeTo(0.5) })
    expect(replayIn(of(policy))).toMatchObject({ value: 1 })
  })

  test('is shown as one more step, and answered by nothing else', () => {
    const recording = play({ steps: unturned, surface: 'living', lit: false, reserve: 'turnRight' })
    expect(replay(recording)).toMatchObject({ state: 'failed', why: ['order'] })
    const upToTurn = recording.events.findIndex((_, i) => isAsked(replay(cut(recording, i + 1)))) + 1
    const attempt = replay(cut(recording, upToTurn))
    const session = { ...openSession(attempt.challenge, policy, 0), state: 'attempting', attempt, number: 1 } as const
    expect(sceneOf(session, attempt.lastAt)).toMatchObject({ scene: 'step', index: 3, total: 4 })
  })

  test('is never asked for where nothing was measured that could leave a doubt', () => {
    const { recording } = film(3, careful, { challenge: { steps: unturned, reserve: 'turnLeft' } })
    expect(replay(recording)).toMatchObject({ state: 'passed', challenge: { steps: unturned } })
  })
})

const cut = (recording: Recording, events: number): Recording => ({
  ...recording,
  events: recording.events.slice(0, events),
})
