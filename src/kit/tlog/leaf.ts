import { canonical } from '../canonical.ts'
import { fromBase64, toBase64, toHex, utf8 } from './bytes.ts'
import { type Hash, hashLength, sha256 } from './hash.ts'

/** What a leaf of a county's log says: a commitment, and for a station's fact whose and the how-manieth it is. */
export interface Leaf {
  readonly commitment: Hash
  readonly device?: { readonly mark: string; readonly seq: number }
}

/** The members of a leaf's JSON. */
export const leafMembers = ({ commitment, device }: Leaf): object => ({
  c: toBase64(commitment),
  ...(device && { dev: device.mark, seq: device.seq }),
  v: 1,
})

/** The bytes that are hashed into the tree: canonical JSON. */
export const leafBytes = (leaf: Leaf): Uint8Array => utf8(canonical(leafMembers(leaf)))

/** Reads the members of a leaf. Nothing for what is no leaf of ours in its one form. */
export function readLeaf(members: unknown): Leaf | undefined {
  if (typeof members !== 'object' || members === null) return undefined
  const { c, dev, seq } = members as Readonly<Record<string, unknown>>
  const commitment = fromBase64(typeof c === 'string' ? c : '')
  if (commitment?.length !== hashLength) return undefined
  const leaf = isDevice({ mark: dev, seq }) ? { commitment, device: { mark: dev, seq } as Device } : { commitment }
  // What is there besides makes another text.
  return canonical(leafMembers(leaf)) === canonical(members) ? leaf : undefined
}

type Device = NonNullable<Leaf['device']>

const isDevice = ({ mark, seq }: { readonly mark: unknown; readonly seq: unknown }): boolean =>
  typeof mark === 'string' && /^[0-9a-f]{16}$/.test(mark) && Number.isSafeInteger(seq) && Number(seq) > 0

/** Under which name the log knows a device: 16 hex digits of SHA-256. */
export const markOfDevice = (deviceId: string): string => toHex(sha256(utf8(`zaigang device ${deviceId}`))).slice(0, 16)
