import type { ColumnType, Selectable } from 'kysely'
import type { Wish } from '../../contract/roster.ts'
import type { RequestKept, Standing } from './rules/standing.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    request: RequestRow
  }
}

export interface RequestRow {
  county_id: number
  request_id: string
  staff_id: string
  kind: Wish['kind']
  wish: ColumnType<Wish, string, string>
  on_behalf: boolean
  made_at: string
  starts: string
  ends: string
  state: Standing['state']
  decided_at: string | null
  decided_by: string | null
  reason: string
  entered_by: string | null
}

/** A row as the request it is. */
export function keptOf(row: Selectable<RequestRow>): RequestKept {
  const { request_id: requestId, staff_id: staffId, wish, on_behalf: onBehalf, made_at: madeAt, starts, ends } = row
  const span = { starts, ends }
  return { requestId, staffId, wish, onBehalf, madeAt, span, standing: standingOf(row), enteredBy: row.entered_by }
}

function standingOf({ state, decided_at, decided_by, reason }: Selectable<RequestRow>): Standing {
  if (state !== 'approved' && state !== 'refused') return { state }
  return { state, at: decided_at ?? '', by: decided_by, reason }
}

/** The row of a request, without its county. */
export function rowOf({ requestId, staffId, wish, onBehalf, madeAt, span, standing, enteredBy }: RequestKept) {
  const decided = standing.state === 'approved' || standing.state === 'refused' ? standing : undefined
  return {
    request_id: requestId,
    staff_id: staffId,
    kind: wish.kind,
    wish: JSON.stringify(wish),
    on_behalf: onBehalf,
    made_at: madeAt,
    starts: span.starts,
    ends: span.ends,
    state: standing.state,
    decided_at: decided?.at ?? null,
    decided_by: decided?.by ?? null,
    reason: decided?.reason ?? '',
    entered_by: enteredBy,
  }
}
