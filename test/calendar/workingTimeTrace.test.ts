import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everybody } from '../../src/calendar/days.ts'
import { makeCalendar } from '../../src/calendar/layers.ts'
import { shippedNotices } from '../../src/calendar/nation.ts'
import { deadlineOf, type Task } from '../../src/calendar/workingTime/deadline.ts'
import { workingCalendarOf } from '../../src/calendar/workingTime/of.ts'
import { recompute } from '../../src/calendar/workingTime/recompute.ts'
import { traceDeadline } from '../../src/calendar/workingTime/trace.ts'
import { sayRecomputed, sayTrace } from '../../src/calendar/workingTime/words.ts'
import type { DayOverride } from '../../src/contract/calendar.ts'
import type { Limit } from '../../src/contract/matterTypes.ts'
import { usualHours } from '../../src/contract/workingHours.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt, toIso } from '../../src/kit/time.ts'

const notice = { year: 2026, documentNo: '国办发明电〔2025〕7号', source: '' }
const notices = [{ ...notice, days: shippedNotices.filter((it) => it.year === 2026).flatMap((it) => it.days) }]
const closed = (from: string, half: DayOverride['half'] = null): DayOverride => ({
  overrideId: newId(),
  layer: 'county',
  unitId: null,
  staffId: null,
  from,
  to: from,
  half,
  work: false,
  name: '',
  reason: '防汛停电',
  document: '县府办〔2026〕9号',
})
const county = workingCalendarOf(makeCalendar(notices, []), everybody, [usualHours])
const changed = workingCalendarOf(
  makeCalendar(notices, [closed('2026-09-28'), closed('2026-09-29', 'am')]),
  everybody,
  [usualHours],
)
const at = (text: string): string => instantAt(text.slice(0, 10), text.slice(11))
const days = (amount: number): Limit => ({ unit: 'workingDays', amount })
const task = (start: string, limit: Limit, more: Partial<Task> = {}): Task => ({
  start: at(start),
  limit,
  pauses: [],
  at: at(start),
  ...more,
})

const acrossNationalDay = task('2026-09-24 09:00:00', days(6), {
  pauses: [
    { from: at('2026-09-29 09:00:00'), to: at('2026-09-29 10:00:00') },
    { from: at('2026-10-10 09:00:00'), to: null },
  ],
  at: at('2026-10-10 10:00:00'),
})

