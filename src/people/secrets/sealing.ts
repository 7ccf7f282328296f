import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * Seals a short text with AES-256-GCM under a key of the settings. `about` (the account) is bound to it, so that a sealed
 * secret copied to another row opens nothing. `nonce` is 12 random bytes.
 */
export function seal(key: Uint8Array, text: string, about: string, nonce: Uint8Array): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** The text again; throws when the key, the text or `about` is another. */
export function unseal(key: Uint8Array, sealed: string, about: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about))
  opener.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
}
