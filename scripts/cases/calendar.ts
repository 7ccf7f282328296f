import { daysBetween } from '../../src/attendance/rules/balance.ts'
import { weekdayNumber } from '../../src/attendance/rules/clock.ts'
import { dayOf, everybody, nationDay } from '../../src/calendar/days.ts'
import { makeCalendar } from '../../src/calendar/layers.ts'
import { readNotice } from '../../src/calendar/notice.ts'
import type { CalendarDay, DayOverride } from '../../src/contract/calendar.ts'
import { type Adapter, fieldsOf, isFields, listOf, textOf, textsOf } from './case.ts'
import type { Result } from './result.ts'

const dayWords: Record<CalendarDay['type'], string> = {
  workday: 'workday',
  weekend: 'weekend',
  holiday: 'off',
  makeUpWorkday: 'makeup_workday',
  dayOff: 'off',
}

/** What the shipped national calendar says of a day. */
export const calendarDay: Adapter = ({ it }) => {
  const day = nationDay(textOf(it.date) ?? '')
  return { dayType: dayWords[day.type], workday: day.am === 'work', name: day.name }
}

/** `work on holiday 2026-05-01` decided in the county, and the year's notice taken in again after it. */
export const calendarLayers: Adapter = ({ it, askedDays }) => {
  const told = /\d{4}-\d\d-\d\d/.exec(it.description)?.[0] ?? ''
  const notice = {
    year: Number(told.slice(0, 4)),
    documentNo: '',
    source: 'case',
    days: [{ day: told, off: true, name: '' }],
  }
  const override: DayOverride = {
    overrideId: '00000000-0000-4000-8000-000000000001',
    layer: 'county',
    unitId: null,
    staffId: null,
    from: told,
    to: told,
    half: null,
    work: /work on/i.test(it.description),
    name: '',
    reason: it.description,
    document: '',
  }
  const again = makeCalendar([notice, notice], [override])
  return Object.fromEntries(
    askedDays.map((day) => {
      const judged = dayOf(again, day, everybody)
      return [day, { closes: judged.am === 'rest', adjusted: judged.layer === 'county' }]
    }),
  )
}

/** The days that a year's list names: those off, and make-up workdays. */
interface ListedYear {
  readonly year: string
  readonly off: readonly string[]
  readonly work: readonly string[]
}

/** The years of a file, `{ years: { 2026: { off, work } } }`, or one year with its `days`; undefined if it has none. */
export function yearsIn(content: unknown): readonly ListedYear[] | undefined {
  if (!isFields(content)) return undefined
  if (isFields(content.years))
    return Object.entries(content.years).map(([year, it]) => {
      const { off, work } = fieldsOf(it)
      return { year, off: textsOf(off), work: textsOf(work) }
    })
  const days = listOf(content.days).filter(isFields)
  if (!days.some((it) => typeof it.isOffDay === 'boolean')) return undefined
  const listed = (isOff: boolean): readonly string[] =>
    days.filter((it) => it.isOffDay === isOff).flatMap((it) => textOf(it.date) ?? [])
  return [{ year: String(content.year), off: listed(true), work: listed(false) }]
}

/** Every day of the years of a file: days off and make-up workdays as listed, all others as the week has them. */
export function runYears(years: readonly ListedYear[]): readonly Result[] {
  const isRead = ({ year, off, work }: ListedYear): boolean =>
    /^\d{4}$/.test(year) && off.length > 0 && [...off, ...work].every((day) => /^\d{4}-\d\d-\d\d$/.test(day))
  const unread = years
    .filter((it) => !isRead(it))
    .map((it) => ({ name: `${it.year} china calendar`, wrong: ['not a year with its days off'], skipped: null }))
  return [...unread, ...runDays(years.filter(isRead))]
}

function runDays(years: readonly ListedYear[]): readonly Result[] {
  const told = new Map(
    years.flatMap(({ off, work }) => [
      ...off.map((day) => [day, false] as const),
      ...work.map((day) => [day, true] as const),
    ]),
  )
  const all = years.flatMap(({ year }) => daysBetween(`${year}-01-01`, `${year}-12-31`))
  return [...new Set([...all, ...told.keys()])].sort().map((day) => {
    const expected = told.get(day) ?? weekdayNumber(day) <= 5
    const got = nationDay(day)
    const wrong =
      (got.am === 'work') === expected && got.pm === got.am
        ? []
        : [`expected ${expected ? 'work' : 'rest'}, got ${got.type}`]
    return { name: `${day} china calendar`, wrong, skipped: null }
  })
}

/** Sentences of notices and the days they name, whatever their order. */
export function runNotices(file: readonly unknown[]): readonly Result[] {
  return file.map((one, index) => {
    const it = fieldsOf(one)
    const name = `notice ${index + 1} of ${String(it.year)}: ${String(it.description).slice(0, 60)}`
    if (!isNoticeCase(one)) return { name, wrong: ['not a notice case'], skipped: null }
    const { days } = readNotice(Number(it.year), String(it.description))
    const got = days.map((day) => `${day.day} ${day.off ? 'off' : 'work'}`).sort()
    const expected = listOf(it.expected)
      .map((day) => `${fieldsOf(day).date} ${fieldsOf(day).isOffDay ? 'off' : 'work'}`)
      .sort()
    const alike = got.join() === expected.join()
    return { name, wrong: alike ? [] : [`expected ${expected.join(', ')}; got ${got.join(', ')}`], skipped: null }
  })
}

export const isNoticeCase = (value: unknown): boolean =>
  isFields(value) && value.year !== undefined && typeof value.description === 'string' && Array.isArray(value.expected)
