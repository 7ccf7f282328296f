import { describe, expect, test } from 'vitest'
import { runAttendance } from '../../scripts/cases/attendance.ts'
import { runHours } from '../../scripts/cases/hours/run.ts'
import { runSamples } from '../../scripts/cases/kinds/terminals.ts'
import { runShares } from '../../scripts/cases/shares.ts'

/** What one case of attendance has wrong. */
const judge = (kind: string, more: object, expected: object): readonly string[] | undefined =>
  runAttendance([{ id: 'x', kind, description: '', source: 'here', timezone: null, punches: [], ...more, expected }])[0]
    ?.wrong

const office = { weekdays: 'Mon-Fri', segments: ['08:00-12:00', '13:00-17:00'] }
const hours = { from: '08:00', start: '08:00', end: '17:00', rule: 'daily hours beyond contract (8 h)' }

// 2026-03-02 is a Monday.
describe('times of attendance are read as their cases tell them', () => {
  test('who works whenever he likes has no lunch break', () => {
    const long = { shift: { flexible: true, hoursPerDay: 8 }, calendar: office, punches: at('10:00', '22:00') }
    expect(judge('overtime', long, { overtimeMinutes: 240 })).toEqual([])
    expect(judge('overtime', { ...long, shift: hours }, { overtimeMinutes: 180 })).toEqual([])
  })

  test.each([
    ['Rule windows 17:00 to 21:00 and 21:00 to 24:00; there from 17 to 24', [240, 180]],
    ['Two rules: outside the schedule, and 20-22; there from 17 to 24', [180, 120, 120]],
    ['Adjacent rules 17-21 and 21-24, there 17:00-24:00', [240, 180]],
    ['Rule window 22-23, there 17:00-24:00', [60]],
    // No window: nothing beyond the hours of the day.
    ['The same rule, there 22:00-23:00', undefined],
  ])('%s', (description, parts) => {
    const told = { description, shift: hours, calendar: office, punches: at('17:00', '23:59:59') }
    const overtimePartsByDate = parts === undefined ? {} : { '2026-03-02': parts }
    expect(judge('overtime', told, { overtimePartsByDate })).toEqual([])
  })

  test('nobody is missed before he joined or after he left', () => {
    const told = {
      shift: { start: '08:00', end: '12:00' },
      assignments: [{ from: '2026-03-01' }],
      dataCompleteUntil: '2026-03-10T00:00:00',
      employment: { from: '2026-03-02', to: '2026-03-04' },
    }
    expect(judge('daily_status', told, { absentDates: ['2026-03-02', '2026-03-03', '2026-03-04'] })).toEqual([])
    expect(judge('daily_status', told, { '2026-03-04': 'absent', '2026-03-05': null })).toEqual([])
    const week = { period: ['2026-03-02', '2026-03-08'], employee: { joined: '2026-03-03', left: '2026-03-04' } }
    expect(judge('absent_dates', week, { absentDates: ['2026-03-03', '2026-03-04'] })).toEqual([])
  })

  test.each([
    'Default day shift 07-19, Night 19-07 yesterday only',
    'Day 07:00-19:00 by default; night shift 19:00-07:00 yesterday',
  ])('shifts in words: %s', (description) => {
    const [night, day] = ['2026-03-04T07:00:00', '2026-03-04T07:01:00']
    const perPunch = [
      { shift: 'night', attendanceDate: '2026-03-03' },
      { shift: 'day', attendanceDate: '2026-03-04' },
    ]
    expect(judge('shift_match', { description, punches: [night, day] }, { perPunch })).toEqual([])
  })

  test('a leave of hours is half a day of leave and encloses no weekend', () => {
    const leave = [
      { from: '2026-03-06T08:00', to: '2026-03-06T12:00', sandwich: true },
      { from: '2026-03-09', to: '2026-03-09', sandwich: true },
    ]
    const weeklyOff = ['saturday', 'sunday']
    expect(judge('leave_days', { leave, calendar: { weeklyOff } }, { leaveHours: [4, 8] })).toEqual([])
  })

  test('a day is judged by the row of hours in force on it', () => {
    const rows = [
      { effectiveFrom: '2020-01-01', start: '08:00', restWeekdays: [7] },
      { effectiveFrom: '2026-03-03', start: '09:00', restWeekdays: [6, 7] },
    ]
    const told = { shift: { end: '17:30', rows }, punches: ['2026-03-02T08:20:00'] }
    expect(judge('effective_dating', told, { lateMinutes: 20, '2026-03-07': { restDay: true } })).toEqual([])
    expect(judge('effective_dating', { ...told, punches: ['2026-03-04T08:20:00'] }, { lateMinutes: 0 })).toEqual([])
  })

  test('hours that end before they begin are refused unless they cross midnight', () => {
    const night = { start: '19:30', end: '04:30' }
    expect(judge('validation', { shift: { ...night, crossesMidnight: false } }, { accepted: false })).toEqual([])
    expect(judge('validation', { shift: { ...night, crossesMidnight: true } }, { valid: true })).toEqual([])
    const rows = { effectiveFrom: '2026-06-01', effectiveTo: '2026-01-01' }
    expect(judge('validation', { shift: rows }, { refused: true })).toEqual([])
  })

  test('a run closes nobody who may still go', () => {
    const segments = [{ inFrom: '07:45', inTo: '08:05', outFrom: '09:55', outTo: '10:05' }]
    const told = { shift: { segments }, punches: at('08:01'), now: '2026-03-02T10:04:00' }
    expect(judge('multi_segment', told, { segments: [], flags: [] })).toEqual([])
  })

  test('two schedules for the same days are refused', () => {
    const told = { existing: [{ from: '2026-01-01', to: '2026-12-31' }], new: { from: '2026-06-01' } }
    expect(judge('overlap', told, { accepted: false })).toEqual([])
  })

  test('what would be moved into closed days is refused', () => {
    const told = { closedPeriod: ['2026-03-02', '2026-03-08'] }
    const expected = { 'move 2026-03-09 to 2026-03-08': 'refused', 'move 2026-03-09 to 2026-03-10': 'accepted' }
    expect(judge('lock', told, expected)).toEqual([])
  })

  test('a period may be told by its days', () => {
    const leave = [{ from: '2026-03-01', to: '2026-03-04' }]
    const told = { calendar: office, leave, period: ['2026-03-03', '2026-03-04'] }
    expect(judge('period_totals', told, { leaveMinutes: 960 })).toEqual([])
  })
})