describe('how a due date came about, in words', () => {
  test('in Chinese', () => {
    expect(sayTrace(traceDeadline(county, acrossNationalDay), 'zh')).toEqual([
      '2026年9月24日（周四） 09:00:00开始，期限 6 个工作日。',
      '开始的当日不计，自次日2026年9月25日（周五）起算。',
      '2026年9月24日（周四）：开始当日，不计。',
      '2026年9月25日（周五）至2026年9月27日（周日）：放假（中秋节，国办发明电〔2025〕7号），不计。',
      '2026年9月28日（周一）至2026年9月30日（周三）：工作日，计 3 天（第 1 至 3 天）。',
      '2026年10月1日（周四）至2026年10月7日（周三）：放假（国庆节，国办发明电〔2025〕7号），不计。',
      '2026年10月8日（周四）至2026年10月9日（周五）：工作日，计 2 天（第 4 至 5 天）。',
      '2026年10月10日（周六）：调休上班（国庆节，国办发明电〔2025〕7号），计为第 6 天。',
      '不计暂停，应于2026年10月10日（周六） 17:30:00到期。',
      '2026年9月29日（周二） 09:00:00至2026年9月29日（周二） 10:00:00暂停，其中工作时间 1 小时，截止顺延至2026年10月12日（周一） 09:30:00。',
      '2026年10月11日（周日）：周末，不计。',
      '2026年10月10日（周六） 09:00:00起暂停，至今其中工作时间 1 小时，截止随之顺延，目前为2026年10月12日（周一） 10:30:00。',
      '截止时刻：2026年10月12日（周一） 10:30:00，此后即为超期。',
    ])
  })

  test('in English, hours into a year whose holidays are not known', () => {
    const told = task('2026-12-30 20:00:00', { unit: 'workingHours', amount: 15 })
    expect(sayTrace(traceDeadline(county, told), 'en')).toEqual([
      'Begun Wed 2026-12-30, 20:00:00 (outside working hours); limit: 15 working hours.',
      'Counted from the next opening, Thu 2026-12-31, 08:30:00.',
      'Wed 2026-12-30 to Thu 2026-12-31: ordinary hours, counted: 7 h.',
      'Fri 2027-01-01: ordinary hours, assumed, counted: 7 h.',
      'Sat 2027-01-02 to Sun 2027-01-03: weekend, not counted.',
      'Mon 2027-01-04: ordinary hours, assumed, counted: 1 h.',
      'Due Mon 2027-01-04, 09:30:00; overdue only after that.',
      'From Fri 2027-01-01 on holidays or hours are not known yet: ordinary weeks are assumed, and the date may change.',
    ])
  })

  test('calendar days count holidays, and go on to the next working day', () => {
    const told = task('2026-09-30 09:00:00', { unit: 'days', amount: 2 })
    expect(sayTrace(traceDeadline(county, told), 'zh')).toEqual([
      '2026年9月30日（周三） 09:00:00开始，期限 2 日（自然日）。',
      '开始的当日不计，自次日2026年10月1日（周四）起算。',
      '2026年9月30日（周三）：开始当日，不计。',
      '2026年10月1日（周四）至2026年10月2日（周五）：放假（国庆节，国办发明电〔2025〕7号），计 2 天（第 1 至 2 天）。',
      '2026年10月3日（周六）至2026年10月7日（周三）：放假（国庆节，国办发明电〔2025〕7号），不计。',
      '最后一日不是工作日，顺延至2026年10月8日（周四）。',
      '截止时刻：2026年10月8日（周四） 17:30:00，此后即为超期。',
    ])
  })

  test('a pause that came too late is told', () => {
    const pauses = [{ from: at('2026-03-04 08:30:00'), to: at('2026-03-05 08:30:00') }]
    const told = task('2026-03-02 09:00:00', days(1), { pauses, at: at('2026-03-06 09:00:00') })
    expect(sayTrace(traceDeadline(county, told), 'zh')).toContain(
      '2026年3月4日（周三） 08:30:00的暂停开始时已经超期，不再顺延。',
    )
  })

  test('its last word is the due date, whatever the task', () => {
    const anyTask = fc.record({
      start: fc.integer({ min: 0, max: 1_000 * 86_400 }).map((it) => toIso(Date.UTC(2024, 0, 10) + it * 1_000)),
      limit: fc.record({
        unit: fc.constantFrom('workingDays' as const, 'workingHours' as const, 'days' as const),
        amount: fc.integer({ min: 1, max: 40 }),
      }),
      pause: fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 90 })),
    })
    fc.assert(
      fc.property(anyTask, ({ start, limit, pause: [into, hours] }) => {
        const from = Date.parse(start) + into * 3_600_000
        const pauses = [{ from: toIso(from), to: toIso(from + hours * 3_600_000) }]
        const told = { start, limit, pauses, at: toIso(from + 200 * 3_600_000) }
        const { steps } = traceDeadline(county, told)
        const { dueAt, assumed } = deadlineOf(county, told)
        expect(steps.findLast((it) => it.kind === 'due')).toEqual({ kind: 'due', at: dueAt })
        expect(steps.some((it) => it.kind === 'assumed')).toBe(assumed)
        const counted = steps.flatMap((it) => (it.kind === 'days' && it.counted ? [it.counted] : []))
        if (limit.unit === 'workingHours') {
          const seconds = steps.reduce((sum, it) => sum + (it.kind === 'days' ? (it.seconds ?? 0) : 0), 0)
          expect(seconds).toBe(limit.amount * 3_600)
        } else expect(counted.at(-1)?.[1]).toBe(limit.amount)
      }),
    )
  })
})

describe('a calendar that changed afterwards', () => {
  const kept = { dueAt: deadlineOf(county, acrossNationalDay).dueAt, calendarId: county.id, calendar: county }

  test('both due dates stay, each with its version, and the days between are named', () => {
    const found = recompute(acrossNationalDay, kept, changed)
    expect(found.before).toEqual({ dueAt: at('2026-10-12 10:30:00'), calendarId: county.id })
    expect(found.after).toMatchObject({ dueAt: at('2026-10-13 09:30:00'), calendarId: changed.id })
    expect(sayRecomputed(found, 'Asia/Shanghai', 'zh')).toEqual([
      '日历已更改，截止时刻由2026年10月12日（周一） 10:30:00改为2026年10月13日（周二） 09:30:00。',
      '2026年9月28日（周一）：原为工作日（工作时间 7 小时），现为停止办公（防汛停电，县府办〔2026〕9号）（工作时间 0 秒）。',
      '2026年9月29日（周二）：原为工作日（工作时间 7 小时），现为部分时间停止办公（防汛停电，只下午办公，县府办〔2026〕9号）（工作时间 3 小时 30 分）。',
    ])
    expect(sayRecomputed(found, 'Asia/Shanghai', 'en')[1]).toBe(
      'Mon 2026-09-28: was ordinary hours (7 h worked), is closed (防汛停电, 县府办〔2026〕9号) (0 s worked).',
    )
  })

  test('where nothing moves it is said, and no old calendar is needed for that', () => {
    const found = recompute(acrossNationalDay, { ...kept, calendar: null }, county)
    expect(found).toMatchObject({ moved: false, days: [] })
    expect(sayRecomputed(found, 'Asia/Shanghai', 'en')).toEqual([
      'The calendar changed; it stays due Mon 2026-10-12, 10:30:00.',
    ])
  })
})
