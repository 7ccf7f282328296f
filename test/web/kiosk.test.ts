import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FromStation, frameHeaderBytes } from '../../src/contract/kiosk.ts'
import { backoffMs } from '../../web/kiosk/backoff.ts'
import { afterKey, type Burst, nothingTyped } from '../../web/kiosk/card.ts'
import { afterReading, type ClockKnown, clockAtStart, timeNow } from '../../web/kiosk/clock.ts'
import { fitted, frameMessage, framesPerSecond, isDue } from '../../web/kiosk/frame.ts'
import { readMessage } from '../../web/kiosk/message.ts'
import { after, kioskAtStart } from '../../web/kiosk/state.ts'
import { dayAndClock, shortDay, spokenClock, weekdayOf } from '../../web/shared/days.ts'

test('waiting grows, is spread, and never passes 15 seconds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (tries, chance) => {
        const wait = backoffMs(tries, chance)
        expect(wait).toBeGreaterThanOrEqual(350)
        expect(wait).toBeLessThanOrEqual(15_000)
        expect(backoffMs(tries + 1, chance)).toBeGreaterThanOrEqual(wait)
      },
    ),
  )
})

const typed = (keys: readonly (readonly [string, number])[]) =>
  keys.reduce<{ burst: Burst; cards: string[]; at: number }>(
    ({ burst, cards, at }, [key, gap]) => {
      const read = afterKey(burst, key, at + gap)
      return { burst: read.burst, cards: read.card === undefined ? cards : [...cards, read.card], at: at + gap }
    },
    { burst: nothingTyped, cards: [], at: 1000 },
  ).cards

test.each<[string, string, number, string[]]>([
  ['a reader', '0009876543', 8, ['0009876543']],
  ['a person typing a number', '0009876543', 120, []],
  ['a reader of a short PIN-like text', '1234', 8, []],
  ['a reader of the longest number', '7'.repeat(64), 8, ['7'.repeat(64)]],
  ['a reader of something that is no card', '7'.repeat(300), 8, []],
])('%s', (_, text, gap, cards) => {
  expect(typed([...text, 'Enter'].map((key) => [key, gap] as const))).toEqual(cards)
})

test('a digit typed long before does not become part of a card', () => {
  const keys = [['7', 10], ...[...'0009876543', 'Enter'].map((key, at) => [key, at === 0 ? 900 : 8] as const)] as const
  expect(typed(keys as readonly (readonly [string, number])[])).toEqual(['0009876543'])
})

test('a steady clock is fine, a jump of the wall clock is seen, and the shown time stays the station’s', () => {
  const start = clockAtStart({ monotonicMs: 0, wallMs: 1_000_000 })
  const told = afterReading(start, { monotonicMs: 1000, wallMs: 1_001_000, stationMs: 1_001_200 })
  expect(told.finding).toEqual({ kind: 'fine' })
  const jumped = afterReading(told.known, { monotonicMs: 2000, wallMs: 4_602_000 })
  expect(jumped.finding).toEqual({ kind: 'jump', byMs: 3_600_000 })
  expect(timeNow(jumped.known, { monotonicMs: 3000, wallMs: 4_603_000 })).toBe(1_003_200)
})

test('a station whose time stands apart or leaps is seen too', () => {
  const start = clockAtStart({ monotonicMs: 0, wallMs: 1_000_000 })
  const apart = afterReading(start, { monotonicMs: 100, wallMs: 1_000_100, stationMs: 1_090_000 })
  expect(apart.finding).toEqual({ kind: 'apart', byMs: 89_900 })
  const leapt = afterReading(apart.known, { monotonicMs: 1100, wallMs: 1_001_100, stationMs: 1_001_100 })
  expect(leapt.finding.kind).toBe('jump')
})

test('clocks that run alike never raise a warning', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 50 }), (steps) => {
      let known: ClockKnown = clockAtStart({ monotonicMs: 0, wallMs: 0 })
      let at = 0
      for (const step of steps) {
        at += step
        const read = afterReading(known, { monotonicMs: at, wallMs: at, stationMs: at })
        expect(read.finding).toEqual({ kind: 'fine' })
        known = read.known
      }
    }),
  )
})

