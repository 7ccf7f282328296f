import type { Concern } from '../../contract/proposals.ts'
import type { Iso } from '../../kit/time.ts'

/** How many changes were made by one alone, by unit (null: the county) and month of the county's calendar. */
export function countAlone(
  facts: readonly { readonly kind: string; readonly at: Iso; readonly body: unknown }[],
  monthOf: (at: Iso) => string,
): { readonly unitId: string | null; readonly month: string; readonly count: number }[] {
  const counts = new Map<string, { unitId: string | null; month: string; count: number }>()
  for (const { kind, at, body } of facts) {
    const { alone, concern } = body as { alone?: unknown; concern?: Concern }
    if (kind !== 'changeMadeAlone' || alone !== true || concern === undefined) continue
    const month = monthOf(at)
    const key = `${month} ${concern.unitId}`
    const before = counts.get(key) ?? { unitId: concern.unitId, month, count: 0 }
    counts.set(key, { ...before, count: before.count + 1 })
  }
  return [...counts.values()]
}
