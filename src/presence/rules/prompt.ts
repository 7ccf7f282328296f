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

/** What stands on the screen in a session at a monotonic time. */
export function sceneOf(session: Session, at: number): SessionScene {
  switch (session.state) {
    case 'attempting':
      return sceneOfAttempt(session.attempt, session, at)
    case 'between':
      return { scene: 'failed', why: [...lastFailure(session)], attemptsLeft: attemptsLeft(session) }
    case 'passed':
      return { scene: 'passed', person: session.person }
    case 'otherWay':
      return { scene: 'otherWay', offered: session.offered, refused: null }
    case 'gone':
      return { scene: 'idle' }
    case 'live':
      return { scene: 'judging' }
    default:
      return session satisfies never
  }
}

function sceneOfAttempt(attempt: Attempt, session: Session, at: number): SessionScene {
  switch (attempt.state) {
    case 'waiting':
      return sceneOfWaiting(attempt)
    case 'challenged':
      return sceneOfStep(attempt, at)
    case 'identifying':
    case 'live':
      return { scene: 'judging' }
    case 'passed':
      return { scene: 'passed', person: attempt.person }
    case 'failed':
      return { scene: 'failed', why: [...attempt.why], attemptsLeft: attemptsLeft(session) }
    case 'leftForOtherWay':
      return { scene: 'otherWay', offered: false, refused: null }
    case 'gone':
      return { scene: 'idle' }
    default:
      return attempt satisfies never
  }
}

/** Whoever has not left the former pose so long after the next prompt is told to look straight (chosen: reaction and way back). */
const lingerAfterMs = 900
/** Whoever has begun so long ago and still holds short of the peak is told to do more (chosen: twice a quick turn). */
const moreAfterMs = 600

/** While the face is on its way back from a step that is done, the next step is shown already, unless it lingers there. */
function sceneOfStep(attempt: Challenged, at: number): SessionScene {
  const { step, reader, nextPromptAt } = attempt
  if (nextPromptAt !== null) {
    const neutral = at - nextPromptAt > lingerAfterMs
    return showStep(attempt, neutral ? step : shownStep(attempt).index, { neutral })
  }
  const asked = attempt.challenge.steps[step]
  if (asked === undefined || !isAnswered(reader, asked)) {
    const more = asked !== undefined && isShort(reader, asked, at)
    return showStep(attempt, step, { neutral: false, more })
  }
  return showStep(attempt, step, { neutral: reader.describedAt !== null })
}

/** All that was asked for is on its way, and stays there. */
const isShort = ({ near, onsetAt }: StepReader, asked: Action, at: number): boolean =>
  onsetAt !== null && at - onsetAt > moreAfterMs && covers(near, componentsOf[asked])

interface Told {
  readonly neutral: boolean
  readonly more?: boolean
}

function showStep({ challenge: { steps } }: Challenged, index: number, { neutral, more = false }: Told): SessionScene {
  const action = steps[index]
  if (action === undefined) return { scene: 'judging' }
  const again = index > 0 && steps[index - 1] === action
  return { scene: 'step', action, index, total: steps.length, again, neutral, ...(more && { more }), light: null }
}

function sceneOfWaiting({ hint, samples }: Waiting): SessionScene {
  if (hint !== null) return { scene: 'hint', hint }
  return samples.length === 0 ? { scene: 'idle' } : { scene: 'hint', hint: 'holdStill' }
}

function lastFailure(session: Session): readonly string[] {
  const last = session.past.at(-1)
  return last?.state === 'failed' ? last.why : []
}
