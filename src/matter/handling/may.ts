import type { MatterActName } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import { hasEnded, type Matter } from './matter.ts'
import type { Hand } from './who.ts'

/** Everything somebody may do with a matter now, by name; what is given with it is judged when it is done. */
export const listMay = (matter: Matter, type: MatterType, hand: Hand): MatterActName[] =>
  acts.filter((act) => isFor(act, matter, hand) && fits(act, matter, type))

const acts = [
  'accept',
  'tellMissing',
  'supply',
  'finishStep',
  'offer',
  'takeOver',
  'refuseHandOver',
  'withdrawHandOver',
  'pause',
  'resume',
  'extend',
  'finish',
  'refuse',
  'withdraw',
  'reopen',
  'link',
  'eraseWords',
] as const satisfies readonly MatterActName[]

/** Whether an act is somebody's at all, whatever the matter stands like. */
export function isFor(act: MatterActName, matter: Matter, hand: Hand): boolean {
  const handles = hand.holds || hand.leads
  switch (act) {
    case 'takeOver':
    case 'refuseHandOver':
      return hand.offered
    case 'extend':
      return hand.heads
    case 'reopen':
      return hand.county || hand.heads
    case 'eraseWords':
      return hand.county
    case 'supply':
    case 'link':
      return handles || hand.home
    case 'withdraw':
      // What the citizen wanted opened again, those it was held by cannot call taken back.
      return matter.reopened?.byCitizen ? hand.county : handles || hand.home
    case 'accept':
    case 'tellMissing':
    case 'finishStep':
    case 'offer':
    case 'withdrawHandOver':
    case 'pause':
    case 'resume':
    case 'finish':
    case 'refuse':
      return handles
    default:
      return act satisfies never
  }
}

/** Whether a matter stands so that an act makes sense. */
export function fits(act: MatterActName, matter: Matter, type: MatterType): boolean {
  const { standing, words, handOver, extension } = matter
  const { state } = standing
  switch (act) {
    case 'accept':
      return state === 'taken'
    case 'tellMissing':
      return state === 'taken' && type.materials.length > 0
    case 'supply':
      return (state === 'taken' || state === 'lacking') && type.materials.length > 0
    case 'finishStep':
      return standing.state === 'running' && !isLast(standing.step, type)
    case 'finish':
      return standing.state === 'running' && isLast(standing.step, type)
    case 'pause':
      return state === 'running'
    case 'resume':
      return state === 'paused'
    case 'extend':
      return state === 'running' && extension === null
    case 'offer':
      return !hasEnded(matter) && handOver === null
    case 'takeOver':
    case 'refuseHandOver':
    case 'withdrawHandOver':
      return handOver !== null
    case 'refuse':
    case 'withdraw':
      return !hasEnded(matter)
    case 'reopen':
      return hasEnded(matter)
    case 'link':
      return true
    case 'eraseWords':
      return hasEnded(matter) && words !== null
    default:
      return act satisfies never
  }
}

const isLast = (step: string, { steps }: MatterType): boolean => steps.at(-1)?.key === step
