import type { MeasuredShare, MeasuredStep } from '../../src/contract/routes/measures.ts'

/** Whole percents: more would say more than is known. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`

const x = (share: number): number => Math.round(share * 1000) / 10

/** A share as a mark between its bounds; light behind it what all the silent could make of it. The text beside says the same. */
export function ShareBar({ share }: { readonly share: MeasuredShare }) {
  const { low, high, silent } = share
  return (
    <svg class="bounds" aria-hidden="true" viewBox="0 0 100 12" preserveAspectRatio="none">
      <rect class="ground" x="0" y="5" width="100" height="2" />
      {silent !== null && (
        <rect class="silent" x={x(silent.low)} y="1" width={x(silent.high) - x(silent.low)} height="10" />
      )}
      <rect class="sure" x={x(low)} y="3" width={Math.max(0.6, x(high) - x(low))} height="6" />
      <rect class="mark" x={Math.min(99, Math.max(0, x(share.share) - 0.5))} y="0" width="1" height="12" />
    </svg>
  )
}

/** How long a step took, half of the times dark and nine of ten light, with a mark at what it had. The text beside says the same. */
export function StepBar({ told }: { readonly told: NonNullable<MeasuredStep['told']> }) {
  const { medianSeconds, slowSeconds, givenSeconds } = told
  const widest = Math.max(1, slowSeconds, givenSeconds)
  return (
    <svg class="bounds" aria-hidden="true" viewBox="0 0 100 12" preserveAspectRatio="none">
      <rect class="ground" x="0" y="5" width="100" height="2" />
      <rect class="silent" x="0" y="2" width={x(slowSeconds / widest)} height="8" />
      <rect class="sure" x="0" y="3" width={Math.max(0.6, x(medianSeconds / widest))} height="6" />
      <rect class="mark" x={Math.min(99, Math.max(0, x(givenSeconds / widest) - 0.5))} y="0" width="1" height="12" />
    </svg>
  )
}
