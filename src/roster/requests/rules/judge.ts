import type { Wish } from '../../../contract/roster.ts'
import { addDays, type Day, dayOf, type Iso, instantAt, toMs } from '../../../kit/time.ts'
import { hasLeft } from '../../../people/rules/staff.ts'
import { isPlainText } from '../../../people/rules/text.ts'
import { findFault, overlap, type Span } from '../../duty.ts'
import { compareHalves, instantOfCorrection, spanOfHalf } from './halves.ts'
import { isOpen, type RequestKept, spanOfWish } from './standing.ts'

/**
 * How far requests reach, in days. Leave may be brought in two months late (a sick note) and planned a year ahead; an
 * outing is for now and soon, and a forgotten one at most a week old, later it is a correction; corrections and appeals
 * are about what was, while the month before can still be looked at.
 */
export const reach = {
  leave: { longest: 366, back: 62, ahead: 366 },
  outing: { back: 7, ahead: 62 },
  correction: { back: 62 },
  appeal: { back: 62 },
} as const

/** What a request is judged against. */
export interface RequestFrame {
  readonly now: Iso
  readonly staff: { readonly leftOn: Day | null }
  /** The other requests of the same person that touch the same time. */
  readonly others: readonly RequestKept[]
}

type Why = 'badInput' | 'staffLeft' | 'leaveSpanWrong' | 'spanWrong' | 'dayOutOfReach' | 'requestOverlaps'
export type RequestJudgement =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly why: Why; readonly detail?: unknown }

/** Whether somebody may ask for this now; a refusal names the request it meets. */
export function judgeRequest(wish: Wish, frame: RequestFrame): RequestJudgement {
  const bad = listBadTexts(wish)
  if (bad.length > 0) return { kind: 'refused', why: 'badInput', detail: bad }
  const why = findSpanFault(wish)
  if (why) return { kind: 'refused', why }
  const span = spanOfWish(wish)
  const { leftOn } = frame.staff
  if (hasLeft(frame.staff, dayOf(frame.now)) || (leftOn !== null && toMs(span.ends) > toMs(instantAt(leftOn, '00:00'))))
    return { kind: 'refused', why: 'staffLeft', detail: { leftOn } }
  if (isOutOfReach(wish, span, frame.now)) return { kind: 'refused', why: 'dayOutOfReach', detail: reach[wish.kind] }

  const met = frame.others.find((other) => isOpen(other) && collide(wish, span, other))
  if (!met) return { kind: 'allowed' }
  const detail = { requestId: met.requestId, state: met.standing.state, ...met.span }
  return { kind: 'refused', why: 'requestOverlaps', detail }
}

function findSpanFault(wish: Wish): 'leaveSpanWrong' | 'spanWrong' | undefined {
  if (wish.kind === 'outing') return findFault(wish) && 'spanWrong'
  if (wish.kind !== 'leave') return undefined
  const { from, to } = wish
  const isWrong = compareHalves(from, to) > 0 || to.day > addDays(from.day, reach.leave.longest - 1)
  return isWrong ? 'leaveSpanWrong' : undefined
}

function isOutOfReach(wish: Wish, span: Span, now: Iso): boolean {
  const today = dayOf(now)
  if (dayOf(span.starts) < addDays(today, -reach[wish.kind].back)) return true
  switch (wish.kind) {
    case 'leave':
    case 'outing':
      return dayOf(span.starts) > addDays(today, reach[wish.kind].ahead)
    case 'correction':
      return toMs(instantOfCorrection(wish)) > toMs(now)
    case 'appeal':
      return toMs(spanOfHalf(wish).starts) > toMs(now)
    default:
      return wish satisfies never
  }
}

/** Nobody takes leave twice at once or is in two fields; about a half-day one correction of each end waits, one appeal. */
function collide(wish: Wish, span: Span, { wish: other, span: its, standing }: RequestKept): boolean {
  if (wish.kind === 'correction') {
    const isSame = other.kind === 'correction' && other.what === wish.what && compareHalves(other, wish) === 0
    return isSame && standing.state === 'waiting'
  }
  return other.kind === wish.kind && overlap(span, its)
}

function listBadTexts(wish: Wish): string[] {
  switch (wish.kind) {
    case 'outing':
      return isPlainText(wish.where) ? [] : ['where']
    case 'leave':
    case 'correction':
      return isPlainText(wish.note) ? [] : ['note']
    case 'appeal':
      return isPlainText(wish.text.replaceAll(/[\r\n\t]/g, ' ')) ? [] : ['text']
    default:
      return wish satisfies never
  }
}
