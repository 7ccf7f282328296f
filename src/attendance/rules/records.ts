import type { Ms, Span } from './input.ts'
import { overlap } from './spans.ts'

/** A kept time of presence; without an end it is still open. */
export interface PresenceRecord {
  readonly id: string
  readonly starts: Ms
  readonly ends: Ms | null
}

/** A change somebody asks for: to come, to go, or to state a whole time (a new one, or another for record `id`). */
export type RecordChange =
  | { readonly kind: 'in'; readonly at: Ms }
  | { readonly kind: 'out'; readonly at: Ms }
  | { readonly kind: 'whole'; readonly id: string | null; readonly starts: Ms; readonly ends: Ms | null }

export type RecordFault =
  | { readonly kind: 'alreadyIn'; readonly id: string }
  | { readonly kind: 'nothingOpen' }
  | { readonly kind: 'endsBeforeStart' }
  | { readonly kind: 'overlaps'; readonly id: string }

/** Why a change cannot be kept beside the records there are, if it cannot. Touching ends do not overlap. */
export function findRecordFault(records: readonly PresenceRecord[], change: RecordChange): RecordFault | undefined {
  const open = records.find((it) => it.ends === null)
  switch (change.kind) {
    case 'in':
      if (open !== undefined) return { kind: 'alreadyIn', id: open.id }
      return findOverlap({ starts: change.at, ends: change.at + 1 }, records)
    case 'out':
      if (open === undefined) return { kind: 'nothingOpen' }
      return findWhole({ starts: open.starts, ends: change.at }, without(records, open.id))
    case 'whole': {
      const others = without(records, change.id)
      if (change.ends !== null) return findWhole({ starts: change.starts, ends: change.ends }, others)
      const other = others.find((it) => it.ends === null)
      if (other !== undefined) return { kind: 'alreadyIn', id: other.id }
      return findOverlap({ starts: change.starts, ends: change.starts + 1 }, others)
    }
    default:
      return change satisfies never
  }
}

const without = (records: readonly PresenceRecord[], id: string | null): readonly PresenceRecord[] =>
  records.filter((it) => it.id !== id)

function findWhole(span: Span, others: readonly PresenceRecord[]): RecordFault | undefined {
  return span.ends <= span.starts ? { kind: 'endsBeforeStart' } : findOverlap(span, others)
}

function findOverlap(span: Span, records: readonly PresenceRecord[]): RecordFault | undefined {
  // Of an open one only its beginning is known: it may have been forgotten long before.
  const other = records.find((it) => overlap(span, { starts: it.starts, ends: it.ends ?? it.starts + 1 }))
  return other && { kind: 'overlaps', id: other.id }
}
