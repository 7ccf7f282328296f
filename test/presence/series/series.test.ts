import { describe, expect, test } from 'vitest'
import type { FrameSignals, LiveSignals } from '../../../src/contract/signals.ts'
import { type EndedAttempt, endedAttempt } from '../../../src/presence/rules/series/ended.ts'
import { linkOf } from '../../../src/presence/rules/series/link.ts'
import { seriesPolicy } from '../../../src/presence/rules/series/policy.ts'
import { judgeSeries } from '../../../src/presence/rules/series/series.ts'
import { becauseOf, findingsOf } from '../../../src/presence/rules/series/words.ts'
import { anyBody, measure, still } from '../../../src/presence/simulate/body.ts'
import { seeded } from '../../../src/presence/simulate/random.ts'
import { openSeriesWatch } from '../../../src/presence/station/seriesWatch.ts'

const jacket = Array.from({ length: 24 }, (_, i) => (i % 8 === 0 ? 0.8 : 0.03))
const shirt = Array.from({ length: 24 }, (_, i) => (i % 8 === 5 ? 0.8 : 0.03))
const faceOf = (seed: number): number[] => Array.from({ length: 16 }, (_, i) => (i === seed ? 1 : 0.05))

/** The n-th attempt of a row, 10 s from the beginning of one to the next, everything alike but the face. */
const attempt = (n: number, more: Partial<EndedAttempt> = {}): EndedAttempt => ({
  attemptId: `a${n}`,
  checkInId: `c${n}`,
  staffId: `s${n}`,
  at: '2026-03-02T00:00:00.000Z',
  beganAt: n * 10_000,
  endedAt: n * 10_000 + 4_000,
  body: jacket,
  place: { x: 0.5, y: 0.5, scale: 0.2 },
  pose: { roll: 0, pitch: 0 },
  light: 0.01,
  face: faceOf(n),
  edge: 0.9,
  ...more,
})
const living = { light: 0.15, edge: 0.2 }
const seriesOf = (...attempts: EndedAttempt[]) => judgeSeries(attempts, seriesPolicy)

describe('a link between two attempts', () => {
  test.each<[string, Partial<EndedAttempt>, number]>([
    ['everything alike', {}, 6],
    ['12 s or more between', { beganAt: 16_000, endedAt: 20_000 }, 5],
    ['other clothes', { body: shirt }, 4],
    ['clothes not in the picture', { body: null }, 4],
    ['elsewhere in the picture', { place: { x: 0.54, y: 0.5, scale: 0.2 } }, 5],
    ['4 % further away', { place: { x: 0.5, y: 0.5, scale: 0.192 } }, 5],
    ['the head held otherwise', { pose: { roll: 0.06, pitch: 0 } }, 5],
    ['no edge', { edge: 0.5 }, 5],
    ['a nose with two sides: then the edge counts for nothing either', { light: 0.15 }, 4],
    ['light not measured', { light: null }, 4],
  ])('%s', (_, more, strength) => {
    expect(linkOf(attempt(0), attempt(1, more), seriesPolicy).strength).toBe(strength)
  })
})

describe('a series', () => {
  test('is two faces that have everything in common', () => {
    expect(seriesOf(attempt(0), attempt(1))?.beyond).toBe(3)
  })

  test('is not colleagues in the same jacket, one right behind the other', () => {
    const queue = Array.from({ length: 12 }, (_, n) =>
      attempt(n, { ...living, place: { x: 0.4 + (n % 3) * 0.05, y: 0.5, scale: 0.2 } }),
    )
    expect(queue.map((_, n) => seriesOf(...queue.slice(0, n + 1)))).toEqual(queue.map(() => null))
  })

  test('is three of them who stand at the very same place', () => {
    expect(seriesOf(attempt(0, living), attempt(1, living))).toBeNull()
    expect(seriesOf(attempt(0, living), attempt(1, living), attempt(2, living))?.members).toHaveLength(3)
  })

  test('is not one person who tries again', () => {
    const again = { staffId: null, checkInId: null, face: faceOf(1) }
    expect(seriesOf(attempt(1, again), attempt(2, again), attempt(3, { staffId: 's', face: faceOf(1) }))).toBeNull()
  })

  test('without names needs three faces', () => {
    const unnamed = { staffId: null, checkInId: null }
    expect(seriesOf(attempt(0, unnamed), attempt(1, unnamed))).toBeNull()
    expect(seriesOf(attempt(0, unnamed), attempt(1, unnamed), attempt(2, unnamed))?.members).toHaveLength(3)
  })

  test('ends where clothes are other ones', () => {
    expect(seriesOf(attempt(0), attempt(1, { body: shirt }))).toBeNull()
    const found = seriesOf(attempt(0, { body: shirt }), attempt(1), attempt(2))
    expect(found?.members.map((it) => it.attemptId)).toEqual(['a1', 'a2'])
  })

  test('is not what lies more than ten minutes apart', () => {
    expect(seriesOf(attempt(0), attempt(1, { beganAt: 700_000, endedAt: 704_000 }))).toBeNull()
  })

  test('leaves aside what showed no face', () => {
    const blind = attempt(1, { staffId: null, face: null })
    expect(seriesOf(attempt(0), blind, attempt(2, { beganAt: 11_000 }))?.members).toHaveLength(2)
  })

  test('is explained: the rule, what was used with its numbers, what was left aside and why', () => {
    const found = seriesOf(attempt(0), attempt(1, { light: null }), attempt(2, { light: null }))
    if (found === null) throw new Error('no series')
    const because = becauseOf(found, seriesPolicy)
    expect(because.rule.zh).toContain('3 张不同的脸')
    expect(because.rule.zh).toContain('由人决定')
    expect(because.used.map((it) => it.en)).toEqual([
      'Seconds between one and the next: holds in 2 of 2 (below 12; the weakest 6), weighs 2',
      'Likeness of the clothes below the chin: holds in 2 of 2 (at least 0.9; the weakest 1), weighs 4',
      'Difference in place, size and tilt of the face: holds in 2 of 2 (below 0.03; the weakest 0), weighs 2',
    ])
    expect(because.ignored.map((it) => it.why.en)).toEqual([
      'Did not reach the limit; does not count',
      'Could not be measured; does not count',
    ])
    expect(findingsOf(found, seriesPolicy).at(-1)).toEqual({ sign: 'light', value: null, limit: 0.06, weight: 0 })
  })
})

