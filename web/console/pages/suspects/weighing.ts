import type { AttemptReplay } from '../../../../src/contract/suspects.ts'

export type Reading = NonNullable<AttemptReplay['liveness']>['readings'][number]

/** What a reading is worth to whoever looks at it; `share` of the whole half of the bar. */
export type Worth =
  | { readonly kind: 'silent' }
  | { readonly kind: 'neutral' }
  | {
      readonly kind: 'for' | 'against'
      readonly strength: 'strong' | 'clear' | 'weak'
      readonly share: number
    }

/** Evidence (in nats) that fills a half of the bar: the most any signal says. */
const whole = 2.5
/** Below this it is one in twenty more likely at most: nothing to look at. */
const least = 0.05

export function worthOf({ value, evidence }: Pick<Reading, 'value' | 'evidence'>): Worth {
  if (value === null) return { kind: 'silent' }
  const size = Math.abs(evidence)
  if (size < least) return { kind: 'neutral' }
  const strength = size >= 1.2 ? 'strong' : size >= 0.4 ? 'clear' : 'weak'
  return { kind: evidence > 0 ? 'for' : 'against', strength, share: Math.max(0.04, Math.min(1, size / whole)) }
}

/** What speaks against first, what says nothing last. */
export const orderSigns = (readings: readonly Reading[]): readonly Reading[] =>
  readings.toSorted((a, b) => Number(a.value === null) - Number(b.value === null) || a.evidence - b.evidence)
