import { describe, expect, test } from 'vitest'
import type { PersonInput } from '../../../src/attendance/rules/input.ts'
import { at, day, judge, later, seen, short, type Told } from './build.ts'

type Case = readonly [title: string, more: Partial<PersonInput> & Told, verdicts: string]

const on = (clock: string, ...rest: readonly ['A' | 'B' | 'C', (number | null)?] | readonly []) => {
  const [grade = 'A', width = 1] = rest
  return seen(day, clock, grade, width)
}
const whole = [on('08:25:00'), on('17:31:00')]
const four = { rule: { checkInsPerDay: 4 } } as const
const flexible = { rule: { flex: 30 } } as const

const cases: readonly Case[] = [
  ['in and out on time', { checkIns: whole }, 'present / present'],
  ['grace forgives whole', { checkIns: [on('08:35:00'), on('17:30:00')] }, 'present / present'],
  ['beyond the grace it counts from the hour itself', { checkIns: [on('08:41:07'), whole[1]!] }, 'late 667 / present'],
  [
    'beyond the grace from its end, where the rule says so',
    { checkIns: [on('08:41:07'), whole[1]!], rule: { lateCountsFrom: 'grace' } },
    'late 367 / present',
  ],
  ['gone early', { checkIns: [whole[0]!, on('17:00:00')] }, 'present / early 1800'],
  ['nobody seen', {}, 'noCheckIn arrival / noCheckIn departure'],
  ['only an arrival', { checkIns: [whole[0]!] }, 'present / noCheckIn departure'],
  ['only a departure', { checkIns: [whole[1]!] }, 'noCheckIn arrival / present'],
  ['come after the forenoon was over', { checkIns: [on('13:40:00'), whole[1]!] }, 'noCheckIn arrival / present'],
  ['last seen before the afternoon began', { checkIns: [whole[0]!, on('11:00:00')] }, 'present / noCheckIn departure'],
  [
    'a second check-in within ten minutes is no departure',
    { checkIns: [on('08:25:00'), on('08:33:00')] },
    'present / noCheckIn departure',
  ],
  [
    'check-ins outside the window do not count',
    { checkIns: [on('06:00:00'), on('20:00:00')] },
    'noCheckIn arrival / noCheckIn departure',
  ],
  [
    'four a day: each half by its own pair',
    { ...four, checkIns: ['08:20', '12:05', '14:20', '17:40'].map((it) => on(it)) },
    'present / present',
  ],
  [
    'four a day: late and early in one half',
    { ...four, checkIns: ['08:40', '11:50', '14:20', '17:40'].map((it) => on(it)) },
    'late 600 early 600 / present',
  ],
  ['four a day: nobody at noon', { ...four, checkIns: whole }, 'noCheckIn departure / noCheckIn arrival'],
  [
    'four a day: nobody in the afternoon',
    { ...four, checkIns: [on('08:20'), on('12:05')] },
    'present / noCheckIn both',
  ],
  [
    'flexible: come later, gone as much later',
    { ...flexible, checkIns: [on('08:50:00'), on('17:50:00')] },
    'present / present',
  ],
  [
    'flexible: come later, gone at the hour',
    { ...flexible, checkIns: [on('08:50:01'), on('17:30:00')] },
    'present / early 1200',
  ],
  ['flexible: later than the band', { ...flexible, checkIns: [on('09:10:00'), on('18:05:00')] }, 'late 600 / present'],
  [
    'grade B across the limit is the benefit of the doubt',
    { checkIns: [on('08:36:00', 'B', 90), whole[1]!] },
    'present / present',
  ],
  ['grade B wholly behind the limit is late', { checkIns: [on('08:40:00', 'B', 90), whole[1]!] }, 'late 600 / present'],
  [
    'grade C is never late by machine',
    { checkIns: [on('08:50:00', 'C', 120), whole[1]!] },
    'unknown timeUncertain / present',
  ],
  ['grade C surely in time is present', { checkIns: [on('08:20:00', 'C', 120), whole[1]!] }, 'present / present'],
  [
    'grade C without bounds says nothing',
    { checkIns: [on('08:20:00', 'C', null), whole[1]!] },
    'unknown timeUncertain / present',
  ],
  [
    'a doubtful one at another time may have been the arrival',
    { checkIns: [seen('2026-09-14', '23:00:00', 'C', 86_400), whole[1]!] },
    'unknown timeUncertain / present',
  ],
  [
    'the station was silent',
    { silences: [{ starts: at(day, '08:00'), ends: at(day, '09:00') }], checkIns: [whole[1]!] },
    'unknown stationSilent / present',
  ],
  [
    'silent before he could come in time: not late',
    { silences: [{ starts: at(day, '08:20'), ends: at(day, '08:50') }], checkIns: [on('08:52:00'), whole[1]!] },
    'unknown stationSilent / present',
  ],
  [
    'silent in the night: it changes nothing',
    { silences: [{ starts: at(day, '02:00'), ends: at(day, '03:00') }] },
    'noCheckIn arrival / noCheckIn departure',
  ],
  [
    'leave in the forenoon: the afternoon has its own pair',
    {
      leaves: [{ leave: 'sick', from: { day, half: 'am' }, to: { day, half: 'am' } }],
      checkIns: [on('14:40:00'), whole[1]!],
    },
    'leave sick / late 600',
  ],
  [
    'leave over days',
    {
      leaves: [{ leave: 'annual', from: { day: '2026-09-14', half: 'pm' }, to: { day, half: 'am' } }],
      checkIns: [on('14:20:00'), whole[1]!],
    },
    'leave annual / present',
  ],
  [
    'a whole outing',
    { outings: [{ starts: at(day, '08:00'), ends: at(day, '18:00'), where: '李家村' }] },
    'outing / outing',
  ],
  [
    'out at the beginning',
    {
      outings: [{ starts: at(day, '08:00'), ends: at(day, '10:00'), where: '李家村' }],
      checkIns: [on('10:10:00'), whole[1]!],
    },
    'outing / present',
  ],
  [
    'out at the end',
    {
      outings: [{ starts: at(day, '16:00'), ends: at(day, '18:00'), where: '李家村' }],
      checkIns: [whole[0]!, on('15:55:00')],
    },
    'present / outing',
  ],
  ['not employed', { employed: false, checkIns: whole }, 'rest notEmployed / rest notEmployed'],
  [
    'a holiday',
    { calendar: { type: 'holiday', am: 'rest', pm: 'rest' }, checkIns: whole },
    'rest holiday / rest holiday',
  ],
  ['half a day off', { calendar: { pm: 'rest' }, checkIns: [on('08:25:00'), on('12:01:00')] }, 'present / rest dayOff'],
  ['free by his pattern', { plan: { kind: 'free' } }, 'rest notRostered / rest notRostered'],
  [
    'a part-time post without a duty',
    { plan: { kind: 'dutiesOnly' }, checkIns: whole },
    'rest notRostered / rest notRostered',
  ],
  [
    'a part-time post on a duty',
    {
      plan: { kind: 'dutiesOnly' },
      duties: [{ dutyId: 'd', as: 'member', starts: at(day, '14:30'), ends: at(day, '17:30') }],
      checkIns: [on('14:31:00')],
    },
    'rest notRostered / duty',
  ],
]

