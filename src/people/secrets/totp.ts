import { Secret, TOTP } from 'otpauth'
import { type Iso, toMs } from '../../kit/time.ts'

const periodSeconds = 30

/** What a code of an authenticator app is worth; `step` is the period of 30 seconds it belongs to. */
export type CodeVerdict = { readonly kind: 'right'; readonly step: number } | { readonly kind: 'wrong' | 'replayed' }

/**
 * Judges a code (RFC 6238, SHA-1, 6 digits, one period of tolerance either way). A code of a period not after the last
 * one used is replayed, so that nobody who saw it typed can use it again.
 */
export function judgeCode(secret: string, code: string, now: Iso, lastStep: number): CodeVerdict {
  const atMs = toMs(now)
  // Chinese keyboards write full-width digits.
  const token = code.normalize('NFKC')
  if (!/^[0-9]{6}$/.test(token)) return { kind: 'wrong' }
  const delta = totpOf(secret, '').validate({ token, timestamp: atMs, window: 1 })
  if (delta === null) return { kind: 'wrong' }
  const step = Math.floor(atMs / 1000 / periodSeconds) + delta
  return step > lastStep ? { kind: 'right', step } : { kind: 'replayed' }
}

/** A secret in base32 from 20 random bytes. */
export const secretOf = (bytes: Uint8Array): string => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32

/** What an authenticator app reads from the QR code. */
export const uriOf = (secret: string, login: string): string => totpOf(secret, login).toString()

const totpOf = (secret: string, login: string): TOTP =>
  new TOTP({
    issuer: 'Zaigang',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  })
