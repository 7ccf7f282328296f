import type { Day } from '../kit/time.ts'
import type { Piece } from './noticeDates.ts'
import type { VerbName } from './noticeTokens.ts'
import { isWeekend } from './plainDay.ts'

/** What a clause says: days off, days of work, rest days given away for others, or a holiday that lasts until a day. */
export interface Statement {
  readonly says: 'off' | 'work' | 'givenAway' | 'offUntil'
  readonly days: readonly Day[]
}

type Days = Piece & { kind: 'days' }
type Clause = readonly Piece[]

interface Reading {
  readonly statements: Statement[]
  readonly unread: string[]
  /** Dates whose verb stands in a clause to come; `bare` if their own clause said nothing else. */
  waiting: Waiting
  /** The range last said to be off, until a count of days was compared with it. */
  range: Days | undefined
}

interface Waiting {
  readonly days: readonly Days[]
  readonly bare: boolean
  readonly text: string
}

const nothing: Waiting = { days: [], bare: true, text: '' }

/** What the pieces of one sentence say, and which of its parts are not understood. */
export function readClauses(pieces: readonly Piece[]): Pick<Reading, 'statements' | 'unread'> {
  const reading: Reading = { statements: [], unread: [], waiting: nothing, range: undefined }
  for (const clause of splitAtCommas(pieces)) {
    for (const piece of clause) if (piece.kind === 'fault') reading.unread.push(`${piece.text}：${piece.why}`)
    readClause(clause, reading)
    compareCount(clause, reading)
  }
  if (!isDateOfPaper(pieces)) giveUpWaiting(reading.waiting, reading)
  return reading
}

function splitAtCommas(pieces: readonly Piece[]): Clause[] {
  const clauses: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece.kind === 'comma') clauses.push([])
    else clauses.at(-1)?.push(piece)
  }
  return clauses
}

function readClause(clause: Clause, reading: Reading): void {
  const { waiting } = reading
  reading.waiting = nothing
  // Bare dates before a comma are the beginning of a list; others only wait for a clause without dates of its own.
  const goesOn = waiting.bare || !clause.some(isDays)
  if (!goesOn) giveUpWaiting(waiting, reading)
  const whole = goesOn ? [...waiting.days, ...clause] : clause

  if (has(clause, 'extend')) readExtension(whole, reading)
  else if (has(clause, 'notOff') || clause.some((it) => it.kind === 'half')) giveUp(whole, reading)
  else if (has(clause, 'move')) readMove(whole, reading)
  else if (has(clause, 'swap')) readSwap(whole, reading)
  else readPlain(whole, reading)
}

const has = (clause: Clause, verb: VerbName): boolean => clause.some((it) => it.kind === 'verb' && it.verb === verb)

const isDays = (piece: Piece): piece is Days => piece.kind === 'days'

function giveUp(pieces: Clause, reading: Reading): void {
  if (pieces.some(isDays)) reading.unread.push(textOf(pieces))
}

function giveUpWaiting({ days, text }: Waiting, reading: Reading): void {
  if (days.length > 0) reading.unread.push(text)
}

const textOf = (pieces: Clause): string => pieces.map((it) => it.text).join('')

interface Told {
  verb: 'off' | 'work'
  days: Days[]
}

/** 「1月1日至3日放假，1月4日上班」, and with the verb ahead 「放假时间：1月1日至3日」. */
function readPlain(clause: Clause, reading: Reading): void {
  const told: Told[] = []
  const days: Days[] = []
  for (const piece of clause) {
    if (isDays(piece)) days.push(piece)
    else if (isPlainVerb(piece)) tell(told, { verb: piece.verb, days: days.splice(0) })
  }
  const [only] = told
  if (told.length === 1 && only?.days.length === 0) only.days = days.splice(0)
  for (const { verb, days: its } of told) say(reading, verb, its)
  reading.waiting = { days, bare: told.length === 0 && clause.every(isBare), text: textOf(clause) }
}

const isPlainVerb = (piece: Piece): piece is Piece & { kind: 'verb'; verb: 'off' | 'work' } =>
  piece.kind === 'verb' && (piece.verb === 'off' || piece.verb === 'work')

/** Of verbs that follow each other work is the word: 「调休上班」. */
function tell(told: Told[], next: Told): void {
  const last = told.at(-1)
  if (!last || next.days.length > 0) told.push(next)
  else if (next.verb === 'work') last.verb = 'work'
}

const isBare = (piece: Piece): boolean =>
  piece.kind === 'days' ||
  piece.kind === 'fault' ||
  (piece.kind === 'word' && '其中将即从自与、和以及'.includes(piece.text))

function say(reading: Reading, says: Statement['says'], days: readonly Days[]): void {
  if (days.length === 0) return
  reading.statements.push({ says, days: days.flatMap((it) => it.days) })
  const [only] = days
  if (says === 'off') reading.range = days.length === 1 && only?.isRange ? only : undefined
}

/** 「27日（星期六）公休日调至29日（星期一）」; behind 上班 it is the other way round: 「2日调至4日上班」. */
function readMove(clause: Clause, reading: Reading): void {
  const at = clause.findIndex((it) => it.kind === 'verb' && it.verb === 'move')
  const [before, after] = [clause.slice(0, at), clause.slice(at + 1)]
  if (has(after, 'move') || !after.some(isDays)) {
    giveUp(clause, reading)
    return
  }
  const isWork = has(after, 'work')
  say(reading, isWork ? 'work' : 'off', after.filter(isDays))
  say(reading, isWork ? 'off' : 'givenAway', before.filter(isDays))
  reading.range = undefined
}

/** 「1月2日（星期五）与1月4日（星期日）对调」: as many weekdays as weekend days change their places. */
function readSwap(clause: Clause, reading: Reading): void {
  const days = clause.filter(isDays).flatMap((it) => it.days)
  const work = days.filter(isWeekend)
  const off = days.filter((it) => !isWeekend(it))
  if (work.length === off.length) reading.statements.push({ says: 'off', days: off }, { says: 'work', days: work })
  else giveUp(clause, reading)
}

/** 「延长2020年春节假期至2月2日」. */
function readExtension(clause: Clause, reading: Reading): void {
  const days = clause.filter(isDays)
  const [until] = days
  if (days.length === 1 && until && !until.isRange) say(reading, 'offUntil', [until])
  else if (days.length > 0 || clause.some((it) => it.kind === 'count')) reading.unread.push(textOf(clause))
}

/** A count that differs from the range it speaks of is told; which of the two is wrong, a person must say. */
function compareCount(clause: Clause, reading: Reading): void {
  const count = clause.find((it) => it.kind === 'count')
  if (count?.kind !== 'count' || !reading.range) return
  const { text, days } = reading.range
  if (days.length !== count.days) reading.unread.push(`${text}${count.text}：天数不符`)
  reading.range = undefined
}

/** The day a document was signed: a whole date at the end of a short sentence that says nothing of days off. */
function isDateOfPaper(pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1)
  if (pieces.some((it) => it.kind === 'verb') || last?.kind !== 'days') return false
  return /^\d{4}[年\-/.]/.test(last.text) && pieces.filter(isDays).length === 1 && textOf(pieces).length <= 60
}
