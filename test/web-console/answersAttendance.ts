import type {
  AttendanceRule,
  Because,
  Half,
  HalfVerdict,
  JudgedHalf,
  LeaveKind,
  MonthTotals,
} from '../../src/contract/attendance.ts'
import type { CalendarDay } from '../../src/contract/calendar.ts'
import * as attendance from '../../src/contract/routes/attendance.ts'
import type { StaffRow } from '../../src/contract/routes/people.ts'
import { legendPresets, standardLegend, standardRule } from '../../src/contract/standardRule.ts'
import { addMonths, daysOfMonth, monthOf } from '../../src/kit/month.ts'
import { addDays, dayOf, weekdayOf } from '../../src/kit/time.ts'
import { unitsUnder } from '../../web/console/parts/attendance/scope.ts'
import { isCase } from '../../web/console/parts/attendance/verdicts.ts'
import { awaited, done, No, notNeeded, on, type TestAnswer } from './answering.ts'
import { idOf, type World } from './world.ts'

/** What the test-side server knows of attendance; verdicts come from a sum over who, when and which half. */
export interface AttendanceWorld {
  rules: AttendanceRule[]
  decided: Map<string, { decision: 'excused' | 'absent'; reason: string; at: string }>
  finals: Map<string, { revision: number; reason: string; differences: number }>
  /** What a rule would change, and what it changes once it is to be kept. */
  effect: { shown: number; later: number }
  opened: number
  /** Rows beyond the staff of the world, for large sheets. */
  more: number
  /** Nobody else could confirm a half-day: what is said about one holds at once. */
  alone: boolean
}

const worlds = new WeakMap<World, AttendanceWorld>()

/** The attendance of a world; made on first asking. */
export function attendanceOf(world: World): AttendanceWorld {
  const known = worlds.get(world)
  if (known) return known
  const today = dayOf(new Date().toISOString())
  const fresh: AttendanceWorld = {
    rules: [
      {
        ...standardRule,
        ruleId: idOf(20, 1),
        unitId: null,
        effectiveFrom: '2026-01-01',
        basis: '县政府办〔2025〕41 号',
      },
      {
        ...standardRule,
        ruleId: idOf(20, 2),
        unitId: idOf(1, 1),
        effectiveFrom: '2026-05-01',
        flex: 30,
        legend: legendPresets.shapes,
        basis: '镇党政办公会 2026 年第 7 次',
      },
      { ...standardRule, ruleId: idOf(20, 3), unitId: idOf(1, 1), effectiveFrom: addDays(today, 9), graceIn: 10 },
      {
        ...standardRule,
        ruleId: idOf(20, 4),
        unitId: idOf(1, 5),
        effectiveFrom: '2026-03-01',
        checkInsPerDay: 4,
        fourReason: '窗口午间轮流值守，需要知道谁在。',
      },
    ],
    decided: new Map(),
    finals: new Map([
      [`${idOf(1, 1)} ${monthBefore(monthBefore(monthOf(today)))}`, { revision: 1, reason: '', differences: 3 }],
    ]),
    effect: { shown: 7, later: 7 },
    opened: 23,
    more: 0,
    alone: false,
  }
  worlds.set(world, fresh)
  return fresh
}

const monthBefore = (month: string): string => monthOf(addDays(`${month}-01`, -1))
const sumOf = (text: string): number =>
  [...text].reduce((sum, it, n) => (sum * 31 + it.charCodeAt(0) * (n + 7)) % 100_003, 7)

function calendarOf(day: string): CalendarDay {
  const weekday = weekdayOf(day)
  const holiday = day.endsWith('-05')
  const makeUp = weekday === 6 && Number(day.slice(8)) <= 7 && !holiday
  const rest = holiday || (weekday > 5 && !makeUp)
  return {
    day,
    type: holiday ? 'holiday' : makeUp ? 'makeUpWorkday' : weekday > 5 ? 'weekend' : 'workday',
    am: rest ? 'rest' : 'work',
    pm: rest ? 'rest' : 'work',
    name: holiday ? '示例节' : makeUp ? '调休上班' : '',
    layer: holiday || makeUp ? 'nation' : null,
    reason: '',
    document: '',
  }
}

const kinds: LeaveKind[] = ['personal', 'sick', 'annual']

const yesterday = new Map<string, HalfVerdict>([
  [idOf(3, 3), { state: 'noCheckIn', missing: 'both' }],
  [idOf(3, 5), { state: 'late', lateSeconds: 642, earlySeconds: 0 }],
  [idOf(3, 7), { state: 'unknown', why: 'stationSilent' }],
  [idOf(3, 2), { state: 'early', earlySeconds: 75 }],
])

