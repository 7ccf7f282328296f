import type { Site, Unit } from '../../contract/people.ts'
import { Staff } from '../../contract/people.ts'
import type { Day } from '../../kit/time.ts'
import type { Cell } from '../sheet/cell.ts'
import { type StaffField, type StaffLine, staffColumns } from '../sheet/columns.ts'
import { type Problem, problemOf, troubles } from './import-words.ts'
import { namesOf, type Place } from './places.ts'
import { hasLeft } from './staff.ts'
import { isPlainText } from './text.ts'

/** What the rows of a file are judged against. */
export interface ImportFrame {
  readonly units: readonly Unit[]
  readonly sites: readonly Site[]
  /** Everybody of the county, those who left included. */
  readonly staff: readonly Staff[]
  readonly today: Day
  readonly mayTouch: (unitId: string) => boolean
  /** An id for each line, used where the person is new. */
  readonly ids: readonly string[]
}

export interface JudgedImport {
  readonly good: { row: number; change: 'new' | 'changed' | 'same'; staff: Staff }[]
  readonly bad: { row: number; problems: Problem[] }[]
}

/** Judges every line of a staff list; a line is a new person, or the present one with the same employee number. */
export function judgeImport(lines: readonly StaffLine[], frame: ImportFrame): JudgedImport {
  const judge = judgeOf(lines, frame)
  const good: JudgedImport['good'] = []
  const bad: JudgedImport['bad'] = []
  lines.forEach((line, i) => {
    const problems: Problem[] = []
    const staff = judge(line, frame.ids[i] ?? '', problems)
    if (staff && problems.length === 0) good.push({ row: line.row, ...staff })
    else bad.push({ row: line.row, problems })
  })
  return { good, bad }
}

type Judge = (
  line: StaffLine,
  id: string,
  problems: Problem[],
) => Pick<JudgedImport['good'][number], 'change' | 'staff'> | undefined

function judgeOf(lines: readonly StaffLine[], frame: ImportFrame): Judge {
  const present = frame.staff.filter((one) => !hasLeft(one, frame.today))
  const byNumber = new Map(present.map((one) => [one.employeeNo, one]))
  const taken = takenCards(present, lines)
  const [numbers, cards] = [countOf(lines, 'employeeNo'), countOf(lines, 'cardNo')]
  const names = namesOf(frame.units, frame.sites)

  return (line, id, problems) => {
    const say: Say = (field, trouble) => problems.push(problemOf(field, trouble))
    for (const { field } of staffColumns) judgeCell(field, line.cells[field], say)
    const employeeNo = textAt(line, 'employeeNo') ?? ''
    const known = byNumber.get(employeeNo)
    const place = judgePlace(line, names, frame, say)
    if (known && !frame.mayTouch(known.unitId)) say('employeeNo', troubles.elsewhere)
    if (isTwice(numbers, employeeNo)) say('employeeNo', troubles.twice)
    judgeCard(line, cards, taken, say)
    return place && judgeWhole(wholeOf(line, known, { ...place, staffId: known?.staffId ?? id }, say), known, say)
  }
}

const isTwice = (counts: ReadonlyMap<string, number>, text: string): boolean => (counts.get(text) ?? 0) > 1

type Say = (field: string, problem: readonly [zh: string, en: string]) => void

function judgeCell(field: StaffField, cell: Cell | undefined, say: Say): void {
  if (cell === undefined) return
  if (cell.trouble) say(field, troubles[cell.trouble])
  else if (!isPlainText(cell.text.trim())) say(field, troubles.control)
}

function judgePlace(
  line: StaffLine,
  names: ReturnType<typeof namesOf>,
  { mayTouch }: ImportFrame,
  say: Say,
): { unitId: string; siteId: string } | undefined {
  const unit = names.unit(textAt(line, 'unit') ?? '')
  sayPlace('unit', unit, say)
  if (unit.kind !== 'found') return undefined
  if (!mayTouch(unit.id)) say('unit', troubles.outside)
  const site = names.site(textAt(line, 'site') ?? '', unit.id)
  sayPlace('site', site, say)
  return site.kind === 'found' ? { unitId: unit.id, siteId: site.id } : undefined
}