const quiet = (from: string, to: string) => [{ starts: at(day, from), ends: at(day, to) }]
const away = (from: string, to: string) => [{ starts: at(day, from), ends: at(day, to), where: '李家村' }]

const edges: readonly Case[] = [
  [
    'silence around somebody who came in time',
    { silences: quiet('08:20', '08:50'), checkIns: [on('08:19:00'), whole[1]!] },
    'present / present',
  ],
  [
    'silence just behind the end explains who went early',
    { silences: quiet('17:40', '17:50'), checkIns: [whole[0]!, on('17:00:00')] },
    'present / unknown stationSilent',
  ],
  [
    'and who did not check out',
    { silences: quiet('17:40', '17:50'), checkIns: [whole[0]!] },
    'present / unknown stationSilent',
  ],
  [
    'half an hour behind the end it does not',
    { silences: quiet('18:00', '18:30'), checkIns: [whole[0]!] },
    'present / noCheckIn departure',
  ],
  [
    'out at the end without coming back',
    { outings: away('16:00', '18:00'), checkIns: [whole[0]!] },
    'present / outing',
  ],
  ['out at the beginning and never come', { outings: away('08:00', '09:00') }, 'outing / noCheckIn departure'],
  ['an outing in between changes nothing', { outings: away('09:00', '11:00'), checkIns: whole }, 'present / present'],
  [
    'a doubtful one that cannot have been here',
    { checkIns: [seen('2026-09-13', '09:00:00', 'C', 60)] },
    'noCheckIn arrival / noCheckIn departure',
  ],
  [
    'a doubtful one that may have been before the window',
    { checkIns: [on('06:40:00', 'C', 1200), whole[1]!] },
    'unknown timeUncertain / present',
  ],
  [
    'a doubtful departure surely too early',
    { checkIns: [whole[0]!, on('17:00:00', 'C', 120)] },
    'present / unknown timeUncertain',
  ],
  [
    'a doubtful departure that may have been in time',
    { checkIns: [whole[0]!, on('17:29:00', 'C', 120)] },
    'present / present',
  ],
  [
    'grade B across the end is the benefit of the doubt',
    { checkIns: [whole[0]!, on('17:29:00', 'B', 90)] },
    'present / present',
  ],
  ['grade B surely before the end is early', { checkIns: [whole[0]!, on('17:20:00', 'B', 90)] }, 'present / early 600'],
  [
    'grace when going forgives whole',
    { rule: { graceOut: 10 }, checkIns: [whole[0]!, on('17:20:00')] },
    'present / present',
  ],
  [
    'beyond it, it counts from the hour',
    { rule: { graceOut: 10 }, checkIns: [whole[0]!, on('17:19:00')] },
    'present / early 660',
  ],
]

