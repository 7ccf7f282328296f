import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedNotices } from '../../src/calendar/nation.ts'
import { readNotice } from '../../src/calendar/notice.ts'
import { dayAt, listDays, numberOf, weekdayAt } from '../../src/calendar/plainDay.ts'
import { addDays, weekdayOf } from '../../src/kit/time.ts'
import { notices } from './notices.ts'

/** Days off and make-up workdays in one line: `01-01 02-03`, with the year where it is another. */
function read(year: number, text: string): { off: string; work: string; unread: readonly string[] } {
  const { days, unread } = readNotice(year, text)
  const short = (day: string) => (day.startsWith(`${year}-`) ? day.slice(5) : day)
  const list = (off: boolean) => days.filter((it) => it.off === off).map((it) => short(it.day))
  return { off: list(true).join(' '), work: list(false).join(' '), unread }
}

const inOrder = <T extends { day: string }>(days: readonly T[]): T[] =>
  [...days].sort((a, b) => (a.day < b.day ? -1 : 1))

describe('the notices of all years', () => {
  test('the test sees every year', () => {
    expect([...new Set(notices.map((it) => it.year))]).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i))
    expect(shippedNotices).toHaveLength(notices.length)
  })

  test.each(notices.map((it, at) => [it.year, at] as const))('%i (no. %i) is read whole, with names', (year, at) => {
    const read = readNotice(year, notices[at]?.text ?? '')
    expect(read.unread).toEqual([])
    expect(inOrder(read.days)).toEqual(inOrder(shippedNotices[at]?.days ?? []))
    expect(read.days.filter((it) => it.name === '')).toEqual([])
  })

  test.each(notices.map((it, at) => [it.year, at] as const))('%i (no. %i) is read on one line as well', (year, at) => {
    const text = notices[at]?.text ?? ''
    const days = readNotice(year, text.replaceAll(/\n国务院办公厅\n.*$/g, '').replaceAll('\n', '')).days
    expect(inOrder(days)).toEqual(inOrder(shippedNotices[at]?.days ?? []))
  })

  test('a year is not read out of the notice of another', () => {
    const whole = notices.find((it) => it.year === 2026)?.text ?? ''
    expect(readNotice(2025, whole).unread[0]).toContain('2026')
  })
})

const threeDays = '01-01 01-02 01-03'

