import { z } from 'zod'
import { takeMatter } from '../../src/contract/routes/matters.ts'
import { whoAmI } from '../../src/contract/routes/setup.ts'
import { mayCall } from './may.ts'

type Session = z.infer<typeof whoAmI.output>

const place = 'zaigang.session'
const leftPlace = 'zaigang.left'

/** As long as a session of the center lasts when nothing is asked. */
const longestMs = 12 * 3_600_000

const Kept = z.object({ at: z.number(), session: whoAmI.output.omit({ csrf: true }) })

/**
 * Who was logged in on this computer when the center was last heard: whom a counter is drawn for that is opened without a
 * network. No right comes with it, and no token; it is gone with the log-out, with another's log-in, and after twelve hours.
 */
export function findKeptSession(now: number): Session | undefined {
  const kept = Kept.safeParse(readJson(place))
  if (!kept.success) return undefined
  const age = now - kept.data.at
  return age >= 0 && age < longestMs ? { ...kept.data.session, csrf: '' } : undefined
}

/** Notes what the center said last; only of those who take matters. Tells whether somebody else was here before. */
export function keepSession({ csrf: _, ...session }: Session, now: number): { readonly othersWere: boolean } {
  const before = Kept.safeParse(readJson(place)).data?.session.account?.accountId
  const { account } = session
  if (account !== null && mayCall(takeMatter, account)) write(place, JSON.stringify({ at: now, session }))
  else forget(place)
  return { othersWere: before !== undefined && before !== account?.accountId }
}

/** Somebody leaves, whether or not the center can be told now. */
export function noteLeft(accountId: string): void {
  forget(place)
  write(leftPlace, accountId)
}

/** Whose log-out the center has yet to be told. */
export const findLeft = (): string | undefined => read(leftPlace) ?? undefined

export const forgetLeft = (): void => forget(leftPlace)

function readJson(at: string): unknown {
  try {
    return JSON.parse(read(at) ?? 'null')
  } catch {
    return null
  }
}

// Where a browser keeps nothing, there is nothing to open without a network.
function read(at: string): string | null {
  try {
    return localStorage.getItem(at)
  } catch {
    return null
  }
}

function write(at: string, text: string): void {
  try {
    localStorage.setItem(at, text)
  } catch {
    // As above.
  }
}

function forget(at: string): void {
  try {
    localStorage.removeItem(at)
  } catch {
    // As above.
  }
}
