import { describe, expect, test } from 'vitest'
import { judgeDay } from '../../../src/attendance/rules/day.ts'
import { explain } from '../../../src/attendance/rules/explain.ts'
import { totalsOf } from '../../../src/attendance/rules/totals.ts'
import type { Legend } from '../../../src/contract/attendance.ts'
import { symbolKeys } from '../../../src/contract/attendance.ts'
import { signOf } from '../../../src/contract/verdictWords.ts'
import { at, day, judge, later, nothing, seen, setting } from './build.ts'

describe('what a layman reads', () => {
  test('the rule, what was used, what was left aside and why', () => {
    const checkIns = [seen(day, '08:41:07'), seen(day, '08:41:30'), seen(day, '11:00:00'), seen(day, '17:31:00')]
    const { am } = explain(judge({ checkIns }))
    expect(am.because.rule.zh).toBe(
      '到岗以签到为准：08:30 上班，08:35 前到不算迟到（规则自 2026-09-01 起，县政府办〔2026〕3号）',
    )
    expect(am.because.used.map(({ zh }) => zh)).toEqual(['08:41:07 到岗签到，时间等级 A（误差 1 秒内）'])
    expect(am.because.ignored.map(({ what, why }) => [what.zh, why.zh])).toEqual([
      ['08:41:30 签到，时间等级 A（误差 1 秒内）', '十分钟内的重复签到不另算'],
      ['11:00:00 签到，时间等级 A（误差 1 秒内）', '这半天只看第一次到岗和最后一次离岗'],
    ])
  })

  test('the benefit of the doubt is said', () => {
    const { am } = explain(judge({ checkIns: [seen(day, '08:35:20', 'B', 90), seen(day, '17:31:00')] }))
    expect(am.timeGrade).toBe('B')
    expect(am.because.used[0]?.zh).toBe(
      '08:35:20 到岗签到，时间等级 B（误差 90 秒内）；真实时间可能在界限 08:35:00 之前或之后，按有利于本人认定',
    )
  })

  test('a correction leaves the first check-in visible', () => {
    const corrections = [{ day, half: 'am', what: 'arrival', at: at(day, '08:28'), decidedAt: 1 } as const]
    const { am } = explain(judge({ checkIns: [seen(day, '09:10:00'), seen(day, '17:31:00')], corrections }))
    expect(am.because.used.map(({ zh }) => zh)).toEqual(['经批准的更正：08:28:00 到岗'])
    expect(am.because.ignored.map(({ what, why }) => `${what.zh}：${why.zh}`)).toEqual([
      '09:10:00 签到，时间等级 A（误差 1 秒内）：以批准的更正为准，原签到保留备查',
    ])
  })

  test.each([
    ['no station ever called', -Infinity, Infinity, '这段时间站点机没有工作或没有报到，不能认定'],
    ['none called before', -Infinity, at(day, '12:30'), '12:30:00 前站点机没有工作或没有报到，不能认定'],
    ['none called since', at(day, '08:00'), Infinity, '08:00:00 起 站点机没有工作或没有报到，不能认定'],
  ])('a silence without an end on one side or both: %s', (_, starts, ends, said) => {
    const { am } = explain(judge({ silences: [{ starts, ends }] }))
    expect(am.because.used.map(({ zh }) => zh)).toEqual([said])
  })

  test('an open half-day says until when a check-in counts', () => {
    const { am } = explain(judge({}, day, at(day, '09:00')))
    expect(am.because.used.map(({ zh }) => zh)).toEqual(['还没有到岗签到，12:00:00 前都算'])
  })

  test('a night shift names the day where it is another one', () => {
    const shift = { name: '夜班', kind: 'work', periods: [{ from: '20:00', to: '08:00' }], flex: 0 } as const
    const checkIns = [seen(day, '19:55:00'), seen('2026-09-16', '08:03:00')]
    const { pm } = explain(judge({ checkIns, plan: { kind: 'shift', shift, followsCalendar: false } }))
    expect(pm.because.used.map(({ zh }) => zh)).toEqual(['9月16日 08:03:00 离岗签到，时间等级 A（误差 1 秒内）'])
    expect(pm.because.rule.zh).toBe(
      '班次“夜班”：离岗以签到为准：9月16日 08:00 下班，9月16日 08:00 后走不算早退（规则自 2026-09-01 起，县政府办〔2026〕3号）',
    )
  })

  test('a decision names who decided and why', () => {
    const decisions = [
      { day, half: 'am', decision: 'excused', by: '张主任', reason: '下村调解', decidedAt: 1 } as const,
    ]
    const { am } = explain(judge({ checkIns: [seen(day, '09:10:00'), seen(day, '17:31:00')], decisions }))
    expect(am.because.used.at(-1)?.zh).toBe('张主任认定属正当情况：下村调解')
  })

  test('leave, outings, field shifts, silence and rest are told', () => {
    const used = (more: Parameters<typeof judge>[0]) => explain(judge(more)).am.because.used.map(({ zh }) => zh)
    const field = { name: '下村', kind: 'field', periods: [{ from: '08:00', to: '18:00' }], flex: 0 } as const
    const span = { starts: at(day, '08:00'), ends: at(day, '12:30') }
    expect(used({ leaves: [{ leave: 'annual', from: { day, half: 'am' }, to: { day, half: 'am' } }] })).toEqual([
      '已批准年休假',
    ])
    expect(used({ outings: [{ ...span, where: '李家村' }] })).toEqual(['08:00:00 至 12:30:00 外出：李家村'])
    expect(used({ plan: { kind: 'shift', shift: field, followsCalendar: true } })).toEqual([
      '当天按排班下村（在外工作）',
    ])
    expect(used({ silences: [span] })).toEqual(['08:00:00 至 12:30:00 站点机没有工作或没有报到，不能认定'])
    const holiday = explain(
      judge({
        calendar: { type: 'holiday', am: 'rest', pm: 'rest', name: '中秋节' },
        checkIns: [seen(day, '09:00:00')],
      }),
    )
    expect(holiday.am.because.rule.zh).toBe('法定节假日（中秋节）')
    expect(holiday.am.because.ignored[0]?.why.zh).toBe('这半天不用上班，签到不作考勤判断')
  })

  test('a duty beside the day is told with who led', () => {
    const duties = [{ dutyId: 'd', as: 'leader', starts: at(day, '18:30'), ends: at(day, '22:00') } as const]
    const { pm } = explain(
      judge({ duties, checkIns: [seen(day, '08:25:00'), seen(day, '17:31:00'), seen(day, '18:20:00')] }),
    )
    expect(pm.because.used.at(-1)?.zh).toBe('18:30:00 至 22:00:00 带班：18:20:00 签到，时间等级 A（误差 1 秒内）')
  })

  test('every sentence is there in English', () => {
    const { am, pm } = explain(judge({ checkIns: [seen(day, '08:41:07')] }))
    expect(am.because.rule.en).toBe(
      'Work starts at 08:30; up to 08:35 is not late (rule from 2026-09-01, 县政府办〔2026〕3号)',
    )
    expect(pm.because.used.map(({ en }) => en)).toEqual(['No check-in for the departure between 14:30:00 and 19:30:00'])
  })
})

