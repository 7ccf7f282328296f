import { expect, test } from 'vitest'
import type { Action } from '../../src/contract/signals.ts'
import { keepSight, noSight, type Sight, takeSight } from '../../src/presence/kiosk/sight.ts'
import type { LiveFrame } from '../../src/presence/rules/liveFrame.ts'
import { livenessPolicy } from '../../src/presence/rules/liveness/policy.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import { type Capture, type Captures, openCaptures } from '../../src/presence/station/captures.ts'
import { openSiteGallery } from '../../src/presence/station/gallery.ts'
import { faceOf } from './performer.ts'

const steps: readonly Action[] = ['turnLeft', 'openMouth', 'blink']
const dayMs = 24 * 3_600_000
const captureAt = (at: number): Capture => ({ at, face: undefined, steps: [], marks: [] })
const enrolled = (...people: string[]) => new Map(people.map((person) => [person, `template of ${person}`]))
function opened(...people: string[]): Captures {
  const captures = openCaptures()
  captures.allow(enrolled(...people))
  return captures
}
const timesOf = (captures: Captures, person: string, now: number) => captures.of(person, now).map(({ at }) => at)

test('at most the last twenty captures of a person are remembered', () => {
  const captures = opened('li', 'wang')
  for (let i = 0; i < 100; i += 1) captures.keep('li', captureAt(i))
  captures.keep('wang', captureAt(5))
  expect(timesOf(captures, 'li', 100)).toEqual(Array.from({ length: 20 }, (_, i) => 80 + i))
  expect(timesOf(captures, 'wang', 100)).toEqual([5])
})

test('after thirty days a capture is forgotten', () => {
  const captures = opened('li')
  captures.keep('li', captureAt(0))
  captures.keep('li', captureAt(10 * dayMs))
  expect(timesOf(captures, 'li', 30 * dayMs - 1)).toEqual([0, 10 * dayMs])
  expect(timesOf(captures, 'li', 30 * dayMs)).toEqual([10 * dayMs])
  expect(timesOf(captures, 'li', 40 * dayMs)).toEqual([])
})

test('of strangers nothing is remembered', () => {
  const captures = opened('li')
  captures.keep('stranger', captureAt(0))
  expect(captures.of('stranger', 0)).toEqual([])
})

test.each([
  ['is erased', new Map([['wang', 'template of wang']])],
  ['is replaced', new Map([...enrolled('li', 'wang'), ['li', 'another template']])],
])('captures go with the template when it %s, others’ stay', (_, templates) => {
  const captures = opened('li', 'wang')
  for (const person of ['li', 'wang']) captures.keep(person, captureAt(0))
  captures.allow(templates)
  expect(captures.of('li', 1)).toEqual([])
  expect(timesOf(captures, 'wang', 1)).toEqual([0])
})

const random = seeded(1)
const gallery = openSiteGallery([1, 2, 3].map((looks) => ({ ...faceOf(looks, random), person: `person ${looks}` })))

/** A sight of three looks. Simulated. */
function sightOf(looks: number): Sight {
  let sight = noSight
  for (let i = 0; i < 3; i += 1) sight = takeSight(sight, faceOf(looks, random), gallery, null).sight
  return sight
}

/** Frames in which nothing comes twice. Simulated. */
function framesFrom(seed: number, at: number): readonly LiveFrame[] {
  const own = seeded(seed)
  const digits = () => Array.from({ length: 16 }, () => Math.floor(own() * 16).toString(16)).join('')
  return Array.from({ length: 80 }, (_, i) => {
    return { at: at + i * 70, takenAt: null, face: { live: { hash: digits() } } as never }
  })
}

test('a person’s own captures of other days are compared, of the same day only the frames, of what was asked otherwise none, another’s never', () => {
  const captures = opened('person 1', 'person 2')
  keepSight(sightOf(1), 'person 1', { captures, steps, frames: framesFrom(1, 0), now: 6000 })
  const recall = (looks: number, seed: number, now: number, asked: readonly Action[] = steps) => {
    const memory = { captures, steps: asked, frames: framesFrom(seed, now - 6000), now }
    return takeSight(sightOf(looks), faceOf(looks, random), gallery, null, memory)
  }
  const nextDay = recall(1, 1, dayMs)
  expect(nextDay.toEarlier).toBeGreaterThan(1 - livenessPolicy.template.livingDistance)
  expect(nextDay.replayed).toBe(1)
  expect(recall(1, 2, dayMs)).toMatchObject({ replayed: 0 })
  expect(recall(1, 1, 60_000)).toMatchObject({ replayed: 1 })
  expect(recall(1, 1, 60_000)).not.toHaveProperty('toEarlier')
  expect(recall(1, 1, dayMs, ['blink', 'openMouth'])).not.toHaveProperty('replayed')
  expect(recall(1, 1, dayMs, ['openMouth', 'blink'])).toMatchObject({ replayed: 1 })
  const another = recall(2, 1, dayMs)
  expect(another).toMatchObject({ decision: { kind: 'matched', person: 'person 2' } })
  expect(another).not.toHaveProperty('toEarlier')
  expect(another).not.toHaveProperty('replayed')
  expect(another.toTemplate).toBeGreaterThan(0.9)
  expect(recall(77, 1, dayMs)).not.toHaveProperty('toTemplate')
})

test('a description that cannot be compared is likeness to nothing', () => {
  const captures = opened('person 1')
  keepSight(sightOf(1), 'person 1', { captures, steps, frames: [], now: 0 })
  const memory = { captures, steps, frames: [], now: dayMs }
  const odd = { ...faceOf(1, random), version: 'another' }
  expect(takeSight(noSight, odd, gallery, null, memory)).not.toHaveProperty('toEarlier')
})
