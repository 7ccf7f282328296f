/** A signed head of the log as this device saw it, whole, so that it can be shown to others. */
export interface Head {
  readonly origin: string
  readonly size: number
  /** Base64. */
  readonly root: string
  readonly text: string
}

/** How a head stands to another one of the same log. */
export type Compared =
  | { readonly state: 'same' }
  /** Two roots of one size: the log shows different people different pasts. */
  | { readonly state: 'split'; readonly one: Head; readonly other: Head }
  /** Which begins with which has to be proven. */
  | { readonly state: 'otherSize'; readonly older: Head; readonly newer: Head }

export function compare(one: Head, other: Head): Compared {
  if (one.size === other.size) return one.root === other.root ? { state: 'same' } : { state: 'split', one, other }
  return one.size < other.size
    ? { state: 'otherSize', older: one, newer: other }
    : { state: 'otherSize', older: other, newer: one }
}

/** A head seen before that contradicts this one. */
export function findSplit(head: Head, seen: readonly Head[]): Head | undefined {
  return seen.find((it) => it.origin === head.origin && it.size === head.size && it.root !== head.root)
}

const shelf = 'zaigang-heads'
const mostHeads = 200

/** The heads this device has seen, the newest first. A device that keeps nothing has seen none. */
export function seenHeads(): readonly Head[] {
  try {
    return JSON.parse(localStorage.getItem(shelf) ?? '[]') as Head[]
  } catch {
    return []
  }
}

/** Remembers a head; one of the same log, size and root once. What contradicts it stays too. */
export function keepHead(head: Head): void {
  const others = seenHeads().filter(
    (it) => !(it.origin === head.origin && it.size === head.size && it.root === head.root),
  )
  try {
    localStorage.setItem(shelf, JSON.stringify([head, ...others].slice(0, mostHeads)))
  } catch {
    // A device that keeps nothing cannot compare later; nothing else depends on it.
  }
}
