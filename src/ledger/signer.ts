import type { SignatureLine, VerifierKey } from '../kit/tlog/note.ts'

/** Signs notes in the name of the log. */
export interface Signer {
  readonly key: VerifierKey
  sign(text: string): SignatureLine
}
