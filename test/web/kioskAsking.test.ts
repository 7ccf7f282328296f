import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountyAnswer } from '../../src/contract/kioskCounty.ts'
import { openWeight } from '../../src/presence/kiosk/weighing.ts'
import { queueWords } from '../../web/kiosk/queueWords.ts'
import { receiptWords } from '../../web/kiosk/receiptWords.ts'
import { clipsOfNumber } from '../../web/kiosk/speech.ts'
import { closesAfterMs, after as fold, isTypingCode, type Kiosk, kioskAtStart } from '../../web/kiosk/state.ts'

const slip: CountyAnswer = {
  ...{ answer: 'number', number: 7, lane: 'usual', ahead: 0, expected: null, counter: null },
  ...{ address: 'https://a.example/queue/ticket/x', drawn: { size: 1, path: '' } },
}
const visit: CountyAnswer = {
  answer: 'visit',
  visit: { siteName: '站', begunAt: '', words: [], open: true, after: '' },
}
const refused: CountyAnswer = { answer: 'refused', refusal: 'centerAway', zh: '无', en: 'no' }

const asked = (panel: Kiosk['panel'], id: string): Kiosk => {
  const open = fold(kioskAtStart, { kind: 'panel', panel })
  return fold(open, { kind: 'asked', id, ask: { ask: 'code', code: 'M7WXA-0KQG6-0S7T' } })
}
const answered = (kiosk: Kiosk, id: string, answer: CountyAnswer): Kiosk =>
  fold(kiosk, { kind: 'heard', message: { say: 'countyAnswered', id, answer } })

describe('what the county answered', () => {
  test('belongs to what was asked last, and to nobody after he has gone', () => {
    expect(answered(asked('receipt', 'b'), 'b', visit).county?.answer).toEqual(visit)
    expect(answered(asked('receipt', 'b'), 'a', visit).county?.answer).toBeNull()
    const gone = fold(asked('receipt', 'b'), { kind: 'panel', panel: 'none' })
    expect(answered(gone, 'b', visit)).toEqual(gone)
  })

  test.each<[string, (kiosk: Kiosk) => Kiosk]>([
    ['the panel is closed', (it) => fold(it, { kind: 'panel', panel: 'none' })],
    ['another panel opens', (it) => fold(it, { kind: 'panel', panel: 'visit' })],
    ['the line is lost', (it) => fold(it, { kind: 'line', line: { state: 'away', tries: 1 } })],
    [
      'somebody has checked in with a card',
      (it) => fold(it, { kind: 'heard', message: { say: 'show', scene: { scene: 'withdrawn', name: '李' } } }),
    ],
  ])('nothing of it is left when %s', (_, change) => {
    expect(JSON.stringify(change(answered(asked('receipt', 'b'), 'b', visit)))).not.toContain('M7WXA')
  })

  test.each<[CountyAnswer | null, number, boolean]>([
    [null, 90_000, false],
    [refused, 90_000, true],
    [slip, 60_000, false],
    [visit, 30_000, false],
  ])('%j stands so long', (answer, ms, typing) => {
    const kiosk = answer === null ? asked('receipt', 'b') : answered(asked('receipt', 'b'), 'b', answer)
    expect([closesAfterMs(kiosk), isTypingCode(kiosk)]).toEqual([ms, typing])
  })

  test('with no panel open nothing closes by itself', () => {
    expect(closesAfterMs(kioskAtStart)).toBeUndefined()
  })
})

describe('what is read of a number', () => {
  const read = (ahead: number, language: 'zh' | 'en', counter: string | null = null) =>
    clipsOfNumber({ number: 17, ahead, counter }, language).join(' ')
  const own = 'yourNumber digit0 digit1 digit7'

  test.each<[number, string, string]>([
    [0, `${own} next`, `${own} next`],
    [2, `${own} before two waiting`, `${own} before digit2 waiting`],
    [9, `${own} before digit9 waiting`, `${own} before digit9 waiting`],
    [10, `${own} before ten waiting`, `${own} before digit1 digit0 waiting`],
    [12, `${own} before ten digit2 waiting`, `${own} before digit1 digit2 waiting`],
    [30, `${own} before digit3 ten waiting`, `${own} before digit3 digit0 waiting`],
    [45, `${own} before digit4 ten digit5 waiting`, `${own} before digit4 digit5 waiting`],
    [100, own, own],
  ])('%i before', (ahead, zh, en) => {
    expect([read(ahead, 'zh'), read(ahead, 'en')]).toEqual([zh, en])
  })

  test('whoever is called already hears only his number', () => {
    expect(read(0, 'zh', '1 号窗口')).toBe(own)
  })
})

test('English says everything that Chinese says', () => {
  for (const words of [queueWords, receiptWords]) {
    expect(JSON.stringify(words.en)).not.toMatch(/[\u4e00-\u9fff]/)
    expect(Object.keys(words.en)).toEqual(Object.keys(words.zh))
  }
})

describe('how much is borne', () => {
  test('never more than so many within the time, whatever the order and whoever else asks', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 400 })), { maxLength: 60 })
    fc.assert(
      fc.property(steps, (all) => {
        const weight = openWeight({ most: 3, withinMs: 1_000 })
        const borne: Record<string, number[]> = { a: [], b: [] }
        let at = 0
        for (const [who, gap] of all) {
          at += gap
          const had = weight.hasRoom(who, at)
          expect(weight.bears(who, at)).toBe(had)
          if (had) borne[who]?.push(at)
        }
        for (const times of Object.values(borne)) {
          for (const [i, time] of times.entries()) expect(time - (times[i - 3] ?? -1_000)).toBeGreaterThanOrEqual(1_000)
        }
      }),
    )
  })

  test('whoever stops for the whole time may go on', () => {
    const weight = openWeight({ most: 2, withinMs: 1_000 })
    for (const at of [0, 10, 20, 900]) weight.bears('a', at)
    expect([weight.hasRoom('a', 950), weight.hasRoom('a', 1_950)]).toEqual([false, true])
  })
})
