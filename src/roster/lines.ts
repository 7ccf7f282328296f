import type { Duty } from '../contract/routes/duties.ts'
import { type Day, dayOf, type Iso } from '../kit/time.ts'
import { findFault, overlap } from './duty.ts'

/** One row of a duty file, as text. Times are `YYYY-MM-DD HH:MM` on the county's clock. */
export interface DutyLine {
  readonly row: number
  readonly employeeNo: string
  readonly site: string
  readonly from: string
  readonly to: string
  readonly note: string
  /** 值班员, 带班领导 or 副班; empty is the first. */
  readonly role: string
}

export interface Problem {
  readonly field: string
  readonly zh: string
  readonly en: string
}
export interface BadRow {
  readonly row: number
  readonly problems: Problem[]
}

/** What rows are judged against: sites by name, staff by employee number. */
export interface DutyFrame {
  readonly sites: ReadonlyMap<string, string>
  readonly staff: ReadonlyMap<string, string>
  /** From when on somebody no longer works here, by id, where that is known. */
  readonly leftOn: ReadonlyMap<string, Day>
  /** Whether the caller may put somebody on the roster of a site. */
  readonly mayStand: (staffId: string, siteId: string) => boolean
}

interface Making {
  readonly newId: () => string
  readonly instantAt: (day: string, clock: string) => Iso
}

/** Every row becomes a duty or is named with all that is wrong with it; overlaps inside the file are wrong too. */
export function judgeDutyLines(
  lines: readonly DutyLine[],
  frame: DutyFrame,
  making: Making,
): { duties: { row: number; duty: Duty }[]; bad: BadRow[] } {
  const duties: { row: number; duty: Duty }[] = []
  const bad: BadRow[] = []
  for (const line of lines) {
    const duty = readDuty(line, frame, making)
    const problems = 'problems' in duty ? duty.problems : listFaults(duty, duties)
    if (problems.length > 0) bad.push({ row: line.row, problems })
    else if ('dutyId' in duty) duties.push({ row: line.row, duty })
  }
  return { duties, bad }
}

const roles: ReadonlyMap<string, Duty['as']> = new Map([
  ['', 'member'],
  ['值班员', 'member'],
  ['值班', 'member'],
  ['member', 'member'],
  ['带班领导', 'leader'],
  ['带班', 'leader'],
  ['leader', 'leader'],
  ['副班', 'deputy'],
  ['deputy', 'deputy'],
])

function readDuty(
  line: DutyLine,
  { staff, sites, leftOn, mayStand }: DutyFrame,
  making: Making,
): Duty | { problems: Problem[] } {
  const starts = readTime(line.from, making)
  const ends = readTime(line.to, making)
  const staffId = staff.get(line.employeeNo)
  const siteId = sites.get(line.site)
  const as = roles.get(line.role.trim().toLowerCase())
  if (staffId && siteId && starts && ends && as) {
    if (dayOf(starts) >= (leftOn.get(staffId) ?? '9999'))
      return { problems: [problem('start', '此人届时已离岗', 'has left by then')] }
    if (!mayStand(staffId, siteId)) {
      const why = ['此人不在该站点工作，也不属于您管理的单位', 'neither works there nor belongs to your units'] as const
      return { problems: [problem('employeeNo', ...why)] }
    }
    return { dutyId: making.newId(), staffId, siteId, starts, ends, note: noteOf(line), as }
  }
  const checks: [unknown, Problem][] = [
    [staffId, problem('employeeNo', '没有这个工号', 'no such employee number')],
    [siteId, problem('site', '没有这个站点，或不在您的管理范围', 'no such site among yours')],
    [starts, problem('start', '时间应为 2026-11-23 08:30', 'a time is 2026-11-23 08:30')],
    [ends, problem('end', '时间应为 2026-11-23 12:00', 'a time is 2026-11-23 12:00')],
    [as, problem('role', '值班角色应为值班员、带班领导或副班', 'a role is member, leader or deputy')],
  ]
  return { problems: checks.filter(([found]) => !found).map(([, what]) => what) }
}

/** A cell may have several lines; a character that is cut in half is none. */
const noteOf = ({ note }: DutyLine): string =>
  note
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, 120)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()

function listFaults(duty: Duty, before: readonly { row: number; duty: Duty }[]): Problem[] {
  const twin = before.find((it) => it.duty.staffId === duty.staffId && overlap(it.duty, duty))
  return [
    ...(findFault(duty)
      ? [problem('end', '结束须晚于开始，且不超过两天', 'must end after it starts, within two days')]
      : []),
    ...(twin ? [problem('start', `与第 ${twin.row} 行重叠`, `overlaps row ${twin.row}`)] : []),
  ]
}

const problem = (field: string, zh: string, en: string): Problem => ({ field, zh, en })

const pattern = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?Z?$/

function readTime(text: string, { instantAt }: Making): Iso | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const [, year, month = '', day = '', hour = '', minute = ''] = found
  const two = (part: string): string => part.padStart(2, '0')
  try {
    return instantAt(`${year}-${two(month)}-${two(day)}`, `${two(hour)}:${minute}`)
  } catch {
    return undefined
  }
}
