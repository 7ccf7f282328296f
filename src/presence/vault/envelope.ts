import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A template as it lies on the disk. Without the site key it is noise; without its own wrapped key it is gone. */
export interface Sealed {
  readonly wrappedKey: Uint8Array
  readonly ciphertext: Uint8Array
}

/** What a template is bound to. Opening with anything else fails, so a row cannot be moved to another person or consent. */
export interface BoundTo {
  readonly staffId: string
  readonly modelVersion: string
  readonly consentId: string
}

/** AES-256-GCM under a fresh key of its own, which is wrapped by the site key. The same content twice gives unlike results. */
export function sealContent(siteKey: Uint8Array, content: Uint8Array, bound: BoundTo): Sealed {
  const key = randomBytes(32)
  const sealed = {
    wrappedKey: wrapBytes(siteKey, key, keyPurpose),
    ciphertext: wrapBytes(key, content, textOf(bound)),
  }
  key.fill(0)
  return sealed
}

/** The content again. Throws when the key, the binding or a single bit is not the one it was sealed with. */
export function openContent(siteKey: Uint8Array, sealed: Sealed, bound: BoundTo): Uint8Array {
  const key = unwrapBytes(siteKey, sealed.wrappedKey, keyPurpose)
  const content = unwrapBytes(key, sealed.ciphertext, textOf(bound))
  key.fill(0)
  return content
}

/** The template key under another site key; the ciphertext stays as it is. */
export function rewrapKey(from: Uint8Array, to: Uint8Array, wrappedKey: Uint8Array): Uint8Array {
  return wrapBytes(to, unwrapBytes(from, wrappedKey, keyPurpose), keyPurpose)
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** `nonce (12) ‖ tag (16) ‖ ciphertext`, AES-256-GCM, `about` authenticated beside it. */
export function wrapBytes(key: Uint8Array, bytes: Uint8Array, about: string): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Undoes `wrapBytes`; throws when anything differs. */
export function unwrapBytes(key: Uint8Array, wrapped: Uint8Array, about: string): Uint8Array {
  const nonce = wrapped.subarray(0, nonceBytes)
  const tag = wrapped.subarray(nonceBytes, nonceBytes + tagBytes)
  if (tag.length !== tagBytes) throw new Error('too short to be wrapped bytes')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(about))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes + tagBytes)), decipher.final()])
}

const nonceBytes = 12
const tagBytes = 16
const keyPurpose = 'zaigang template key'

// A JSON array, so that no two bindings give the same text whatever stands in them.
const textOf = ({ staffId, modelVersion, consentId }: BoundTo): string =>
  JSON.stringify(['zaigang template', staffId, modelVersion, consentId])
