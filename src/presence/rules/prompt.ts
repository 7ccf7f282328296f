import type { Scene } from '../../contract/kiosk.ts'
import type { Action } from '../../contract/signals.ts'
import { covers } from './actions.ts'
import type { Attempt, Challenged, Waiting } from './attempt.ts'
import { shownStep } from './attemptState.ts'
import { componentsOf } from './challenge.ts'
import { attemptsLeft, type Session } from './session.ts'
import { isAnswered, type StepReader } from './step.ts'

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

/** Whoever has not left the former pose so long after the next prompt is told to look straight (chosen: reaction and way back). */
const lingerAfterMs = 900
/** Whoever has begun so long ago and still holds short of the peak is told to do more (chosen: twice a quick turn). */
const moreAfterMs = 600

/** While the face is on its way back from a step that is done, the next step is shown already, unless it lingers there. */
function promptOfStep(attempt: Challenged, at: number, prominent: boolean): Prompt {
  const { step, reader, nextPromptAt } = attempt
  const { index, promptAt } = shownStep(attempt)
  const leftMs = Math.max(0, promptAt + attempt.policy.peakWithinMs - at)
  if (nextPromptAt !== null) {
    const neutral = at - nextPromptAt > lingerAfterMs
    return stepPrompt(attempt, neutral ? step : index, { neutral, gone: 1, leftMs }, prominent)
  }

  const asked = attempt.challenge.steps[step]
  if (asked === undefined || !isAnswered(reader, asked)) {
    const more = asked !== undefined && isShort(reader, asked, at)
    return stepPrompt(attempt, step, { neutral: false, more, gone: 0, leftMs }, prominent)
  }
  return stepPrompt(attempt, step, { neutral: reader.describedAt !== null, gone: 0.5, leftMs: null }, prominent)
}

/** All that was asked for is on its way, and stays there. */
const isShort = ({ near, onsetAt }: StepReader, asked: Action, at: number): boolean =>
  onsetAt !== null && at - onsetAt > moreAfterMs && covers(near, componentsOf[asked])

interface Going {
  readonly neutral: boolean
  readonly more?: boolean
  /** How much of the step that is read lies behind. */
  readonly gone: number
  readonly leftMs: number | null
}

function stepPrompt(
  { challenge: { steps }, step }: Challenged,
  index: number,
  { neutral, more = false, gone, leftMs }: Going,
  otherWayProminent: boolean,
): Prompt {
  const action = steps[index]
  if (action === undefined) return quiet({ scene: 'judging' }, 1, otherWayProminent)
  const again = index > 0 && steps[index - 1] === action
  return {
    scene: { scene: 'step', action, index, total: steps.length, again, neutral, ...(more && { more }), light: null },
    progress: (step + gone) / (steps.length + 1),
    leftMs,
    hold: leftMs === null && !neutral,
    otherWayProminent,
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
