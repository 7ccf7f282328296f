import { dayAndClock, shortDay } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'

/** An instant at the county, to the second: `3月5日 17:30:00`. */
export function toTheSecond(iso: string, language: Language): string {
  const { day, clock } = dayAndClock(Date.parse(iso))
  return `${shortDay(day, language)} ${clock.replace(/^0/, '')}`
}

/** Seconds as people say them, none left out: `2 小时 5 分 9 秒`. */
export function spokenSeconds(seconds: number, language: Language): string {
  const all = Math.max(0, Math.round(seconds))
  const parts = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  const names = language === 'zh' ? [' 小时', ' 分', ' 秒'] : [' h', ' min', ' s']
  const first = parts.findIndex((it) => it > 0)
  return parts
    .map((it, i) => `${it}${names[i]}`)
    .slice(first === -1 ? 2 : first)
    .join(' ')
}
