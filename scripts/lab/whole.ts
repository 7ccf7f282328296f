import { type Attempt, advance, begin, isEnded } from '../../src/presence/rules/attempt.ts'
import type { Challenge } from '../../src/presence/rules/challenge.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import { allGates, type GateName } from '../../src/presence/rules/gates.ts'
import type { Looks } from './looks.ts'
import type { Site } from './play.ts'
import { openSeeing } from './seeing.ts'

/** A whole clip as one attempt. */
export interface Folded {
  readonly attempt: Attempt
}

/** Gates that judge an answer to a prompt, or only at the end; a clip in which nothing was asked has neither. */
const asking: ReadonlySet<GateName> = new Set(['order', 'othersAbsent', 'timing', 'alive', 'match'])
export const unaskedGates: readonly GateName[] = allGates.filter((gate) => !asking.has(gate))

/** So many steps that no clip gets through them: the attempt lasts as long as the clip does. */
const endless: Challenge = { steps: Array.from({ length: 500 }, () => 'openMouthComeCloser' as const) }

/**
 * Folds a clip in which nothing was asked into an attempt that judges everything else: one face without a cut, large
 * and light enough, one and the same person. It lasts as long as an attempt may. Descriptions are taken twice a second
 * besides those the attempt wants.
 */
export const foldUnasked = (looks: Looks, site: Site): Promise<Folded> =>
  fold(
    looks,
    { challenge: endless, litAt: null },
    { ...site, gates: unaskedGates },
    {
      describeEveryMs: 500,
      endsAfterMs: site.policy.attemptLimitMs,
    },
  )

/** Folds a whole clip with its challenge and no gate to end it early: what the signals say of all of it. */
export const foldWhole = (
  looks: Looks,
  asked: { readonly challenge: Challenge; readonly litAt: number | null },
  site: Site,
): Promise<Folded> => fold(looks, asked, { ...site, gates: [] }, { describeEveryMs: never, endsAfterMs: never })

const never = Number.POSITIVE_INFINITY

interface Asked {
  readonly challenge: Challenge
  readonly litAt: number | null
}
interface Limits {
  readonly describeEveryMs: number
  readonly endsAfterMs: number
}

async function fold(looks: Looks, asked: Asked, site: Site, { describeEveryMs, endsAfterMs }: Limits): Promise<Folded> {
  let attempt = begin(asked.challenge, site.policy, looks.times[0] ?? 0, site.gates)
  const seeing = openSeeing(site)
  let describedAt = 0
  for (const [frame, at] of looks.times.entries()) {
    const { lastAt, wants, state, evidence } = attempt
    if (isEnded(attempt) || lastAt - (evidence.promptedAt ?? lastAt) > endsAfterMs) break
    const described = wants === 'description' || (state === 'challenged' && at - describedAt >= describeEveryMs)
    const found = await seeing.see(looks, { frame, at, lastAt, described, attempt })
    if (found.some(({ kind }) => kind === 'described')) describedAt = at
    attempt = [...litOf(asked, attempt), ...found].reduce(advance, attempt)
  }
  return { attempt }
}

const litOf = ({ litAt }: Asked, { evidence, lastAt }: Attempt): readonly AttemptEvent[] =>
  litAt !== null && evidence.litAt === null && lastAt >= litAt ? [{ kind: 'lit', at: lastAt, startedAt: litAt }] : []
