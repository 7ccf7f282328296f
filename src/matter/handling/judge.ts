import type { MatterAct } from '../../contract/matters.ts'
import type { Limit, MatterType } from '../../contract/matterTypes.ts'
import type { RefusalName } from '../../kit/refusals.ts'
import { addDays, dayOf, type Iso, toMs } from '../../kit/time.ts'
import { holderOf, type Matter, type Said } from './matter.ts'
import { fits, isFor } from './may.ts'
import type { Hand, Person } from './who.ts'

/** What an act comes to: facts to keep in one commit, or the refusal that says why not. */
export type Judged =
  | { readonly kind: 'allowed'; readonly facts: readonly Said[] }
  | { readonly kind: 'refused'; readonly why: RefusalName; readonly detail?: unknown }

/** What is known of whom an act is for, when the matter is offered. */
export interface Frame {
  readonly type: MatterType
  readonly hand: Hand
  /** Who does it, where he is of the staff, and the unit he works in: who takes a matter over holds it. */
  readonly person: Pick<Person, 'staffId' | 'unitId'>
  readonly now: Iso
}

/** Judges one act on a matter as it stands now: what time alone brought about has been applied before. */
export function judgeAct(matter: Matter, act: MatterAct, frame: Frame): Judged {
  if (!isFor(act.act, matter, frame.hand)) return refused('forbidden')
  const met = alreadySo(matter, act)
  if (met) return allowed([])
  if (!fits(act.act, matter, frame.type)) return refused(whyNot(matter, act), { state: matter.standing.state })

  return judgeFitting(matter, act, frame)
}

function judgeFitting(matter: Matter, act: MatterAct, frame: Frame): Judged {
  switch (act.act) {
    case 'accept':
    case 'tellMissing':
    case 'supply':
      return judgePapers(matter, act, frame)
    case 'offer':
    case 'takeOver':
    case 'refuseHandOver':
    case 'withdrawHandOver':
      return judgeHandOver(matter, act, frame)
    case 'pause':
    case 'resume':
    case 'extend':
      return judgeTime(matter, act, frame)
    case 'finishStep':
    case 'finish':
    case 'refuse':
    case 'withdraw':
      return judgeGoingOn(matter, act)
    case 'reopen':
      return allowed([reopening(matter, act.reason)])
    case 'link':
      return allowed([{ kind: 'matterLinked', body: { matterId: matter.taken.matterId, external: act.external } }])
    case 'eraseWords':
      return judgeErasing(matter, act.reason)
    default:
      return act satisfies never
  }
}

function judgeErasing({ taken: { matterId }, words }: Matter, reason: string): Judged {
  if (words === null) return refused('matterOtherwise')
  return allowed([{ kind: 'matterWordsErased', body: { matterId, factId: words.factId, reason } }])
}

/**
 * Opening a matter again that has ended, at the citizen's own wish (to be recorded as by the public) or by somebody
 * above. What was never reopened twice at once: an open matter stays as it is.
 */
export const judgeReopening = (matter: Matter, type: MatterType, reason: string): Judged =>
  fits('reopen', matter, type) ? allowed([reopening(matter, reason)]) : refused('matterOtherwise')

const reopening = ({ taken: { matterId } }: Matter, reason: string): Said => ({
  kind: 'matterReopened',
  body: { matterId, reason },
})

/** The same said twice, by the id it carries. */
function alreadySo({ handOver, standing }: Matter, act: MatterAct): boolean {
  if (act.act === 'offer') return handOver?.handOverId === act.handOverId && handOver.toUnitId === act.toUnitId
  return act.act === 'pause' && standing.state === 'paused' && standing.pauseId === act.pauseId
}

function whyNot({ told, extension, accepted }: Matter, { act }: MatterAct): RefusalName {
  if ((act === 'tellMissing' || act === 'accept') && accepted !== null) return 'matterAccepted'
  if (act === 'tellMissing' && told !== null) return 'missingToldOnce'
  return act === 'extend' && extension !== null ? 'extendedOnce' : 'matterOtherwise'
}

type Papers = Extract<MatterAct, { act: 'accept' | 'tellMissing' | 'supply' }>

function judgePapers(matter: Matter, act: Papers, { type }: Frame): Judged {
  const { matterId } = matter.taken
  if (act.act === 'accept') {
    const lacking = isHeldElsewhere(matter)
      ? []
      : type.materials.filter(({ key, required }) => required && !matter.brought.includes(key))
    if (lacking.length > 0) return refused('materialsLacking', { materials: lacking.map(({ key }) => key) })
    return allowed([{ kind: 'matterAccepted', body: { matterId, deemed: false } }])
  }
  const materials = [...new Set(act.materials)]
  const foreign = materials.filter((key) => !type.materials.some((it) => it.key === key))
  if (foreign.length > 0) return refused('materialUnknown', { materials: foreign })
  if (act.act === 'supply') return allowed([{ kind: 'materialsSupplied', body: { matterId, materials } }])

  const fresh = materials.filter((key) => !mayTell(matter, key))
  if (fresh.length > 0) return refused('missingToldOnce', { materials: fresh })
  return allowed([{ kind: 'missingTold', body: { matterId, materials, words: act.words } }])
}

/** Taken by its number in another system, which has the papers: asking for them again would be retyping. */
const isHeldElsewhere = ({ taken, external }: Matter): boolean => taken.channel === 'imported' && external !== null

/**
 * All that is missing is told once (Administrative Licensing Law, art. 32). A second time only what the citizen's own new
 * papers make necessary: a paper told before, that came and does not do. Opened again, what was told and never came may be
 * told again, but nothing else: ending a matter is no way to ask anew.
 */
