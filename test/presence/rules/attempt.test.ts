import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Action, actions } from '../../../src/contract/signals.ts'
import type { Decision } from '../../../src/face/decision.ts'
import { AttemptRecord } from '../../../src/fact/kinds/presence.ts'
import { type Attempt, advance, begin, isEnded } from '../../../src/presence/rules/attempt.ts'
import { type Challenge, listChallenges } from '../../../src/presence/rules/challenge.ts'
import { AttemptEvent, type MatchDecision, readFrame } from '../../../src/presence/rules/events.ts'
import { explain } from '../../../src/presence/rules/explanation.ts'
import { allGates } from '../../../src/presence/rules/gates.ts'
import { recordOf } from '../../../src/presence/rules/record.ts'
import { Recording, replay } from '../../../src/presence/rules/recording.ts'
import { movedPhoto, recordedVideo, solidMask, stillPhoto } from '../../../src/presence/simulate/attacks.ts'
import { person } from '../../../src/presence/simulate/person.ts'
import { bytesFrom, seeded } from '../../../src/presence/simulate/random.ts'
import { film, frameOf, honest, passed, policy, victim, withLipsApart } from './film.ts'

const matched: MatchDecision = { kind: 'matched', person: victim, score: 9, margin: 2, scale: 'asNorm', threshold: 6.5 }
const steps = (...all: Action[]): Challenge => ({ steps: all })

/** Plays fixed frames (they see no prompt) to one challenge, describing what is wanted at once. */
/** Made-up frames are no trail of a living face: `alive` has tests of its own. */
const readGates = allGates.filter((gate) => gate !== 'alive')

function play(frames: readonly AttemptEvent[], challenge: Challenge): Attempt {
  let attempt = begin(challenge, policy, 0, readGates)
  for (const event of frames) {
    if (isEnded(attempt)) break
    const describing = event.kind === 'frame' && attempt.wants === 'description'
    attempt = advance(attempt, describing ? { ...event, describing } : event)
    if (!describing) continue
    attempt = advance(attempt, {
      kind: 'described',
      at: event.at,
      frameAt: event.at,
      decision: matched,
      sameAsTrack: 1,
    })
  }
  return attempt
}

/** The frames of a recorded video, without the descriptions. */
function videoFrames(seed: number, shown: Challenge): readonly AttemptEvent[] {
  const { recording } = film(seed, (random, v) => recordedVideo(random, v, shown), {
    challenge: shown,
    gates: [],
    policy: { ...policy, identifyLimitMs: 4000, descriptionsAtLeast: 40 },
  })
  return recording.events
    .filter((event) => event.kind === 'frame')
    .map(({ at, signals }) => ({ kind: 'frame', at, signals }))
}

