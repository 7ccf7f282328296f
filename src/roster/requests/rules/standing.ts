import type { Wish } from '../../../contract/roster.ts'
import type { FactOf } from '../../../fact/fact.ts'
import type { Iso } from '../../../kit/time.ts'
import type { Span } from '../../duty.ts'
import { spanOfHalf, spanOfHalves } from './halves.ts'

/** Where a request stands. Only a person, by account, makes it approved or refused. */
export type Standing =
  | { readonly state: 'waiting' }
  | { readonly state: 'approved' | 'refused'; readonly at: Iso; readonly by: string | null; readonly reason: string }
  | { readonly state: 'withdrawn' }

/** A request as its facts make it. `span` is what it is about; an outing ends when somebody is back. */
export interface RequestKept {
  readonly requestId: string
  readonly staffId: string
  readonly wish: Wish
  readonly onBehalf: boolean
  /** The account that wrote it down; null where none is known. */
  readonly enteredBy: string | null
  readonly madeAt: Iso
  readonly span: Span
  readonly standing: Standing
}

export const requestFactKinds = [
  'requestMade',
  'requestDecided',
  'requestWithdrawn',
  'outingKept',
  'outingEnded',
] as const
export type RequestFact = { [K in (typeof requestFactKinds)[number]]: FactOf<K> }[(typeof requestFactKinds)[number]]

/** The request a fact is about; an outing and its request share their id. */
export function requestIdOf(fact: RequestFact): string {
  return fact.kind === 'outingKept' || fact.kind === 'outingEnded' ? fact.body.outingId : fact.body.requestId
}

/**
 * A request after one more fact. Only what waits is decided; what is refused or withdrawn stays so. An outing noted anew
 * waits anew, as what was approved is not what is asked now. A request stays its person's.
 */
export function after(now: RequestKept | undefined, fact: RequestFact): RequestKept | undefined {
  switch (fact.kind) {
    case 'outingKept':
      return asked(now, fact.at, outingOf(fact))
    case 'requestMade':
      return asked(now, fact.at, { ...fact.body, enteredBy: accountOf(fact) })
    case 'outingEnded':
      return now && { ...now, span: { ...now.span, ends: fact.body.ends } }
    case 'requestDecided':
      if (now?.standing.state !== 'waiting') return now
      return { ...now, standing: decided(fact) }
    case 'requestWithdrawn':
      return now && isOpen(now) ? { ...now, standing: { state: 'withdrawn' } } : now
    default:
      return fact satisfies never
  }
}

/** Waiting or approved: it counts, or may come to count. */
export const isOpen = ({ standing }: RequestKept): boolean =>
  standing.state === 'waiting' || standing.state === 'approved'

/** What a wish is about. */
export function spanOfWish(wish: Wish): Span {
  switch (wish.kind) {
    case 'leave':
      return spanOfHalves(wish.from, wish.to)
    case 'outing':
      return { starts: wish.starts, ends: wish.ends }
    case 'correction':
    case 'appeal':
      return spanOfHalf(wish)
    default:
      return wish satisfies never
  }
}

type Asked = Pick<RequestKept, 'requestId' | 'staffId' | 'wish' | 'onBehalf' | 'enteredBy'>

function asked(now: RequestKept | undefined, madeAt: Iso, it: Asked): RequestKept {
  if (now && (!isOpen(now) || now.staffId !== it.staffId)) return now
  return { ...it, madeAt, span: spanOfWish(it.wish), standing: { state: 'waiting' } }
}

const accountOf = ({ by }: RequestFact): string | null => (by.kind === 'account' ? by.id : null)

const outingOf = ({ by, body: { outingId, staffId, siteId, starts, ends, where } }: FactOf<'outingKept'>): Asked => ({
  requestId: outingId,
  staffId,
  wish: { kind: 'outing', siteId, starts, ends, where },
  onBehalf: false,
  enteredBy: by.kind === 'account' ? by.id : null,
})

const decided = ({ at, by, body }: FactOf<'requestDecided'>): Standing => ({
  state: body.decision,
  at,
  by: by.kind === 'account' ? by.id : null,
  reason: body.reason,
})
