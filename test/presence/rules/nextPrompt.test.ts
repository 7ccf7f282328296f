import { describe, expect, test } from 'vitest'
import type { Action, FaceSignals } from '../../../src/contract/signals.ts'
import { type Attempt, advance, begin, isEnded } from '../../../src/presence/rules/attempt.ts'
import { shownStep } from '../../../src/presence/rules/attemptState.ts'
import type { MatchDecision } from '../../../src/presence/rules/events.ts'
import { allGates } from '../../../src/presence/rules/gates.ts'
import { sceneOf } from '../../../src/presence/rules/prompt.ts'
import { openSession } from '../../../src/presence/rules/session.ts'
import { person } from '../../../src/presence/simulate/person.ts'
import { film, frameOf, passed, policy, victim } from './film.ts'

const matched: MatchDecision = { kind: 'matched', person: victim, score: 5, margin: 2, scale: 'asNorm', threshold: 3.1 }
const everyMs = 70

const rest: Partial<FaceSignals> = {}
const left: Partial<FaceSignals> = { turn: 0.24 }
const right: Partial<FaceSignals> = { turn: 0.76 }
const mouth: Partial<FaceSignals> = { mouth: 0.5 }
const shut: Partial<FaceSignals> = { eyes: { left: 0.05, right: 0.05 } }
/** Neutral frames until the first prompt, and long enough after it. */
const start: readonly Partial<FaceSignals>[] = Array(7).fill(rest)
const hold = (shown: Partial<FaceSignals>, frames: number): Partial<FaceSignals>[] => Array(frames).fill(shown)

/** Made-up frames are no trail of a living face: `alive` has tests of its own. */
const readGates = allGates.filter((gate) => gate !== 'alive')

/** Plays one face after the other, describing at once what is wanted, and keeps the attempt after each frame. */
function play(steps: Action[], faces: readonly Partial<FaceSignals>[]): readonly Attempt[] {
  let attempt = begin({ steps }, policy, 0, readGates)
  return faces.map((shown, index) => {
    const at = index * everyMs
    const describing = attempt.state !== 'waiting' && attempt.wants === 'description'
    attempt = advance(attempt, { kind: 'frame', at, signals: frameOf(shown), describing })
    if (describing) {
      attempt = advance(attempt, { kind: 'described', at, frameAt: at, decision: matched, sameAsTrack: 1 })
    }
    return attempt
  })
}

const lastOf = (attempts: readonly Attempt[]): Attempt => attempts.at(-1) as Attempt
const sceneIn = (attempt: Attempt) =>
  sceneOf({ ...openSession(attempt.challenge, policy, 0), state: 'attempting', number: 1, attempt }, attempt.lastAt)

describe('the next prompt', () => {
  test('comes at the described peak, and its step is read from the neutral face on', () => {
    const attempts = play(['turnLeft', 'openMouth'], [...start, ...hold(left, 4), rest])
    const atPeak = attempts.at(-2) as Attempt
    expect(atPeak).toMatchObject({ state: 'challenged', step: 0, evidence: { reads: [] } })
    expect(sceneIn(atPeak)).toMatchObject({ scene: 'step', action: 'openMouth', index: 1, neutral: false })
    const [prompt, neutral] = [atPeak.state === 'challenged' ? shownStep(atPeak).promptAt : 0, 11 * everyMs]
    expect(prompt).toBeLessThan(neutral)
    expect(lastOf(attempts)).toMatchObject({
      step: 1,
      nextPromptAt: null,
      reader: { promptAt: prompt, neutralAt: neutral, onsetAt: null },
      evidence: { reads: [{ asked: 'turnLeft', did: ['left'] }] },
    })
  })

  test('does not come for an action that nobody asked for', () => {
    for (const shown of [right, { ...left, ...mouth }]) {
      const atPeak = lastOf(play(['turnLeft', 'openMouth'], [...start, ...hold(shown, 4)]))
      expect(atPeak).toMatchObject({ state: 'challenged', step: 0, nextPromptAt: null })
    }
  })

  test('says "further" to whoever does what was asked and stays short of it, and to nobody else', () => {
    const slight: Partial<FaceSignals> = { turn: 0.36 }
    const shown = (faces: readonly Partial<FaceSignals>[], asked: Action = 'turnLeft') =>
      sceneIn(lastOf(play([asked, 'openMouth'], [...start, ...faces])))
    expect(shown(hold(slight, 12))).toMatchObject({ action: 'turnLeft', more: true })
    expect(shown(hold(slight, 4))).not.toHaveProperty('more')
    expect(shown(hold(left, 12))).not.toHaveProperty('more')
    expect(shown(hold(slight, 12), 'turnRight')).not.toHaveProperty('more')
    expect(shown(hold(slight, 12), 'openMouthTurnLeft')).not.toHaveProperty('more')
    expect(shown(hold(rest, 12))).not.toHaveProperty('more')
  })

  test('asks for blinks of a neutral face only', () => {
    const faces = [...start, ...hold(left, 4), rest]
    const attempts = play(['turnLeft', 'blink', 'openMouth'], faces)
    expect(sceneIn(attempts.at(-2) as Attempt)).toMatchObject({ action: 'turnLeft', neutral: true })
    expect(sceneIn(lastOf(attempts))).toMatchObject({ action: 'blink', neutral: false })
  })

  test('gives way to "look straight" when the person stays in the former pose', () => {
    const attempts = play(['turnLeft', 'openMouth'], [...start, ...hold(left, 20), rest])
    expect(sceneIn(attempts.at(-2) as Attempt)).toMatchObject({ action: 'turnLeft', index: 0, neutral: true })
    expect(sceneIn(lastOf(attempts))).toMatchObject({ action: 'openMouth', index: 1, neutral: false })
  })
})

