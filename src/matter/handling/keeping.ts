import type { MatterType } from '../../contract/matterTypes.ts'
import type { Circumstances } from '../../fact/draft.ts'
import type { Fact, FactBody } from '../../fact/fact.ts'
import type { Iso } from '../../kit/time.ts'
import { areSame, type ClockworkOf, movers, setClocks } from './clocks.ts'
import { after } from './fold.ts'
import type { Matter, MatterFact, MatterFactKind, Said } from './matter.ts'
import { findPassed } from './passing.ts'

/** Appends one fact of a matter in the transaction at hand, with its read rows. */
export type Keep = <K extends MatterFactKind>(
  kind: K,
  body: FactBody<K>,
  about: Partial<Circumstances>,
) => Promise<Fact>

/** What it takes to keep facts of a matter: how, by which type, in which working time, when. */
export interface Keeping {
  readonly keep: Keep
  readonly type: MatterType
  readonly clockworkOf: ClockworkOf
  readonly now: Iso
}

/** Keeps what was said of a matter and the clocks as they are after it, in one commit; returns the matter then. */
export async function keepSaid(
  matter: Matter,
  said: readonly Said[],
  keeping: Keeping,
  by?: Circumstances['by'],
): Promise<Matter> {
  let now = matter
  for (const one of said) {
    const about = { ...aboutOf(matter), ...(one.at && { at: one.at }), ...(by && { by }) }
    now = follow(now, await keeping.keep(one.kind, one.body as never, about), keeping.type)
  }
  const last = said.at(-1)
  if (last === undefined) return now
  return keepClocks(now, keeping, {
    at: last.at ?? keeping.now,
    because: last.kind,
    all: said.some((it) => movers.has(it.kind)),
  })
}

interface Because {
  readonly at: Iso
  readonly because: string
  /** Those too that run on unmoved. */
  readonly all: boolean
}

/** Sets the clocks, where anything about them has changed. Whoever acts, they are set by the program. */
export async function keepClocks(matter: Matter, keeping: Keeping, { at, because, all }: Because): Promise<Matter> {
  const clocks = setClocks(matter, keeping.type, keeping.clockworkOf, all)
  if (areSame(matter.clocks, clocks)) return matter
  const body = { matterId: matter.taken.matterId, clocks, because }
  const fact = await keeping.keep('clocksSet', body, { ...aboutOf(matter), at, by: { kind: 'system' } })
  return follow(matter, fact, keeping.type)
}

/** Keeps whatever time alone has brought about by now, each at its own instant. */
export async function keepPassed(matter: Matter, keeping: Keeping): Promise<Matter> {
  const passed = findPassed(matter, keeping.now)
  if (passed === undefined) return matter
  return keepPassed(await keepSaid(matter, [passed], keeping, { kind: 'system' }), keeping)
}

const aboutOf = ({ taken, simulated }: Matter): Partial<Circumstances> => ({ siteId: taken.siteId, simulated })

const follow = (matter: Matter, fact: Fact, type: MatterType): Matter =>
  after(matter, fact as MatterFact, type) ?? matter
