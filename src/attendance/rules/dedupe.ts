/** The items without those that a device told again: of items with the same key only the first stays; `null` is never the same. */
export function withoutRepeats<T>(items: readonly T[], keyOf: (item: T) => string | null): readonly T[] {
  const told = new Set<string>()
  return items.filter((item) => {
    const key = keyOf(item)
    if (key === null) return true
    if (told.has(key)) return false
    told.add(key)
    return true
  })
}
