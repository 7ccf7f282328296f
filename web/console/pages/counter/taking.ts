import { suggestedByCounter, type TakeMatter } from '../../../../src/contract/matters.ts'
import { type Item, nextOf } from './queue.ts'
import type { Known } from './store.ts'

export type TypeAtCounter = Known['counter']['types'][number]

/** How people come to a counter. */
export const waysHere = ['counter', 'phone', 'agent'] as const

/** What stands in the form by which a matter is taken. */
export interface Typed {
  readonly title: string
  readonly brought?: readonly string[]
  readonly tells?: boolean
  readonly accepts?: boolean
  readonly words?: string
  readonly name?: string
  readonly phone?: string
  readonly channel: (typeof waysHere)[number]
  readonly agentStaffId?: string
  readonly description?: string
  /** The kind the page suggested by the citizen's words; and why another was taken, if anybody said so. */
  readonly suggestedTypeId?: string | undefined
  readonly asideReason?: string
  /** Where the matter lives in another system; its number decides. */
  readonly system?: string
  readonly number?: string
  readonly link?: string
}

/** Who takes it, where and when, under which identity. */
export interface Taking {
  readonly type: TypeAtCounter
  readonly siteId: string
  readonly accountId: string
  readonly by: string
  readonly matterId: string
  readonly codeHash: string
  readonly takenAt: string
}

/** What is to be kept and sent of a filled form. */
export function itemOf(typed: Typed, { type, siteId, accountId, by, matterId, codeHash, takenAt }: Taking): Item {
  const { tells = false, accepts = false, words = '' } = typed
  const external = externalOf(typed)
  const brought = external === null ? (typed.brought ?? []) : []
  const channel = external === null ? typed.channel : 'imported'
  const take: TakeMatter = {
    ...{ matterId, codeHash, typeId: type.typeId, siteId, takenAt: null },
    title: typed.title.trim(),
    description: (typed.description ?? '').trim(),
    channel,
    applicant: applicantOf(typed),
    agentStaffId: channel === 'agent' ? (typed.agentStaffId ?? null) : null,
    brought: [...brought],
    ...{ external, place: null, suggestion: suggestionOf(typed, type) },
  }
  const missing = external === null ? missingOf(type, brought) : []
  const next = nextOf({ missing, tells, accepts, words: words.trim() })
  return { accountId, by, typeName: type.name, takenAt, take, next, standing: { kind: 'waiting' } }
}

/** Keys of what the type asks for and was not brought. */
export const missingOf = ({ materials }: Pick<TypeAtCounter, 'materials'>, brought: readonly string[]): string[] =>
  materials.filter((it) => it.required && !brought.includes(it.key)).map((it) => it.key)

function applicantOf({ name = '', phone = '' }: Typed): TakeMatter['applicant'] {
  const applicant = { name: name.trim(), phone: phone.trim() }
  return applicant.name === '' && applicant.phone === '' ? null : applicant
}

/** Its papers are held there: none is ticked here, and none is missing. */
function externalOf({ system = '', number = '', link = '' }: Typed): TakeMatter['external'] {
  const external = { system: system.trim(), number: number.trim(), link: link.trim() === '' ? null : link.trim() }
  return external.number === '' ? null : external
}

function suggestionOf({ suggestedTypeId, asideReason = '' }: Typed, type: TypeAtCounter): TakeMatter['suggestion'] {
  if (suggestedTypeId === undefined) return null
  const followed = suggestedTypeId === type.typeId
  return { typeId: suggestedTypeId, by: suggestedByCounter, followed, reason: followed ? '' : asideReason }
}

/** The form as it was filled, to be changed after the center refused it. */
export function typedOf({ take, next }: Item): Typed {
  return {
    ...{ title: take.title, brought: take.brought, description: take.description },
    ...{ name: take.applicant?.name ?? '', phone: take.applicant?.phone ?? '' },
    channel: waysHere.find((it) => it === take.channel) ?? 'counter',
    ...(take.agentStaffId !== null && { agentStaffId: take.agentStaffId }),
    ...{ tells: next.act === 'tellMissing', accepts: next.act === 'accept' },
    words: next.act === 'tellMissing' ? next.words : '',
    ...(take.suggestion && { suggestedTypeId: take.suggestion.typeId, asideReason: take.suggestion.reason }),
    ...(take.external && { ...take.external, link: take.external.link ?? '' }),
  }
}
