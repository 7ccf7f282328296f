import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { SpotCheckFound } from '../../../../src/contract/spotChecks.ts'

/**
 * What was typed about one person and has not arrived yet. `typed`: not saved by hand; `waiting`: saved, no answer from
 * the center so far; `refused`: the center said no, in both languages.
 */
const Draft = z.object({
  found: SpotCheckFound.nullable(),
  /** When it was found; null until a result was chosen. */
  at: z.string().nullable(),
  note: z.string(),
  onPaper: z.boolean(),
  standing: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('typed') }),
    z.object({ kind: z.literal('waiting') }),
    z.object({ kind: z.literal('refused'), zh: z.string(), en: z.string() }),
  ]),
})
export type Draft = z.infer<typeof Draft>

/** Whose draft, of which spot check, about whom. */
export interface DraftKey {
  readonly accountId: string
  readonly spotCheckId: string
  readonly staffId: string
}

type Drafts = Readonly<Record<string, Draft>>
const place = 'zaigang.spotChecks'
const nameOf = ({ accountId, spotCheckId, staffId }: DraftKey): string => `${accountId}/${spotCheckId}/${staffId}`

let drafts: Drafts = readKept()
const listeners = new Set<() => void>()

/** All drafts there are; they outlive the page, the session and the battery. Names of people are not in them. */
export const useDrafts = (): Drafts =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => drafts,
  )

export const findDraft = (all: Drafts, key: DraftKey): Draft | undefined => all[nameOf(key)]

/** Drafts of one account about one spot check, by person. */
export function draftsOf(all: Drafts, { accountId, spotCheckId }: Omit<DraftKey, 'staffId'>): Map<string, Draft> {
  const start = nameOf({ accountId, spotCheckId, staffId: '' })
  return new Map(
    Object.entries(all).flatMap(([name, draft]) =>
      name.startsWith(start) ? [[name.slice(start.length), draft] as const] : [],
    ),
  )
}

export const keepDraft = (key: DraftKey, draft: Draft): void => change({ ...drafts, [nameOf(key)]: draft })

export function dropDraft(key: DraftKey): void {
  const { [nameOf(key)]: _, ...rest } = drafts
  change(rest)
}

function change(to: Drafts): void {
  drafts = to
  try {
    localStorage.setItem(place, JSON.stringify(to))
  } catch {
    // Storage full or forbidden: it lives as long as the page.
  }
  for (const listener of listeners) listener()
}

function readKept(): Drafts {
  try {
    return z.record(z.string(), Draft).parse(JSON.parse(localStorage.getItem(place) ?? '{}'))
  } catch {
    return {}
  }
}
