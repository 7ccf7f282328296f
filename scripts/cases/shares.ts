import { wilson } from '../../src/matter/rating/rules/share.ts'
import { isFields, numberOf, textOf } from './case.ts'
import type { Result } from './result.ts'

/** A case of bounds of a share: `x` of `n`, both bounds, and to how many digits they were published. */
export const isShareCase = (it: unknown): boolean => isFields(it) && it.kind === 'wilson95'

/** What differs between published bounds and ours, to as many digits as were published. */
export function runShares(cases: readonly unknown[]): readonly Result[] {
  return cases.filter(isFields).map((it) => {
    const [x, n] = [numberOf(it.x) ?? 0, numberOf(it.n) ?? 0]
    const name = `${textOf(it.kind) ?? ''} ${x} of ${n}`
    if (!isShareCase(it)) return { name, wrong: [], skipped: 'no such bounds are in the product' }
    const { low, high } = wilson(x, n)
    const digits = numberOf(it.digits) ?? 4
    const wrong = [['lower', numberOf(it.lower), low] as const, ['upper', numberOf(it.upper), high] as const].flatMap(
      ([which, expected, got]) =>
        expected?.toFixed(digits) === got.toFixed(digits)
          ? []
          : [`${which}: expected ${expected}, got ${got.toFixed(digits)}`],
    )
    return { name, wrong, skipped: null }
  })
}
