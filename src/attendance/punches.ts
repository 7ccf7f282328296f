import { sql } from 'kysely'
import { refuse } from '../kit/refusals.ts'
import { addDays, clockOf, countyZone, dayOf, instantAt, toIso, toMs } from '../kit/time.ts'
import { listCorrections } from '../roster/requests/store.ts'
import type { Db } from '../store/open.ts'
import { mostPunches } from './crowd.ts'
import { timeZh } from './paper.ts'
import { minuteMs, wallOf } from './rules/clock.ts'
import type { Ms } from './rules/input.ts'
import type { Days } from './store/postings.ts'
import { listSeenOf, type SeenHere } from './store/seen.ts'
import type { PunchRow } from './writing/punchSheet.ts'

export interface Listed {
  readonly staffId: string
  readonly name: string
  readonly employeeNo: string
}

/** So few that what is made of them between two questions keeps nobody waiting. */
const peopleInOneLoad = 100

/**
 * Every check-in of some people in some days to the second, with the approved corrections between them, person by person
 * in the order given; how they checked in only where that may be `told`. Refuses `tooManyRows`.
 */
export async function listPunches(
  db: Db,
  countyId: number,
  { people, days, told }: { people: readonly Listed[]; days: Days; told: boolean },
): Promise<PunchRow[]> {
  const span = { starts: toMs(instantAt(days.from, '00:00')), ends: toMs(instantAt(addDays(days.to, 1), '00:00')) }
  const rows: PunchRow[] = []
  for (let from = 0; from < people.length; from += peopleInOneLoad) {
    const load = people.slice(from, from + peopleInOneLoad)
    const staffIds = load.map((it) => it.staffId)
    const seen = await listSeenOf(db, countyId, staffIds, span)
    const methods = told ? await listMethods(db, countyId, staffIds, span) : new Map<string, string>()
    const corrections = await listCorrectionRows(db, countyId, days, staffIds)
    if (rows.length > mostPunches) refuse('tooManyRows', { most: mostPunches })
    for (const person of load) {
      const its = (seen.get(person.staffId) ?? []).map((it) => rowOf(person, it, methods))
      const theirs = (corrections.get(person.staffId) ?? []).map((it) => ({ ...nobody, ...nameOf(person), ...it }))
      rows.push(...[...its, ...theirs].sort(inTime))
    }
  }
  return rows
}

const inTime = (a: PunchRow, b: PunchRow): number =>
  a.day === b.day ? (a.clock < b.clock ? -1 : Number(a.clock > b.clock)) : a.day < b.day ? -1 : 1

const nobody: PunchRow = {
  name: '',
  employeeNo: '',
  day: '',
  clock: '',
  direction: '',
  method: null,
  grade: '',
  correctedBy: '',
  correctedWhy: '',
  correctedAt: '',
  remark: '',
}

const nameOf = ({ name, employeeNo }: Listed): Pick<PunchRow, 'name' | 'employeeNo'> => ({ name, employeeNo })

function rowOf(person: Listed, it: SeenHere, methods: ReadonlyMap<string, string>): PunchRow {
  return {
    ...nobody,
    ...nameOf(person),
    ...wallClockOf(it.at),
    direction: directions[it.direction],
    method: methods.get(it.checkInId) ?? null,
    grade: it.grade,
    remark: it.simulated ? '模拟' : '',
  }
}

/** The day and the wall clock to the second, the same as `dayOf` and `clockOf` say, for tens of thousands of instants. */
export function wallClockOf(at: Ms): Pick<PunchRow, 'day' | 'clock'> {
  const { day, minutes } = wallOf(at, countyZone)
  const seconds = Math.floor(Math.round(minutes * minuteMs) / 1_000)
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return { day, clock: parts.map((it) => String(it).padStart(2, '0')).join(':') }
}

const directions = { arrival: '到岗', departure: '离岗', again: '再次' } as const
const methodWords: Readonly<Record<string, string>> = {
  face: '人脸',
  pin: '工号密码',
  card: '刷卡',
  clerk: '考勤员代录',
  terminal: '考勤终端',
}

async function listMethods(
  db: Db,
  countyId: number,
  staffIds: readonly string[],
  { starts, ends }: { starts: number; ends: number },
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('check_in')
    .select(['check_in_id', 'method'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .where('at', '>=', toIso(starts))
    .where('at', '<', toIso(ends))
    .execute()
  return new Map(rows.map((row) => [row.check_in_id, methodWords[row.method] ?? row.method]))
}

const reasons = {
  forgot: '忘记签到',
  kioskTrouble: '终端故障',
  cameFromField: '下乡直接返回',
  meetingElsewhere: '在外开会',
  other: '其他',
} as const

async function listCorrectionRows(
  db: Db,
  countyId: number,
  days: Days,
  staffIds: readonly string[],
): Promise<Map<string, Partial<PunchRow>[]>> {
  const found = new Map<string, Partial<PunchRow>[]>()
  for (const it of await listCorrections(db, countyId, days, staffIds)) {
    const decided = { correctedBy: it.decidedBy, correctedAt: timeZh(it.decidedAt) }
    const row: Partial<PunchRow> =
      it.kind === 'appeal'
        ? {
            day: it.day,
            clock: it.half === 'am' ? '上午' : '下午',
            direction: '申诉成立',
            correctedWhy: it.reason,
            ...decided,
          }
        : {
            day: dayOf(it.at),
            clock: clockOf(it.at),
            direction: it.what === 'arrival' ? '到岗更正' : '离岗更正',
            correctedWhy: [reasons[it.because], it.note].filter((text) => text !== '').join('：'),
            ...decided,
          }
    found.set(it.staffId, [...(found.get(it.staffId) ?? []), row])
  }
  return found
}
