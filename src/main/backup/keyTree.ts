import { createHash, createHmac } from 'node:crypto'

// [Note: A key for every fact, and each can be destroyed]
// In a backup the content of a fact is sealed under a key of its own. The keys are the leaves of a tree that hangs on one
// random root: a child is HMAC-SHA256 of its parent and the way to it (Goldreich, Goldwasser, Micali 1986). To destroy a
// leaf, every node on the way to it is dropped, and the other children of these are kept in their place: all other leaves
// can be had as before, that one by nobody any more. What is kept grows by a few kilobytes for each erasure.

/** Nodes that are kept, by the way to them: digits from 0 to 3. */
export type Nodes = ReadonlyMap<string, Uint8Array>

const ways = ['0', '1', '2', '3'] as const

/** Leaves lie together when they were made together, so that neighbours share most of the way. */
const hashDigits = 12
const timeDigits = 24

/** The way to the key of a fact, from its id (UUIDv7): its 48 bits of time, then 24 bits of a digest of all of it. */
export function wayTo(factId: string): string {
  const digest = createHash('sha256').update(factId.toLowerCase()).digest()
  const time = Number.parseInt(factId.replaceAll('-', '').slice(0, 12), 16)
  const tail = digest.readUIntBE(0, 3)
  return time.toString(4).padStart(timeDigits, '0') + tail.toString(4).padStart(hashDigits, '0')
}

export interface KeyTree {
  /** The key of a leaf; nothing when it was destroyed. */
  find(way: string): Uint8Array | undefined
}

/** Finds keys one after another; the way to the last one is remembered. */
export function openTree(nodes: Nodes): KeyTree {
  let last = ''
  let keys: (Uint8Array | undefined)[] = [nodes.get('')]
  return {
    find: (way) => {
      let depth = 0
      while (depth < last.length && last[depth] === way[depth]) depth += 1
      keys = keys.slice(0, depth + 1)
      for (; depth < way.length; depth += 1) {
        const above = keys[depth]
        keys.push(above === undefined ? nodes.get(way.slice(0, depth + 1)) : childOf(above, way[depth] ?? ''))
      }
      last = way
      return keys[way.length]
    },
  }
}

const childOf = (key: Uint8Array, way: string): Uint8Array => createHmac('sha256', key).update(way).digest()

/** What is kept when some leaves are destroyed. Those that are already change nothing. */
export function without(nodes: Nodes, leaves: readonly string[]): Nodes {
  const left = new Map(nodes)
  for (const leaf of leaves) destroy(left, leaf)
  return left
}

function destroy(nodes: Map<string, Uint8Array>, leaf: string): void {
  let depth = 0
  while (depth <= leaf.length && !nodes.has(leaf.slice(0, depth))) depth += 1
  let key = nodes.get(leaf.slice(0, depth))
  if (key === undefined) return
  nodes.delete(leaf.slice(0, depth))
  for (; depth < leaf.length; depth += 1) {
    for (const way of ways) if (way !== leaf[depth]) nodes.set(leaf.slice(0, depth) + way, childOf(key, way))
    key = childOf(key, leaf[depth] ?? '')
  }
}
