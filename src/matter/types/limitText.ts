import type { Words } from '../../contract/attendance.ts'
import { Limit, Warning } from '../../contract/matterTypes.ts'

/**
 * Reads a limit as people write it: 「5个工作日」「十五日」「4小时」「1.5小时」「30分钟」, “5 working days”, “2 weeks”. Days that
 * are not called working days are calendar days; hours and minutes are of working time. Undefined for anything else, also
 * for months, halves of days and “at once”, which say no length.
 */
export function readLimit(text: string): Limit | undefined {
  const [, number = '', word = ''] = shape.exec(plain(text)) ?? []
  const amount = readNumber(number)
  const unit = units.find(({ words }) => words.includes(word))
  if (amount === undefined || unit === undefined) return undefined
  const whole = limitOf(unit, amount)
  return Limit.safeParse(whole).data
}

/** Full-width signs as narrow ones, without the spaces and dots people put between. */
const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, '')

const shape = /^([0-9]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百半]{1,5})[个個]?([^0-9]+)$/

interface UnitWords {
  readonly unit: Limit['unit']
  readonly times: number
  readonly words: readonly string[]
}

const units: readonly UnitWords[] = [
  { unit: 'workingDays', times: 1, words: ['工作日', '工作天', 'workingday', 'workingdays', 'workday', 'workdays'] },
  {
    ...{ unit: 'workingHours', times: 1 },
    words: ['小时', '工作小时', '钟头', 'h', 'hour', 'hours', 'workinghour', 'workinghours'],
  },
  {
    ...{ unit: 'workingSeconds', times: 60 },
    words: ['分钟', '分', '工作分钟', 'min', 'minute', 'minutes', 'workingminute', 'workingminutes'],
  },
  {
    ...{ unit: 'workingSeconds', times: 1 },
    words: ['秒', '秒钟', '工作秒', 's', 'second', 'seconds', 'workingsecond', 'workingseconds'],
  },
  {
    unit: 'days',
    times: 1,
    words: ['天', '日', '自然日', '日历日', '日历天', 'day', 'days', 'calendarday', 'calendardays'],
  },
  { unit: 'days', times: 7, words: ['周', '星期', 'week', 'weeks'] },
]

/** Parts of an hour are minutes; parts of a day, a minute or a second are nothing anybody counts. */
function limitOf({ unit, times }: UnitWords, amount: number): Limit | undefined {
  if (Number.isInteger(amount)) return { unit, amount: amount * times }
  const seconds = amount * 3600
  return unit === 'workingHours' && Number.isInteger(seconds) ? { unit: 'workingSeconds', amount: seconds } : undefined
}

const digits = '〇一二三四五六七八九'
const digitOf = (sign: string): number => (sign === '零' ? 0 : sign === '两' ? 2 : digits.indexOf(sign))

/** 「15」, 「十五」, 「二十」, 「一百二十」, 「半」; undefined for what is no number up to 999. */
function readNumber(text: string): number | undefined {
  if (/^[0-9]/.test(text)) return Number(text)
  if (text === '半') return 0.5
  const [, hundreds, tens, ones] = /^(?:(.)百)?零?(?:(.?)十)?(.)?$/.exec(text) ?? []
  const parts = [
    [hundreds, 100],
    [tens === '' ? '一' : tens, 10],
    [ones, 1],
  ] as const
  const values = parts.map(([sign, worth]) =>
    sign === undefined ? 0 : digitOf(sign) < 0 ? Number.NaN : digitOf(sign) * worth,
  )
  const sum = values.reduce((all, one) => all + one, 0)
  return Number.isNaN(sum) || sum === 0 ? undefined : sum
}

/** A limit as `readLimit` reads it back. */
export function sayLimit({ unit, amount }: Limit): Words {
  switch (unit) {
    case 'workingDays':
      return { zh: `${amount}个工作日`, en: plural(amount, 'working day') }
    case 'workingHours':
      return { zh: `${amount}小时`, en: plural(amount, 'working hour') }
    case 'workingSeconds':
      return amount % 60 === 0
        ? { zh: `${amount / 60}分钟`, en: plural(amount / 60, 'working minute') }
        : { zh: `${amount}秒`, en: plural(amount, 'working second') }
    case 'days':
      return { zh: `${amount}天`, en: plural(amount, 'day') }
    default:
      return unit satisfies never
  }
}

const plural = (amount: number, one: string): string => `${amount} ${one}${amount === 1 ? '' : 's'}`

/** Reads when a clock turns yellow: 「80%」「用到80%」, or 「提前1个工作日」, “1 working day before”. */
export function readWarning(text: string): Warning | undefined {
  const words = plain(text)
  const percent = /^(?:用到|用时|已用)?([0-9]{1,2})%(?:used)?$/.exec(words)?.[1]
  if (percent !== undefined) return Warning.safeParse({ kind: 'used', percent: Number(percent) }).data
  const before =
    /^提前(.+)$/.exec(words)?.[1] ?? /^(?:到期前|期满前)(.+)$/.exec(words)?.[1] ?? /^(.+)before$/.exec(words)?.[1]
  const limit = before === undefined ? undefined : readLimit(before)
  return limit && { kind: 'before', limit }
}

/** A warning as `readWarning` reads it back. */
export function sayWarning(warning: Warning): Words {
  if (warning.kind === 'used') return { zh: `${warning.percent}%`, en: `${warning.percent}%` }
  const { zh, en } = sayLimit(warning.limit)
  return { zh: `提前${zh}`, en: `${en} before` }
}
