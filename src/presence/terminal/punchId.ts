import { createHash } from 'node:crypto'
import { stringify } from 'uuid'
import type { Punch } from './punch.ts'

/** The check-in a punch is, whichever way and how often it comes: one number at one terminal in one second. */
export const checkInIdOf = (countyId: number, serial: string, { pin, wall }: Pick<Punch, 'pin' | 'wall'>): string =>
  idOfText(`punch|${countyId}|${serial}|${pin}|${wall}`)

/** The same for the same text: a UUID of version 8 (RFC 9562, 5.8). */
export function idOfText(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return stringify(bytes)
}
