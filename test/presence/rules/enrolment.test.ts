import { describe, expect, test } from 'vitest'
import type { FaceSignals } from '../../../src/contract/signals.ts'
import {
  advanceEnrolment,
  beginEnrolment,
  type Enrolment,
  provingGates,
} from '../../../src/presence/rules/enrolment.ts'
import { stillPhoto } from '../../../src/presence/simulate/attacks.ts'
import { film, frameOf, honest, policy, withLipsApart } from './film.ts'

/** An enrolment whose challenge was passed. */
function proved(who: typeof honest = honest): Enrolment {
  for (let seed = 1; seed < 30; seed += 1) {
    const { recording, attempt } = film(seed, who, { gates: provingGates })
    if (attempt.state !== 'live') continue
    return recording.events.reduce(advanceEnrolment, beginEnrolment(recording.challenge, policy, 0))
  }
  throw new Error('nobody passed')
}

type More = Partial<FaceSignals>

/** Frames every 70 ms after the challenge; each wanted description comes at once. */
function show(enrolment: Enrolment, more: (index: number) => More, frames: number, cosine = 0.98): Enrolment {
  const from = enrolment.attempt.lastAt
  const before = enrolment.attempt.evidence.lastFace ?? undefined
  const box = before?.box ?? { x: 0.4, y: 0.3, width: 0.25, height: 0.4 }
  let now = enrolment
  for (let index = 1; index <= frames; index += 1) {
    const at = from + index * 70
    const describing = now.wants === 'description'
    now = advanceEnrolment(now, { kind: 'frame', at, signals: frameOf({ box, ...more(index) }), describing })
    if (!describing) continue
    const decision = { kind: 'unsure', why: 'galleryEmpty', scale: 'raw', threshold: 0 } as const
    now = advanceEnrolment(now, { kind: 'described', at, frameAt: at, decision, sameAsTrack: cosine })
  }
  return now
}

describe('enrolment', () => {
  test('takes five good frames, apart in time, after the challenge', () => {
    const done = show(proved(), () => ({}), 60)
    if (done.state !== 'chosen') throw new Error(done.state)
    expect(done.frames).toHaveLength(5)
    const times = done.frames.map(({ frameAt }) => frameAt)
    for (const [index, at] of times.entries())
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(350)
  })

  test('no frame is taken before the challenge is passed, and a photo never passes it', () => {
    const { recording } = film(5, stillPhoto, { gates: provingGates })
    const refused = recording.events.reduce(advanceEnrolment, beginEnrolment(recording.challenge, policy, 0))
    expect(refused).toMatchObject({ state: 'failed', why: ['timing'] })
  })

  test.each([
    ['too small', { widthPx: 105 }, 'comeCloser'],
    ['too dark', { luma: 45 }, 'tooDark'],
    ['turned', { turn: 0.65 }, 'lookStraight'],
    ['tilted', { roll: 0.5 }, 'lookStraight'],
    ['blurred', { sharpness: 18 }, 'holdStill'],
  ])('a face %s is not taken, and the person is told', (_, more, hint) => {
    const now = show(proved(), () => more, 30)
    expect(now).toMatchObject({ state: 'gathering', hint, chosen: [] })
  })

  test('lips that never shut are taken as they are, and no further apart', () => {
    expect(show(proved(withLipsApart), () => ({ mouth: 0.25 }), 60)).toMatchObject({ state: 'chosen' })
    const wider = show(proved(withLipsApart), () => ({ mouth: 0.32 }), 30)
    expect(wider).toMatchObject({ state: 'gathering', hint: 'closeMouth', chosen: [] })
    const opened = show(proved(), () => ({ mouth: 0.25 }), 30)
    expect(opened).toMatchObject({ state: 'gathering', hint: 'closeMouth', chosen: [] })
  })

  test('closed eyes are not taken', () => {
    const closed = { left: 0.1, right: 0.1 }
    const now = show(proved(), (index) => (index <= 2 ? {} : { eyes: closed }), 40)
    expect(now.state === 'gathering' && now.chosen.length).toBe(1)
  })

  test('somebody else who steps in after the challenge ends it', () => {
    expect(show(proved(), () => ({}), 20, 0.9)).toMatchObject({ state: 'failed', why: ['samePerson'] })
    const aside = { x: 0.02, y: 0.3, width: 0.25, height: 0.4 }
    expect(show(proved(), () => ({ box: aside }), 20)).toMatchObject({ state: 'failed', why: ['samePerson'] })
  })

  test('with too few good frames it fails, with three of them it does not', () => {
    const few = show(proved(), (index) => (index < 10 ? {} : { luma: 42 }), 230)
    expect(few).toMatchObject({ state: 'failed', why: ['tooFewFrames'] })
    const three = show(proved(), (index) => (index < 20 ? {} : { luma: 42 }), 230)
    expect(three).toMatchObject({ state: 'chosen', frames: [{}, {}, {}] })
  })
})