const mayTell = ({ told, supplied, brought }: Matter, key: string): boolean =>
  told === null || (told.materials.includes(key) && (supplied.includes(key) || !brought.includes(key)))

type Handing = Extract<MatterAct, { act: 'offer' | 'takeOver' | 'refuseHandOver' | 'withdrawHandOver' }>

function judgeHandOver(matter: Matter, act: Handing, { person }: Frame): Judged {
  const { matterId } = matter.taken
  const { handOverId } = act
  if (act.act === 'offer') {
    const { unitId, staffId: holder } = holderOf(matter)
    const { toUnitId, toStaffId, reason } = act
    if (toUnitId === unitId && toStaffId === holder) return refused('handOverToHolder')
    return allowed([{ kind: 'handOverOffered', body: { matterId, handOverId, toUnitId, toStaffId, reason } }])
  }
  if (matter.handOver?.handOverId !== handOverId) return refused('matterOtherwise')
  if (act.act === 'withdrawHandOver') return allowed([{ kind: 'handOverWithdrawn', body: { matterId, handOverId } }])
  if (act.act === 'refuseHandOver') {
    return allowed([{ kind: 'handOverRefused', body: { matterId, handOverId, reason: act.reason } }])
  }
  // Taken by somebody of the unit it is his; by a clerk or head from above it is whoever's has the post.
  const own = person.unitId === matter.handOver.toUnitId ? person.staffId : null
  const takes = matter.handOver.toStaffId ?? own
  return allowed([{ kind: 'handOverTaken', body: { matterId, handOverId, staffId: takes } }])
}

type Time = Extract<MatterAct, { act: 'pause' | 'resume' | 'extend' }>

/** Half a year: what takes longer is paused again, with a document again. */
const longestPauseDays = 183

function judgeTime(matter: Matter, act: Time, frame: Frame): Judged {
  switch (act.act) {
    case 'pause':
      return judgePause(matter, act, frame.now)
    case 'resume': {
      const { standing, taken } = matter
      if (standing.state !== 'paused' || standing.pauseId !== act.pauseId) return refused('matterOtherwise')
      const body = { matterId: taken.matterId, pauseId: act.pauseId, byItself: false }
      return allowed([{ kind: 'matterResumed', body }])
    }
    case 'extend':
      return judgeExtension(matter, act, frame)
    default:
      return act satisfies never
  }
}

function judgePause({ taken: { matterId } }: Matter, act: Extract<Time, { act: 'pause' }>, now: Iso): Judged {
  const { pauseId, ground, document, until } = act
  const today = dayOf(now)
  if (until < today || until > addDays(today, longestPauseDays)) return refused('pauseUntilWrong')
  return allowed([{ kind: 'matterPaused', body: { matterId, pauseId, ground, document, until } }])
}

function judgeExtension(matter: Matter, { by, reason }: Extract<Time, { act: 'extend' }>, frame: Frame): Judged {
  if (isTooLong(by, frame.type)) return refused('extensionTooLong')
  if (isOverdue(matter, frame.now)) return refused('extensionTooLate')
  return allowed([{ kind: 'matterExtended', body: { matterId: matter.taken.matterId, by, reason } }])
}

/**
 * Ten working days (Administrative Licensing Law, art. 42); thirty days where the law itself counts days (Regulations on
 * Petitions).
 */
function isTooLong({ unit, amount }: Limit, { legal }: MatterType): boolean {
  switch (unit) {
    case 'workingDays':
      return amount > 10
    case 'workingHours':
      return amount > 70
    case 'workingSeconds':
      return amount > 70 * 3_600
    case 'days':
      return amount > (legal.unit === 'days' ? 30 : 10)
    default:
      return unit satisfies never
  }
}

/** A thing once late does not become in time. */
const isOverdue = ({ clocks }: Matter, now: Iso): boolean =>
  clocks.some((it) => it.scope === 'whole' && it.stoppedAt === null && toMs(now) > toMs(it.dueAt))

type GoingOn = Extract<MatterAct, { act: 'finishStep' | 'finish' | 'refuse' | 'withdraw' }>

/** An offer nobody took goes with what it was about. */
function judgeGoingOn(matter: Matter, act: GoingOn): Judged {
  const { matterId } = matter.taken
  const { standing, handOver } = matter
  if (act.act === 'finishStep' && (standing.state !== 'running' || standing.step !== act.step)) {
    return refused('matterOtherwise')
  }
  const offer: Said[] =
    handOver === null ? [] : [{ kind: 'handOverWithdrawn', body: { matterId, handOverId: handOver.handOverId } }]
  return allowed([...offer, goingOn(matterId, act)])
}

function goingOn(matterId: string, act: GoingOn): Said {
  switch (act.act) {
    case 'finishStep':
      return { kind: 'stepFinished', body: { matterId, step: act.step, note: act.note } }
    case 'finish':
      return { kind: 'matterFinished', body: { matterId, result: act.result } }
    case 'refuse': {
      const { ground, explanation, remedy } = act
      return { kind: 'matterRefused', body: { matterId, ground, explanation, remedy } }
    }
    case 'withdraw':
      return { kind: 'matterWithdrawn', body: { matterId, reason: act.reason } }
    default:
      return act satisfies never
  }
}

const allowed = (facts: readonly Said[]): Judged => ({ kind: 'allowed', facts })
const refused = (why: RefusalName, detail?: unknown): Judged => ({
  kind: 'refused',
  why,
  ...(detail !== undefined && { detail }),
})
