import { deflateSync, inflateSync } from 'fflate'
import { canonical } from '../canonical.ts'
import { concat, fromHex, textOf, toHex, utf8 } from './bytes.ts'
import { type BytesIn, bytesIn, numberBytes, textBytes } from './bytesIn.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { type Hash, hashLength, leafHash } from './hash.ts'
import { type Leaf, leafBytes } from './leaf.ts'
import { inclusionRanges, rootOfInclusion } from './merkle.ts'
import type { SignatureLine } from './note.ts'
import { commitmentTo, formatReceipt, type Opening, parseReceipt, type Receipt, type Shown } from './receipt.ts'

/** The first byte. Whoever changes anything here, the words below among it, makes a new version and keeps this one. */
const version = 1
const hasOpening = 1
const hasDevice = 2

/**
 * A receipt in as few bytes as fit one QR code: what can be computed (commitment, root, length of the path) is left out,
 * the content is deflated. Comes back as the very same text. Nothing for a text that does not: one that is no receipt, or
 * whose parts do not belong together.
 */
export function encodeReceipt(text: string): Uint8Array | undefined {
  const receipt = parseReceipt(text)
  if (!receipt) return undefined
  const bytes = bytesOf(receipt)
  return decodeReceipt(bytes) === text ? bytes : undefined
}

/** The text of a receipt. Nothing for bytes that are none. */
export function decodeReceipt(bytes: Uint8Array): string | undefined {
  try {
    const from = bytesIn(bytes)
    return from.byte() === version ? formatReceipt(receiptFrom(from)) : undefined
  } catch {
    return undefined
  }
}

function bytesOf({ leaf, opening, proof }: Receipt): Uint8Array {
  const { checkpoint, note } = proof.signed
  const { device } = leaf
  return concat(
    Uint8Array.of(version, (opening ? hasOpening : 0) | (device ? hasDevice : 0)),
    numberBytes(proof.index),
    numberBytes(checkpoint.size),
    textBytes(checkpoint.origin),
    ...proof.path,
    ...(device ? [fromHex(device.mark) ?? new Uint8Array(), numberBytes(device.seq)] : []),
    opening ? opening.salt : leaf.commitment,
    numberBytes(note.signatures.length),
    ...note.signatures.flatMap((line) => signatureBytes(line, checkpoint.origin)),
    ...(opening ? [deflateSync(utf8(canonical(opening.fact)), { level: 9, dictionary: words })] : []),
  )
}

const signatureBytes = ({ name, keyId, signature }: SignatureLine, origin: string): Uint8Array[] => [
  textBytes(name === origin ? '' : name),
  fromHex(keyId) ?? new Uint8Array(),
  numberBytes(signature.length),
  signature,
]

function receiptFrom(from: BytesIn): Receipt {
  const flags = from.byte()
  const [index, size, origin] = [from.number(), from.number(), from.text()]
  const path = inclusionRanges(index, size).map(() => from.bytes(hashLength))
  const device = flags & hasDevice ? { mark: toHex(from.bytes(8)), seq: from.number() } : undefined
  const secret = from.bytes(hashLength)
  const signatures = Array.from({ length: from.number() }, () => signatureFrom(from, origin))
  const opening = flags & hasOpening ? { salt: secret, fact: factFrom(from.rest()) } : undefined
  const leaf: Leaf = { commitment: opening ? commitmentTo(opening) : secret, ...(device && { device }) }
  const checkpoint = { origin, size, root: rootOf(leaf, index, size, path) }
  const note = { text: formatCheckpoint(checkpoint), signatures }
  return { leaf, ...(opening && { opening }), proof: { index, path, signed: { checkpoint, note } } }
}

const rootOf = (leaf: Leaf, index: number, size: number, path: readonly Hash[]): Hash =>
  rootOfInclusion(index, size, leafHash(leafBytes(leaf)), path) ?? new Uint8Array(hashLength)

function signatureFrom(from: BytesIn, origin: string): SignatureLine {
  const name = from.text()
  return { name: name === '' ? origin : name, keyId: toHex(from.bytes(4)), signature: from.bytes(from.number()) }
}

const factFrom = (deflated: Uint8Array): Opening['fact'] =>
  JSON.parse(textOf(inflateSync(deflated, { dictionary: words }))) as Shown

/** What facts usually say, the most usual last: deflate begins with it as if it stood before the content. */
const words = utf8(
  '"reason":null,"witness":"staff","consentId":"textSha256":"purpose":"faceCheckIn","requestId":"wish":{"kind":"leave",' +
    '"decision":"approved","direction":"departure","outcome":"served","method":"card""pin""clerk""face",' +
    '"kind":"visitSaid"}{"at":"2026-11-","body":{"attemptId":"checkInId":"direction":"arrival","method":' +
    '"siteId":"staffId":"time":{"beacon":{"centerTime":"2026-","id":"monotonicMs":"roundTripMs":"wall":"2026-},' +
    '"bootId":"clockJumped":false,"monotonicMs":"wall":"2026-"by":{"deviceId":"kind":"station"},"by":{"id":"kind":' +
    '"account"},"by":{"kind":"public"},"countyId":,"deviceId":"0199-7","deviceSeq":,"id":"0199-7","idemKey":' +
    '"kind":"checkIn","recordedAt":"2026-T:.000Z","siteId":"019-7","simulated":false,"staffId":"019-7"}',
)
