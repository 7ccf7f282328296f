import { MatterAct, type MatterActName, type MatterView, type PauseGround } from '../../../../src/contract/matters.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { currentStep } from './reading.ts'

/** What stands in the form of an act; each act reads what it needs. */
export interface TypedAct {
  readonly materials?: readonly string[]
  readonly words?: string
  readonly note?: string
  readonly toUnitId?: string
  readonly toStaffId?: string
  readonly reason?: string
  readonly ground?: PauseGround
  readonly document?: string
  readonly until?: string
  readonly days?: number
  readonly result?: string
  readonly refusalGround?: string
  readonly explanation?: string
  readonly remedy?: string
  readonly system?: string
  readonly number?: string
  readonly link?: string
}

/** Which fields an act asks for; those without any are done by saying yes. */
export const fieldsOf = {
  accept: [],
  tellMissing: ['materials', 'words'],
  supply: ['materials'],
  finishStep: ['note'],
  offer: ['to', 'reason'],
  takeOver: [],
  refuseHandOver: ['reason'],
  withdrawHandOver: [],
  pause: ['ground', 'document', 'until'],
  resume: [],
  extend: ['days', 'reason'],
  finish: ['result'],
  refuse: ['refusalGround', 'explanation', 'remedy'],
  withdraw: ['reason'],
  reopen: ['reason'],
  link: ['system', 'number', 'link'],
  eraseWords: ['reason'],
} as const satisfies Record<MatterActName, readonly string[]>
export type FieldName = (typeof fieldsOf)[MatterActName][number]

/** The act of a filled form; undefined while something is missing or the matter has moved on. */
export function actOf(act: MatterActName, typed: TypedAct, matter: MatterView): MatterAct | undefined {
  const { words = '', note = '', toStaffId = null, ...more } = typed
  const read = MatterAct.safeParse({
    act,
    ...more,
    words,
    note,
    toStaffId,
    ...idsOf(act, matter),
    ...builtOf(act, typed),
  })
  return read.success ? read.data : undefined
}

/** What the act is about: named by the matter or made here, never typed. */
function idsOf(act: MatterActName, matter: MatterView): object {
  if (act === 'offer') return { handOverId: newId() }
  if (act === 'pause') return { pauseId: newId() }
  return {
    step: currentStep(matter),
    handOverId: matter.handOver?.handOverId,
    pauseId: matter.pause?.pauseId,
  }
}

function builtOf(act: MatterActName, { days, system, number, link = '', refusalGround }: TypedAct): object {
  if (act === 'extend') return { by: { unit: 'workingDays', amount: days } }
  if (act === 'refuse') return { ground: refusalGround }
  if (act === 'link') return { external: { system, number, link: link.trim() === '' ? null : link.trim() } }
  return {}
}
