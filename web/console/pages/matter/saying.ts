import type { Limit } from '../../../../src/contract/matterTypes.ts'
import type { Language } from '../../../shared/language.ts'

const units = {
  zh: { workingDays: '个工作日', workingHours: '个工作小时', workingSeconds: '工作秒', days: '天' },
  en: { workingDays: 'working day', workingHours: 'working hour', workingSeconds: 'working second', days: 'day' },
} as const

/** How long something may take, in words. */
export const sayLimit = ({ unit, amount }: Limit, language: Language): string =>
  language === 'zh' ? `${amount} ${units.zh[unit]}` : `${amount} ${units.en[unit]}${amount === 1 ? '' : 's'}`

/**
 * A time in hours, minutes and seconds: working time, which knows no days. Negative where it is over; the words around it
 * tell that.
 */
export function sayDuration(seconds: number, language: Language): string {
  const all = Math.abs(Math.trunc(seconds))
  const parts = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60]
  const first = parts.findIndex((it) => it > 0)
  const names = language === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's']
  const shown = parts.map((it, n) => `${it} ${names[n]}`).slice(first === -1 ? 2 : first)
  return shown.join(' ')
}
