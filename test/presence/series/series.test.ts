import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FrameSignals, LiveSignals } from '../../../src/contract/signals.ts'
import { type EndedAttempt, endedAttempt } from '../../../src/presence/rules/series/ended.ts'
import { compare, linkOf } from '../../../src/presence/rules/series/link.ts'
import { type SeriesSign, seriesPolicy, seriesSigns } from '../../../src/presence/rules/series/policy.ts'
import { learn, nothingKnown, pointsOf, type Usual } from '../../../src/presence/rules/series/usual.ts'
import { becauseOf, findingsOf } from '../../../src/presence/rules/series/words.ts'
import { anyBody, measure, still } from '../../../src/presence/simulate/body.ts'
import { seeded } from '../../../src/presence/simulate/random.ts'
import { openSeriesWatch } from '../../../src/presence/station/seriesWatch.ts'
import { seriesIn } from './doors.ts'

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
  manner: { moves: [{ action: 'openMouth', paceMs: 450, movementMs: 350 }], turn: 0.3 },
  light: 0.02,
  alive: -1.3,
  solidity: 0.5,
  face: faceOf(n),
  edge: 0.9,
  ...more,
})
const living = { light: 0.15, alive: 0.1, solidity: 0.95, edge: 0.2 }
/** What of light, depth and edges was not measured. */
const dark = { light: null, alive: null, solidity: null, edge: null }
const seriesOf = (...attempts: EndedAttempt[]) => seriesIn(attempts)

/** Points of a sign between two attempts at a site of which nothing is known, or of which this was read before. */
const pointsBetween = (sign: SeriesSign, more: Partial<EndedAttempt>, usual: Usual = nothingKnown) =>
  linkOf(attempt(0, more), attempt(1, more), usual, seriesPolicy).signs[sign].points
const between = (sign: SeriesSign, more: Partial<EndedAttempt>) =>
  linkOf(attempt(0), attempt(1, more), nothingKnown, seriesPolicy).signs[sign].points

describe('a sign between two attempts', () => {
  test.each<[string, SeriesSign, Partial<EndedAttempt>]>([
    ['the same clothes', 'body', {}],
    ['the same place', 'place', {}],
    ['the same manner', 'manner', {}],
    ['six seconds between', 'gap', {}],
    ['noses as flat as paper', 'light', {}],
    ['no depth in turns', 'solidity', {}],
    ['a straight edge beside both', 'edge', {}],
  ])('%s speaks for one person', (_, sign, more) => {
    expect(between(sign, more)).toBeGreaterThan(0)
  })

  test.each<[string, SeriesSign, Partial<EndedAttempt>]>([
    ['other clothes', 'body', { body: shirt }],
    ['elsewhere in the picture', 'place', { place: { x: 0.65, y: 0.5, scale: 0.2 } }],
    ['further away', 'place', { place: { x: 0.5, y: 0.5, scale: 0.14 } }],
    ['two minutes between', 'gap', { beganAt: 124_000, endedAt: 128_000 }],
  ])('%s speaks against it', (_, sign, more) => {
    expect(between(sign, more)).toBeLessThan(0)
  })

  test.each<[SeriesSign]>([['light'], ['alive'], ['solidity'], ['edge']])(
    '%s as faces have it speaks hardly against one person: a worn mask may have it too',
    (sign) => {
      const points = pointsBetween(sign, { light: 0.3, alive: 0.5, solidity: 1.2, edge: 0 })
      expect(points).toBeLessThan(0)
      expect(points).toBeGreaterThanOrEqual(-0.5)
    },
  )

  test.each<[SeriesSign, Partial<EndedAttempt>]>([
    ['body', { body: null }],
    ['place', { place: null }],
    ['manner', { manner: null }],
    ['light', { light: null }],
    ['alive', { alive: null }],
    ['solidity', { solidity: null }],
    ['edge', { edge: null }],
  ])('%s that could not be measured says nothing', (sign, more) => {
    const link = linkOf(attempt(0), attempt(1, more), nothingKnown, seriesPolicy)
    expect(link.signs[sign]).toEqual({ value: null, points: 0 })
  })

  test.each<[SeriesSign]>([['body'], ['place'], ['manner'], ['light'], ['edge']])(
    '%s that everybody shows at this door says next to nothing',
    (sign) => {
      const neighbours = compare(attempt(0), attempt(1), seriesPolicy)
      const usual = Array.from({ length: 100 }).reduce<Usual>(
        (known) => learn(known, neighbours, seriesPolicy),
        nothingKnown,
      )
      expect(pointsBetween(sign, {})).toBeGreaterThan(0.5)
      expect(pointsBetween(sign, {}, usual)).toBeLessThan(0.25)
    },
  )

  test('the more alike, the more points, whatever is usual', () => {
    const known = fc.array(fc.double({ min: -6, max: 4, noNaN: true }), { maxLength: 30 })
    const values = fc.double({ min: -6, max: 5, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...seriesSigns), values, known, (sign, value, readings) => {
        const { one, least, most } = seriesPolicy.signs[sign]
        const points = (at: number) => pointsOf(sign, at, { ...nothingKnown, [sign]: readings }, seriesPolicy)
        expect(points(value)).toBeGreaterThanOrEqual(least)
        expect(points(value)).toBeLessThanOrEqual(most)
        expect(points(Math.min(value, one.middle))).toBeGreaterThanOrEqual(points(value) - 1e-9)
      }),
    )
  })
})