/** What the machine came to. */
function machineSays(staffId: string, day: string, half: Half): HalfVerdict {
  const today = dayOf(new Date().toISOString())
  // Whatever the day of the test: of the day before there is something to explain, and of no other day of that week.
  const asked = day === addDays(today, -1) && half === 'am' ? yesterday.get(staffId) : undefined
  if (asked) return asked
  const calendar = calendarOf(day)
  if (calendar[half] === 'rest') return { state: 'rest', why: calendar.type === 'holiday' ? 'holiday' : 'weekend' }
  if (day > today) return { state: 'notYet' }
  if (day > addDays(today, -7)) return { state: 'present' }
  const of = sumOf(`${staffId}${day}${half}`) % 100
  if (of < 3) return { state: 'late', lateSeconds: 320 + of * 137, earlySeconds: of === 2 ? 540 : 0 }
  if (of === 3) return { state: 'early', earlySeconds: 660 }
  if (of < 6) return { state: 'noCheckIn', missing: of === 4 ? 'both' : 'departure' }
  if (of === 6) return { state: 'unknown', why: 'stationSilent' }
  if (of < 9) return { state: 'outing' }
  if (of < 13) return { state: 'leave', leave: kinds[of % 3]! }
  return { state: 'present' }
}

function verdictOf(world: World, staffId: string, day: string, half: Half): HalfVerdict {
  const decided = attendanceOf(world).decided.get(`${staffId} ${day} ${half}`)
  if (decided) return decided.decision === 'absent' ? { state: 'absent' } : { state: 'present' }
  return machineSays(staffId, day, half)
}

const because: Because = {
  rule: {
    zh: '上午 8:30–12:00，到岗宽限 5 分钟（2026-05-01 起的规则）。',
    en: 'Morning 8:30–12:00, five minutes forgiven (rule from 2026-05-01).',
  },
  used: [{ zh: '08:40:12 到岗签到，青山镇便民服务中心，时间等级 A', en: 'Check-in 08:40:12, arrival, grade A' }],
  ignored: [
    {
      what: { zh: '08:40:31 再次签到', en: 'Check-in 08:40:31' },
      why: { zh: '同一次到岗的重复签到', en: 'a repetition of the same arrival' },
    },
  ],
}

const judged = (world: World, staffId: string, day: string, half: Half): JudgedHalf => {
  const verdict = verdictOf(world, staffId, day, half)
  const seen = verdict.state === 'present' || verdict.state === 'late' || verdict.state === 'early'
  return {
    verdict,
    timeGrade: seen ? 'A' : null,
    because: seen ? because : { rule: because.rule, used: [], ignored: [] },
  }
}

const halves = ['am', 'pm'] as const
const daysIn = (month: string): string[] => {
  const { from, to } = daysOfMonth(month)
  return Array.from({ length: Number(to.slice(8)) }, (_, n) => addDays(from, n))
}

function totalsOf(verdicts: readonly HalfVerdict[]): MonthTotals {
  const halfDays = (state: HalfVerdict['state']) => verdicts.filter((it) => it.state === state).length / 2
  const leave: Partial<Record<LeaveKind, number>> = {}
  for (const it of verdicts) if (it.state === 'leave') leave[it.leave] = (leave[it.leave] ?? 0) + 0.5
  return {
    expected: verdicts.filter((it) => it.state !== 'rest').length / 2,
    present: halfDays('present') + halfDays('late') + halfDays('early') + halfDays('outing'),
    lateTimes: halfDays('late') * 2,
    earlyTimes: halfDays('early') * 2,
    noCheckIn: halfDays('noCheckIn'),
    absent: halfDays('absent'),
    outing: halfDays('outing'),
    dutyTimes: 0,
    unknown: halfDays('unknown'),
    leave,
  }
}

type Person = Pick<StaffRow, 'staffId' | 'name' | 'post' | 'employeeNo' | 'unitId'>

function peopleOf(world: World, unitId: string, below = true): Person[] {
  const units = below ? unitsUnder(unitId, world.units) : new Set([unitId])
  const known: Person[] = world.staff.filter((it) => units.has(it.unitId) && it.leftOn === null)
  const more = Array.from({ length: attendanceOf(world).more }, (_, n) => ({
    staffId: idOf(30, n + 1),
    name: `测试员${n + 1}`,
    post: '网格员',
    employeeNo: `T${n + 1}`,
    unitId,
  }))
  return [...known, ...more]
}

