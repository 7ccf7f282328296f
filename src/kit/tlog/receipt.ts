import { canonical } from '../canonical.ts'
import type { Iso } from '../time.ts'
import { concat, fromBase64, sameBytes, textOf, toBase64, utf8 } from './bytes.ts'
import { hashLength, leafHash, sha256 } from './hash.ts'
import { type Leaf, leafBytes, leafMembers, markOfDevice, readLeaf } from './leaf.ts'
import { rootOfInclusion } from './merkle.ts'
import { type Cosigned, type Policy, standingOf } from './policy.ts'
import { formatProof, type Proof, parseProof } from './proof.ts'

/** A fact as a receipt shows it: JSON as it was recorded, of whatever kind. */
export type Shown = Readonly<Record<string, unknown>>

/** What makes a commitment readable: the fact, and the 32 random bytes that were hashed before it. */
export interface Opening {
  readonly fact: Shown
  readonly salt: Uint8Array
}

/** That a fact stands in a county's log: a C2SP tlog-proof whose `extra` is canonical JSON `{entry, fact, salt}`. */
export interface Receipt {
  readonly leaf: Leaf
  /** Absent where the content is not shown, or was destroyed. */
  readonly opening?: Opening
  readonly proof: Proof
}

export function formatReceipt({ leaf, opening, proof }: Receipt): string {
  const shown = opening && { fact: opening.fact, salt: toBase64(opening.salt) }
  return formatProof({ ...proof, extra: utf8(canonical({ entry: leafMembers(leaf), ...shown })) })
}

/** Many times as long as the longest of ours. */
const longestText = 200_000

/** Nothing for what is no receipt in its one form. Nothing is verified yet. */
export function parseReceipt(text: string): Receipt | undefined {
  const proof = text.length > longestText ? undefined : parseProof(text)
  const extra = proof?.extra && readCanonical(proof.extra)
  if (!proof || !extra) return undefined
  const { entry, ...rest } = extra
  const leaf = readLeaf(entry)
  if (leaf && Object.keys(rest).length === 0) return { leaf, proof }
  const opening = readOpening(rest)
  return leaf && opening && { leaf, opening, proof }
}

function readOpening({ fact, salt, ...others }: Shown): Opening | undefined {
  const bytes = fromBase64(typeof salt === 'string' ? salt : '')
  if (!isMembers(fact) || bytes?.length !== hashLength || Object.keys(others).length > 0) return undefined
  return { fact, salt: bytes }
}

const isMembers = (it: unknown): it is Shown => typeof it === 'object' && it !== null && !Array.isArray(it)

function readCanonical(bytes: Uint8Array): Shown | undefined {
  try {
    const text = textOf(bytes)
    const read: unknown = JSON.parse(text)
    return isMembers(read) && canonical(read) === text ? read : undefined
  } catch {
    return undefined
  }
}

/** What is certain about an entry once its receipt holds. */
export interface Proven {
  readonly receipt: Receipt
  readonly origin: string
  readonly index: number
  /** Of the tree whose head was signed. */
  readonly size: number
  readonly witnesses: readonly { readonly name: string; readonly at: Iso }[]
  /** The earliest time a witness put to it: the entry was there before. */
  readonly recordedBefore?: Iso
  /** `behind`: a witness signed at a time that this device has not reached. One of the clocks is wrong. */
  readonly clock: 'fits' | 'behind'
}

/** What can be said of a text that somebody holds as a receipt. */
export type ReceiptStanding =
  /** Signed by the log and by as many witnesses as the policy wants, at least one. */
  | { readonly state: 'witnessed'; readonly proven: Proven }
  /** Signed by the log alone, or by too few witnesses: the log could still show others another history. */
  | { readonly state: 'signed'; readonly proven: Proven }
  | { readonly state: 'unreadable' }
  | { readonly state: 'otherLog'; readonly origin: string }
  /** The head of the log does not carry what the log or a known witness signed. */
  | { readonly state: 'forged'; readonly name: string }
  /** The path does not lead from this entry at this place to the signed head. */
  | { readonly state: 'notInTree' }
  /** The entry is in the log, but it is not the commitment to this content. */
  | { readonly state: 'changed' }

/** Judges a receipt offline. `now` only tells whether the clock of this device can be right. */
export function verifyReceipt(text: string, policy: Policy, now: Iso): ReceiptStanding {
  const receipt = parseReceipt(text)
  if (!receipt) return { state: 'unreadable' }
  const { origin } = receipt.proof.signed.checkpoint
  if (!policy.logs.some(({ key }) => key.name === origin)) return { state: 'otherLog', origin }

  const standing = standingOf(receipt.proof.signed.note, policy)
  if (standing.state === 'wrong') return { state: 'forged', name: standing.name }
  if (standing.state === 'unsigned') return { state: 'forged', name: origin }
  if (!isInTree(receipt)) return { state: 'notInTree' }
  if (receipt.opening && !opens(receipt.opening, receipt.leaf)) return { state: 'changed' }

  const proven = provenBy(receipt, standing.cosigned, now)
  return { state: standing.state === 'witnessed' && proven.witnesses.length > 0 ? 'witnessed' : 'signed', proven }
}

function isInTree({ leaf, proof }: Receipt): boolean {
  const { size, root } = proof.signed.checkpoint
  const reached = rootOfInclusion(proof.index, size, leafHash(leafBytes(leaf)), proof.path)
  return reached !== undefined && sameBytes(reached, root)
}

function provenBy(receipt: Receipt, cosigned: readonly Cosigned[], now: Iso): Proven {
  const { origin, size } = receipt.proof.signed.checkpoint
  const witnesses = cosigned
    .map(({ witness, atSeconds }) => ({ name: witness, at: isoOf(atSeconds) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  const [first] = witnesses
  const isAhead = first !== undefined && Date.parse(first.at) > Date.parse(now) + clockSlackMs
  return {
    receipt,
    origin,
    index: receipt.proof.index,
    size,
    witnesses,
    ...(first && { recordedBefore: first.at }),
    clock: isAhead ? 'behind' : 'fits',
  }
}

/** Whether a leaf is the commitment to this content, and speaks of the device that the content names. */
export function opens({ fact, salt }: Opening, leaf: Leaf): boolean {
  const { deviceId, deviceSeq } = fact
  const mark = typeof deviceId === 'string' && deviceSeq !== undefined ? markOfDevice(deviceId) : undefined
  if (mark !== leaf.device?.mark || (leaf.device && leaf.device.seq !== deviceSeq)) return false
  return sameBytes(commitmentTo({ fact, salt }), leaf.commitment)
}

/** SHA-256(salt ‖ canonical fact). */
export const commitmentTo = ({ fact, salt }: Opening): Uint8Array => sha256(concat(salt, utf8(canonical(fact))))

const clockSlackMs = 5 * 60_000
const lastSecond = 253_402_300_799

const isoOf = (seconds: number): Iso => new Date(Math.min(seconds, lastSecond) * 1000).toISOString()
