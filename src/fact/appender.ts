import type { Db } from '../store/open.ts'
import { type AppendOptions, append } from './append.ts'
import type { Fact } from './fact.ts'
import type { Projection } from './fold.ts'

/** Keeps facts one by one for many callers, waiting ones together in one transaction. */
export interface Appender {
  /** Resolves when the fact is on disk. Rejects as `append` does, for this fact alone. */
  append(fact: Fact): Promise<Fact>
  /** Resolves when nothing is waiting any more. */
  idle(): Promise<void>
}

const mostInOneCommit = 200

interface Waiting {
  readonly fact: Fact
  readonly keep: (fact: Fact) => void
  readonly fail: (failure: unknown) => void
}

/**
 * One commit at a time per appender; what comes while it runs waits and then shares the next one. Must not be awaited
 * inside a transaction that has itself appended for the county: each would wait for the other.
 */
export function openAppender(db: Db, projections: readonly Projection[], options: AppendOptions = {}): Appender {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined

  const run = async () => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, groupLength(waiting))
      await keepGroup(group, (facts) => append(db, facts, projections, options))
    }
    running = undefined
  }
  return {
    append: (fact) =>
      new Promise((keep, fail) => {
        waiting.push({ fact, keep, fail })
        running ??= run()
      }),
    idle: async () => running,
  }
}

/** One bad fact must not fail the others: a group that fails is kept again one by one. */
async function keepGroup(
  group: readonly Waiting[],
  keepAll: (facts: readonly Fact[]) => Promise<Fact[]>,
): Promise<void> {
  const [outcome] = await Promise.allSettled([keepAll(group.map((one) => one.fact))])
  if (outcome.status === 'fulfilled') {
    for (const [i, one] of group.entries()) one.keep(outcome.value[i] ?? one.fact)
    return
  }
  const [first, ...others] = group
  if (others.length === 0) first?.fail(outcome.reason)
  else for (const one of group) await keepGroup([one], keepAll)
}

/** As many as fit one commit, of one county. */
function groupLength(waiting: readonly Waiting[]): number {
  const other = waiting.findIndex((one) => one.fact.countyId !== waiting[0]?.fact.countyId)
  return Math.min(mostInOneCommit, other === -1 ? waiting.length : other)
}
