import type { Description } from '../../face/description.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { endedAttempt } from '../rules/series/ended.ts'
import type { Statement, Station } from './station.ts'

export interface Ended {
  /** The attempt's own facts. */
  readonly facts: readonly Statement[]
  readonly events: readonly AttemptEvent[]
  readonly checkInId: string | null
  readonly description: Description | undefined
  /** The station's monotonic clock. */
  readonly endedAt: number
}

/** Hands an ended attempt to the station's watch, and states what it raises. */
export async function watchSeries(station: Station, ended: Ended): Promise<void> {
  const { facts, events, checkInId, description, endedAt } = ended
  const face = description?.vectors.fa ?? null
  for (const fact of facts) {
    if (fact.kind !== 'attemptJudged') continue
    const { record, staffId } = fact.body
    const about = { attemptId: record.attemptId, staffId, checkInId, face, at: station.clock.now(), endedAt }
    const raised = station.series.take(endedAttempt(about, record, events))
    if (raised !== null) await station.record([raised])
  }
}
