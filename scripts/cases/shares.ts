import { wilson } from '../../src/matter/rating/rules/share.ts'
import { type Fields, isFields, numberOf, textOf } from './case.ts'
import type { Result } from './result.ts'

/** A case of bounds of a share: `x` of `n`, both bounds, and to how many digits they were published. */
export const isShareCase = (it: unknown): boolean =>
  isFields(it) && typeof it.kind === 'string' && it.x !== undefined && it.n !== undefined

/** What differs between published bounds and ours, to as many digits as were published. */
export const runShares = (cases: readonly unknown[]): readonly Result[] => cases.filter(isFields).map(judge)

function judge(it: Fields): Result {
  const [x, n, digits] = [numberOf(it.x), numberOf(it.n), numberOf(it.digits) ?? 4]
  const name = `${textOf(it.kind) ?? ''} ${String(it.x)} of ${String(it.n)}`
  if (it.kind !== 'wilson95') return { name, wrong: [], skipped: 'no such bounds are in the product' }
  const bounds = [numberOf(it.lower), numberOf(it.upper)]
  if (x === undefined || n === undefined || x > n || bounds.includes(undefined) || digits < 0 || digits > 15)
    return { name, wrong: ['not a case: x of n, lower and upper are needed, and digits from 0 to 15'], skipped: null }
  const { low, high } = wilson(x, n)
  const wrong = [low, high].flatMap((got, index) => {
    const expected = bounds[index]
    if (expected?.toFixed(digits) === got.toFixed(digits)) return []
    return [`${index === 0 ? 'lower' : 'upper'}: expected ${expected}, got ${got.toFixed(digits)}`]
  })
  // A case may say of itself that what was published is not what the formula gives.
  if (it.formulaAgrees === false && wrong.length > 0)
    return { name, wrong: [], skipped: `published otherwise than its own formula gives: ${wrong.join('; ')}` }
  return { name, wrong, skipped: null }
}
