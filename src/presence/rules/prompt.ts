import type { Scene } from '../../contract/kiosk.ts'
import type { Attempt, Challenged, Waiting } from './attempt.ts'
import { attemptsLeft, type Session } from './session.ts'
import { isAnswered } from './step.ts'

/** The scenes that follow from a session alone. `passed` becomes the contract's `done` once the caller knows the duty. */
export type SessionScene =
  | Extract<Scene, { scene: 'idle' | 'hint' | 'step' | 'judging' | 'failed' | 'otherWay' }>
  | { readonly scene: 'passed'; readonly person: string }

/** What stands on the screen at a time. */
export interface Prompt {
  readonly scene: SessionScene
  /** Part of the whole way already gone, 0 to 1, never falling within an attempt. */
  readonly progress: number
  /** Time left for the open step; null when nothing runs. No screen shows it as a countdown, it only ends a hold. */
  readonly leftMs: number | null
  /** The peak was seen and is being described: "hold it". */
  readonly hold: boolean
  /** Make the other way prominent: the face has not worked for this long, or failed before. */
  readonly otherWayProminent: boolean
}

/** The prompt of a session at a monotonic time. */
export function promptOf(session: Session, at: number): Prompt {
  switch (session.state) {
    case 'attempting':
      return promptOfAttempt(session.attempt, session, at)
    case 'between': {
      const why = lastFailure(session)
      return quiet({ scene: 'failed', why: [...why], attemptsLeft: attemptsLeft(session) }, 0, true)
    }
    case 'passed':
      return quiet({ scene: 'passed', person: session.person }, 1, false)
    case 'otherWay':
      return quiet({ scene: 'otherWay', offered: session.offered, refused: null }, 0, false)
    case 'gone':
      return quiet({ scene: 'idle' }, 0, false)
    case 'live':
      return quiet({ scene: 'judging' }, 1, false)
    default:
      return session satisfies never
  }
}

/** After this long without a verdict the other way stands out. */
const prominentAfterMs = 5000

function promptOfAttempt(attempt: Attempt, session: Session, at: number): Prompt {
  const slow = at - attempt.beganAt > prominentAfterMs && attempt.evidence.reads.length === 0
  const prominent = slow || session.past.length > 0
  switch (attempt.state) {
    case 'waiting':
      return quiet(sceneOfWaiting(attempt), 0, prominent)
    case 'challenged':
      return promptOfStep(attempt, at, prominent)
    case 'identifying':
      return quiet(
        { scene: 'judging' },
        attempt.challenge.steps.length / (attempt.challenge.steps.length + 1),
        prominent,
      )
    case 'passed':
      return quiet({ scene: 'passed', person: attempt.person }, 1, false)
    case 'failed':
      return quiet({ scene: 'failed', why: [...attempt.why], attemptsLeft: attemptsLeft(session) }, 0, true)
    case 'leftForOtherWay':
      return quiet({ scene: 'otherWay', offered: false, refused: null }, 0, false)
    case 'gone':
      return quiet({ scene: 'idle' }, 0, false)
    case 'live':
      return quiet({ scene: 'judging' }, 1, false)
    default:
      return attempt satisfies never
  }
}

function promptOfStep(attempt: Challenged, at: number, prominent: boolean): Prompt {
  const { step, reader, policy } = attempt
  const { steps } = attempt.challenge
  const action = steps[step]
  if (action === undefined) return quiet({ scene: 'judging' }, 1, prominent)
  const answered = isAnswered(reader, action)
  const neutral = answered && reader.describedAt !== null
  return {
    scene: {
      scene: 'step',
      action,
      index: step,
      total: steps.length,
      again: step > 0 && steps[step - 1] === action,
      neutral,
    },
    progress: (step + (answered ? 0.5 : 0)) / (steps.length + 1),
    leftMs: answered ? null : Math.max(0, reader.promptAt + policy.peakWithinMs - at),
    hold: answered && !neutral,
    otherWayProminent: prominent,
  }
}

function sceneOfWaiting({ hint, samples }: Waiting): SessionScene {
  if (hint !== null) return { scene: 'hint', hint }
  return samples.length === 0 ? { scene: 'idle' } : { scene: 'hint', hint: 'holdStill' }
}

const quiet = (scene: SessionScene, progress: number, otherWayProminent: boolean): Prompt => ({
  scene,
  progress,
  leftMs: null,
  hold: false,
  otherWayProminent,
})

function lastFailure(session: Session): readonly string[] {
  const last = session.past.at(-1)
  return last?.state === 'failed' ? last.why : []
}
