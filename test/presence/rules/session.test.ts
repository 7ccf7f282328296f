import { describe, expect, test } from 'vitest'
import type { Scene } from '../../../src/contract/kiosk.ts'
import type { AttemptEvent } from '../../../src/presence/rules/events.ts'
import { sceneOf } from '../../../src/presence/rules/prompt.ts'
import { advanceSession, attemptsLeft, openSession, retry, type Session } from '../../../src/presence/rules/session.ts'
import { stillPhoto } from '../../../src/presence/simulate/attacks.ts'
import { film, frameOf, honest, policy, victim } from './film.ts'

const photo = film(3, stillPhoto).recording
const good = film(7, honest).recording

const folded = (session: Session, events: readonly AttemptEvent[]): Session => events.reduce(advanceSession, session)
const later = (events: readonly AttemptEvent[], by: number): readonly AttemptEvent[] =>
  events.map((event) =>
    event.kind === 'described'
      ? { ...event, at: event.at + by, frameAt: event.frameAt + by }
      : { ...event, at: event.at + by },
  )

describe('session', () => {
  test('a failed attempt offers another with a new challenge, a second one the other way', () => {
    const first = folded(openSession(photo.challenge, policy, 0), photo.events)
    expect(first).toMatchObject({ state: 'between', next: 2 })
    expect(attemptsLeft(first)).toBe(1)

    const second = retry(first, photo.challenge, 20_000)
    expect(second).toMatchObject({ state: 'attempting', number: 2 })
    const ended = folded(second, later(photo.events, 20_000))
    expect(ended).toMatchObject({ state: 'otherWay', offered: true })
    expect(ended.past.map(({ state }) => state)).toEqual(['failed', 'failed'])
    expect(attemptsLeft(ended)).toBe(0)
    expect(retry(ended, photo.challenge, 50_000)).toBe(ended)
  })

  test('a second attempt can pass', () => {
    const first = folded(openSession(photo.challenge, policy, 0), photo.events)
    const ended = folded(retry(first, good.challenge, 20_000), later(good.events, 20_000))
    expect(ended).toMatchObject({ state: 'passed', person: victim })
  })

  test('the other way can be chosen between attempts too', () => {
    const first = folded(openSession(photo.challenge, policy, 0), photo.events)
    expect(advanceSession(first, { kind: 'otherWay', at: 20_000 })).toMatchObject({ state: 'otherWay', offered: false })
  })

  test('a clock that goes back fails the attempt and offers another', () => {
    const session = folded(openSession(good.challenge, policy, 0), good.events.slice(0, 20))
    const back = advanceSession(session, { kind: 'tick', at: 0 })
    expect(back).toMatchObject({ state: 'between', next: 2 })
    expect(back.past).toMatchObject([{ state: 'failed', why: ['clock'] }])
  })
})

/** All scenes of a session, one for each event, equal neighbours once. */
function scenes(session: Session, events: readonly AttemptEvent[]): readonly string[] {
  let now = session
  const seen: string[] = []
  for (const event of events) {
    now = advanceSession(now, event)
    const scene = sceneOf(now, event.at)
    const word = scene.scene === 'step' ? `${scene.action}${scene.neutral ? ' done' : ''}` : scene.scene
    if (seen.at(-1) !== word) seen.push(word)
  }
  return seen
}

describe('prompt', () => {
  test('shows the steps one after the other, each once the former is answered', () => {
    const [a, b, c] = good.challenge.steps
    const shown = scenes(openSession(good.challenge, policy, 0), good.events)
    const steps = shown.filter((word) => !['hint', 'idle', 'judging', 'passed'].includes(word))
    expect(steps.filter((word) => !word.endsWith('done'))).toEqual([a, b, c])
    expect(shown.at(-1)).toBe('passed')
  })

  test.each([
    [
      'a far face gets a hint',
      { kind: 'frame', at: 60, signals: frameOf({ widthPx: 50 }) },
      { scene: 'hint', hint: 'comeCloser' },
    ],
    ['no face is idle', { kind: 'frame', at: 60, signals: { faces: 0 } }, { scene: 'idle' }],
    ['the other way opens at once', { kind: 'otherWay', at: 60 }, { scene: 'otherWay', offered: false, refused: null }],
  ] as const satisfies readonly (readonly [string, AttemptEvent, Scene])[])('%s', (_, event, scene) => {
    const session = advanceSession(openSession(good.challenge, policy, 0), event)
    expect(sceneOf(session, 60)).toEqual(scene)
  })

  test('the same action twice says "once more"', () => {
    const { recording } = film(11, honest, { challenge: { steps: ['openMouth', 'openMouth', 'blink'] } })
    let session = openSession(recording.challenge, policy, 0)
    const again = new Set<string>()
    for (const event of recording.events) {
      session = advanceSession(session, event)
      const scene = sceneOf(session, event.at)
      if (scene.scene === 'step') again.add(`${scene.index} ${scene.again}`)
    }
    expect([...again]).toEqual(['0 false', '1 true', '2 false'])
  })

  test('after a failure it says how many attempts are left', () => {
    const failed = folded(openSession(good.challenge, policy, 0), photo.events)
    expect(sceneOf(failed, 20_000)).toMatchObject({ scene: 'failed', attemptsLeft: 1 })
  })
})