describe('the sheet', () => {
  const legend = Object.fromEntries(symbolKeys.map((key) => [key, key])) as Legend

  test('sums up halves, times and leave', () => {
    const { am, pm, duties } = judge({
      checkIns: [seen(day, '08:41:07'), seen(day, '17:00:00'), seen(day, '18:20:00')],
      duties: [{ dutyId: 'd', as: 'leader', starts: at(day, '18:30'), ends: at(day, '22:00') }],
    })
    const away = judge({ leaves: [{ leave: 'sick', from: { day, half: 'am' }, to: { day, half: 'pm' } }] })
    expect(totalsOf([{ am, pm, duties }, away])).toEqual({
      expected: 2,
      present: 1,
      lateTimes: 1,
      earlyTimes: 0,
      noCheckIn: 0,
      absent: 0,
      outing: 0,
      dutyTimes: 1,
      unknown: 0,
      leave: { sick: 1 },
    })
  })

  test('a duty of a whole weekend day counts once', () => {
    const saturday = '2026-09-19'
    const duties = [{ dutyId: 'd', as: 'member', starts: at(saturday, '08:30'), ends: at(saturday, '17:30') } as const]
    const total = totalsOf([judge({ duties, checkIns: [seen(saturday, '09:00:00')] }, saturday)])
    expect(total).toMatchObject({ dutyTimes: 1, expected: 0, present: 0 })
  })

  test('a sign for every verdict, none for rest and what is open', () => {
    expect(signOf({ state: 'present' }, legend)).toBe('present')
    expect(signOf({ state: 'leave', leave: 'homeVisit' }, legend)).toBe('homeVisit')
    expect(signOf({ state: 'rest', why: 'weekend' }, legend)).toBe('')
    expect(signOf({ state: 'notYet' }, legend)).toBe('')
  })

  test('a day alone is judged like a day of its month, and must be in the input', () => {
    const input = { ...nothing, days: [setting(day)], checkIns: [seen(day, '08:25:00')] }
    expect(judgeDay(input, day, later).am.verdict).toEqual({ state: 'present' })
    expect(() => judgeDay(input, '2026-09-16', later)).toThrow('no day 2026-09-16')
  })
})
