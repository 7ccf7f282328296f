import type { ColumnType } from 'kysely'
import type { MatterType } from '../../contract/matterTypes.ts'
import { toMs } from '../../kit/time.ts'
import { lampOf, ranOut } from './light.ts'
import { type Clock, endOf, hasEnded, holderOf, type Matter } from './matter.ts'
import { nextPassing } from './passing.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    matter_way: MatterWayRow
    matter: MatterRowKept
    matter_clock: MatterClockRow
    matter_event: { county_id: number; matter_id: string; fact_id: string }
    matter_news: MatterNewsRow
  }
}

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

interface MatterWayRow {
  county_id: number
  type_id: string
  version: number
  definition: Json<MatterType>
}

export interface MatterRowKept {
  county_id: number
  matter_id: string
  code_hash: string
  type_id: string
  type_version: number
  title: string
  unit_id: string
  site_id: string
  holder_unit_id: string
  holder_staff_id: string | null
  offered_unit_id: string | null
  offered_staff_id: string | null
  state: Matter['standing']['state']
  next_yellow_at: string | null
  next_due_at: string | null
  passes_at: string | null
  urgency: number
  late: boolean
  taken_at: string
  ended_at: string | null
  simulated: boolean
  kept: Json<Matter>
}

export interface MatterClockRow {
  county_id: number
  matter_id: string
  number: number
  scope: Clock['scope']
  step: string
  state: Clock['state']
  started_at: string
  stopped_at: string | null
  yellow_at: string
  due_at: string
  set_at: string
  calendar_id: string
}

export interface MatterNewsRow {
  county_id: number
  news_id: string
  matter_id: string
  scope: Clock['scope']
  step: string
  started_at: string
  due_at: string
  light: 'yellow' | 'red'
  level: 'holder' | 'unit' | 'county'
  at: string
  unit_id: string
  staff_id: string | null
  up_at: string | null
  simulated: boolean
}

/** The row of a matter, without its county. */
export function rowOf(matter: Matter) {
  const { taken, words, takenAt, handOver, standing, simulated, accepted, clocks } = matter
  const holder = holderOf(matter)
  const { nextYellowAt, nextDueAt } = lampOf(matter)
  return {
    matter_id: taken.matterId,
    code_hash: taken.codeHash,
    type_id: taken.typeId,
    type_version: taken.typeVersion,
    title: words?.title ?? '',
    unit_id: taken.unitId,
    site_id: taken.siteId,
    holder_unit_id: holder.unitId,
    holder_staff_id: holder.staffId,
    offered_unit_id: handOver?.toUnitId ?? null,
    offered_staff_id: handOver?.toStaffId ?? null,
    state: standing.state,
    next_yellow_at: nextYellowAt,
    next_due_at: nextDueAt,
    passes_at: nextPassing(matter),
    urgency: urgencyOf(matter),
    late: accepted?.deemed === true || clocks.some(ranOut),
    taken_at: takenAt,
    ended_at: endOf(matter),
    simulated,
    kept: JSON.stringify(matter),
  }
}

/** Where what waits begins, and what has ended: beyond every ms since 1970 that can be told of. */
export const urgencies = { waiting: 1e13, ended: 2e13 } as const

function urgencyOf(matter: Matter): number {
  const end = endOf(matter)
  if (hasEnded(matter)) return urgencies.ended + (1e13 - toMs(end ?? matter.takenAt))
  const { nextDueAt } = lampOf(matter)
  if (nextDueAt !== null) return toMs(nextDueAt)
  return urgencies.waiting + toMs(matter.clocks.find(({ state }) => state === 'paused')?.dueAt ?? matter.takenAt)
}

/** The rows of its clocks, without its county. */
export const clockRowsOf = ({ taken: { matterId }, clocks }: Matter) =>
  clocks.map((it, number) => ({
    matter_id: matterId,
    number,
    scope: it.scope,
    step: it.step,
    state: it.state,
    started_at: it.startedAt,
    stopped_at: it.stoppedAt,
    yellow_at: it.yellowAt,
    due_at: it.dueAt,
    set_at: it.setAt,
    calendar_id: it.calendarId,
  }))
