import type { HolidayNotice, NoticeDay } from '../contract/calendar.ts'
import nation from './nation.json' with { type: 'json' }
import { listDays } from './plainDay.ts'

/** A notice as the calendar uses it. */
export type NoticeInForce = Omit<HolidayNotice, 'noticeId' | 'text'>

/** The notices shipped with the product, 2007 to 2026, in the order they were given out: a later one changes an earlier. */
export const shippedNotices: readonly NoticeInForce[] = nation.notices.map(({ year, source, off, work }) => ({
  year,
  documentNo: '',
  source,
  days: [
    ...off.flatMap(([name = '', from = '', to = '']) => listDays(from, to).map((day) => ({ day, off: true, name }))),
    ...work.map(([name = '', day = '']) => ({ day, off: false, name })),
  ],
}))

/** The days of the first shipped notice of a year, as they were before others changed them. */
export const listFirstDays = (year: number): readonly NoticeDay[] =>
  shippedNotices.find((it) => it.year === year)?.days ?? []
