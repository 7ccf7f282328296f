import { sql } from 'kysely'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Answered, Outcome } from './ask.ts'

/** What a witness says, and since when. */
export interface Said {
  readonly witness: string
  readonly state: Answered['state']
  readonly since: Iso
  /** Of the tree it holds, where it told. */
  readonly size: number | null
}

interface WitnessSaidTable {
  county_id: number
  witness: string
  at: Iso
  state: Answered['state']
  size: number | null
  why: string | null
}

declare module '../../store/tables.ts' {
  interface Tables {
    log_witness_said: WitnessSaidTable
  }
}

/** Keeps what became different with some witness since it was asked before. */
export async function keepSaid(db: Db, countyId: number, outcomes: readonly Outcome[], now: Iso): Promise<void> {
  const before = new Map((await listSaid(db, countyId)).map((said) => [said.witness, said]))
  const changed = outcomes.filter((it) => !isSame(it, before.get(it.witness)))
  if (changed.length === 0) return
  const rows = changed.map((it) => ({
    county_id: countyId,
    witness: it.witness,
    at: now,
    state: it.state,
    size: 'size' in it ? it.size : null,
    why: 'why' in it ? it.why.slice(0, 200) : null,
  }))
  await db
    .insertInto('log_witness_said')
    .values(rows)
    .onConflict((it) => it.doNothing())
    .execute()
}

/** Every cosignature is for another size: only of an alarm the size makes it another one. */
const isSame = (outcome: Outcome, said: Said | undefined): boolean =>
  said?.state === outcome.state && (!isAlarm(outcome) || said.size === outcome.size)

/** What should not happen however badly machines and lines work: the witness has seen another log than ours. */
export const isAlarm = (it: Pick<Answered, 'state'>): it is Extract<Answered, { state: 'ahead' | 'forked' }> =>
  it.state === 'ahead' || it.state === 'forked'

/** What each witness says now. */
export async function listSaid(db: Db, countyId: number): Promise<Said[]> {
  const rows = await db
    .selectFrom('log_witness_said')
    .distinctOn('witness')
    .select(['witness', 'state', 'at as since', 'size'])
    .where('county_id', '=', countyId)
    .orderBy('witness')
    .orderBy('at', 'desc')
    .execute()
  return rows
}

/** All alarms ever raised, newest first: a later cosignature does not undo them. */
export async function listAlarms(db: Db, countyId: number, atMost: number): Promise<Said[]> {
  return db
    .selectFrom('log_witness_said')
    .select(['witness', 'state', 'at as since', 'size'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`state in ('ahead', 'forked')`)
    .orderBy('at', 'desc')
    .orderBy('witness')
    .limit(atMost)
    .execute()
}
