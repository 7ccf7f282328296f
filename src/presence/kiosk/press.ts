import { createHash } from 'node:crypto'
import { idOfText } from '../../kit/idOfText.ts'
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
  return { visitId: idOfText(`visit id ${press.toLowerCase()}`), code, codeHash: hashOfCode(code) }
}