describe('attempt', () => {
  test('the matcher’s decision fits into the event', () => {
    const decision: Decision = { kind: 'unsure', why: 'tooClose', worthAReview: true, scale: 'raw', threshold: 1 }
    const event: AttemptEvent = { kind: 'described', at: 0, frameAt: 0, decision, sameAsTrack: 1 }
    expect(AttemptEvent.parse(event)).toEqual(event)
  })

  test.each(actions)('an honest person is recognised when %s is among the steps', (action) => {
    const challenge = steps(action, 'openMouth', 'blink')
    const results = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) =>
      film(seed, (random, v) => person(random, v, { slip: 0 }), { challenge }),
    )
    expect(results.filter(({ attempt }) => passed(attempt)).length).toBeGreaterThanOrEqual(8)
  })

  test('five to ten descriptions are asked for, at least one at every peak', () => {
    const counts = Array.from({ length: 60 }, (_, seed) => film(seed + 100, honest))
      .filter(({ attempt }) => passed(attempt))
      .map(({ attempt }) => {
        const frames = attempt.evidence.descriptions.map(({ frameAt }) => frameAt)
        for (const read of attempt.evidence.reads) expect(frames).toContain(read.describedAt)
        return frames.length
      })
    expect(counts.length).toBeGreaterThan(45)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(5)
    expect(Math.max(...counts)).toBeLessThanOrEqual(12)
  })

  test.each([
    ['far away', { widthPx: 60 }, 'comeCloser'],
    ['in the dark', { luma: 20 }, 'tooDark'],
    ['with a second face', { secondFace: 0.7 }, 'twoFaces'],
    ['blurred', { sharpness: 2 }, 'holdStill'],
    ['turned away', { turn: 0.2 }, 'lookStraight'],
    ['with an open mouth', { mouth: 0.3 }, 'closeMouth'],
    ['glaring', { luma: 250 }, 'tooBright'],
    ['covered', { confidence: 0.1 }, 'uncoverFace'],
  ])('a face %s is helped before anything is asked of it', (_, more, hint) => {
    const waiting = advance(begin(steps('openMouth'), policy, 0), { kind: 'frame', at: 50, signals: frameOf(more) })
    expect(waiting).toMatchObject({ state: 'waiting', hint, wants: 'nothing' })
  })

  describe('a face whose lips stay apart', () => {
    /** Looks at a mouth for so many milliseconds, at 15 frames a second. */
    const look = (mouthAt: (at: number) => number, ms: number, rules = policy) => {
      let attempt = begin(steps('openMouth'), rules, 0)
      for (let at = 66; at <= ms; at += 66)
        attempt = advance(attempt, { kind: 'frame', at, signals: frameOf({ mouth: mouthAt(at) }) })
      return attempt
    }
    const apart = (at: number): number => 0.24 + 0.02 * Math.sin(at / 300)

    test('is asked to shut them, and taken as it is when they do not', () => {
      expect(look(apart, 2500)).toMatchObject({ state: 'waiting', hint: 'closeMouth' })
      expect(look(apart, 3300)).toMatchObject({ state: 'challenged' })
    })

    test.each([
      ['further than lips rest', () => 0.33, {}],
      ['now more, now less, as of who speaks', (at: number) => 0.23 + 0.05 * Math.sin(at / 300), {}],
      ['and is turned away meanwhile', apart, { turn: 0.2 }],
      ['and shuts them now and then', (at: number) => (at % 1980 < 66 ? 0.1 : 0.24), {}],
    ] as const)('but not if they are %s', (_, mouthAt, more) => {
      let attempt = begin(steps('openMouth'), policy, 0)
      for (let at = 66; at <= 8000; at += 66)
        attempt = advance(attempt, { kind: 'frame', at, signals: frameOf({ mouth: mouthAt(at), ...more }) })
      expect(attempt.state).toBe('waiting')
    })

    test('opens its mouth from there: what it always shows is no open mouth', () => {
      const asked = look(apart, 3300)
      const at = (n: number, mouth: number) =>
        ({ kind: 'frame', at: 3300 + 66 * n, signals: frameOf({ mouth }) }) as const
      const still = Array.from({ length: 30 }, (_, n) => at(n + 1, apart(n * 66))).reduce(advance, asked)
      expect(still).toMatchObject({ state: 'challenged', step: 0, reader: { peakAt: null } })
      const wide = Array.from({ length: 12 }, (_, n) => at(n + 1, n < 4 ? 0.24 : 0.55)).reduce(advance, asked)
      expect(wide.state === 'challenged' && wide.reader.peakAt).not.toBeNull()
    })

    test('belongs to people who pass as others do, a while later', () => {
      const seeds = Array.from({ length: 40 }, (_, seed) => seed + 300)
      const [theirs, others] = [withLipsApart, honest].map((who) => seeds.map((seed) => film(seed, who)))
      const count = (all: typeof theirs) => all?.filter(({ attempt }) => passed(attempt)).length ?? 0
      expect(count(theirs)).toBeGreaterThanOrEqual(count(others) - 3)
      const waited = theirs?.map(
        ({ attempt: { evidence } }) => (evidence.promptedAt ?? 0) - (evidence.firstFaceAt ?? 0),
      )
      expect(Math.min(...(waited ?? []))).toBeGreaterThanOrEqual(policy.ownRest?.afterMs ?? Number.POSITIVE_INFINITY)
    })

    test('is not taken as it is in a recording from before', () => {
      const { ownRest: _, ...before } = policy
      expect(look(apart, 6000, before)).toMatchObject({ state: 'waiting', hint: 'closeMouth' })
    })
  })

  test('a person who walks off before the first prompt is gone, without any failure', () => {
    const looked = advance(begin(steps('openMouth'), policy, 0), {
      kind: 'frame',
      at: 50,
      signals: frameOf({ luma: 20 }),
    })
    const away = advance(looked, { kind: 'frame', at: 200, signals: { faces: 0 } })
    expect(advance(away, { kind: 'tick', at: 1700 })).toMatchObject({ state: 'gone' })
  })

  test('a face that never gets good enough ends the wait by its quality', () => {
    let attempt = begin(steps('openMouth'), policy, 0)
    for (let at = 0; at <= 21_000; at += 500)
      attempt = advance(attempt, { kind: 'frame', at, signals: frameOf({ luma: 20 }) })
    expect(attempt).toMatchObject({ state: 'failed', why: ['quality'] })
  })

  test('the other way can be taken at any moment and needs no reason', () => {
    const { recording } = film(7, honest)
    fc.assert(
      fc.property(fc.nat(recording.events.length - 2), (count) => {
        const before = recording.events.slice(0, count).reduce(advance, begin(recording.challenge, policy, 0))
        expect(isEnded(before)).toBe(false)
        expect(advance(before, { kind: 'otherWay', at: before.lastAt })).toMatchObject({ state: 'leftForOtherWay' })
      }),
    )
  })

  test('after a verdict nothing changes any more', () => {
    const { attempt } = film(7, honest)
    expect(isEnded(attempt)).toBe(true)
    for (const event of [
      { kind: 'otherWay', at: 1e6 },
      { kind: 'cut', at: 1e6 },
      { kind: 'frame', at: 1e6, signals: { faces: 0 } },
    ] as const) {
      expect(advance(attempt, event)).toBe(attempt)
    }
  })

  test('a claim of somebody else is not a match', () => {
    const claim = (event: AttemptEvent, index: number): readonly AttemptEvent[] =>
      index === 0 ? [{ kind: 'claimed', at: event.at, person: 'colleague' }, event] : [event]
    let index = -1
    const { attempt } = film(7, honest, {
      bend: (event) => {
        index += 1
        return claim(event, index)
      },
    })
    expect(attempt).toMatchObject({ state: 'failed', why: ['match'] })
  })

  test('unreadable frames never count for anything', () => {
    const broken = [
      { faces: 1, face: { ...frameOf().face, turn: Number.NaN } },
      { faces: 1, face: { ...frameOf().face, mouth: Number.POSITIVE_INFINITY } },
      { faces: 0.5 },
      null,
      'frame',
    ]
    expect(broken.map((signals) => readFrame(1, signals).kind)).toEqual(Array(5).fill('unreadable'))

    const plain = film(7, honest)
    const between = plain.recording.events.flatMap((event): AttemptEvent[] => [
      event,
      { kind: 'frame', at: event.at, signals: frameOf({ mouth: Number.NaN, turn: 0.1 }) },
    ])
    const attempt = between.reduce(advance, begin(plain.recording.challenge, policy, 0))
    expect(attempt.state).toBe(plain.attempt.state)
    expect(attempt.evidence.unreadable).toBeGreaterThan(20)
    expect({ ...attempt.evidence, unreadable: 0 }).toEqual(plain.attempt.evidence)
  })

  test('every verdict says which rule, what it used and what it left aside', () => {
    const { attempt } = film(7, honest)
    const explanation = explain(attempt)
    expect(explanation.rule).toBe('faceWithRandomActions')
    expect(explanation.findings.map(({ gate }) => gate)).toEqual(attempt.gates)
    expect(explanation.used.map(({ input }) => input)).toEqual(['steps', 'frames', 'descriptions', 'matchDecision'])
    expect(explanation.ignored.map(({ input }) => input)).toContain('framesBeforeFirstPrompt')
  })

  test('its record holds derived numbers in the shape of the fact', () => {
    const { attempt, recording } = film(7, honest)
    const id = '0195f000-0000-7000-8000-000000000000'
    const record = { ...recordOf(attempt, recording.events), attemptId: id, sessionId: id, number: 1, models: [] }
    expect(AttemptRecord.parse(record)).toEqual(record)
    expect(record.steps).toHaveLength(3)
    expect(record.gates.every(({ passed: ok }) => ok)).toBe(true)
  })
})

