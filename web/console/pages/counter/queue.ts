import { z } from 'zod'
import { TakeMatter } from '../../../../src/contract/matters.ts'
import { Refused } from '../../../shared/ask.ts'

/** What is done with a matter right after it was taken: all is there, or what is missing was told on paper. */
export const Next = z.discriminatedUnion('act', [
  z.object({ act: z.literal('none') }),
  z.object({ act: z.literal('accept') }),
  z.object({ act: z.literal('tellMissing'), materials: z.array(z.string()), words: z.string() }),
])
export type Next = z.infer<typeof Next>

/**
 * A matter that was taken here and has not wholly arrived. `waiting`: no answer so far; `taken`: it arrived, what follows
 * has not; `refused`: the center said no, in both languages. The code of its receipt is not part of it.
 */
export const Item = z.object({
  accountId: z.string(),
  /** Who took it, for whoever logs in next on the same computer. */
  by: z.string(),
  typeName: z.string(),
  /** When it was taken, by the clock of this computer. */
  takenAt: z.string(),
  take: TakeMatter,
  next: Next,
  standing: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting') }),
    z.object({ kind: z.literal('taken') }),
    /** `taken`: only what follows was refused. */
    z.object({ kind: z.literal('refused'), zh: z.string(), en: z.string(), taken: z.boolean() }),
  ]),
})
export type Item = z.infer<typeof Item>
export type Standing = Item['standing']

/** Those sent by themselves: the own ones that were not refused, the oldest first. Another's name is put to nobody's matter. */
export const dueOf = (items: readonly Item[], accountId: string): Item[] =>
  items.filter((it) => it.accountId === accountId && it.standing.kind !== 'refused').toSorted(byTime)

export const byTime = (a: Item, b: Item): number => (a.takenAt < b.takenAt ? -1 : 1)

/** Where an item stands after a failure: who is logged out, or meets a center that is unwell, tries again; any other no is a no. */
export function standingAfter(failure: unknown, before: Standing): Standing {
  if (!(failure instanceof Refused) || isPassing(failure)) return before
  return { kind: 'refused', ...failure.sentences, taken: wasTaken(before) }
}

/** Whether the center has the matter itself. */
export const wasTaken = (it: Standing): boolean => it.kind === 'taken' || (it.kind === 'refused' && it.taken)

const isPassing = ({ refusal, status }: Refused): boolean =>
  refusal === 'notLoggedIn' || refusal === 'csrfWrong' || status === 429 || status >= 500

/** What happens after taking: the county's own list decides, and the clerk by two boxes. */
export function nextOf(choice: {
  readonly missing: readonly string[]
  readonly tells: boolean
  readonly accepts: boolean
  readonly words: string
}): Next {
  const { missing, tells, accepts, words } = choice
  if (missing.length > 0) return tells ? { act: 'tellMissing', materials: [...missing], words } : { act: 'none' }
  return accepts ? { act: 'accept' } : { act: 'none' }
}
