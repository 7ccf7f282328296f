/** How much of something is borne within a time. */
export interface Bearing {
  readonly most: number
  readonly withinMs: number
}

/** What callers did of late, by whoever they are; in memory, so that a restart forgets it. */
export interface Weight {
  /** Counts one more, and tells whether it is still borne. */
  bears(who: string, atMs: number): boolean
  /** Whether one more would be borne; counts nothing. */
  hasRoom(who: string, atMs: number): boolean
}

export function openWeight({ most, withinMs }: Bearing): Weight {
  const done = new Map<string, number[]>()
  const ofLate = (who: string, atMs: number): number[] => (done.get(who) ?? []).filter((it) => atMs - it < withinMs)
  return {
    hasRoom: (who, atMs) => ofLate(who, atMs).length < most,
    bears: (who, atMs) => {
      // No more is remembered than decides, however often somebody tries.
      const before = ofLate(who, atMs).slice(-most)
      done.set(who, [...before, atMs])
      return before.length < most
    },
  }
}
