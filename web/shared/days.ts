import type { Language } from './language.ts'

const zone = 'Asia/Shanghai'
const weekdaysZh = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'] as const
const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** Day `YYYY-MM-DD` and wall clock `HH:MM:SS` of an instant at the county, without a date library. */
export function dayAndClock(epochMs: number): { day: string; clock: string } {
  const of = new Map(parts.formatToParts(epochMs).map((part) => [part.type, part.value]))
  return {
    day: `${of.get('year')}-${of.get('month')}-${of.get('day')}`,
    clock: `${of.get('hour')}:${of.get('minute')}:${of.get('second')}`,
  }
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

export function weekdayName(weekday: number, language: Language): string {
  return (language === 'zh' ? weekdaysZh : weekdaysEn)[weekday - 1] ?? ''
}

/** `3月2日` or `2 Mar`; anything that is not a plain day comes back as it was. */
export function shortDay(day: string, language: Language): string {
  const [, month, date] = /^\d{4}-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (month === undefined || date === undefined) return day

  return language === 'zh' ? `${Number(month)}月${Number(date)}日` : `${Number(date)} ${months[Number(month) - 1]}`
}

/** `8:30` as people say it; `08:30:00` loses its seconds. */
export const spokenClock = (clock: string): string => clock.replace(/^0(\d)/, '$1').replace(/^(\d+:\d\d):\d\d$/, '$1')
