import { createHash } from 'node:crypto'
import { hashOfCode, receiptCodeOf } from '../../kit/receiptCode.ts'

/** What follows from one press of a button: whoever presses twice, or whose network repeats it, gets the same. */
export interface Pressed {
  readonly visitId: string
  /** A bearer secret: only its hash is ever kept. */
  readonly code: string
  readonly codeHash: string
}

/** `press` is random, made for one page and told to nobody else; neither id nor hash leads back to it or to the code. */
export function pressedOf(press: string): Pressed {
  const code = receiptCodeOf(createHash('sha256').update(`visit code ${press.toLowerCase()}`).digest())
  return { visitId: visitIdOf(press), code, codeHash: hashOfCode(code) }
}

/** A UUID of version 8 (RFC 9562: bits of one’s own choice). */
function visitIdOf(press: string): string {
  const bytes = createHash('sha256').update(`visit id ${press.toLowerCase()}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
