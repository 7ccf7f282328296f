import type { HalfVerdict, JudgedHalf, Words } from '../../src/contract/attendance.ts'
import type { CalendarDay, DayOverride, NoticeDay } from '../../src/contract/calendar.ts'
import type { Site } from '../../src/contract/people.ts'
import type { Assignment, Gap, Pattern, Request, Shift, Swap } from '../../src/contract/roster.ts'
import type { OutputOf } from '../../src/contract/route.ts'
import type { listHolidayNotices } from '../../src/contract/routes/calendar.ts'
import type { Duty } from '../../src/contract/routes/duties.ts'
import type { listAdvice } from '../../src/contract/routes/requests.ts'
import type { listFeeds } from '../../src/contract/routes/roster.ts'
import { addDays, dayOf, instantAt, weekdayOf } from '../../src/kit/time.ts'
import { idOf } from './ids.ts'

/** What the test-side server knows of shifts, requests, the calendar and advice. */
export interface RosterWorld {
  shifts: Shift[]
  patterns: Pattern[]
  assignments: Assignment[]
  swaps: Swap[]
  feeds: OutputOf<typeof listFeeds>
  requests: Request[]
  advice: OutputOf<typeof listAdvice>
  notices: OutputOf<typeof listHolidayNotices>
  overrides: DayOverride[]
  noticeWanted: number | null
}

export const emptyRoster = (): RosterWorld => ({
  shifts: [],
  patterns: [],
  assignments: [],
  swaps: [],
  feeds: [],
  requests: [],
  advice: [],
  notices: [],
  overrides: [],
  noticeWanted: null,
})

const shifts = (): Shift[] => [
  {
    shiftId: idOf(20, 1),
    unitId: idOf(1, 1),
    name: '坐班',
    kind: 'work',
    periods: [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ],
    flex: 0,
    retired: false,
  },
  {
    shiftId: idOf(20, 2),
    unitId: idOf(1, 1),
    name: '夜班',
    kind: 'duty',
    periods: [{ from: '18:00', to: '08:00' }],
    flex: 0,
    retired: false,
  },
  {
    shiftId: idOf(20, 3),
    unitId: idOf(1, 1),
    name: '走访',
    kind: 'field',
    periods: [{ from: '08:30', to: '17:30' }],
    flex: 30,
    retired: false,
  },
]

const patterns = (): Pattern[] => [
  {
    patternId: idOf(21, 1),
    unitId: idOf(1, 1),
    name: '三三制',
    turns: 'cycle',
    days: [idOf(20, 1), idOf(20, 3), null],
    followsCalendar: false,
    retired: false,
  },
]

/** Rosters, requests, calendar and advice around an instant. */
export function busyRoster(now: string): RosterWorld {
  const day = dayOf(now)
  const ago = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString()
  return {
    ...emptyRoster(),
    shifts: shifts(),
    patterns: patterns(),
    assignments: [4, 5].map((person, n) => ({
      assignmentId: idOf(22, n + 1),
      staffId: idOf(3, person),
      patternId: n === 0 ? idOf(21, 1) : null,
      from: addDays(day, -40),
      to: n === 0 ? null : addDays(day, 90),
      phase: n,
      post: n === 0 ? 'full' : 'part',
    })),
    swaps: [
      {
        swapId: idOf(23, 1),
        dutyId: idOf(6, 95),
        fromStaffId: idOf(3, 6),
        toStaffId: idOf(3, 1),
        returnDutyId: null,
        note: '家里有事，想请您替一下',
        state: 'asked',
        askedAt: ago(3),
      },
    ],
    requests: requestsOf(day, ago),
    advice: adviceOf(ago),
    notices: [noticeOf(Number(day.slice(0, 4)))],
    overrides: [
      {
        overrideId: idOf(24, 1),
        layer: 'county',
        unitId: null,
        staffId: null,
        from: addDays(day, 9),
        to: addDays(day, 9),
        half: null,
        work: false,
        name: '县庆',
        reason: '县庆放假一天',
        document: '县政办〔2026〕21号',
      },
    ],
    noticeWanted: Number(day.slice(0, 4)) + 1,
  }
}

/** Duties ahead at 上坪村: one of a colleague who wants to swap it, and one of the member of staff who logs in. */
export function swappable(day: string): Duty[] {
  const duty = (n: number, person: number, days: number): Duty => ({
    dutyId: idOf(6, n),
    staffId: idOf(3, person),
    siteId: idOf(2, 2),
    starts: instantAt(addDays(day, days), '18:00'),
    ends: instantAt(addDays(day, days + 1), '08:00'),
    note: '',
    as: 'member',
  })
  return [duty(95, 6, 2), duty(96, 1, 3)]
}

