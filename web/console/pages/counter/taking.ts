import type { TakeMatter } from '../../../../src/contract/matters.ts'
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
  const { brought = [], tells = false, accepts = false, words = '' } = typed
  const take: TakeMatter = {
    ...{ matterId, codeHash, typeId: type.typeId, siteId, takenAt: null },
    title: typed.title.trim(),
    description: (typed.description ?? '').trim(),
    channel: typed.channel,
    applicant: applicantOf(typed),
    agentStaffId: typed.channel === 'agent' ? (typed.agentStaffId ?? null) : null,
    brought: [...brought],
    ...{ external: null, place: null, suggestion: null },
  }
  const next = nextOf({ missing: missingOf(type, brought), tells, accepts, words: words.trim() })
  return { accountId, by, typeName: type.name, takenAt, take, next, standing: { kind: 'waiting' } }
}

/** Keys of what the type asks for and was not brought. */
export const missingOf = ({ materials }: Pick<TypeAtCounter, 'materials'>, brought: readonly string[]): string[] =>
  materials.filter((it) => it.required && !brought.includes(it.key)).map((it) => it.key)

function applicantOf({ name = '', phone = '' }: Typed): TakeMatter['applicant'] {
  const applicant = { name: name.trim(), phone: phone.trim() }
  return applicant.name === '' && applicant.phone === '' ? null : applicant
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
  }
}