describe('a series', () => {
  test('is three faces that have everything in common; two are too few where nothing is known', () => {
    expect(seriesOf(attempt(0), attempt(1))).toBeNull()
    expect(seriesOf(attempt(0), attempt(1), attempt(2))?.links).toHaveLength(2)
  })

  test('is four masks as good as faces on one body in one place', () => {
    const worn = [0, 1, 2, 3].map((n) => attempt(n, living))
    expect(seriesOf(...worn)?.members).toHaveLength(4)
  })

  test('is not colleagues in the same jacket, one right behind the other', () => {
    const queue = Array.from({ length: 12 }, (_, n) =>
      attempt(n, { ...living, place: { x: 0.4 + (n % 3) * 0.1, y: 0.5, scale: 0.2 } }),
    )
    expect(queue.map((_, n) => seriesOf(...queue.slice(0, n + 1)))).toEqual(queue.map(() => null))
  })

  test('is without light not two in the same jacket at the same place, but four', () => {
    const still = [0, 1, 2, 3].map((n) => attempt(n, dark))
    expect(seriesOf(...still.slice(0, 2))).toBeNull()
    expect(seriesOf(...still)?.members).toHaveLength(4)
  })

  test('needs less where such neighbours were never seen', () => {
    const apart = compare(
      attempt(0, living),
      attempt(1, { ...living, body: shirt, place: { x: 0.7, y: 0.4, scale: 0.3 } }),
      seriesPolicy,
    )
    const usual = Array.from({ length: 60 }).reduce<Usual>((known) => learn(known, apart, seriesPolicy), nothingKnown)
    const unlit = { ...dark, edge: 0.9, solidity: 0.5 }
    const two = [attempt(0, unlit), attempt(1, unlit)]
    expect(seriesIn(two)).toBeNull()
    expect(seriesIn(two, usual)?.members).toHaveLength(2)
  })

  test('no sign is enough by itself', () => {
    const { signs, atLeast } = seriesPolicy
    expect(Object.values(signs).filter(({ inAll }) => inAll >= atLeast)).toEqual([])
  })

  test('goes on behind somebody else who came in between', () => {
    const stranger = attempt(1, { ...living, body: shirt, place: { x: 0.7, y: 0.4, scale: 0.3 } })
    const found = seriesOf(attempt(0), stranger, attempt(2), attempt(3))
    expect(found).toMatchObject({
      between: 1,
      members: [{ attemptId: 'a0' }, { attemptId: 'a2' }, { attemptId: 'a3' }],
    })
  })

  test('does not carry along who comes behind it', () => {
    const colleague = attempt(4, { ...living, body: shirt, place: { x: 0.7, y: 0.4, scale: 0.3 } })
    expect(seriesOf(attempt(0), attempt(1), attempt(2), attempt(3), colleague)).toBeNull()
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
    const found = seriesOf(attempt(0, { body: shirt }), attempt(1), attempt(2), attempt(3))
    expect(found?.members.map((it) => it.attemptId)).toEqual(['a1', 'a2', 'a3'])
  })

  test('is not what lies more than ten minutes apart', () => {
    expect(seriesOf(attempt(0), attempt(1, { beganAt: 700_000, endedAt: 704_000 }))).toBeNull()
  })

  test('leaves aside what showed no face', () => {
    const blind = attempt(1, { staffId: null, face: null })
    expect(seriesOf(attempt(0), blind, attempt(2, { beganAt: 11_000 }), attempt(3))?.members).toHaveLength(3)
  })

  test('is explained: the rule, what was used for and against with its numbers, what was left aside and why', () => {
    const deep = { solidity: 1.2 }
    const found = seriesOf(attempt(0, { light: null, ...deep }), attempt(1, deep), attempt(2, deep))
    if (found === null) throw new Error('no series')
    const because = becauseOf(found, nothingKnown, seriesPolicy)
    expect(because.rule.zh).toContain('3 张不同的脸')
    expect(because.rule.zh).toContain('由人决定')
    const used = because.used.map((it) => it.en)
    expect(used).toContainEqual(
      expect.stringMatching(
        /^Likeness of the clothes below the chin: the weakest 1, speaks for one person above 0\.\d+; counts \d/,
      ),
    )
    expect(used).toContainEqual(expect.stringMatching(/^Depth shown in turns .* speaks against it and counts -\d/))
    const findings = findingsOf(found, nothingKnown, seriesPolicy)
    const sum = findings.reduce((points, { weight }) => points + weight, 0)
    expect(sum).toBeCloseTo(found.points, 0)
    const unlit = seriesOf(attempt(0, { light: null }), attempt(1, { light: null }), attempt(2, { light: null }))
    if (unlit === null) throw new Error('no series')
    expect(becauseOf(unlit, nothingKnown, seriesPolicy).ignored.map((it) => `${it.what.en}: ${it.why.en}`)).toEqual([
      'Relief of the nose in the light of the screen (flat paper 0, a face about 0.12, a well-made mask too): Could not be measured; does not count',
    ])
  })

  test('a sign that everybody shows here is named as left aside', () => {
    const flat = { ...compare(attempt(0), attempt(1), seriesPolicy), gap: null, body: null, place: null, manner: null }
    const usual = Array.from({ length: 80 }).reduce<Usual>((known) => learn(known, flat, seriesPolicy), nothingKnown)
    const found = seriesIn(
      [0, 1, 2, 3].map((n) => attempt(n)),
      usual,
    )
    if (found === null) throw new Error('no series')
    const ignored = becauseOf(found, usual, seriesPolicy).ignored
    expect(ignored.map((it) => it.why.en)).toContain('Is so for everybody at this kiosk; counts for next to nothing')
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
    const [first, second, third, fourth] = raisedBy([...three, attempt(3)]).map(([it]) => it)
    expect(first).toBeUndefined()
    expect(second).toBeUndefined()
    expect(third?.body.members).toHaveLength(3)
    expect(fourth?.body.members).toHaveLength(4)
    expect(fourth?.body.suspectId).toBe(third?.body.suspectId)
    expect(fourth?.idemKey).not.toBe(third?.idemKey)
  })

  test('says nothing of faces, clothes or names: only numbers, and ids of attempts and check-ins', () => {
    const text = JSON.stringify(raisedBy(three))
    expect(text).toContain('"attemptId":"a2"')
    expect(text).not.toMatch(/staffId|"s0"|"s1"|hash|"body":\[|face":\[/)
  })

  test('forgets everything after ten minutes', () => {
    const watch = openSeriesWatch(site)
    for (const one of three) watch.take(one, 'door')
    expect(watch.remembered()).toBe(3)
    watch.forget(24_000 + 600_000)
    expect(watch.remembered()).toBe(0)
  })

  test('people who alternate between two doors are no series, though all of them look alike', () => {
    const doors = (n: number) => (n % 2 === 0 ? 'front' : 'back')
    expect(raisedBy([attempt(0), attempt(1)], doors).flat()).toEqual([])
  })

  test('somebody at another door does not hide a series', () => {
    const stranger = attempt(1, { body: shirt, place: { x: 0.3, y: 0.4, scale: 0.3 }, light: 0.2, edge: 0 })
    const raised = raisedBy([attempt(0), stranger, attempt(2, { beganAt: 10_000 }), attempt(3)], (n) =>
      n === 1 ? 'back' : 'front',
    )
    expect(raised[3]?.[0]?.body.members.map((it) => it.attemptId)).toEqual(['a0', 'a2', 'a3'])
  })

  /** Three at one door, then three at another; `later` says when those come. */
  const atTwoDoors = (later: number, more: Partial<EndedAttempt> = {}) => {
    const others = [3, 4, 5].map((n) =>
      attempt(n, { ...more, beganAt: later + n * 10_000, endedAt: later + n * 10_000 + 4_000 }),
    )
    const all = [...three, ...others].toSorted((a, b) => a.endedAt - b.endedAt)
    const raised = raisedBy(all, (n) => (three.includes(all[n] as EndedAttempt) ? 'front' : 'back')).flat()
    return new Set(raised.map(({ body }) => body.suspectId)).size
  }

  test('one who goes on at another door in the same clothes is one suspect', () => {
    expect(atTwoDoors(0)).toBe(1)
  })

  test('another one there, or one who would have been at both doors at once, is another', () => {
    expect(atTwoDoors(0, { body: shirt })).toBe(2)
    expect(atTwoDoors(-30_000)).toBe(2)
  })

  test('a series teaches the door nothing: the same once more is raised again', () => {
    const days = Array.from({ length: 40 }, (_, day) =>
      three.map((one) => ({
        ...one,
        attemptId: `${one.attemptId}-${day}`,
        beganAt: one.beganAt + day * 86_400_000,
        endedAt: one.endedAt + day * 86_400_000,
      })),
    )
    const raised = raisedBy(days.flat()).flat()
    expect(new Set(raised.map(({ body }) => body.suspectId)).size).toBe(40)
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