function at(...clocks: readonly string[]): readonly string[] {
  return clocks.map((clock) => `2026-03-02T${clock}`)
}

describe('working time', () => {
  const calendar = { weekly: { mon: [['09:00:00', '23:59:59']], tue: [['10:00', '16:00']] } }
  const ask = (op: string, input: object, expected: unknown, more: object = {}) =>
    runHours([{ id: 'x', timezone: 'UTC', calendar, op, input, expected, ...more }])[0]

  test('clocks with seconds; the last second of a day is its end', () => {
    const start = { start: '2026-03-02T23:00:00Z', seconds: 3_600 }
    expect(ask('add', start, '2026-03-03T00:00:00Z')?.wrong).toEqual([])
  })

  test('where days are added and a day is expected, no clock is', () => {
    expect(ask('addDays', { start: '2026-03-02T10:12:34', days: 1 }, '2026-03-03')?.wrong).toEqual([])
    expect(ask('addDays', { start: '2026-03-02T10:12:34', days: 1 }, '2026-03-02')?.wrong).not.toEqual([])
  })

  test('from a day to one before it there is no working day', () => {
    expect(ask('workdaysInclusive', { from: '2026-03-03', to: '2026-03-02' }, 0)?.wrong).toEqual([])
    expect(ask('workdaysInclusive', { from: '2026-03-02', to: '2026-03-03' }, 2)?.wrong).toEqual([])
  })

  test('a clock outside the hours of the day reached stays', () => {
    const late = { start: '2026-03-02T20:00:00Z', days: 1 }
    expect(ask('addDays', late, '2026-03-03T16:00:00Z', { agreesWithPlain: false })?.skipped).toMatch(/clock stays/)
    expect(ask('addDays', late, '2026-03-03T16:00:00Z')?.wrong).not.toEqual([])
  })
})

test('bounds of a share, and one that was published against its own formula', () => {
  const one = { kind: 'wilson95', x: 29, n: 29, lower: 0.8831, upper: 1, digits: 4 }
  const told = runShares([{ ...one, lower: 0.883 }, one, { ...one, formulaAgrees: false }])
  expect(told.map((it) => [it.wrong.length, it.skipped !== null])).toEqual([
    [0, false],
    [1, false],
    [0, true],
  ])
})

describe('samples of terminals', () => {
  const judged = (sample: object, protocol = 'zk-push') => runSamples([{ id: 'x', protocol, ...sample }])[0]
  const post = { request: 'POST /iclock/cdata?SN={SN}&table=ATTLOG&Stamp=1' }

  test.each([
    [{ request: 'GET /iclock/cdata?SN={SN}&options=all', reply: 'GET OPTION FROM: {SN}\r\nStamp=1' }],
    [{ reply: 'GET OPTION FROM: {SN}\n…', request: 'handshake' }],
    [{ ...post, body: '7\t2026-03-02 08:00:00\nno tab at all', reply: 'OK: {n}' }],
    [{ ...post, body: 'x\\0y', reply: 'OK' }],
    [{ request: 'GET /iclock/getrequest?SN={SN}', reply: query('2026-03-01 00:00:00', '2026-03-31 23:59:59') }],
  ])('%j', (sample) => {
    expect(judged(sample)).toMatchObject({ wrong: [], skipped: null })
  })

  test('what the product does not do is said', () => {
    expect(judged({ reply: 'HTTP/1.1 302 Found\r\n' })?.skipped).toMatch(/200 and plain text/)
    expect(judged({ reply: query('2026-03-01 08:00:00', '2026-03-01 09:00:00') })?.skipped).toMatch(/of a month/)
    expect(judged({}, 'morse')?.skipped).toMatch(/and no others/)
    expect(judged({}, 'dahua-smoke')?.wrong).toEqual(['unknown protocol "dahua-smoke"'])
  })

  test('who was refused at the door has not passed it', () => {
    const event = (minor: number) =>
      `{"eventType":"AccessControllerEvent","dateTime":"2026-03-02T08:00:00+08:00","AccessControllerEvent":{"majorEventType":5,"subEventType":${minor},"employeeNoString":"7"}}`
    const push = 'hikvision-isapi-push'
    expect(judged({ body: event(75) }, push)?.wrong).toEqual([])
    expect(judged({ body: event(76) }, push)?.wrong).toEqual([])
    expect(judged({ body: '{"eventType":"heartBeat"}' }, push)?.wrong).toEqual([])
    expect(judged({ body: 'no event' }, push)?.wrong).toEqual([])
    expect(judged({ reply: '{"statusString":"notSupport"}' }, 'hikvision-isapi-pull')?.skipped).toMatch(/calls no/)
  })
})

function query(from: string, to: string): string {
  return `C:5:DATA QUERY ATTLOG StartTime=${from}\tEndTime=${to}`
}
