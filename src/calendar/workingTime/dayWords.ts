import type { Limit } from '../../contract/matterTypes.ts'
import { type Day, weekdayOf } from '../../kit/time.ts'
import type { DayReason } from './dayReason.ts'
import type { DaysStep } from './traceDays.ts'

export type Language = 'zh' | 'en'

/** Days in a row: which, why, and what was counted on them. */
export function sayDays({ from, to, reason, counted, seconds }: DaysStep, language: Language): string {
  const [a, b] = [sayDay(from, language), sayDay(to, language)]
  const why = sayReason(reason, language)
  if (language === 'en') return `${from === to ? a : `${a} to ${b}`}: ${why}, ${tallyInEnglish(counted, seconds)}.`
  return `${from === to ? a : `${a}至${b}`}：${why}，${tallyInChinese(counted, seconds)}。`
}

function tallyInChinese(counted: DaysStep['counted'], seconds: number | null): string {
  if (seconds !== null && seconds > 0) return `计工作时间 ${sayDuration(seconds, 'zh')}`
  if (counted === null) return '不计'
  const [first, last] = counted
  return first === last ? `计为第 ${first} 天` : `计 ${last - first + 1} 天（第 ${first} 至 ${last} 天）`
}

function tallyInEnglish(counted: DaysStep['counted'], seconds: number | null): string {
  if (seconds !== null && seconds > 0) return `counted: ${sayDuration(seconds, 'en')}`
  if (counted === null) return 'not counted'
  const [first, last] = counted
  return first === last ? `counted as day ${first}` : `counted as days ${first} to ${last}`
}

const whys: Record<DayReason['why'], Record<Language, string>> = {
  workday: { zh: '工作日', en: 'ordinary hours' },
  weekend: { zh: '周末', en: 'weekend' },
  noHours: { zh: '不办公', en: 'no working hours' },
  startDay: { zh: '开始当日', en: 'the day of the start' },
  holiday: { zh: '放假', en: 'holiday' },
  makeUp: { zh: '调休上班', en: 'make-up workday' },
  closure: { zh: '停止办公', en: 'closed' },
  ownHours: { zh: '当日另定时间', en: 'hours of its own' },
}

/** Why a day is worked or not, with who said so. */
export function sayReason({ why, works, name, reason, document, half, known }: DayReason, language: Language): string {
  const word = why === 'closure' && works ? partly : why === 'workday' && !known ? guessed : whys[why]
  const details = [name, reason, half === null ? '' : halves[half][language], document].filter((it) => it !== '')
  if (details.length === 0) return word[language]
  return language === 'zh' ? `${word.zh}（${details.join('，')}）` : `${word.en} (${details.join(', ')})`
}

const partly = { zh: '部分时间停止办公', en: 'partly closed' }
const guessed = { zh: '推定为工作日', en: 'ordinary hours, assumed' }
const halves = { am: { zh: '只上午办公', en: 'mornings only' }, pm: { zh: '只下午办公', en: 'afternoons only' } }

/** `2 小时 5 秒`; `0 秒` for nothing. Whole seconds, rounded down. */
export function sayDuration(seconds: number, language: Language): string {
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60]
  const units = language === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's']
  const told = parts.flatMap((it, i) => (it > 0 ? [`${it} ${units[i]}`] : []))
  return told.length > 0 ? told.join(' ') : `0 ${units[2]}`
}

/** A limit as it is read out. */
export function sayLimit({ unit, amount }: Limit, language: Language): string {
  const one = amount === 1 ? '' : 's'
  switch (unit) {
    case 'workingDays':
      return language === 'zh' ? ` ${amount} 个工作日` : `${amount} working day${one}`
    case 'workingHours':
      return language === 'zh' ? ` ${amount} 个工作小时` : `${amount} working hour${one}`
    case 'workingSeconds':
      return language === 'zh'
        ? `工作时间 ${sayDuration(amount, 'zh')}`
        : `${sayDuration(amount, 'en')} of working time`
    case 'days':
      return language === 'zh' ? ` ${amount} 日（自然日）` : `${amount} calendar day${one}`
    default:
      return unit satisfies never
  }
}

/** A day with its weekday. */
export function sayDay(day: Day, language: Language): string {
  const weekday = weekdayOf(day) - 1
  if (language === 'en') return `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday]} ${day}`
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日（周${'一二三四五六日'[weekday]}）`
}
