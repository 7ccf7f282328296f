import type { Iso } from '../../kit/time.ts'

/** ms since 1970 of an ISO text; throws for what is none. */
export function instantOf(iso: Iso): number {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${iso}`)
  return at
}