describe('ways of writing', () => {
  test.each<[string, number, string, string, string]>([
    ['a dash', 2026, '1月1日—3日放假', threeDays, ''],
    ['two dashes', 2026, '1月1日——3日放假', threeDays, ''],
    ['a hyphen', 2026, '1月1日-3日放假', threeDays, ''],
    ['a wave', 2026, '1月1日～3日放假', threeDays, ''],
    ['起 and 止', 2026, '从1月1日起至1月3日止放假', threeDays, ''],
    ['the first 日 left out', 2026, '1月1—3日放假，1月4日上班', threeDays, '01-04'],
    ['wide digits and signs', 2026, '１月１日～３日放假，共３天．１月４日（周日）上班', threeDays, '01-04'],
    ['narrow brackets', 2026, '1月1日(星期四)至3日(星期六)放假,1月4日(星期日)上班', threeDays, '01-04'],
    ['brackets of two kinds', 2026, '1月4日（星期日)上班', '', '01-04'],
    ['weekdays of both ends behind the range', 2026, '1月1日至3日（星期四至星期六）放假', threeDays, ''],
    ['two weekdays for two dates', 2026, '9月26日、27日（星期六、日）休息', '09-26 09-27', ''],
    ['a weekday without brackets', 2026, '1月4日星期日上班', '', '01-04'],
    ['blanks between', 2026, ' 1 月 1 日 至 3 日 放 假 ', threeDays, ''],
    ['digits and dashes', 2026, '2026-01-01至2026-01-03放假，2026/1/4上班', threeDays, '01-04'],
    ['points', 2026, '1.1—1.3放假，1.4（周日）上班', threeDays, '01-04'],
    ['numbers with points', 2026, '1. 元旦：1月1日放假。\n2.1月4日上班。', '01-01', '01-04'],
    ['numerals', 2026, '二〇二六年一月一日至三日放假，一月四日上班', threeDays, '01-04'],
    ['号', 2026, '1月1号到3号放假', '01-01 01-02 01-03', ''],
    ['a list', 2026, '10月1日、2日、3日放假', '10-01 10-02 10-03', ''],
    ['a list with one 日', 2026, '10月1、2、3日放假', '10-01 10-02 10-03', ''],
    ['a list with commas', 2026, '5月1日，5月2日，5月3日放假', '05-01 05-02 05-03', ''],
    ['a list of dates that work', 2007, '2月17日、25日上班', '', '02-17 02-25'],
    ['the verb ahead', 2026, '放假时间：1月1日至3日，共3天；上班时间：1月4日（星期日）', threeDays, '01-04'],
    ['the verb in the next clause', 2026, '9月3日是纪念日，全国放假1天', '09-03', ''],
    ['dates in brackets', 2026, '春节（2月15日至17日）放假', '02-15 02-16 02-17', ''],
    ['补休', 2015, '6月20日放假，6月22日（星期一）补休。', '06-20 06-22', ''],
    ['调休 for work', 2026, '1月4日（星期日）调休上班', '', '01-04'],
    ['补班', 2026, '1月4日（星期日）补班', '', '01-04'],
    ['not to work is off', 2026, '1月2日不上班', '01-02', ''],
    ['照常公休', 2008, '4月5日（星期六）、4月6日（星期日）照常公休', '04-05 04-06', ''],
    ['a rest day given away', 2026, '1月4日（星期日）公休日调至1月2日（星期五）', '01-02', '01-04'],
    ['a day off moved behind work', 2026, '1月2日（周五）调休至1月4日（周日）上班', '01-02', '01-04'],
    ['days that change places', 2026, '1月2日（星期五）与1月4日（星期日）对调', '01-02', '01-04'],
    ['与周末连休 adds nothing', 2019, '4月5日放假，与周末连休。', '04-05', ''],
    ['不调休', 2025, '1月1日（周三）放假1天，不调休。', '01-01', ''],
    ['headings on lines of their own', 2026, '一、元旦\n1月1日放假\n1月4日上班', '01-01', '01-04'],
    ['a line broken inside a range', 2026, '一、元旦：1月1日至\n3日放假', threeDays, ''],
    ['advice binds nobody', 2024, '鼓励各单位安排职工在除夕（2月9日）休息。', '', ''],
    ['a paper’s number is no date', 2026, '国办发明电〔2025〕7号\n1月1日放假', '01-01', ''],
  ])('%s', (_, year, text, off, work) => {
    expect(read(year, text)).toEqual({ off, work, unread: [] })
  })

  test.each<[string, number, string, string, string]>([
    ['over New Year without years', 2023, '12月31日至1月2日放假', '2022-12-31 01-01 01-02', ''],
    ['with the year ahead', 2023, '2022年12月31日至1月2日放假', '2022-12-31 01-01 01-02', ''],
    ['with the year behind', 2023, '12月31日至2023年1月2日放假', '2022-12-31 01-01 01-02', ''],
    ['December told by its weekday', 2012, '12月31日（星期六）上班', '', '2011-12-31'],
    ['December told by January beside it', 2012, '1月1日至3日放假。12月31日上班', threeDays, '2011-12-31'],
    ['December as named before', 2008, '2007年12月30日放假，12月31日放假', '2007-12-30 2007-12-31', ''],
    ['over the end of a month', 2018, '4月29日至5月1日放假', '04-29 04-30 05-01', ''],
    ['over the end of February', 2024, '2月28日至3月1日放假', '02-28 02-29 03-01', ''],
  ])('a range %s', (_, year, text, off, work) => {
    expect(read(year, text)).toEqual({ off, work, unread: [] })
  })

  test('a holiday is made longer from the last day it had', () => {
    const text = '延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。'
    expect(read(2020, text)).toEqual({ off: '01-31 02-01 02-02', work: '02-03', unread: [] })
    const usual = [{ day: '2031-01-24', off: true, name: '春节' }]
    expect(readNotice(2031, '延长春节假期至1月26日。', usual).days.map((it) => it.day)).toEqual([
      '2031-01-25',
      '2031-01-26',
    ])
    expect(readNotice(2031, '延长春节假期至1月26日。', []).unread).toHaveLength(1)
  })
})

