import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** By what stations know their center: Ed25519. Whoever has it can tell stations who works where. */
export interface CenterKey {
  /** Base64url of its SPKI form. */
  readonly publicKey: string
  /** Base64url. */
  sign(text: string): string
}

/** The key made of 32 secret random bytes: always the same one of the same bytes. */
export function centerKeyOf(seed: Uint8Array): CenterKey {
  if (seed.length !== 32) throw new Error('the seed of a center key has 32 bytes')
  const der = Buffer.concat([pkcs8Head, seed])
  const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
  return {
    publicKey: fromPublicKey(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Whether an Ed25519 signature is that of a public key over a text. False for whatever is no key or no signature. */
export function isSignedBy(publicKey: string, text: string | Uint8Array, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), toPublicKey(publicKey), Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

/** Ed25519 public key as base64url of its SPKI form, and back. */
export const fromPublicKey = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).toString('base64url')
export const toPublicKey = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64url'), type: 'spki', format: 'der' })

/** For people to compare by eye: 64 bits of a key's SHA-256, as `1A2B 3C4D 5E6F 7A8B`. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16)
  return digest.toUpperCase().replace(/.{4}(?=.)/g, '$& ')
}