type Case = { staffId: string; day: string; half: Half }
function casesOf(world: World, unitId: string, from: string, to: string): Case[] {
  const today = dayOf(new Date().toISOString())
  const days: string[] = []
  for (let day = from; day <= to && day <= today; day = addDays(day, 1)) days.push(day)
  return peopleOf(world, unitId).flatMap(({ staffId }) =>
    days.flatMap((day) =>
      halves.filter((half) => isCase(machineSays(staffId, day, half))).map((half) => ({ staffId, day, half })),
    ),
  )
}
const keyOf = ({ staffId, day, half }: Case) => `${staffId} ${day} ${half}`

function sheetOf(world: World, unitId: string, month: string, below: boolean): attendance.MonthSheet {
  const known = attendanceOf(world)
  const { from, to } = daysOfMonth(month)
  const final = known.finals.get(`${unitId} ${month}`)
  const openCases = casesOf(world, unitId, from, to).filter((it) =>
    ['noCheckIn', 'unknown'].includes(verdictOf(world, it.staffId, it.day, it.half).state),
  ).length
  return {
    unitId,
    unitName: world.units.find((it) => it.unitId === unitId)?.name ?? '',
    month,
    days: daysIn(month).map(calendarOf),
    legend: standardLegend,
    rows: peopleOf(world, unitId, below).map(({ staffId, name, post, employeeNo }) => {
      const cells = daysIn(month).map((day) => ({
        am: verdictOf(world, staffId, day, 'am'),
        pm: verdictOf(world, staffId, day, 'pm'),
      }))
      const totals = totalsOf(cells.flatMap((it) => [it.am, it.pm]))
      const sick = totals.leave.sick ?? 0
      const remark = {
        zh: sick > 0 ? `病假 ${sick} 天，有假条` : '',
        en: sick > 0 ? `Sick ${sick} d, with a note` : '',
      }
      return { staffId, name, post, employeeNo, cells, totals, remark }
    }),
    state: final
      ? { kind: 'final', at: new Date().toISOString(), by: '王芳', erased: 0, ...final }
      : { kind: 'open', openCases, waitingRequests: 1 },
    obstacles:
      month >= monthOf(dayOf(new Date().toISOString()))
        ? [{ zh: '这个月还没有结束。', en: 'The month is not over.' }]
        : [],
    simulated: true,
  }
}

function differencesOf(world: World, unitId: string, month: string, n: number) {
  return peopleOf(world, unitId)
    .slice(0, n)
    .map(({ staffId }, of) => ({
      staffId,
      day: `${month}-${String(9 + of).padStart(2, '0')}`,
      half: halves[of % 2]!,
      before: { state: 'noCheckIn', missing: 'both' } as const,
      after: { state: 'leave', leave: 'sick' } as const,
    }))
}

const sheets: TestAnswer[] = [
  on(attendance.readToday, ({ world }) => ({
    at: new Date().toISOString(),
    people: world.staff
      .filter((it) => it.leftOn === null)
      .map((it, n) => {
        const seen = world.checkIns.find((row) => row.staffId === it.staffId)
        const state = seen ? ('seen' as const) : (['expected', 'notSeen', 'leave', 'unknown', 'rest'] as const)[n % 5]!
        const from = state === 'expected' ? new Date(Date.now() + 3_600_000).toISOString() : null
        return { staffId: it.staffId, siteId: it.siteId, state, since: seen?.at ?? null, from }
      }),
  })),
  on(attendance.listCases, ({ world, query, accountId }) => {
    const own = world.accounts.find((it) => it.accountId === accountId)?.staffId
    return casesOf(world, query.unitId, query.from, query.to)
      .map((it) => {
        const decided = attendanceOf(world).decided.get(keyOf(it)) ?? null
        const half = judged(world, it.staffId, it.day, it.half)
        return {
          ...it,
          ...half,
          requestId: sumOf(keyOf(it)) % 9 === 0 ? idOf(31, 1) : null,
          decided,
          mayCallAbsent: it.staffId !== own && half.verdict.state === 'noCheckIn',
        }
      })
      .filter((it) => query.all === true || it.decided === null)
  }),
  on(attendance.decideCase, ({ world, body, accountId }) => {
    const own = world.accounts.find((it) => it.accountId === accountId)?.staffId
    if (body.staffId === own) throw new No('forbidden')
    const { decided, alone } = attendanceOf(world)
    if (body.decision === 'reopened') decided.delete(keyOf(body))
    else decided.set(keyOf(body), { decision: body.decision, reason: body.reason, at: new Date().toISOString() })
    return { ...done, second: alone ? ({ state: 'alone', proposalId: idOf(61, 7) } as const) : notNeeded }
  }),
  on(attendance.readMonthSheet, ({ world, query }) => {
    const sheet = sheetOf(world, query.unitId, query.month, query.below ?? false)
    if (query.revision === undefined || sheet.state.kind === 'open') return sheet
    return { ...sheet, state: { ...sheet.state, revision: query.revision } }
  }),
  on(attendance.listDifferences, ({ world, query }) => {
    const n = attendanceOf(world).finals.get(`${query.unitId} ${query.month}`)?.differences ?? 0
    return differencesOf(world, query.unitId, query.month, n)
  }),
  on(attendance.listRevisions, ({ world, query: { unitId, month } }) => {
    const final = attendanceOf(world).finals.get(`${unitId} ${month}`)
    return Array.from({ length: final?.revision ?? 0 }, (_, n) => ({
      revision: n + 1,
      at: `${addDays(`${month}-28`, 10 + n)}T02:00:00.000Z`,
      by: '王芳',
      reason: n + 1 === final?.revision ? final.reason : n === 0 ? '' : '补登病假',
      people: peopleOf(world, unitId, false).length,
      erased: 0,
      changes: n === 0 ? [] : differencesOf(world, unitId, month, 2),
    })).reverse()
  }),
  on(attendance.finaliseMonth, ({ world, body }) => {
    const { finals } = attendanceOf(world)
    const key = `${body.unitId} ${body.month}`
    finals.set(key, { revision: (finals.get(key)?.revision ?? 0) + 1, reason: body.reason, differences: 0 })
    return { ...sheetOf(world, body.unitId, body.month, false), second: notNeeded }
  }),
  on(attendance.readPersonMonth, ({ world, query: { staffId, month } }) => {
    const days = daysIn(month).map((day) => ({
      calendar: calendarOf(day),
      verdict: { staffId, day, am: judged(world, staffId, day, 'am'), pm: judged(world, staffId, day, 'pm') },
    }))
    const totals = totalsOf(days.flatMap(({ verdict }) => [verdict.am.verdict, verdict.pm.verdict]))
    return { staffId, month, days, totals, legend: standardLegend, simulated: true }
  }),
]

