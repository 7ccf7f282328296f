import { useEffect, useState } from 'react'
import { clockOf, type Day, dayOf, type Iso, weekdayOf } from '../../../src/kit/time.ts'
import type { Language } from '../language.tsx'

/** `HH:MM` in the county's zone. */
export const shortClock = (iso: Iso): string => clockOf(iso).slice(0, 5)

/** `YYYY-MM-DD HH:MM:SS` in the county's zone. */
export const stampOf = (iso: Iso): string => `${dayOf(iso)} ${clockOf(iso)}`

/** A day as people read it: 3月2日 周一, or Mon 2 Mar. */
export function dayLabel(day: Day, language: Language): string {
  const noon = new Date(`${day}T12:00:00Z`)
  return language === 'zh'
    ? `${noon.getUTCMonth() + 1}月${noon.getUTCDate()}日 周${'一二三四五六日'[weekdayOf(day) - 1]}`
    : noon.toLocaleDateString('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })
}

/** How long ago, in the coarsest unit that still says something. */
export function agoLabel(iso: Iso, now: Iso, language: Language): string {
  const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(iso)) / 60_000))
  const format = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' })
  if (minutes < 1) return language === 'zh' ? '刚刚' : 'just now'
  if (minutes < 90) return format.format(-minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 36 ? format.format(-hours, 'hour') : format.format(-Math.round(hours / 24), 'day')
}

/** The present instant of each drawing; the page draws itself anew every so often while it stands. */
export function useNow(everySeconds = 30): Iso {
  const [, draw] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => draw((times) => times + 1), everySeconds * 1000)
    return () => clearInterval(timer)
  }, [everySeconds])
  return new Date().toISOString()
}
