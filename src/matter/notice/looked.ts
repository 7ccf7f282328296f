import { sql } from 'kysely'
import { clockOf, type Day, dayOf, type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { matterFactKinds } from '../handling/matter.ts'
import type { Reader } from './people.ts'
import { hours } from './plan.ts'

/**
 * What earlier minutes looked at, so that the next one looks at what changed since and at nothing else. In memory only:
 * whoever starts anew looks at everything once, and each thing is told once all the same.
 */
export interface Looked {
  /** Up to here in the county's facts, and at which minute, everything was looked at; null: nothing yet. */
  upTo: { readonly position: number; readonly at: Iso } | null
  /** Who was looked at whole, and as whom. */
  readonly whole: Map<string, string>
  /** When what is old was last cleared away. */
  clearedOn: Day | null
}

export const nothingLooked = (): Looked => ({ upTo: null, whole: new Map(), clearedOn: null })

/** Somebody in another role or unit, on another day, or once the digest may be given, is looked at whole again. */
export const markOf = ({ staffId, unitId, grants }: Reader, now: Iso): string =>
  JSON.stringify([dayOf(now), clockOf(now) >= hours.digest, staffId, unitId, grants])

/** What changed since the last look. `tree`: units were moved, so that what is whose has changed for everybody. */
export interface Changed {
  readonly upTo: NonNullable<Looked['upTo']>
  readonly matterIds: readonly string[]
  readonly tree: boolean
}

/** A transaction that was open at the last look may have noted a light from before it. */
const overlapMs = 15 * 60_000

/** Matters something was done with, or whose light was noted, since the last look; positions are given in the order of commits. */
export async function listChanged(db: Db, countyId: number, { upTo }: Looked, now: Iso): Promise<Changed> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), 0) as position from fact where county_id = ${countyId}`.execute(db)
  const here = { position: rows[0]?.position ?? 0, at: now }
  if (upTo === null) return { upTo: here, matterIds: [], tree: true }
  const { rows: found } = await sql<{ matter_id: string | null; tree: boolean }>`
    select distinct body ->> 'matterId' as matter_id, kind = 'unitKept' as tree from fact
    where county_id = ${countyId} and position > ${upTo.position} and position <= ${here.position}
      and kind = any(${['unitKept', ...matterFactKinds]}) and body is not null
    union
    select matter_id::text, false from matter_news
    where county_id = ${countyId} and at > ${toIso(toMs(upTo.at) - overlapMs)}::timestamptz`.execute(db)
  const matterIds = found.flatMap((it) => (it.matter_id === null ? [] : [it.matter_id]))
  return { upTo: here, matterIds: [...new Set(matterIds)], tree: found.some((it) => it.tree) }
}
