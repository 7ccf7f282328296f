import { ed25519 } from '@noble/curves/ed25519.js'
import { concat, fromBase64, textOf, toBase64, toHex, utf8 } from './bytes.ts'
import { sha256 } from './hash.ts'

/** What kind of signature a key makes: the type byte of C2SP signed-note. 0xff: private, its name in the key. */
export const keyTypes = { ed25519: 0x01, cosignature: 0x04, unassigned: 0xff } as const

/** A public key by name, as a vkey says it: `name+hex key id+base64(type ‖ key)`. */
export interface VerifierKey {
  readonly name: string
  /** Eight hex digits. */
  readonly keyId: string
  readonly type: number
  readonly publicKey: Uint8Array
}

export interface SignatureLine {
  readonly name: string
  readonly keyId: string
  readonly signature: Uint8Array
}

/** A text with who signed it (C2SP signed-note). Nothing is verified yet. */
export interface Note {
  /** With its last newline: what was signed. */
  readonly text: string
  readonly signatures: readonly SignatureLine[]
}

const validName = /^[^\s+]+$/u

/** SHA-256(name ‖ newline ‖ type ‖ key), the first four bytes in hex. */
export const keyIdOf = (name: string, type: number, publicKey: Uint8Array): string =>
  toHex(sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4))

export function verifierKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!validName.test(name)) throw new TypeError('a key name has no spaces and no plus')
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey }
}

export const formatVkey = ({ name, keyId, type, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${toBase64(concat(Uint8Array.of(type), publicKey))}`

/** Nothing for what is no vkey, or whose key id is not that of its key. */
export function parseVkey(text: string): VerifierKey | undefined {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text.trim())
  const bytes = fromBase64(found?.[3] ?? '!')
  const type = bytes?.[0]
  if (!found?.[1] || bytes === undefined || type === undefined) return undefined
  const publicKey = bytes.subarray(1)
  if ((type === keyTypes.ed25519 || type === keyTypes.cosignature) && publicKey.length !== 32) return undefined
  const key = verifierKey(found[1], type, publicKey)
  return key.keyId === found[2] ? key : undefined
}

/** More than any note of ours has; a longer one is not read. */
const mostSignatures = 64

/** Nothing for what is no signed note. */
export function parseNote(whole: string | Uint8Array): Note | undefined {
  const note = typeof whole === 'string' ? whole : readUtf8(whole)
  if (note === undefined || hasControls(note)) return undefined
  const end = note.lastIndexOf('\n\n')
  if (end === -1 || !note.endsWith('\n')) return undefined
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > mostSignatures) return undefined
  const signatures = lines.map(parseSignatureLine)
  if (signatures.some((line) => line === undefined)) return undefined
  return { text: note.slice(0, end + 1), signatures: signatures as SignatureLine[] }
}

export function parseSignatureLine(line: string): SignatureLine | undefined {
  const found = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line)
  const bytes = fromBase64(found?.[2] ?? '!')
  if (!found?.[1] || bytes === undefined || bytes.length < 5) return undefined
  return { name: found[1], keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) }
}

export function formatSignatureLine({ name, keyId, signature }: SignatureLine): string {
  const id = Uint8Array.from({ length: 4 }, (_, i) => Number.parseInt(keyId.slice(2 * i, 2 * i + 2), 16))
  return `— ${name} ${toBase64(concat(id, signature))}\n`
}

export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(formatSignatureLine).join('')}`

/** What a key says about a note. A cosignature tells the second at which it was made. */
export type Signed =
  | { readonly state: 'absent' }
  | { readonly state: 'wrong' }
  | { readonly state: 'signed'; readonly atSeconds?: number }

/** Checks the signatures of one Ed25519 or cosignature key; a wrong one spoils the note, as the specification asks. */
export function signedBy(note: Note, key: VerifierKey): Signed {
  const its = note.signatures.filter((line) => line.name === key.name && line.keyId === key.keyId)
  const told = its.map(({ signature }) => verify(note.text, key, signature))
  return told.find((one) => one.state === 'wrong') ?? told.at(-1) ?? { state: 'absent' }
}

function verify(text: string, key: VerifierKey, signature: Uint8Array): Signed {
  if (key.type === keyTypes.ed25519)
    return isTrue(signature, utf8(text), key) ? { state: 'signed' } : { state: 'wrong' }
  if (key.type !== keyTypes.cosignature || signature.length !== 72) return { state: 'wrong' }
  const atSeconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
  if (!Number.isSafeInteger(atSeconds)) return { state: 'wrong' }
  const good = isTrue(signature.subarray(8), cosignedMessage(text, atSeconds), key)
  return good ? { state: 'signed', atSeconds } : { state: 'wrong' }
}

/** What a witness signs (C2SP tlog-cosignature, Ed25519). */
export const cosignedMessage = (text: string, atSeconds: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${atSeconds}\n${text}`)

/** The signature bytes of a cosignature line: eight bytes of time, 64 of Ed25519. */
export function cosignature(atSeconds: number, signature: Uint8Array): Uint8Array {
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, BigInt(atSeconds))
  return concat(time, signature)
}

function isTrue(signature: Uint8Array, message: Uint8Array, key: VerifierKey): boolean {
  try {
    return signature.length === 64 && ed25519.verify(signature, message, key.publicKey)
  } catch {
    return false
  }
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return textOf(bytes)
  } catch {
    return undefined
  }
}

const hasControls = (text: string): boolean => [...text].some((letter) => letter < ' ' && letter !== '\n')
