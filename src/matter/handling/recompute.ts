import type { BodyOf, OutputOf } from '../../contract/route.ts'
import type { recomputeClocks } from '../../contract/routes/matters.ts'
import type { Ask } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import type { Iso } from '../../kit/time.ts'
import { demandLines } from '../../people/texts.ts'
import { type ClockworkOf, setClocks } from './clocks.ts'
import { type Keeping, keepClocks } from './keeping.ts'
import { type Matter, titleOf } from './matter.ts'
import { loadTypes } from './rows.ts'
import { countOpen, findMatter, listOpenAfter, lockMatter, typeOf } from './store.ts'
import { isSameClock } from './timers.ts'
import { loadWorkingTimes } from './working.ts'

type Output = OutputOf<typeof recomputeClocks>

const someLength = 50
/** Looked at in one request; no request of a large county lasts longer for it. */
const batchLength = 200

/**
 * The due dates of some open matters by the calendar as it is now; kept, with the old ones beside them, unless `dry`. Goes
 * on after `after`, as the last answer's `next` said it. What was computed stays; computed again it is the same.
 */
export async function recompute(
  ask: Ask,
  { dry, because, after = null }: BodyOf<typeof recomputeClocks>,
): Promise<Output> {
  if (!dry && because === '') refuse('reasonWanted')
  demandLines('because', because)
  const { db, countyId } = ask
  const { of: clockworkOf } = await loadWorkingTimes(db, countyId)
  const matters = await listOpenAfter(db, countyId, after, batchLength)
  const types = await loadTypes(db, countyId, matters)
  const moved: Output['some'][] = []
  for (const matter of matters) {
    if (listMoved(matter, { type: types(matter), clockworkOf }).length === 0) continue
    const how = { clockworkOf, because: dry ? null : because }
    moved.push(await ask.part((part) => recomputeOne(part, matter.taken.matterId, how)))
  }
  const last = matters.length < batchLength ? undefined : matters.at(-1)
  return {
    open: await countOpen(db, countyId),
    looked: matters.length,
    changed: moved.filter((it) => it.length > 0).length,
    some: moved.flat().slice(0, someLength),
    next: last?.taken.matterId ?? null,
  }
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