describe('at the edges', () => {
  test.each(edges)('%s', (_, more, verdicts) => {
    expect(short(judge(more))).toBe(verdicts)
  })

  test.each([
    ['arrival', 'am', '08:35:00', 'present / noCheckIn departure'],
    ['arrival', 'am', '08:35:01', 'late 301 / noCheckIn departure'],
    ['departure', 'pm', '17:30:00', 'noCheckIn arrival / present'],
    ['departure', 'pm', '05:00:00', 'noCheckIn arrival / early 45000'],
  ] as const)('a corrected %s (%s) at %s', (what, half, clock, verdicts) => {
    expect(short(judge({ corrections: [{ day, half, what, at: at(day, clock), decidedAt: 1 }] }))).toBe(verdicts)
  })
})

describe('a working day', () => {
  test.each(cases)('%s', (_, more, verdicts) => {
    expect(short(judge(more))).toBe(verdicts)
  })
})

describe('a correction, a decision, an appeal', () => {
  const arrival = { day, half: 'am', what: 'arrival', at: at(day, '08:28'), decidedAt: 1 } as const
  const decided = { day, half: 'am', by: '张主任', reason: '下村', decidedAt: 2 } as const

  test.each<Case>([
    [
      'an approved correction supplies the time',
      { corrections: [arrival], checkIns: [whole[1]!] },
      'present / present',
    ],
    [
      'of two corrections the later counts',
      { corrections: [{ ...arrival, at: at(day, '09:00'), decidedAt: 5 }, arrival] },
      'late 1800 / noCheckIn departure',
    ],
    [
      'lateness is excused',
      { checkIns: [on('09:00:00'), whole[1]!], decisions: [{ ...decided, decision: 'excused' }] },
      'present / present',
    ],
    [
      'an absence is only what a person calls so',
      { checkIns: [whole[1]!], decisions: [{ ...decided, decision: 'absent' }] },
      'absent / present',
    ],
    [
      'an absence does not hold against a check-in',
      { checkIns: [on('09:00:00'), whole[1]!], decisions: [{ ...decided, decision: 'absent' }] },
      'late 1800 / present',
    ],
    [
      'a decision taken back',
      {
        decisions: [
          { ...decided, decision: 'absent' },
          { ...decided, decision: 'reopened', decidedAt: 3 },
        ],
      },
      'noCheckIn arrival / noCheckIn departure',
    ],
    [
      'an approved appeal is not overturned',
      {
        decisions: [
          { ...decided, decision: 'appealApproved' },
          { ...decided, decision: 'absent', decidedAt: 9 },
        ],
      },
      'present / noCheckIn departure',
    ],
    [
      'leave comes before a decision',
      {
        leaves: [{ leave: 'sick', from: { day, half: 'am' }, to: { day, half: 'am' } }],
        decisions: [{ ...decided, decision: 'absent' }],
      },
      'leave sick / noCheckIn both',
    ],
  ])('%s', (_, more, verdicts) => {
    expect(short(judge(more))).toBe(verdicts)
  })
})

