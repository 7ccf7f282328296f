/** Milliseconds to wait before connection number `tries` (1-based): doubling from half a second to at most 15 s, spread by `chance` in [0, 1). */
export function backoffMs(tries: number, chance: number): number {
  const longest = Math.min(15_000, 500 * 2 ** Math.min(tries - 1, 10))
  return Math.round(longest * (0.7 + 0.3 * chance))
}
