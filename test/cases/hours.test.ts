import { describe, expect, test } from 'vitest'
import { runHours } from '../../scripts/cases/hours/run.ts'
import samples from './samples/hours.json' with { type: 'json' }

const results = runHours(samples)

describe('working time as other projects have it', () => {
  test.each(results.map((it) => [it.name, it.wrong] as const))('%s', (_, wrong) => {
    expect(wrong).toEqual([])
  })

  test('where libraries disagree, the product has one rule, and these are its answers', () => {
    const decided = results.flatMap(({ name, skipped }) =>
      skipped === null ? [] : [`${name}: ${skipped.split(', got ')[1]}`],
    )
    expect(decided).toEqual([
      'biz-011 (addDays): "2006-01-03T18:00:00.000Z"',
      'wh-005 (addDays): "2014-04-09T00:00:00.000Z"',
      'wh-006 (addDays): "2014-04-07T00:00:00.000Z"',
      'wh-009 (addDays): "2014-04-08T00:00:00.000Z"',
      'wh-095 (between): 90000',
      'tsbt-088 (add): "2018-05-24T09:00:00.000Z"',
      'tsbt-215 (addDays): "2018-05-21T16:00:00.000Z"',
      'mbt-050 (isOpen): false',
      'pjj-012 (add): "2023-09-05T08:00:00.000Z"',
    ])
  })
})

const office = { weekly: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] }, holidays: [] }
const ask = (op: string, input: object, expected: unknown, more: object = {}) => {
  const calendar = { ...office, ...('calendar' in more ? (more.calendar as object) : {}) }
  const [result] = runHours([
    { id: 'x', source: 'here', timezone: 'floating', agreesWithPlain: true, ...more, calendar, op, input, expected },
  ])
  return result
}

// 2024-01-01 is a Monday.
describe('cases are read as they are written', () => {
  test.each([
    [
      'a night that ends on the next day',
      { mon: [['22:00', '06:00']] },
      'between',
      { from: '2024-01-01T00:00:00', to: '2024-01-03T00:00:00' },
      28_800,
    ],
    [
      'an evening until midnight',
      { mon: [['18:00', '00:00']] },
      'between',
      { from: '2024-01-01T00:00:00', to: '2024-01-03T00:00:00' },
      21_600,
    ],
    [
      'a whole day',
      { mon: [['00:00', '24:00']] },
      'between',
      { from: '2024-01-01T00:00:00', to: '2024-01-02T00:00:00' },
      86_400,
    ],
    ['a period that lasts no time', { mon: [['09:00', '09:00']] }, 'isWorkingDay', { date: '2024-01-01' }, false],
    ['no hours at all', {}, 'nextOpen', { at: '2024-01-01T00:00:00' }, null],
    ['no hours to add', {}, 'add', { start: '2024-01-01T00:00:00', seconds: 1 }, null],
    [
      'milliseconds of the wall clock',
      { mon: [['09:00', '17:00']] },
      'add',
      { start: '2024-01-01T09:00:00.250', seconds: 0.5 },
      '2024-01-01T09:00:00.750',
    ],
    ['an offset', { mon: [['09:00', '17:00']] }, 'isOpen', { at: '2024-01-01T11:00:00+02:00' }, true],
  ] as const)('%s', (_, weekly, op, input, expected) => {
    expect(ask(op, input, expected, { calendar: { weekly } })).toEqual({ name: `x (${op})`, wrong: [], skipped: null })
  })

  test('a closed date stays closed whatever else is said of it', () => {
    const calendar = {
      holidays: ['2024-01-01'],
      dates: { '2024-01-01': [['10:00', '11:00']] },
      workdays: ['2024-01-01'],
    }
    expect(ask('isWorkingDay', { date: '2024-01-01' }, false, { calendar })?.wrong).toEqual([])
  })

  test('a make-up day has the hours of Monday, cut by the breaks of its date', () => {
    const calendar = { workdays: ['2024-01-06'], breaks: { '2024-01-06': [['12:00', '13:00']] } }
    const range = { from: '2024-01-06T00:00:00', to: '2024-01-07T00:00:00' }
    expect(ask('between', range, 7 * 3_600, { calendar })?.wrong).toEqual([])
  })

  test('a range from later to earlier has the sign, the amount or the nothing that the case asks for', () => {
    const range = { from: '2024-01-01T12:00:00', to: '2024-01-01T11:00:00' }
    expect(ask('between', range, -3_600)?.wrong).toEqual([])
    expect(ask('between', range, 3_600, { note: 'reversed = absolute value' })?.wrong).toEqual([])
    expect(ask('between', range, 0, { note: 'reversed = 0' })?.wrong).toEqual([])
  })

  test('a pause that began after what was due counts, as sources have it', () => {
    const input = {
      start: '2024-01-01T09:00:00',
      targetSeconds: 3_600,
      pauses: [{ from: '2024-01-01T11:00:00', to: '2024-01-01T12:00:00' }],
      finishedAt: '2024-01-01T13:00:00',
    }
    const expected = {
      dueAt: '2024-01-01T11:00:00',
      waitingSeconds: 3_600,
      usedSeconds: 10_800,
      remainingSeconds: -7_200,
    }
    expect(ask('sla', input, expected)?.wrong).toEqual([])
  })
})

describe('what is not understood or wrong is said', () => {
  test('an unknown question', () => {
    expect(ask('moonPhase', {}, 3)?.wrong).toEqual(['not understood: moonPhase'])
  })

  test('a question without its time', () => {
    expect(ask('isOpen', {}, true)?.wrong).toEqual([expect.stringMatching(/^no answer: /)])
  })

  test('an answer that differs, also where libraries disagree but nothing was decided', () => {
    const wrong = ['expected true, got false']
    expect(ask('isOpen', { at: '2024-01-01T18:00:00' }, true)?.wrong).toEqual(wrong)
    expect(ask('isOpen', { at: '2024-01-01T18:00:00' }, true, { agreesWithPlain: false })?.wrong).toEqual(wrong)
  })

  test('something that is no case', () => {
    expect(runHours([7])).toEqual([
      { name: 'case 1', wrong: ['not a case: op, input and calendar are needed'], skipped: null },
    ])
  })
})
