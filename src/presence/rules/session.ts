import { type Attempt, advance, begin, isEnded, type Verdict } from './attempt.ts'
import type { Challenge } from './challenge.ts'
import type { AttemptEvent } from './events.ts'
import { allGates, type GateName } from './gates.ts'
import type { AttemptPolicy } from './policy.ts'

interface Trying {
  readonly policy: AttemptPolicy
  readonly gates: readonly GateName[]
  /** Verdicts of the attempts that are over, the last one last. */
  readonly past: readonly Verdict[]
}

/**
 * One person in front of the kiosk, from the first face to the end: at most as many attempts as the policy has, then the
 * other way. `between` waits for a freshly drawn challenge. `otherWay.offered` is true when the product offers it (all
 * attempts failed) and false when the person chose it, which needs no reason at any moment.
 */
export type Session =
  | (Trying & { readonly state: 'attempting'; readonly number: number; readonly attempt: Attempt })
  | (Trying & { readonly state: 'between'; readonly next: number; readonly since: number })
  | (Trying & { readonly state: 'passed'; readonly person: string })
  | (Trying & { readonly state: 'otherWay'; readonly offered: boolean })
  | (Trying & { readonly state: 'gone' })
  /** Only where the gates leave out `match`. */
  | (Trying & { readonly state: 'live' })

/** Opens a session with the challenge of its first attempt. */
export function openSession(
  challenge: Challenge,
  policy: AttemptPolicy,
  at: number,
  gates: readonly GateName[] = allGates,
): Session {
  return { state: 'attempting', policy, gates, past: [], number: 1, attempt: begin(challenge, policy, at, gates) }
}

/** Folds one event in. A failed attempt leads to `between`, the last one to the other way. */
export function advanceSession(session: Session, event: AttemptEvent): Session {
  if (session.state === 'between' && event.kind === 'otherWay') return { ...tryingOf(session), ...chosen }
  if (session.state !== 'attempting') return session
  const attempt = advance(session.attempt, event)
  if (!isEnded(attempt)) return { ...session, attempt }
  return afterVerdict({ ...tryingOf(session), past: [...session.past, attempt] }, attempt, session.number)
}

/** Begins the next attempt with its challenge, drawn for attempt `session.next`. Anything but `between` stays as it is. */
export function retry(session: Session, challenge: Challenge, at: number): Session {
  if (session.state !== 'between') return session
  const attempt = begin(challenge, session.policy, at, session.gates)
  return { ...tryingOf(session), state: 'attempting', number: session.next, attempt }
}

export const attemptsLeft = (session: Session): number => {
  if (session.state !== 'attempting' && session.state !== 'between') return 0
  return session.policy.stepsByAttempt.length - session.past.length
}

function afterVerdict(trying: Trying, verdict: Verdict, number: number): Session {
  switch (verdict.state) {
    case 'passed':
      return { ...trying, state: 'passed', person: verdict.person }
    case 'leftForOtherWay':
      return { ...trying, ...chosen }
    case 'gone':
      return { ...trying, state: 'gone' }
    case 'live':
      return { ...trying, state: 'live' }
    case 'failed':
      if (number >= trying.policy.stepsByAttempt.length) return { ...trying, state: 'otherWay', offered: true }
      return { ...trying, state: 'between', next: number + 1, since: verdict.lastAt }
    default:
      return verdict satisfies never
  }
}

const chosen = { state: 'otherWay', offered: false } as const
const tryingOf = ({ policy, gates, past }: Session): Trying => ({ policy, gates, past })
