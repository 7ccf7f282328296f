const sign = '[〇零○一二三四五六七八九十]'
/** Behind 农历 it is a day of the moon; behind another numeral the end of a larger number. */
const wholeDate = new RegExp(`(农历|${sign})?(?:(${sign}{4})年)?(${sign}{1,3})月(${sign}{1,3})日`, 'g')
const laterDate = new RegExp(`(日(?:\\([^()]{0,40}\\))?[至到、—])(${sign}{1,3})日`, 'g')

/** 「二〇二六年五月一日至三日」 as 「2026年5月1日至3日」; days of the moon and other numbers stay as they are. */
export const withDigits = (text: string): string =>
  text
    .replace(wholeDate, (whole, before: string | undefined, year: string | undefined, month: string, date: string) =>
      before ? whole : `${year ? `${yearOf(year)}年` : ''}${numberFrom(month)}月${numberFrom(date)}日`,
    )
    .replace(laterDate, (_, before: string, date: string) => `${before}${numberFrom(date)}日`)

const digitOf = (sign: string): number => Math.max(0, '〇一二三四五六七八九'.indexOf(sign))

const yearOf = (signs: string): string => [...signs].map(digitOf).join('')

/** 「二十三」 is 23; what is no number up to 99 becomes 0, which is no date. */
function numberFrom(signs: string): number {
  const [tens, ones, more] = signs.includes('十') ? signs.split('十') : ['', signs]
  if (more !== undefined || (tens ?? '').length > 1 || (ones ?? '').length > 1) return 0
  const ten = signs.includes('十') ? (tens === '' ? 1 : digitOf(tens ?? '')) : 0
  return ten * 10 + digitOf(ones ?? '')
}