test('the weakest time used is the time grade of a half-day', () => {
  const checkIns = [on('08:20'), on('12:05', 'B', 60), on('14:20'), on('17:40')]
  const { am, pm } = judge({ ...four, checkIns })
  expect([am.timeGrade, pm.timeGrade, judge().am.timeGrade]).toEqual(['B', 'A', null])
})

test('late counts although the rest of the half-day is unknown', () => {
  const checkIns = [on('08:50'), on('14:20'), on('17:40')]
  expect(short(judge({ ...four, checkIns, silences: quiet('11:50', '12:20') }))).toBe('late 1200 / present')
})

describe('what cannot be said yet', () => {
  test.each([
    ['08:00', [on('07:55:00')], 'notYet / notYet'],
    ['11:59', [on('08:25:00')], 'notYet / notYet'],
    ['12:00', [on('08:25:00')], 'present / notYet'],
    ['12:00', [], 'notYet / notYet'],
    ['13:59', [], 'notYet / notYet'],
    ['14:00', [], 'noCheckIn arrival / notYet'],
    ['17:30', [on('08:25:00'), on('17:00:00')], 'present / notYet'],
    ['19:30', [on('08:25:00'), on('17:00:00')], 'present / early 1800'],
  ])('at %s', (clock, checkIns, verdicts) => {
    expect(short(judge({ checkIns }, day, at(day, clock)))).toBe(verdicts)
  })
})