describe('what the face does on its way back', () => {
  const mouthToo = [...hold(left, 4), ...hold({ ...left, ...mouth }, 3), ...hold(rest, 6)]

  test.each([
    [
      'is not the answer to the same action asked for once more',
      ['turnLeft', 'turnLeft'],
      [...hold(left, 60)],
      ['timing'],
    ],
    ['with the next movement in it is more than was asked for', ['turnLeft', 'openMouth'], mouthToo, ['othersAbsent']],
    [
      'straight to the other side is not neutral in between',
      ['turnLeft', 'turnRight'],
      [...hold(left, 6), ...hold(right, 5), ...hold(rest, 4)],
      ['othersAbsent'],
    ],
  ] as const)('%s', (_, steps, faces, why) => {
    expect(lastOf(play([...steps, 'openMouth'], [...start, ...faces]))).toMatchObject({ state: 'failed', why })
  })

  test('and the next movement as soon as the face was neutral answers the next prompt', () => {
    const faces = [...hold(left, 6), ...hold(rest, 2), ...hold(mouth, 4), ...hold(rest, 4)]
    const attempts = play(['turnLeft', 'openMouth', 'openMouth'], [...start, ...faces])
    expect(lastOf(attempts)).toMatchObject({ state: 'challenged', step: 2 })
  })

  test('with eyes that close does not count as a blink', () => {
    const turned = { ...left, ...shut }
    const blinking = [...hold(left, 3), turned, left, turned, left, rest]
    const attempts = play(['turnLeft', 'openMouth', 'blink'], [...start, ...blinking, ...hold(rest, 3)])
    expect(lastOf(attempts)).toMatchObject({ state: 'challenged', step: 1, reader: { blinks: [], blinkedAt: null } })
  })

  test('ends the step, so that a pause and the next movement pass', () => {
    const once = [...hold(left, 4), ...hold(rest, 4)]
    const faces = [...start, ...once, ...once, ...hold(mouth, 4), ...hold(rest, 12)]
    expect(passed(play(['turnLeft', 'turnLeft', 'openMouth'], faces).find(isEnded) as Attempt)).toBe(true)
  })
})

test('people who react while they turn back never begin a movement before the former one has ended', () => {
  const setting = { challenge: { steps: ['turnLeft', 'openMouth', 'turnRight'] as Action[] } }
  const films = Array.from({ length: 40 }, (_, seed) =>
    film(seed, (random, v) => person(random, v, { slip: 0, holdMs: 600 }), setting),
  )
  expect(films.filter(({ attempt }) => passed(attempt)).length).toBeGreaterThan(30)
  for (const { attempt } of films) expect(attempt).not.toMatchObject({ why: ['othersAbsent'] })
  const early = films.flatMap(({ attempt }) =>
    attempt.evidence.reads.filter(({ promptAt, neutralAt }) => neutralAt > promptAt),
  )
  expect(early.length).toBeGreaterThan(40)
})
