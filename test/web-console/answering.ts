import type { BodyOf, OutputOf, ParamsOf, QueryOf, Route } from '../../src/contract/route.ts'
import type { RefusalName } from '../../src/kit/refusals.ts'
import type { World } from './world.ts'

/** Thrown by an answer; the server turns it into the catalogue's refusal. */
export class No extends Error {
  readonly refusal: RefusalName
  constructor(refusal: RefusalName) {
    super(refusal)
    this.refusal = refusal
  }
}

export interface Call<R> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly world: World
  /** Whose session it is; `enter` and `leave` change it. */
  readonly accountId: string | null
  readonly enter: (accountId: string | null) => void
}

export interface TestAnswer {
  readonly route: Route
  readonly answer: (call: Call<Route>) => unknown
}

/** An answer of the test-side server to a route, checked against its shapes. */
export const on = <R extends Route>(route: R, answer: (call: Call<R>) => OutputOf<R>): TestAnswer => ({
  route,
  answer: answer as unknown as TestAnswer['answer'],
})

export const done = { done: true } as const
export const notNeeded = { state: 'notNeeded' } as const
/** An id of a proposal, for what waits for a second person. */
export const awaited = { state: 'awaited', proposalId: '00000000-0000-4000-8000-0000000000aa' } as const

/** Keeps a row in the place of the same one. */
export const put = <T>(rows: T[], row: T, same: (it: T) => boolean): T => {
  const at = rows.findIndex(same)
  if (at === -1) rows.push(row)
  else rows[at] = row
  return row
}

/** The row that must be there. */
export const find = <T>(rows: readonly T[], same: (it: T) => boolean): T => {
  const row = rows.find(same)
  if (row === undefined) throw new No('notFound')
  return row
}