describe('duties', () => {
  const saturday = '2026-09-19'
  const duty = { dutyId: 'd', as: 'member', starts: at(saturday, '08:30'), ends: at(saturday, '17:30') } as const
  const night = { ...duty, starts: at(saturday, '18:00'), ends: at('2026-09-20', '08:00') }

  test.each([
    ['seen once is on duty', [duty], [seen(saturday, '10:00:00')], 'duty / duty'],
    ['unseen', [duty], [], 'noCheckIn both / noCheckIn both'],
    ['a night belongs to the day it starts', [night], [seen('2026-09-20', '02:00:00')], 'rest weekend / duty'],
    ['without a duty it is the weekend', [], [seen(saturday, '10:00:00')], 'rest weekend / rest weekend'],
  ])('%s', (_, duties, checkIns, verdicts) => {
    expect(short(judge({ duties, checkIns }, saturday))).toBe(verdicts)
  })

  const doubtful = (on_: string, clock: string, width: number | null) => ({ checkIns: [seen(on_, clock, 'C', width)] })
  const silentOn = (on_: string, from: string, to: string) => ({
    silences: [{ starts: at(on_, from), ends: at(on_, to) }],
  })
  const unseen = 'noCheckIn both / noCheckIn both'
  const unknown = 'unknown stationSilent / unknown stationSilent'

  test.each<readonly [string, Partial<PersonInput>, string]>([
    ['just before its window', { checkIns: [seen(saturday, '06:29:59')] }, unseen],
    ['at the beginning of its window', { checkIns: [seen(saturday, '06:30:00')] }, 'duty / duty'],
    ['at the end of its window', { checkIns: [seen(saturday, '19:30:00')] }, 'duty / duty'],
    ['just behind its window', { checkIns: [seen(saturday, '19:30:01')] }, unseen],
    ['on the day before', { checkIns: [seen('2026-09-18', '10:00:00')] }, unseen],
    ['the station was silent', silentOn(saturday, '10:00', '11:00'), unknown],
    ['the station was silent on another day', silentOn('2026-09-18', '10:00', '11:00'), unseen],
    ['the station fell silent when it was over', silentOn(saturday, '17:30', '18:00'), unseen],
    ['a doubtful check-in that may have been then', doubtful('2026-09-18', '23:00:00', 50_000), unknown],
    ['a doubtful check-in of no known time', doubtful('2026-09-13', '09:00:00', null), unknown],
    ['a doubtful check-in of another day', doubtful('2026-09-18', '10:00:00', 60), unseen],
    [
      'in the field instead',
      { outings: [{ starts: at(saturday, '08:00'), ends: at(saturday, '18:00'), where: '村' }] },
      'outing / outing',
    ],
    [
      'on leave',
      { leaves: [{ leave: 'sick', from: { day: saturday, half: 'am' }, to: { day: saturday, half: 'pm' } }] },
      'rest weekend / rest weekend',
    ],
  ])('%s', (_, more, verdicts) => {
    expect(short(judge({ duties: [duty], ...more }, saturday))).toBe(verdicts)
  })

  test('two duties of a day are each by themselves', () => {
    const duties = [
      { ...duty, dutyId: 'a', ends: at(saturday, '12:00') },
      { ...duty, dutyId: 'b', starts: at(saturday, '15:00') },
    ]
    expect(short(judge({ duties, checkIns: [seen(saturday, '08:31:00')] }, saturday))).toBe('duty / noCheckIn both')
    expect(short(judge({ duties, checkIns: [seen(saturday, '08:31:00')] }, saturday, at(saturday, '12:00')))).toBe(
      'duty / notYet',
    )
    expect(short(judge({ duties }, saturday, at(saturday, '13:59')))).toBe('notYet / notYet')
    expect(short(judge({ duties }, saturday, at(saturday, '14:00')))).toBe('noCheckIn both / notYet')
  })

  test('in the field or on leave one is excused from an evening on duty', () => {
    const evening = { ...duty, starts: at(day, '18:30'), ends: at(day, '22:00') }
    const states = (more: Partial<PersonInput>) => judge({ duties: [evening], ...more }).duties.map((it) => it.state)
    const outing = { starts: at(day, '08:00'), ends: at(day, '23:00'), where: '村' }
    expect(states({ outings: [outing] })).toEqual(['excused'])
    expect(states({ leaves: [{ leave: 'sick', from: { day, half: 'am' }, to: { day, half: 'pm' } }] })).toEqual([
      'excused',
    ])
    expect(states({})).toEqual(['unseen'])
  })

  test('a duty within the hours one works anyway is no extra duty', () => {
    const counter = { ...duty, starts: at(day, '08:30'), ends: at(day, '12:00') }
    expect(judge({ duties: [counter], checkIns: whole }).duties).toMatchObject([{ state: 'seen', extra: false }])
  })

  test('the day after a night on duty is free', () => {
    const judged = judge({ duties: [night], checkIns: [seen('2026-09-20', '02:00:00')] }, '2026-09-20')
    expect(short(judged)).toBe('rest weekend / rest weekend')
  })

  test('an evening on duty after work stands beside the verdicts', () => {
    const evening = { ...duty, starts: at(day, '18:30'), ends: at(day, '22:00') }
    const judged = judge({ duties: [evening], checkIns: [...whole, seen(day, '18:20:00')] })
    expect(judged.duties).toMatchObject([{ state: 'seen', extra: true }])
  })

  test('is open until it is over', () => {
    expect(short(judge({ duties: [duty] }, saturday, at(saturday, '17:29')))).toBe('notYet / notYet')
  })
})

