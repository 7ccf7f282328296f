import type { External, MatterRow } from '../../../../src/contract/matters.ts'
import type { Item } from './queue.ts'
import type { Known } from './store.ts'

/** What stands on a citizen's receipt. */
export interface Receipt {
  readonly code: string
  readonly title: string
  readonly typeName: string
  readonly siteName: string
  readonly phone: string
  /** Whose matter, as far as he told; only on his own paper. */
  readonly applicant: string
  readonly takenAt: string
  /** Where it lives, if not here. */
  readonly external: External | null
  readonly brought: readonly string[]
  readonly missing: readonly { readonly name: string; readonly how: string }[]
  /** The list of what is missing is the one-time notice, and nothing that is not on it may be asked for later. */
  readonly told: boolean
  readonly words: string
  readonly standing: ReceiptStanding
  readonly limits: Limits | undefined
}

type Row = Known['types'][number]
export type Limits = Pick<Row, 'promised' | 'acceptWithin'>

/** Where it stood when the paper was made: by the center's word, or by the county's list where the center was away. */
export type ReceiptStanding =
  | {
      readonly kind: 'arrived'
      readonly post: string
      readonly step: string
      readonly dueAt: string | null
      readonly state: MatterRow['state']
    }
  | { readonly kind: 'waiting'; readonly post: string }

interface Around {
  readonly code: string
  readonly known: Known
  /** Undefined: it has not arrived yet. */
  readonly row: MatterRow | undefined
  readonly phone: string
}

/** The receipt of a matter that was just taken. */
export function receiptOf({ take, next, takenAt, typeName }: Item, { code, known, row, phone }: Around): Receipt {
  const type = known.counter.types.find((it) => it.typeId === take.typeId)
  const whole = known.types.find((it) => it.typeId === take.typeId)
  const howOf = new Map(whole?.materials.map((it) => [it.key, it.how]))
  const materials = type?.materials ?? []
  // Its papers are where it lives.
  const asked = take.channel === 'imported' ? [] : materials
  const missing = asked.filter((it) => it.required && !take.brought.includes(it.key))
  return {
    ...{ code, title: take.title, typeName, phone, takenAt },
    siteName: known.counter.sites.find((it) => it.siteId === take.siteId)?.name ?? '',
    applicant: take.applicant?.name ?? '',
    external: take.external,
    brought: materials.filter((it) => take.brought.includes(it.key)).map((it) => it.name),
    missing: missing.map((it) => ({ name: it.name, how: howOf.get(it.key) ?? '' })),
    told: next.act === 'tellMissing',
    words: next.act === 'tellMissing' ? next.words : '',
    standing: standingOf(row, whole),
    limits: whole,
  }
}

function standingOf(row: MatterRow | undefined, type: Row | undefined): ReceiptStanding {
  if (row === undefined) return { kind: 'waiting', post: type?.steps[0]?.post ?? '' }
  const { post, step, dueAt, state } = row
  return { kind: 'arrived', post, step: step ?? '', dueAt, state }
}
