import { parseSignedCheckpoint, type SignedCheckpoint } from '../kit/tlog/checkpoint.ts'
import type { Hash } from '../kit/tlog/hash.ts'
import { formatNote, type SignatureLine } from '../kit/tlog/note.ts'

/** Asks the witnesses for their cosignatures on a checkpoint's note; the lines of those who gave one. */
export type Cosign = (
  note: string,
  proveGrowth: (older: number) => Promise<Hash[]>,
) => Promise<readonly SignatureLine[]>

/** A checkpoint with all lines that came back for it, each key once: the newest counts. */
export function withCosignatures(signed: SignedCheckpoint, lines: readonly SignatureLine[]): SignedCheckpoint {
  const isNew = (old: SignatureLine): boolean =>
    !lines.some((line) => line.name === old.name && line.keyId === old.keyId)
  const note = { text: signed.note.text, signatures: [...signed.note.signatures.filter(isNew), ...lines] }
  return { checkpoint: signed.checkpoint, note }
}

export const textOfCheckpoint = ({ note }: SignedCheckpoint): string => formatNote(note)

/** Our own notes: what cannot be read here was written by somebody else. */
export function readOwnNote(note: string): SignedCheckpoint {
  const signed = parseSignedCheckpoint(note)
  if (!signed) throw new Error('a checkpoint of ours that cannot be read')
  return signed
}
