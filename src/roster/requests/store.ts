import { sql } from 'kysely'
import type { LeaveKind } from '../../contract/attendance.ts'
import type { Wish } from '../../contract/roster.ts'
import { countyZone, type Day, dayOf, type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { type Span, spanOfDays } from '../duty.ts'
import { type HalfDay, instantOfCorrection, listHalves, spanOfHalf } from './rules/halves.ts'
import './table.ts'

interface AbsenceBase extends Span {
  /** For an outing also the id of the outing. */
  readonly requestId: string
  readonly staffId: string
}

/**
 * Somebody is away for a reason that counts. An outing that waits counts provisionally if it was noted by the day it
 * began; noted for a day gone by it counts when another person approved it. One that is refused is not here.
 */
export type Absence =
  | (AbsenceBase & {
      readonly kind: 'leave'
      readonly state: 'approved'
      readonly leave: LeaveKind
      /** Both halves belong to the leave; `starts` and `ends` are the same with noon as the border between halves. */
      readonly from: HalfDay
      readonly to: HalfDay
    })
  | (AbsenceBase & { readonly kind: 'outing'; readonly state: 'approved' | 'waiting'; readonly where: string })

/**
 * Approved leaves and the outings not refused that touch a span of instants, of all or of some people, by person and
 * time.
 */
export async function listAbsences(
  db: Db,
  countyId: number,
  span: Span,
  staffIds?: readonly string[],
): Promise<Absence[]> {
  const earliest = (days: number): Iso => toIso(toMs(span.starts) - days * dayMs)
  let query = db
    .selectFrom('request')
    .select(['request_id', 'staff_id', 'wish', 'starts', 'ends', 'state'])
    .where('county_id', '=', countyId)
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)
    .whereRef('starts', '<', 'ends')
    .where((it) =>
      it.or([
        it.and([it('kind', '=', 'leave'), it('state', '=', 'approved'), it('starts', '>', earliest(longestLeaveDays))]),
        it.and([
          it('kind', '=', 'outing'),
          it.or([it('state', '=', 'approved'), it.and([it('state', '=', 'waiting'), notedInTime])]),
          it('starts', '>', earliest(longestOutingDays)),
        ]),
      ]),
    )
  if (staffIds) query = query.where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
  const rows = await query.orderBy('staff_id').orderBy('starts').execute()
  return rows.flatMap(absenceOf)
}

const notedInTime = sql<boolean>`(made_at at time zone ${countyZone})::date <= (starts at time zone ${countyZone})::date`

const dayMs = 86_400_000
/** Further back nothing can have started that still lasts; a day more than the rules allow. */
const longestLeaveDays = 368
const longestOutingDays = 3

interface AbsenceRow extends Span {
  readonly request_id: string
  readonly staff_id: string
  readonly wish: Wish
  readonly state: string
}

function absenceOf({ request_id: requestId, staff_id: staffId, wish, starts, ends, state }: AbsenceRow): Absence[] {
  const base = { requestId, staffId, starts, ends }
  if (wish.kind === 'leave') {
    const { leave, from, to } = wish
    return [{ ...base, kind: 'leave', state: 'approved', leave, from, to }]
  }
  if (wish.kind !== 'outing') return []
  return [{ ...base, kind: 'outing', state: state === 'approved' ? 'approved' : 'waiting', where: wish.where }]
}

interface DecidedBase extends HalfDay {
  readonly requestId: string
  readonly staffId: string
  readonly decidedAt: Iso
  /** Name of the account, as shown. */
  readonly decidedBy: string
  /** What the decider wrote; may be empty. */
  readonly reason: string
}

/** What somebody who may said about a half-day: he came or went at that instant, or the verdict does not stand. */
export type Correction =
  | (DecidedBase & {
      readonly kind: 'correction'
      readonly what: 'arrival' | 'departure'
      readonly at: Iso
      readonly because: Extract<Wish, { kind: 'correction' }>['reason']
      readonly note: string
    })
  | (DecidedBase & { readonly kind: 'appeal'; readonly text: string })

/** First and last day, both included. */
export interface Days {
  readonly from: Day
  readonly to: Day
}

/** Approved corrections and approved appeals about days, in the order in which they were decided. */
export async function listCorrections(
  db: Db,
  countyId: number,
  days: Days,
  staffIds?: readonly string[],
): Promise<Correction[]> {
  const span = spanOfDays(days.from, days.to)
  let query = db
    .selectFrom('request')
    .leftJoin('account', (on) =>
      on.onRef('account.county_id', '=', 'request.county_id').onRef('account.account_id', '=', 'request.decided_by'),
    )
    .select(['request_id', 'request.staff_id', 'wish', 'decided_at', 'reason', 'account.name'])
    .where('request.county_id', '=', countyId)
    .where('kind', 'in', ['correction', 'appeal'])
    .where('state', '=', 'approved')
    .where('starts', '>=', span.starts)
    .where('starts', '<', span.ends)
  if (staffIds) query = query.where(sql<boolean>`request.staff_id = any(${[...staffIds]}::uuid[])`)
  const rows = await query.orderBy('decided_at').orderBy('request_id').execute()
  return rows.flatMap((row): Correction[] => {
    const { request_id: requestId, staff_id: staffId, wish, reason } = row
    const base = { requestId, staffId, reason, decidedAt: row.decided_at ?? '', decidedBy: row.name ?? '' }
    if (wish.kind === 'appeal') return [{ ...base, kind: 'appeal', day: wish.day, half: wish.half, text: wish.text }]
    if (wish.kind !== 'correction') return []
    const { day, half, what, note } = wish
    return [{ ...base, kind: 'correction', day, half, what, at: instantOfCorrection(wish), because: wish.reason, note }]
  })
}

/** A half-day about which somebody asked for something that nobody has decided yet. */
export interface WaitingHalf extends HalfDay {
  readonly requestId: string
  readonly staffId: string
  readonly kind: Wish['kind']
}

/** The half-days of some days about which requests wait, one for each request and half, by person and time. */
export async function listWaiting(
  db: Db,
  countyId: number,
  days: Days,
  staffIds?: readonly string[],
): Promise<WaitingHalf[]> {
  const span = spanOfDays(days.from, days.to)
  let query = db
    .selectFrom('request')
    .select(['request_id', 'staff_id', 'kind', 'starts', 'ends'])
    .where('county_id', '=', countyId)
    .where('state', '=', 'waiting')
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)
    .whereRef('starts', '<', 'ends')
  if (staffIds) query = query.where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
  const rows = await query.orderBy('staff_id').orderBy('starts').orderBy('request_id').execute()
  return rows.flatMap(({ request_id: requestId, staff_id: staffId, kind, ...its }) =>
    halvesIn(its, days).map((half) => ({ requestId, staffId, kind, ...half })),
  )
}

/** The halves of the days that a span touches. */
function halvesIn(span: Span, { from, to }: Days): HalfDay[] {
  const first = dayOf(span.starts)
  const last = dayOf(toIso(toMs(span.ends) - 1))
  return listHalves(
    { day: first < from ? from : first, half: 'am' },
    { day: last > to ? to : last, half: 'pm' },
  ).filter((half) => {
    const its = spanOfHalf(half)
    return toMs(its.starts) < toMs(span.ends) && toMs(span.starts) < toMs(its.ends)
  })
}
