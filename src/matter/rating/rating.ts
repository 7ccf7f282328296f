import type { RatingAnswer, RatingRound } from '../../contract/ratings.ts'
import type { MatterPageView } from '../../contract/routes/standing.ts'
import type { Ask } from '../../http/answer.ts'
import { hashOfCode, readReceiptCode } from '../../kit/receiptCode.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { endOf, holderOf, type Matter } from '../handling/matter.ts'
import { findMatterByCode } from '../handling/store.ts'
import { quarterOf, type Right, readRight } from './rules/right.ts'
import type { RatingKey } from './sealing.ts'
import { holdAnswer, isExcluded, isUsed } from './store.ts'

/** The matter somebody holds the receipt of, with the code in its one form; nothing for any other text. */
export async function findByTyped(
  { db, countyId }: Ask,
  typed: string,
): Promise<{ readonly code: string; readonly matter: Matter } | undefined> {
  const code = readReceiptCode(typed)
  const matter = code && (await findMatterByCode(db, countyId, hashOfCode(code)))
  return code && matter ? { code, matter } : undefined
}

/** Whether the holder of its receipt is asked now. */
async function rightOf({ db, countyId, now }: Ask, matter: Matter): Promise<Right> {
  const { matterId } = matter.taken
  const excluded = await isExcluded(db, countyId, matterId)
  return readRight({ state: matter.standing.state, endedAt: endOf(matter), excluded }, now)
}

/** The same as his page shows it: asked, answered, or neither. */
export async function shownRight(ask: Ask, key: RatingKey, matter: Matter): Promise<MatterPageView['right']> {
  const right = await rightOf(ask, matter)
  if (right.kind !== 'open') return { kind: 'none' }
  const { round, until } = right
  const used = await isUsed(ask.db, ask.countyId, key.markOf(matter.taken.matterId, round), false)
  return { kind: used ? 'used' : 'open', round, until }
}

/**
 * Takes one answer of the holder of a receipt. Its right is used up in the same transaction that puts the answer into the
 * held box. Refuses `ratingByStaff` where somebody who works here is logged in, which is kept; `ratingNotAsked` and
 * `ratedAlready`.
 */
export async function rate(
  ask: Ask,
  key: RatingKey,
  matter: Matter,
  said: { readonly round: RatingRound; readonly answer: RatingAnswer },
): Promise<void> {
  const { db, countyId, now, caller } = ask
  const { round, answer } = said
  const { simulated } = matter
  if (caller !== null) {
    await ask.recordApart('ratingRefused', { round }, { simulated })
    return refuse('ratingByStaff')
  }
  const right = await rightOf(ask, matter)
  if (right.kind !== 'open' || right.round !== round) return refuse('ratingNotAsked')
  const mark = key.markOf(matter.taken.matterId, round)
  if (await isUsed(db, countyId, mark, true)) return refuse('ratedAlready')
  await holdAnswer(db, countyId, key, {
    unitId: holderOf(matter).unitId,
    period: quarterOf(dayOf(endOf(matter) ?? now)),
    round,
    source: 'self',
    day: dayOf(now),
    answer,
  })
  const about = { by: { kind: 'public' }, simulated, idemKey: `ratingRightUsed:${mark}` } as const
  await ask.record('ratingRightUsed', { mark, round }, about)
}
