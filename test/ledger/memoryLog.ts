import { createHash, createPrivateKey, sign } from 'node:crypto'
import type { Iso } from '../../src/kit/time.ts'
import { toIso, toMs } from '../../src/kit/time.ts'
import { utf8 } from '../../src/kit/tlog/bytes.ts'
import { formatCheckpoint, parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { type Hash, leafHash, nodeHash } from '../../src/kit/tlog/hash.ts'
import { consistencyRanges, foldRight, inclusionRanges, nodesOf, type Range } from '../../src/kit/tlog/merkle.ts'
import {
  cosignature,
  cosignedMessage,
  formatNote,
  formatVkey,
  keyTypes,
  type SignatureLine,
  type VerifierKey,
  verifierKey,
} from '../../src/kit/tlog/note.ts'
import { formatPromise, promiseKeyName } from '../../src/kit/tlog/promise.ts'
import { rawPublicKey } from '../../src/ledger/keys.ts'
import { type Log, longestDelayMs } from '../../src/ledger/log.ts'

/** A log in memory with its witnesses, all keys made from their names. */
export interface MemoryLog extends Log {
  /** Adds entries; nobody sees them before `publish`. */
  add(...entries: readonly Uint8Array[]): void
  /** Signs all that was added and lets every witness cosign at this time. */
  publish(at: Iso): void
}

export interface MemoryLogOptions {
  readonly origin?: string
  readonly witnesses?: readonly string[]
  /** How many of them are a quorum; all where absent. */
  readonly quorum?: number
  /** A further signature line of a type that tools do not know, of the size of one by SM2. */
  readonly privateLine?: boolean
}

interface Key {
  readonly key: VerifierKey
  sign(message: Uint8Array): Uint8Array
}

/** An Ed25519 key whose secret is the hash of its name: the same in every run. */
export function keyNamed(name: string, type: number = keyTypes.ed25519): Key {
  const seed = createHash('sha256').update(`test key ${name}`).digest()
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { key: verifierKey(name, type, rawPublicKey(secret)), sign: (message) => sign(null, message, secret) }
}

export function memoryLog(options: MemoryLogOptions = {}): MemoryLog {
  const { origin = 'zaigang.example/kq/420101', witnesses: names = [], quorum = names.length, privateLine } = options
  const [own, promising] = [keyNamed(origin), keyNamed(promiseKeyName(origin))]
  const witnesses = names.map((name) => keyNamed(name, keyTypes.cosignature))
  const leaves: Hash[] = []
  let published = { size: 0, note: '' }

  const over = ({ from, to }: Range): Hash =>
    foldRight(nodesOf(from, to).map(({ level, index }) => wholeOf(leaves, index * 2 ** level, 2 ** level)))
  const signedNow = (at: Iso): string => {
    const text = formatCheckpoint({ origin, size: leaves.length, root: over({ from: 0, to: leaves.length }) })
    const atSeconds = Math.floor(toMs(at) / 1000)
    const lines: SignatureLine[] = [
      { name: origin, keyId: own.key.keyId, signature: own.sign(utf8(text)) },
      ...(privateLine ? [{ name: origin, keyId: '5b2c0a11', signature: own.sign(utf8(`other ${text}`)) }] : []),
      ...witnesses.map(({ key, sign }) => ({
        name: key.name,
        keyId: key.keyId,
        signature: cosignature(atSeconds, sign(cosignedMessage(text, atSeconds))),
      })),
    ]
    return formatNote({ text, signatures: lines })
  }
  return {
    origin,
    add: (...entries) => void leaves.push(...entries.map(leafHash)),
    publish: (at) => {
      published = { size: leaves.length, note: signedNow(at) }
    },
    head: () => null,
    size: () => published.size,
    checkpoint: () => published.note,
    policy: () =>
      policyOf(
        own.key,
        promising.key,
        witnesses.map(({ key }) => key),
        quorum,
      ),
    prove: async (index) => {
      const signed = parseSignedCheckpoint(published.note)
      if (!signed) throw new RangeError('nothing is published')
      return { index, path: inclusionRanges(index, published.size).map(over), signed }
    },
    proveGrowth: async (older) => consistencyRanges(older, published.size).map(over),
    promise: (entry, index, now) => {
      const text = formatPromise({ origin, index, leaf: leafHash(entry), before: toIso(toMs(now) + longestDelayMs) })
      const { key } = promising
      return formatNote({
        text,
        signatures: [{ name: key.name, keyId: key.keyId, signature: promising.sign(utf8(text)) }],
      })
    },
  }
}

function policyOf(log: VerifierKey, promise: VerifierKey, witnesses: readonly VerifierKey[], quorum: number): string {
  const names = witnesses.map((_, i) => `w${i + 1}`)
  return [
    `log ${formatVkey(log)}`,
    `# promise ${formatVkey(promise)}`,
    ...witnesses.map((key, i) => `witness ${names[i]} ${formatVkey(key)}`),
    ...(names.length > 0 ? [`group all-of-us ${quorum} ${names.join(' ')}`, 'quorum all-of-us'] : ['quorum none']),
    '',
  ].join('\n')
}

function wholeOf(leaves: readonly Hash[], from: number, width: number): Hash {
  if (width === 1) return leaves[from] as Hash
  return nodeHash(wholeOf(leaves, from, width / 2), wholeOf(leaves, from + width / 2, width / 2))
}