test('a frame is its number and its time before the picture, big endian', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 ** 32 - 1 }),
      fc.double({ min: 0, max: 1e12, noNaN: true }),
      fc.uint8Array({ maxLength: 64 }),
      (number, ms, jpeg) => {
        const message = Buffer.from(frameMessage(number, ms, jpeg.buffer as ArrayBuffer))
        expect(message.readUInt32BE(0)).toBe(number)
        expect(message.readDoubleBE(4)).toBe(ms)
        expect([...message.subarray(frameHeaderBytes)]).toEqual([...new Uint8Array(jpeg.buffer)])
      },
    ),
  )
})

test('pictures are never enlarged and keep their shape', () => {
  expect(fitted(640, 480)).toEqual({ width: 640, height: 480 })
  expect(fitted(1280, 720)).toEqual({ width: 640, height: 360 })
  expect(fitted(480, 640)).toEqual({ width: 360, height: 480 })
  expect(fitted(320, 240)).toEqual({ width: 320, height: 240 })
})

test('many frames while somebody is asked, few while nobody is, none on the way without a face', () => {
  expect(framesPerSecond('step')).toBe(15)
  expect(framesPerSecond('idle')).toBeLessThanOrEqual(5)
  expect(framesPerSecond('otherWay')).toBe(0)
  expect(isDue(0, 0, 1e9)).toBe(false)
  expect(isDue(5, 1000, 1100)).toBe(false)
  expect(isDue(5, 1000, 1200)).toBe(true)
})

test.each([undefined, 7, '', 'x', '[]', '"show"', '{"say":"toString"}', '{"say":"sing"}'])(
  'the message %j is not taken',
  (text) => {
    expect(readMessage(text)).toBeUndefined()
  },
)

const show = (scene: Extract<FromStation, { say: 'show' }>['scene']) =>
  ({ kind: 'heard', message: { say: 'show', scene } }) as const
const otherWay = { scene: 'otherWay', offered: false, refused: null } as const

test('a card is known on the way it opens and forgotten with the person', () => {
  const read = after(kioskAtStart, { kind: 'card', text: '0009876543' })
  const there = after(read, show(otherWay))
  expect(there.card).toEqual({ text: '0009876543' })
  const next = after(there, show({ scene: 'idle' }))
  expect(next.card).toBeNull()
  expect(after(next, show(otherWay)).card).toBeNull()
})

test('the same scene told twice is not drawn anew, but counts as an answer', () => {
  const first = after(kioskAtStart, show(otherWay))
  const second = after(first, show({ ...otherWay }))
  expect(second.scene).toBe(first.scene)
  expect(second.answer).not.toBe(first.answer)
})

test('a form opened at the screen stays while faces come and go, and closes when the station answers it', () => {
  const open = after(kioskAtStart, { kind: 'panel', panel: 'enrol' })
  expect(after(open, show({ scene: 'hint', hint: 'comeCloser' })).panel).toBe('enrol')
  expect(after(open, show({ scene: 'enrolPin', name: '李素芬', refused: null })).panel).toBe('none')
})

test('what was refused in one form is not said in the next scene', () => {
  const open = after(kioskAtStart, { kind: 'panel', panel: 'enrol' })
  const refused = after(open, {
    kind: 'heard',
    message: { say: 'refused', refusal: 'codeWrong', zh: '不正确', en: 'Wrong', final: false },
  })
  expect(refused.refusal).not.toBeNull()
  expect(after(refused, show({ scene: 'enrolPin', name: '李素芬', refused: null })).refusal).toBeNull()
})

test('a lost line forgets whatever stood on the screen', () => {
  const typing = after(after(kioskAtStart, { kind: 'card', text: '0009876543' }), show(otherWay))
  const lost = after(typing, { kind: 'line', line: { state: 'away', tries: 1 } })
  expect(lost).toMatchObject({ scene: { scene: 'idle' }, card: null, panel: 'none' })
})

test('days and clocks are the county’s, whatever zone this process has', () => {
  expect(dayAndClock(Date.parse('2026-03-01T16:00:00Z'))).toEqual({ day: '2026-03-02', clock: '00:00:00' })
  expect(weekdayOf('2026-03-01')).toBe(7)
  expect(shortDay('2026-03-02', 'zh')).toBe('3月2日')
  expect(shortDay('2026-03-02', 'en')).toBe('2 Mar')
  expect(shortDay('soon', 'en')).toBe('soon')
  expect(spokenClock('08:30:00')).toBe('8:30')
})