function sayPlace(field: 'unit' | 'site', place: Place, say: Say): void {
  if (place.kind === 'unknown') say(field, troubles.unknown)
  else if (place.kind === 'ambiguous') say(field, troubles.ambiguous)
}

function judgeCard(line: StaffLine, cards: Map<string, number>, taken: Map<string, string>, say: Say): void {
  const card = textAt(line, 'cardNo')
  if (!card) return
  const owner = taken.get(card)
  if (isTwice(cards, card)) say('cardNo', troubles.twice)
  else if (owner !== undefined && owner !== textAt(line, 'employeeNo')) say('cardNo', troubles.cardTaken)
}

/** Cards of present staff whom the file does not give another one, by the employee number of their owner. */
function takenCards(present: readonly Staff[], lines: readonly StaffLine[]): Map<string, string> {
  const given = new Set(lines.filter(({ cells }) => cells.cardNo).map((line) => textAt(line, 'employeeNo')))
  return new Map(
    present.flatMap(({ cardNo, employeeNo }) =>
      cardNo !== null && !given.has(employeeNo) ? [[cardNo, employeeNo] as const] : [],
    ),
  )
}

function judgeYesNo(text: string | undefined, before: boolean, say: Say): boolean {
  if (text === undefined) return before
  const plain = text.toLowerCase()
  if (yes.has(plain)) return true
  if (!no.has(plain)) say('published', troubles.yesNo)
  return false
}

const yes = new Set(['是', '公开', 'yes', 'y', 'true', '1', '√', '✓'])
const no = new Set(['', '否', '不公开', 'no', 'n', 'false', '0', '×'])

/** Columns the file does not have stay as they are; a new person has them empty. */
function wholeOf(
  line: StaffLine,
  known: Staff | undefined,
  ids: Pick<Staff, 'staffId' | 'unitId' | 'siteId'>,
  say: Say,
): Staff {
  const before = known ?? nobody
  return {
    ...ids,
    employeeNo: textAt(line, 'employeeNo') ?? '',
    name: textAt(line, 'name') ?? '',
    post: textAt(line, 'post') ?? before.post,
    phone: textAt(line, 'phone') ?? before.phone,
    partyBranch: emptyIsNull(textAt(line, 'partyBranch'), before.partyBranch),
    published: judgeYesNo(textAt(line, 'published'), before.published, say),
    cardNo: emptyIsNull(textAt(line, 'cardNo'), before.cardNo),
    leftOn: before.leftOn,
  }
}

const nobody = { post: '', phone: '', partyBranch: null, published: false, cardNo: null, leftOn: null }

const emptyIsNull = (text: string | undefined, before: string | null): string | null =>
  text === undefined ? before : text === '' ? null : text

function judgeWhole(whole: Staff, known: Staff | undefined, say: Say): ReturnType<Judge> {
  const read = Staff.safeParse(whole)
  if (read.success) return { change: changeOf(read.data, known), staff: read.data }
  for (const { path, code } of read.error.issues) {
    const field = String(path[0])
    say(field, code === 'too_big' ? troubles.tooLong : code === 'too_small' ? troubles.missing : troubles.employeeNo)
  }
  return undefined
}

function changeOf(staff: Staff, known: Staff | undefined): 'new' | 'changed' | 'same' {
  if (known === undefined) return 'new'
  const fields = Object.keys(staff) as (keyof Staff)[]
  return fields.every((field) => staff[field] === known[field]) ? 'same' : 'changed'
}

/** The text of a cell, undefined where the file has no such column. */
const textAt = (line: StaffLine, field: StaffField): string | undefined => line.cells[field]?.text.trim()

function countOf(lines: readonly StaffLine[], field: StaffField): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const text = textAt(line, field)
    if (text) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return counts
}