describe('what is not believed', () => {
  test.each<[string, string, string, string]>([
    ['a weekday that is another', '1月1日（星期五）放假。1月2日放假', '01-02', '1月1日（星期五）：星期与日期不符'],
    ['a range that ends on another weekday', '1月1日至3日（星期日）放假', '', '1月1日至3日（星期日）：星期与日期不符'],
    ['a day that is not', '2月30日放假', '', '2月30日：没有这一天'],
    ['a month that is not', '13月1日放假', '', '13月1日：没有这一天'],
    ['29 February of a common year', '2月29日放假', '', '2月29日：没有这一天'],
    ['a range of a year', '1月1日至12月31日放假', '', '1月1日至12月31日：长达365天'],
    ['a range of 400 days', '2025年1月1日至2026年2月5日放假', '', '2025年1月1日至2026年2月5日：长达401天'],
    ['a range backwards', '1月3日至1日放假', '', '1月3日至1日：起止颠倒'],
    ['a day without a month', '15日放假', '', '15日：缺少月份'],
    ['another year', '2031年1月1日放假', '', '2031年1月1日：不是2026年'],
    ['half a day', '3月8日妇女节放假半天', '', '3月8日妇女节放假半天'],
    ['a denied holiday', '5月4日不放假', '', '5月4日不放假'],
    ['a date about something else', '2月3日（星期二）召开会议。', '', '2月3日（星期二）召开会议'],
    ['a longer holiday without an end', '春节假期延长3天。', '', '春节假期延长3天'],
    ['a table without a verb', '| 元旦 | 1月1日至3日 | 3天 |', '', '|元旦|1月1日至3日|3天|'],
    ['as many weekdays as weekends do not change places', '1月2日与1月3日、4日对调', '', '1月2日与1月3日、4日对调'],
  ])('%s', (_, text, off, unread) => {
    const got = read(2026, text)
    expect([got.off, got.work]).toEqual([off, ''])
    expect(got.unread).toEqual([unread])
  })

  test('a count that differs from its range is told', () => {
    expect(read(2026, '10月1日至7日放假调休，共8天。').unread).toEqual(['10月1日至7日共8天：天数不符'])
  })

  test('a day said to be both is told, and the later word stands', () => {
    expect(read(2026, '1月1日放假，1月1日上班。')).toEqual({ off: '', work: '01-01', unread: ['2026-01-01：前后矛盾'] })
  })

  test.each([9999, 1, 0, -5, Number.NaN, 2199.5])('the year %d makes no days', (year) => {
    const { days, unread } = readNotice(year, '1月1日放假。9999年1月1日放假。')
    expect(days).toEqual([])
    expect(unread).toHaveLength(2)
  })
})

describe('laws of reading', () => {
  const words =
    '元旦 春节 一、 1月 2026年 1日 31日 99日 3 、 ， 。 ； ： ( ) （星期一） 至 — - 放假 上班 调至 公休日 对调 延长 共9天 半天 不 如下 \n 《 》'
  const anything = fc.array(fc.oneof(fc.constantFrom(...words.split(' '), '\n'), fc.string({ unit: 'binary' })))

  test('no text makes it fail, and no day is named twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), anything, (year, parts) => {
        const { days, unread } = readNotice(year, parts.join(''))
        expect(new Set(days.map((it) => it.day)).size).toBe(days.length)
        expect(days.length).toBeLessThanOrEqual(120)
        expect(unread.length).toBeLessThanOrEqual(100)
        for (const { name } of days) expect(name.length).toBeLessThanOrEqual(40)
      }),
      { numRuns: 500 },
    )
  })

  const [first, last] = [numberOf('2009-01-02'), numberOf('2099-12-01')]
  const sign = (day: string) => '一二三四五六日'[weekdayAt(numberOf(day)) - 1]
  const written = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（星期${sign(day)}）`

  test('whatever is written as notices are is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: 2, max: 9 }), (start, length) => {
        const [from, to] = [dayAt(start), dayAt(start + length - 1)]
        fc.pre(from.slice(0, 4) === dayAt(start + length).slice(0, 4))
        const work = [dayAt(start - 1), dayAt(start + length)]
        const text = `一、国庆节：${written(from)}至${written(to)}放假调休，共${length}天。${work.map(written).join('、')}上班。`
        fc.pre(work[0]?.slice(0, 4) === from.slice(0, 4))
        const got = readNotice(Number(from.slice(0, 4)), text)
        expect(got.unread).toEqual([])
        expect(got.days.filter((it) => it.off).map((it) => it.day)).toEqual(listDays(from, to))
        expect(got.days.filter((it) => !it.off).map((it) => it.day)).toEqual(work)
      }),
    )
  })

  test.each([
    ['digits', '1'.repeat(20_000)],
    ['brackets', '1月1日（'.repeat(4_000)],
    ['dates that wait', '1月1日，'.repeat(4_000)],
    ['lists', `${'1、'.repeat(10_000)}日`],
    ['headings', '一、'.repeat(10_000)],
    ['titles', '《'.repeat(20_000)],
    ['papers', '关于'.repeat(10_000)],
    ['rest days', '公休日'.repeat(6_600)],
    ['longer holidays', '延长至2月2日。'.repeat(2_500)],
    ['numerals', '十月'.repeat(10_000)],
    ['wide ligatures', 'ﷺ'.repeat(20_000)],
  ])('20,000 signs of %s are read in no time worth measuring', (_, text) => {
    expect(readNotice(2026, text).days.length).toBeLessThanOrEqual(31)
  })
})

describe('plain days', () => {
  test('count and weekday agree with the calendar of the language', () => {
    fc.assert(
      fc.property(fc.integer({ min: numberOf('1900-01-01'), max: numberOf('2199-12-30') }), (number) => {
        const day = dayAt(number)
        expect(numberOf(day)).toBe(number)
        expect(dayAt(number + 1)).toBe(addDays(day, 1))
        expect(weekdayAt(number)).toBe(weekdayOf(day))
      }),
    )
  })
})