describe('shifts', () => {
  const nightShift = { name: '夜班', kind: 'work', periods: [{ from: '20:00', to: '08:00' }], flex: 0 } as const
  const plan = { kind: 'shift', shift: nightShift, followsCalendar: false } as const

  test.each([
    ['month', '2026-09-30', '2026-10-01'],
    ['year', '2026-12-31', '2027-01-01'],
    ['leap day', '2028-02-29', '2028-03-01'],
  ])('a night across the end of a %s belongs to the day it starts', (_, first, second) => {
    const checkIns = [seen(first, '19:55:00'), seen(second, '08:03:00')]
    expect(short(judge({ plan, checkIns }, first, at('2029-01-01', '00:00')))).toBe('present / present')
    expect(short(judge({ plan, checkIns }, second, at('2029-01-01', '00:00')))).toBe(
      'noCheckIn arrival / noCheckIn departure',
    )
  })

  test.each([
    ['08:05', 'present / present'],
    ['07:30', 'present / early 1800'],
  ])('who claims %s for the end of a night means the morning after', (clock, verdicts) => {
    const corrections = [{ day, half: 'pm', what: 'departure', at: at(day, clock), decidedAt: 1 } as const]
    expect(short(judge({ plan, corrections, checkIns: [seen(day, '19:55:00')] }))).toBe(verdicts)
  })

  test('two nights in a row share no check-in', () => {
    const checkIns = [
      seen(day, '19:50:00'),
      seen('2026-09-16', '08:10:00'),
      seen('2026-09-16', '20:10:00'),
      seen('2026-09-17', '08:00:00'),
    ]
    expect(short(judge({ plan, checkIns, rule: { openBefore: 480, openAfter: 480 } }))).toBe('present / present')
    expect(short(judge({ plan, checkIns, rule: { openBefore: 480, openAfter: 480 } }, '2026-09-16'))).toBe(
      'late 600 / present',
    )
  })

  test('a shift in the field asks for no check-in, one on duty is a duty', () => {
    const field = { kind: 'shift', shift: { ...nightShift, kind: 'field' }, followsCalendar: false } as const
    const guard = { kind: 'shift', shift: { ...nightShift, kind: 'duty' }, followsCalendar: false } as const
    expect(short(judge({ plan: field }))).toBe('outing / outing')
    expect(short(judge({ plan: guard, checkIns: [seen(day, '19:55:00'), seen('2026-09-16', '08:03:00')] }))).toBe(
      'duty / duty',
    )
  })

  test('a short shift is half a day', () => {
    const morning = {
      kind: 'shift',
      shift: { ...nightShift, periods: [{ from: '07:00', to: '11:00' }] },
      followsCalendar: true,
    } as const
    expect(short(judge({ plan: morning, checkIns: [seen(day, '06:58:00'), seen(day, '11:00:00')] }))).toBe(
      'present / rest notRostered',
    )
  })

  test('a shift that follows the calendar rests on its days off, another does not', () => {
    const sunday = '2026-09-20'
    expect(short(judge({ plan: { ...plan, followsCalendar: true } }, sunday))).toBe('rest weekend / rest weekend')
    expect(short(judge({ plan }, sunday, later))).toBe('noCheckIn arrival / noCheckIn departure')
  })
})