function requestsOf(day: string, ago: (hours: number) => string): Request[] {
  const request = (n: number, person: number, wish: Request['wish'], more: Partial<Request> = {}): Request => ({
    requestId: idOf(25, n),
    staffId: idOf(3, person),
    wish,
    state: 'waiting',
    madeAt: ago(n * 5),
    onBehalf: false,
    decidedAt: null,
    decidedBy: null,
    reason: '',
    ...more,
  })
  const decided = { decidedAt: ago(2), decidedBy: idOf(4, 9) }
  const early = addDays(day, -3)
  return [
    request(1, 4, {
      kind: 'leave',
      leave: 'annual',
      from: { day: addDays(day, 3), half: 'am' },
      to: { day: addDays(day, 4), half: 'pm' },
      note: '',
    }),
    request(2, 1, {
      kind: 'correction',
      day: early,
      half: 'am',
      what: 'arrival',
      at: '08:25',
      reason: 'forgot',
      note: '',
    }),
    request(3, 5, { kind: 'appeal', day: early, half: 'pm', text: '当天在县里开会，会议通知可以核对。' }),
    request(
      4,
      1,
      { kind: 'leave', leave: 'sick', from: { day: early, half: 'pm' }, to: { day: early, half: 'pm' }, note: '发热' },
      { state: 'approved', onBehalf: true, ...decided },
    ),
    request(
      5,
      6,
      {
        kind: 'leave',
        leave: 'personal',
        from: { day: addDays(day, 1), half: 'am' },
        to: { day: addDays(day, 1), half: 'am' },
        note: '',
      },
      { state: 'refused', ...decided, reason: '当天全镇大会，请改到后天。' },
    ),
  ]
}

function adviceOf(ago: (hours: number) => string): RosterWorld['advice'] {
  return [
    {
      adviceId: idOf(26, 1),
      unitId: idOf(1, 2),
      staffId: null,
      text: '同一张走访表要在两个系统各填一遍，能不能只填一次？',
      at: ago(20),
      answer: null,
    },
    {
      adviceId: idOf(26, 2),
      unitId: idOf(1, 2),
      staffId: idOf(3, 1),
      text: '夜班第二天能否晚到一小时。',
      at: ago(70),
      answer: { text: '可以，已请镇里把夜班次日设为弹性。', at: ago(30) },
    },
  ]
}

/** The holidays of 2026 as the State Council named them, laid into the year of the test. */
function noticeOf(year: number): RosterWorld['notices'][number] {
  const spans: [name: string, from: string, days: number, work: string[]][] = [
    ['元旦', '01-01', 3, ['01-04']],
    ['春节', '02-15', 9, ['02-14', '02-28']],
    ['清明节', '04-04', 3, []],
    ['劳动节', '05-01', 5, ['05-09']],
    ['端午节', '06-19', 3, []],
    ['中秋节', '09-25', 3, []],
    ['国庆节', '10-01', 7, ['09-20', '10-10']],
  ]
  const days: NoticeDay[] = spans.flatMap(([name, from, count, work]) => [
    ...Array.from({ length: count }, (_, n) => ({ day: addDays(`${year}-${from}`, n), off: true, name })),
    ...work.map((day) => ({ day: `${year}-${day}`, off: false, name })),
  ])
  return { noticeId: null, year, documentNo: '国办发明电〔2025〕7号', source: '国务院办公厅', days }
}

/** The days of a span for a unit, by notice and override. */
export function calendarOf(world: RosterWorld, from: string, to: string, unitId?: string): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(calendarDay(world, day, unitId))
  return days
}

function calendarDay(world: RosterWorld, day: string, unitId: string | undefined): CalendarDay {
  const weekend = weekdayOf(day) > 5
  const told = world.notices.flatMap((it) => it.days).find((it) => it.day === day)
  const mine = world.overrides.find(
    (it) => it.from <= day && day <= it.to && (it.unitId === null || it.unitId === unitId),
  )
  const rest = mine ? !mine.work : told ? told.off : weekend
  const half = rest ? ('rest' as const) : ('work' as const)
  const type = rest ? (mine ? 'dayOff' : told ? 'holiday' : 'weekend') : weekend ? 'makeUpWorkday' : 'workday'
  return {
    day,
    type,
    am: half,
    pm: half,
    name: mine?.name ?? told?.name ?? '',
    layer: mine?.layer ?? (told ? 'nation' : null),
    reason: mine?.reason ?? (told ? '放假通知' : ''),
    document: mine?.document ?? (told ? '国办发明电〔2025〕7号' : ''),
  }
}

/** Published hours of the sites in a span for which nobody has a duty. */
export function gapsOf(
  world: { readonly sites: readonly Site[]; readonly duties: readonly Duty[] },
  { from, to, siteId }: { from: string; to: string; siteId?: string | undefined },
) {
  const gaps: Gap[] = []
  for (const site of world.sites.filter((it) => siteId === undefined || it.siteId === siteId)) {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      for (const hours of site.hours[String(weekdayOf(day)) as '1'] ?? []) {
        const span = { siteId: site.siteId, starts: instantAt(day, hours.from), ends: instantAt(day, hours.to) }
        const held = world.duties.some(
          (it) => it.siteId === site.siteId && it.starts <= span.starts && span.ends <= it.ends,
        )
        if (!held) gaps.push(span)
      }
    }
  }
  return gaps
}

const said = (zh: string, en: string): Words => ({ zh, en })

/** A half-day with its explanation. */
export function judged(verdict: HalfVerdict): JudgedHalf {
  const seen = verdict.state === 'present' || verdict.state === 'late'
  return {
    verdict,
    timeGrade: seen ? 'A' : null,
    because: {
      rule: said('上午 8:30 上班，容许晚到 5 分钟', 'The morning begins at 8:30; five minutes are forgiven'),
      used: seen ? [said('8:27:31 到岗，时间等级 A', 'arrival 8:27:31, time grade A')] : [],
      ignored:
        verdict.state === 'present'
          ? [
              {
                what: said('8:28:02 再次签到', 'check-in again 8:28:02'),
                why: said('两分钟内重复', 'a repetition within two minutes'),
              },
            ]
          : [],
    },
  }
}
