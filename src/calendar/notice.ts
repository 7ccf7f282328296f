import type { NoticeDay } from '../contract/calendar.ts'
import type { Day } from '../kit/time.ts'
import { listFirstDays } from './nation.ts'
import { readClauses, type Statement } from './noticeClauses.ts'
import { type Context, contextOf, readPieces } from './noticeDates.ts'
import { readSentences, type Sentence } from './noticeText.ts'
import { readTokens } from './noticeTokens.ts'
import { dayAt, isWeekend, listDays, numberOf } from './plainDay.ts'

/** The days a notice names, in the order it names them, and the parts with dates that are not believed or understood. */
export interface NoticeRead {
  readonly days: NoticeDay[]
  readonly unread: string[]
}

const mostDays = 120
const mostUnread = 100
/** What is recommended binds nobody: 「鼓励各单位……安排职工在除夕（2月9日）休息」. */
const advice = /鼓励|提倡|倡导|建议/

/**
 * Reads a holiday notice of the State Council, or sentences of one, for the year it is about. `usual` are the days in
 * force before it, as far as the product knows them, looked at only where the notice makes a holiday longer. A date whose
 * weekday is wrong is not believed. Never throws; linear in the text.
 */
export function readNotice(year: number, text: string, usual: readonly NoticeDay[] = listFirstDays(year)): NoticeRead {
  const marks: Marks = { days: new Map(), unread: listOtherYears(year, text), usual }
  let context = contextOf(year)
  for (const sentence of readSentences(text)) {
    if (sentence.opens) context = contextOf(year)
    if (!advice.test(sentence.text)) readSentence(sentence, context, marks)
  }
  const days = [...marks.days].map(([day, { off, name }]): NoticeDay => ({ day, off, name }))
  if (days.length > mostDays) marks.unread.push(`共${days.length}天`)
  return { days: days.slice(0, mostDays), unread: marks.unread.slice(0, mostUnread) }
}

interface Mark {
  readonly off: boolean
  readonly name: string
  /** Said in so many words, not only concluded from a rest day given away. */
  readonly firm: boolean
}

interface Marks {
  readonly days: Map<Day, Mark>
  readonly unread: string[]
  readonly usual: readonly NoticeDay[]
}

function readSentence({ text, name }: Sentence, context: Context, marks: Marks): void {
  const { statements, unread } = readClauses(readPieces(readTokens(text), context))
  for (const part of unread) marks.unread.push(excerptOf(part))
  for (const { says, days } of statements) for (const day of days) note(says, day, name, marks)
}

function excerptOf(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 119)}…` : text
  return short.replace(/[(),:;]/g, (sign) => '（），：；'['(),:;'.indexOf(sign)] ?? sign)
}

function note(says: Statement['says'], day: Day, name: string, marks: Marks): void {
  switch (says) {
    case 'off':
      noteFirmly(day, { off: true, name, firm: true }, marks)
      break
    case 'work':
      noteFirmly(day, { off: false, name, firm: true }, marks)
      break
    case 'givenAway':
      if (isWeekend(day) && !marks.days.has(day)) marks.days.set(day, { off: false, name, firm: false })
      break
    case 'offUntil':
      noteExtension(day, name, marks)
      break
    default:
      says satisfies never
  }
}

function noteFirmly(day: Day, mark: Mark, { days, unread }: Marks): void {
  const before = days.get(day)
  if (before?.firm && before.off !== mark.off) unread.push(`${day}：前后矛盾`)
  days.set(day, mark)
}

/** The days behind the last one known of the holiday, up to and with the new last one. */
function noteExtension(until: Day, name: string, marks: Marks): void {
  const read = [...marks.days].map(([day, mark]): NoticeDay => ({ day, ...mark }))
  const last = [...marks.usual, ...read]
    .filter((it) => it.off && it.day <= until && (name === '' || it.name === name))
    .map((it) => it.day)
    .sort()
    .at(-1)
  if (last === undefined || numberOf(until) - numberOf(last) > 31) {
    marks.unread.push(`${until}：不知假期原到何日`)
    return
  }
  for (const day of listDays(dayAt(numberOf(last) + 1), until)) marks.days.set(day, { off: true, name, firm: true })
}

/** A text that calls itself the notice of other years only is not the one of this year. */
function listOtherYears(year: number, text: string): string[] {
  const named = [...text.matchAll(/(\d{4})年(?=[^\d。\n]{0,40}(?:安排|放假))/g)].map(([, digits]) => Number(digits))
  const isOther = named.length > 0 && !named.includes(year)
  return isOther ? [`文件所写年份：${[...new Set(named)].slice(0, 5).join('、')}`] : []
}
