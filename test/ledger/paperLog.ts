import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { toBase64, utf8 } from '../../src/kit/tlog/bytes.ts'
import { formatCheckpoint, parseSignedCheckpoint, type SignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { emptyRoot, type Hash, leafHash, nodeHash } from '../../src/kit/tlog/hash.ts'
import { consistencyRanges, inclusionRanges, splitOf } from '../../src/kit/tlog/merkle.ts'
import { formatNote, keyTypes, type VerifierKey, verifierKey } from '../../src/kit/tlog/note.ts'

/** A log in memory, computed straight from the definition in RFC 6962. */
export interface PaperLog {
  readonly key: VerifierKey
  readonly privateKey: KeyObject
  root(size: number): Hash
  /** The signed note of a size. */
  note(size: number): string
  signed(size: number): SignedCheckpoint
  growth(older: number, newer: number): Hash[]
  path(index: number, size: number): Hash[]
}

export interface Keys {
  readonly key: VerifierKey
  readonly privateKey: KeyObject
}

export function newKeys(name: string, type: number = keyTypes.ed25519): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  return { key: verifierKey(name, type, Buffer.from(x, 'base64url')), privateKey }
}

/** `leaf` tells the entries apart: another one makes another history of the same log. */
export function paperLog({ key, privateKey }: Keys, leaf = (index: number): string => `leaf ${index}`): PaperLog {
  const known = new Map<string, Hash>()
  const hashOf = (from: number, to: number): Hash => {
    if (to - from === 1) return leafHash(utf8(leaf(from)))
    const name = `${from} ${to}`
    const middle = from + splitOf(to - from)
    const hash = known.get(name) ?? nodeHash(hashOf(from, middle), hashOf(middle, to))
    known.set(name, hash)
    return hash
  }
  const root = (size: number): Hash => (size === 0 ? emptyRoot : hashOf(0, size))
  const note = (size: number): string =>
    signNote(formatCheckpoint({ origin: key.name, size, root: root(size) }), { key, privateKey })
  return {
    key,
    privateKey,
    root,
    note,
    signed: (size) => parseSignedCheckpoint(note(size)) as SignedCheckpoint,
    growth: (older, newer) => consistencyRanges(older, newer).map(({ from, to }) => hashOf(from, to)),
    path: (index, size) => inclusionRanges(index, size).map(({ from, to }) => hashOf(from, to)),
  }
}

export function signNote(text: string, { key, privateKey }: Keys): string {
  const signature = sign(null, utf8(text), privateKey)
  return formatNote({ text, signatures: [{ name: key.name, keyId: key.keyId, signature }] })
}

/** A public key as `openssl` reads it. */
export const pemOf = (key: VerifierKey): string => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey])
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(der)}\n-----END PUBLIC KEY-----\n`
}
