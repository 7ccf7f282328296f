import { describe, expect, test } from 'vitest'
import type { Action, FaceSignals } from '../../../src/contract/signals.ts'
import { type Attempt, advance, begin } from '../../../src/presence/rules/attempt.ts'
import type { AttemptEvent } from '../../../src/presence/rules/events.ts'
import { jumpBetween, noEvidence } from '../../../src/presence/rules/evidence.ts'
import { allGates, type GateName, judgeGate } from '../../../src/presence/rules/gates.ts'
import { type Recording, replay } from '../../../src/presence/rules/recording.ts'
import { anyStage, onStage } from '../../../src/presence/simulate/liveTrail.ts'
import { type Manner, person } from '../../../src/presence/simulate/person.ts'
import { type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { face, film, policy, victim } from './film.ts'

type Bend = (event: AttemptEvent, attempt: Attempt) => readonly AttemptEvent[]
const asked: Action[] = ['openMouth', 'turnRight', 'blink']

/** An attack that does everything right but one thing, filmed while the gate that would stop it is broken. */
interface Attack {
  readonly name: string
  readonly gate: GateName
  readonly bend: Bend
  readonly manner?: Partial<Manner>
  /** What the engine measured besides, laid over the whole recording. */
  readonly lit?: (recording: Recording) => Recording
}

const withFace = (event: AttemptEvent, more: Partial<FaceSignals>): readonly AttemptEvent[] => {
  if (event.kind !== 'frame' || event.signals.face === undefined) return [event]
  return [{ ...event, signals: { ...event.signals, face: { ...event.signals.face, ...more } } }]
}
const inStep = (attempt: Attempt, step: number): attempt is Extract<Attempt, { state: 'challenged' }> =>
  attempt.state === 'challenged' && attempt.step === step
const sinceFirstPrompt = (event: AttemptEvent, attempt: Attempt): number =>
  attempt.state === 'waiting' ? -1 : event.at - (attempt.evidence.promptedAt ?? event.at)
const within = (value: number, low: number, high: number): boolean => value > low && value < high

const attacks: readonly Attack[] = [
  {
    name: 'a stream whose clock is set back a little to win time',
    gate: 'clock',
    bend: (event, attempt) =>
      within(sinceFirstPrompt(event, attempt), 0, 120) ? [event, { kind: 'tick', at: event.at - 40 }] : [event],
  },
  {
    name: 'a face that is taken away and put back within half a second',
    gate: 'noCut',
    bend: (event, attempt) => {
      if (event.kind !== 'frame' || !within(sinceFirstPrompt(event, attempt), 0, 290)) return [event]
      return [{ kind: 'frame', at: event.at, signals: { faces: 0 } }]
    },
  },
  {
    name: 'a camera that was lost and came back',
    gate: 'noCut',
    bend: (event, attempt) =>
      within(sinceFirstPrompt(event, attempt), 0, 120) ? [event, { kind: 'cut', at: event.at }] : [event],
  },
  {
    name: 'a helper who shows a second face beside the first',
    gate: 'oneFace',
    bend: (event, attempt) =>
      within(sinceFirstPrompt(event, attempt), 100, 500) ? withFace(event, { secondFace: 0.8 }) : [event],
  },
  {
    name: 'the light switched off for half of the challenge',
    gate: 'quality',
    bend: (event, attempt) =>
      attempt.state === 'challenged' && attempt.step >= 1 ? withFace(event, { luma: 15 }) : [event],
  },
  {
    name: 'a face too small to be recognised',
    gate: 'quality',
    bend: (event, attempt) => (attempt.state === 'challenged' ? withFace(event, { widthPx: 60 }) : [event]),
  },
  {
    name: 'another action than the one asked for',
    gate: 'order',
    bend: (event, attempt) => {
      if (!inStep(attempt, 1) || event.kind !== 'frame' || event.signals.face === undefined) return [event]
      return withFace(event, { turn: 1 - event.signals.face.turn })
    },
  },
  {
    name: 'two actions at once where one was asked for',
    gate: 'othersAbsent',
    bend: (event, attempt) => {
      if (!inStep(attempt, 1) || event.kind !== 'frame' || event.signals.face === undefined) return [event]
      return attempt.reader.seen.length > 0 && !attempt.reader.seen.includes('mouth')
        ? withFace(event, { mouth: 0.5 })
        : [event]
    },
  },
  {
    name: 'a movement that begins before anybody can have seen its prompt',
    gate: 'timing',
    bend: (event, attempt) => {
      if (!inStep(attempt, 0) || event.kind !== 'frame') return [event]
      return attempt.reader.seen.length === 0
        ? withFace(event, { mouth: Math.max(0.3, event.signals.face?.mouth ?? 0) })
        : [event]
    },
  },
  {
    name: 'an answer that takes longer than anybody needs',
    gate: 'timing',
    bend: (event) => [event],
    manner: { pace: 7 },
  },
  {
    name: 'another face from the second step on',
    gate: 'samePerson',
    bend: (event, attempt) =>
      event.kind === 'described' && attempt.evidence.reads.length > 0 ? [{ ...event, sameAsTrack: 0.9 }] : [event],
  },
  {
    name: 'a face that jumps across the picture between two frames',
    gate: 'samePerson',
    bend: (event, attempt) => {
      if (attempt.evidence.reads.length < 1 || event.kind !== 'frame' || event.signals.face === undefined)
        return [event]
      const { box } = event.signals.face
      return withFace(event, { box: { ...box, x: box.x > 0.3 ? box.x - 0.28 : box.x + 0.28 } })
    },
  },
  {
    name: 'descriptions that never come at the peaks',
    gate: 'samePerson',
    bend: (event, attempt) => {
      const reader = attempt.state === 'challenged' ? attempt.reader : undefined
      return event.kind === 'described' && reader?.describedAt === event.frameAt ? [] : [event]
    },
  },
  {
    name: 'a sheet of paper that does everything right, seen by its light and its flatness',
    gate: 'alive',
    bend: (event) => [event],
    lit: (recording) => {
      const random = seeded(8)
      return onStage(recording, anyStage(random, 'flat', recording.beganAt), random)
    },
  },
  {
    name: 'somebody who is nobody on the site’s list',
    gate: 'match',
    bend: (event) =>
      event.kind === 'described'
        ? [{ ...event, decision: { kind: 'unsure', why: 'belowThreshold', scale: 'asNorm', threshold: 3.1 } }]
        : [event],
  },
]

/** Without `match` nobody is named, but a door would open all the same. */
const wouldPass = (attempt: Attempt): boolean => attempt.state === 'passed' || attempt.state === 'live'

const judged = ({ challenge, policy: used, beganAt, events }: Recording, gates: readonly GateName[]): Attempt =>
  events.reduce(advance, begin(challenge, used, beganAt, gates))

/** The first of some seeds with which the attack works while its gate is broken: the rest of it must be right. */
function recorded(attack: Attack): Recording {
  const gates = allGates.filter((gate) => gate !== attack.gate)
  const patient = attack.manner === undefined ? policy : { ...policy, attemptLimitMs: 60_000 }
  const actor = (random: Random) => person(random, victim, { slip: 0, ...attack.manner })
  for (let seed = 1; seed < 40; seed += 1) {
    const setting = { challenge: { steps: asked }, gates, bend: attack.bend, policy: patient }
    const filmed = film(seed, actor, setting)
    const recording = attack.lit?.(filmed.recording) ?? filmed.recording
    if (wouldPass(judged(recording, gates))) return recording
  }
  throw new Error(`the attack on ${attack.gate} fails even with the gate broken: it shows nothing`)
}

describe('each hard gate alone stops its attack', () => {
  test.each(attacks)('$gate refuses $name, and no other gate does', (attack) => {
    const attempt = replay(recorded(attack))
    expect(attempt).toMatchObject({ state: 'failed', why: [attack.gate] })
  })

  test.each(attacks)('with gate $gate broken on purpose the attack would pass: $name', (attack) => {
    const gates = allGates.filter((gate) => gate !== attack.gate)
    expect(wouldPass(judged(recorded(attack), gates))).toBe(true)
  })

  test('every gate has an attack of its own', () => {
    expect(new Set(attacks.map(({ gate }) => gate))).toEqual(new Set(allGates))
  })
})

describe('a gate at its limit', () => {
  const challenge = { steps: asked }
  const read = {
    asked: 'openMouth',
    promptAt: 1000,
    neutralAt: 1000,
    onsetAt: 1500,
    peakAt: 1800,
    endAt: 2200,
    did: ['mouth'],
    together: true,
    describedAt: 1850,
  } as const

  test.each([
    ['timing', { reads: [{ ...read, onsetAt: 1150 }] }, true],
    ['timing', { reads: [{ ...read, onsetAt: 1149 }] }, false],
    ['timing', { reads: [{ ...read, neutralAt: 1499 }] }, true],
    ['timing', { reads: [{ ...read, peakAt: 4000 }] }, true],
    ['timing', { reads: [{ ...read, peakAt: 4001 }] }, false],
    ['timing', { challengeMs: policy.attemptLimitMs + 1 }, false],
    ['order', { reads: [{ ...read, did: ['left'] }] }, false],
    ['order', { reads: [{ ...read, did: ['blink'] }] }, false],
    ['othersAbsent', { reads: [{ ...read, did: ['left', 'mouth'] }] }, false],
    [
      'othersAbsent',
      { reads: [{ ...read, asked: 'openMouthTurnLeft', did: ['left', 'mouth'], together: false }] },
      false,
    ],
    ['othersAbsent', { reads: [{ ...read, asked: 'openMouthTurnLeft', did: ['left', 'mouth'] }] }, true],
    ['noCut', { longestGapMs: 600 }, true],
    ['noCut', { longestGapMs: 601 }, false],
    ['noCut', { longestLostRun: 2 }, true],
    ['noCut', { longestLostRun: 3 }, false],
    ['oneFace', { longestSecondFaceRun: 1 }, true],
    ['oneFace', { longestSecondFaceRun: 2 }, false],
    ['quality', { frames: 50, poorFrames: 10 }, true],
    ['quality', { frames: 50, poorFrames: 11 }, false],
    ['quality', { neverGood: true }, false],
    ['samePerson', { descriptions: [{ frameAt: 1, sameAsTrack: 0.939, person: null }] }, false],
    ['samePerson', { descriptions: [{ frameAt: 1, sameAsTrack: Number.NaN, person: null }] }, false],
    ['samePerson', { jump: 1.01 }, false],
    ['samePerson', { jump: Number.NaN }, false],
    [
      'samePerson',
      {
        descriptions: [
          { frameAt: 1, sameAsTrack: 1, person: 'one' },
          { frameAt: 2, sameAsTrack: 0.99, person: 'other' },
        ],
      },
      false,
    ],
    ['match', { complete: true }, false],
    ['match', { complete: false }, true],
    ['clock', { clockBackMs: 1 }, false],
  ] as const)('%s with %j passes: %s', (gate, more, expected) => {
    const evidence = { ...noEvidence, ...more } as typeof noEvidence
    expect(judgeGate(gate, evidence, policy, challenge).passed).toBe(expected)
  })
})

test('a longer pause between two frames excuses no larger jump than a quarter of a second does', () => {
  const box = { x: 0.6, y: 0.3, width: 0.25, height: 0.4 }
  const jumps = [40, 70, 125, 167, 250, 333, 600].map((elapsed) => jumpBetween(face(), face({ box }), elapsed))
  expect(jumps).toEqual(jumps.toSorted((a, b) => b - a))
  expect(jumps.slice(4)).toEqual([jumps[4], jumps[4], jumps[4]])
})