describe('laws of attempts', () => {
  test('a recording that went through JSON folds to the same verdict', () => {
    const actors = [honest, stillPhoto, movedPhoto, solidMask, recordedVideo]
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(...actors), (seed, actor) => {
        const { attempt, recording } = film(seed, actor)
        const read = Recording.parse(JSON.parse(JSON.stringify(recording)))
        expect(replay(read)).toEqual(attempt)
      }),
      { numRuns: 40 },
    )
  })

  test('a still photo passes no challenge whatever', () => {
    const frames = Array.from(
      { length: 90 },
      (_, index): AttemptEvent => ({ kind: 'frame', at: index * 70, signals: frameOf() }),
    )
    for (const count of [1, 2, 3]) {
      for (const challenge of listChallenges(count, { ...policy, nonRigidStepsAtLeast: 0, mouthStepsAtLeast: 0 })) {
        expect(play(frames, challenge).state).toBe('failed')
      }
    }
  })

  test('one and the same stream passes at most one of all challenges, whatever it shows', () => {
    const all = listChallenges(2, { ...policy, nonRigidStepsAtLeast: 0, mouthStepsAtLeast: 0 })
    let everPassed = 0
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(0.7, 0.85, 1, 1.2), (seed, pace) => {
        const random = seeded(seed)
        const shown = all[Math.floor(random() * all.length)] ?? steps('blink')
        const frames = videoFrames(seed, shown).map((event) => ({ ...event, at: event.at * pace }))
        const passing = all.filter((challenge) => passed(play(frames, challenge)))
        everPassed += passing.length
        expect(passing.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
    expect(everPassed).toBeGreaterThan(10)
  })

  test('noise that no person makes passes at most one challenge either', () => {
    const all = listChallenges(2, { ...policy, nonRigidStepsAtLeast: 0, mouthStepsAtLeast: 0 })
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const random = seeded(seed)
        const flags = bytesFrom(random, 24)
        const frames = Array.from({ length: 110 }, (_, index): AttemptEvent => {
          const flag = index < 4 ? 0 : (flags[Math.floor(index / 5) % 24] ?? 0)
          const eyes = (flag & 8) > 0 && index % 5 < 2 ? 0.05 : 0.3
          const more = {
            turn: (flag & 48) === 48 ? 0.25 : 0.5,
            mouth: (flag & 66) === 66 ? 0.5 : 0.02,
            scale: (flag & 5) === 5 ? 0.2 : 0.15,
            eyes: { left: eyes, right: eyes },
          }
          return { kind: 'frame', at: index * 70, signals: frameOf(more) }
        })
        expect(all.filter((challenge) => passed(play(frames, challenge))).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['the mouth', 'mouth', 0.3],
    ['the eyes', 'eyes', 0.3],
  ] as const)('no stream that never moves %s passes a step that asks for it', (_, part, value) => {
    const asking = part === 'mouth' ? steps('openMouth', 'blink', 'turnLeft') : steps('blink', 'openMouth', 'turnLeft')
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const { attempt } = film(seed, honest, {
          challenge: asking,
          bend: (event) => {
            if (event.kind !== 'frame' || event.signals.face === undefined) return [event]
            const eyes = { left: value, right: value }
            const held = part === 'mouth' ? { mouth: 0.05 } : { eyes, irisEyes: eyes }
            return [{ ...event, signals: { ...event.signals, face: { ...event.signals.face, ...held } } }]
          },
        })
        expect(attempt.state).toBe('failed')
      }),
      { numRuns: 30 },
    )
  })

  test('doing the right things in another order never passes', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (seed, order) => {
        const asked = steps('turnLeft', 'openMouth', 'openMouthTurnRight')
        const shown = steps(...order.map((index) => asked.steps[index] ?? 'blink'))
        fc.pre(shown.steps.join() !== asked.steps.join())
        const { attempt } = film(seed, (random, v) => recordedVideo(random, v, shown), { challenge: asked })
        expect(attempt.state).toBe('failed')
      }),
      { numRuns: 40 },
    )
  })
})
