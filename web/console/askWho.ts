import type { OutputOf } from '../../src/contract/route.ts'
import { logOut } from '../../src/contract/routes/auth.ts'
import { whoAmI } from '../../src/contract/routes/setup.ts'
import { ask, Refused, Unanswered } from '../shared/ask.ts'
import { findKeptSession, findLeft, forgetLeft, keepSession, noteLeft } from './kept.ts'

type Session = OutputOf<typeof whoAmI>

/** Nobody waits longer for a center that does not answer, where it is known who was here. */
const patienceMs = 8000

/**
 * Who is logged in, by the center; by what it said last, where it does not answer. Whoever left without a network is logged
 * out first.
 */
export async function askWho(): Promise<Session> {
  const kept = findLeft() === undefined ? findKeptSession(Date.now()) : undefined
  try {
    const session = await (kept === undefined ? askNow() : Promise.race([askNow(), noAnswer()]))
    const { othersWere } = keepSession(session, Date.now())
    if (othersWere) await forgetOthers(session.account?.accountId)
    return session
  } catch (failure) {
    if (kept !== undefined && isNoAnswer(failure)) return kept
    throw failure
  }
}

/** Nothing of the account is kept here from now on; the center is told when it is asked next. */
export async function leave(accountId: string): Promise<void> {
  noteLeft(accountId)
  await forgetOthers(undefined)
}

async function askNow(): Promise<Session> {
  const session = await ask(whoAmI)
  const left = findLeft()
  if (left === undefined) return session
  if (session.account?.accountId === left) await ask(logOut)
  forgetLeft()
  return ask(whoAmI)
}

/** Kinds and colleagues of a counter stay only for whoever is there. */
async function forgetOthers(accountId: string | undefined): Promise<void> {
  // Where it cannot be done now, the next account at this counter does it.
  const store = await import('./pages/counter/store.ts').catch(() => undefined)
  await store?.forgetKnown(accountId).catch(() => undefined)
}

const isNoAnswer = (failure: unknown): boolean =>
  failure instanceof Unanswered || (failure instanceof Refused && (failure.status === 429 || failure.status >= 500))

const noAnswer = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Unanswered('no answer in time')), patienceMs))