const rules: TestAnswer[] = [
  on(attendance.listRules, ({ world }) => attendanceOf(world).rules),
  on(attendance.previewRule, ({ world, body }) => {
    const { effect } = attendanceOf(world)
    const unitId = body.unitId ?? world.units[0]!.unitId
    return {
      people: 3,
      differences: differencesOf(world, unitId, '2026-11', Math.min(effect.shown, 3)),
      total: effect.shown,
    }
  }),
  on(attendance.keepRule, ({ world, params, body }) => {
    const known = attendanceOf(world)
    if (body.seen !== known.effect.later) {
      known.effect.shown = known.effect.later
      throw new No('ruleSeenOtherwise')
    }
    const rule = { ...params, ...body.rule }
    known.rules = [...known.rules.filter((it) => it.ruleId !== rule.ruleId), rule]
    return { ...rule, second: awaited }
  }),
  on(attendance.liftRule, ({ world, params }) => {
    const known = attendanceOf(world)
    known.rules = known.rules.filter((it) => it.ruleId !== params.ruleId)
    return { ...done, second: notNeeded }
  }),
  on(attendance.readBulletin, ({ world, query: { unitId, month } }) => {
    const known = attendanceOf(world)
    known.opened += 1
    const people = peopleOf(world, unitId)
    const today = dayOf(new Date().toISOString())
    const verdicts = (day: string) =>
      people.flatMap(({ staffId }) => halves.map((half) => verdictOf(world, staffId, day, half)))
    return {
      unitId,
      unitName: world.units.find((it) => it.unitId === unitId)?.name ?? '',
      month,
      people: people.length,
      totals: totalsOf(daysIn(month).flatMap(verdicts)),
      openShare: 0.934,
      byDay: daysIn(month)
        .filter((day) => day <= today)
        .map((day) => {
          const of = totalsOf(verdicts(day))
          const away = Object.values(of.leave).reduce((sum, it) => sum + it, 0) + of.outing
          return { day, expected: of.expected, present: of.present - of.outing, away, open: of.noCheckIn + of.unknown }
        }),
      before: [-3, -2, -1].map((by) => {
        const of = addMonths(month, by)
        const totals = totalsOf(daysIn(of).flatMap(verdicts))
        return { month: of, people: people.length, totals, final: known.finals.has(`${unitId} ${of}`) }
      }),
      requests: { leave: 6, outing: 11, correction: 2 },
      opened: known.opened,
      final: known.finals.has(`${unitId} ${month}`),
      simulated: true,
    }
  }),
]

/** Answers of the test-side server about attendance. */
export const attendanceAnswers: readonly TestAnswer[] = [...sheets, ...rules]
