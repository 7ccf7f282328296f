import { sql } from 'kysely'
import type { BodyOf, OutputOf } from '../../contract/route.ts'
import type { recomputeClocks } from '../../contract/routes/matters.ts'
import type { Ask } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import type { Iso } from '../../kit/time.ts'
import { demandLines } from '../../people/texts.ts'
import { type ClockworkOf, setClocks } from './clocks.ts'
import { type Keeping, keepClocks } from './keeping.ts'
import { type Matter, titleOf } from './matter.ts'
import { findMatter, lockMatter, typeOf } from './store.ts'
import { urgencies } from './tables.ts'
import { isSameClock } from './timers.ts'
import { loadWorkingTimes } from './working.ts'

type Output = OutputOf<typeof recomputeClocks>

const someLength = 50

/**
 * The due dates of all open matters by the calendar as it is now; kept, with the old ones beside them, unless `dry`. What
 * was done stays done should it be cut short: done again it goes on.
 */
export async function recompute(ask: Ask, { dry, because }: BodyOf<typeof recomputeClocks>): Promise<Output> {
  if (!dry && because === '') refuse('reasonWanted')
  demandLines('because', because)
  const { of: clockworkOf } = await loadWorkingTimes(ask.db, ask.countyId)
  const ids = await listOpen(ask)
  const some: Output['some'] = []
  let changed = 0
  for (const matterId of ids) {
    const moved = await ask.part((part) => recomputeOne(part, matterId, { clockworkOf, because: dry ? null : because }))
    if (moved.length > 0) changed += 1
    if (some.length < someLength) some.push(...moved)
  }
  return { open: ids.length, changed, some }
}

interface How {
  readonly clockworkOf: ClockworkOf
  /** Null: nothing is kept. */
  readonly because: string | null
}

async function recomputeOne(ask: Ask, matterId: string, { clockworkOf, because }: How): Promise<Output['some']> {
  const { db, countyId, now } = ask
  if (because !== null) await lockMatter(db, countyId, matterId)
  const matter = await findMatter(db, countyId, matterId)
  if (matter === undefined) return []
  const type = await typeOf(db, countyId, matter)
  const moved = listMoved(matter, { type, clockworkOf })
  if (moved.length === 0 || because === null) return moved
  const keep: Keeping['keep'] = (kind, body, about) => ask.record(kind, body, about)
  await keepClocks(matter, { keep, type, clockworkOf, now }, { at: now, because, all: true })
  return moved
}

/** Clocks that would be due at another instant. */
function listMoved(matter: Matter, { type, clockworkOf }: Pick<Keeping, 'type' | 'clockworkOf'>): Output['some'] {
  const [{ matterId }, title] = [matter.taken, titleOf(matter, type)]
  return setClocks(matter, type, clockworkOf, true).flatMap((it) => {
    const before: Iso | undefined = matter.clocks.find((old) => isSameClock(old, it))?.dueAt
    const same = before === undefined || before === it.dueAt
    return same ? [] : [{ matterId, title, scope: it.scope, before, after: it.dueAt }]
  })
}

async function listOpen({ db, countyId }: Ask): Promise<string[]> {
  const rows = await db
    .selectFrom('matter')
    .select('matter_id')
    .where('county_id', '=', countyId)
    .where(sql<boolean>`urgency < ${urgencies.ended}`)
    .orderBy('matter_id')
    .execute()
  return rows.map((it) => it.matter_id)
}