describe('the watch of a station', () => {
  const site = '0192f0c1-0000-7abc-8def-000000000001'
  /** What is raised when attempts end one after the other, each at its kiosk. */
  const raisedBy = (attempts: readonly EndedAttempt[], kioskOf: (n: number) => string = () => 'door') => {
    const watch = openSeriesWatch(site)
    return attempts.map((one, n) => {
      watch.take(one, kioskOf(n))
      const raised = watch.unstated()
      for (const it of raised) watch.stated(it)
      return raised
    })
  }
  const three = [0, 1, 2].map((n) => attempt(n))

  test('raises a series once, and again under its id when it grows', () => {
    const [first, second, third] = raisedBy(three).map(([it]) => it)
    expect(first).toBeUndefined()
    expect(second?.body.members).toHaveLength(2)
    expect(third?.body.members).toHaveLength(3)
    expect(third?.body.suspectId).toBe(second?.body.suspectId)
    expect(third?.idemKey).not.toBe(second?.idemKey)
  })

  test('says nothing of faces, clothes or names: only numbers, and ids of attempts and check-ins', () => {
    const text = JSON.stringify(raisedBy(three))
    expect(text).toContain('"attemptId":"a2"')
    expect(text).not.toMatch(/staffId|"s0"|"s1"|hash|"body":\[|face":\[/)
  })

  test('forgets everything after ten minutes', () => {
    const watch = openSeriesWatch(site)
    for (const one of three) watch.take(one, 'door')
    expect(watch.remembered(24_000)).toBe(3)
    expect(watch.remembered(24_000 + 600_000)).toBe(0)
  })

  test('people who alternate between two doors are no series, though all of them look alike', () => {
    const doors = (n: number) => (n % 2 === 0 ? 'front' : 'back')
    expect(raisedBy([attempt(0), attempt(1)], doors).flat()).toEqual([])
  })

  test('somebody at another door does not hide a series', () => {
    const stranger = attempt(1, { body: shirt, place: { x: 0.3, y: 0.4, scale: 0.3 }, light: 0.2, edge: 0 })
    const raised = raisedBy([attempt(0), stranger, attempt(2, { beganAt: 10_000 })], (n) =>
      n === 1 ? 'back' : 'front',
    )
    expect(raised[2]?.[0]?.body.members.map((it) => it.attemptId)).toEqual(['a0', 'a2'])
  })

  test('keeps what could not be stated, and of one that grew only the last word', () => {
    const watch = openSeriesWatch(site)
    for (const one of three) watch.take(one, 'door')
    const [raised, ...more] = watch.unstated()
    expect(more).toEqual([])
    expect(raised?.body.members).toHaveLength(3)
    watch.stated(raised!)
    expect(watch.unstated()).toEqual([])
  })
})

test('an attempt is remembered by medians of what its frames showed', () => {
  const random = seeded(5)
  const body = anyBody(random)
  const live: Omit<LiveSignals, 'edge'> = { points: [], light: {} as never, hash: '0'.repeat(16), body: jacket }
  const events = [0.2, 0.4, 0.9].map((edge, i) => {
    const signals = measure(body, still, random) as FrameSignals
    const face = signals.face && { ...signals.face, live: { ...live, edge } }
    return { kind: 'frame' as const, at: i * 70, signals: { ...signals, ...(face && { face }) } }
  })
  const about = { attemptId: 'a', checkInId: null, staffId: null, face: null, at: '', endedAt: 9_000 }
  const readings = [{ signal: 'relief', value: 0.02, evidence: -1, why: null }]
  const liveness = { score: -1, threshold: 0, readings, light: null, reserveAsked: false }
  const ended = endedAttempt(about, { durationMs: 4_000, liveness }, events)
  expect(ended).toMatchObject({ beganAt: 5_000, edge: 0.4, light: 0.02 })
  expect(ended.body?.[0]).toBeCloseTo(0.8)
  expect(ended.place?.x).toBeGreaterThan(0.3)
})
