import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex, utf8 } from '../../kit/tlog/bytes.ts'
import { parseSignedCheckpoint, type SignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import { sha256 } from '../../kit/tlog/hash.ts'
import { formatNote, signedBy, type VerifierKey } from '../../kit/tlog/note.ts'
import { findText, syncFolder, writeSynced } from '../../store/files.ts'
import { StartError } from '../../store/start-error.ts'
import { isSigned, type KnownLogs } from './judge.ts'

/** What a witness has cosigned last of every log, with both signatures: on disk before anybody is told. */
export interface Memory {
  /** Nothing when it never cosigned this log. */
  find(origin: string): SignedCheckpoint | undefined
  /** On the disk when it resolves; the old one or the new one after a power cut. */
  keep(cosigned: SignedCheckpoint): Promise<void>
  /** Keeps what was refused although the log signed it: it may prove that the log has two faces. */
  accuse(signed: SignedCheckpoint): Promise<void>
}

export interface MemoryOwner {
  readonly folder: string
  readonly logs: KnownLogs
  readonly witness: VerifierKey
}

/** Reads a witness's memory. Throws `StartError` when something in it is not signed by the log and by this witness. */
export async function openMemory({ folder, logs, witness }: MemoryOwner): Promise<Memory> {
  const accused = join(folder, 'accused')
  await mkdir(accused, { recursive: true, mode: 0o700 })
  const heads = new Map<string, SignedCheckpoint>()
  for (const [origin, keys] of logs) {
    const file = join(folder, fileOf(origin))
    const text = await findText(file)
    if (text === undefined) continue
    const kept = parseSignedCheckpoint(text)
    const isWhole = kept?.checkpoint.origin === origin && isSigned(kept.note, [...keys]) && isCosigned(kept, witness)
    if (!isWhole) throw new StartError('witnessMemoryWrong', file)
    heads.set(origin, kept)
  }
  return {
    find: (origin) => heads.get(origin),
    keep: async (cosigned) => {
      const { origin } = cosigned.checkpoint
      await replaceSynced(folder, fileOf(origin), formatNote(cosigned.note))
      heads.set(origin, cosigned)
    },
    accuse: (signed) => keepAccused(accused, signed),
  }
}

const isCosigned = ({ note }: SignedCheckpoint, witness: VerifierKey): boolean =>
  signedBy(note, witness).state === 'signed'

/** Hex of SHA-256: an origin is anybody's text, a file's name is not. */
export const originMark = (origin: string): string => toHex(sha256(utf8(origin)))

const fileOf = (origin: string): string => `${originMark(origin)}.note`

async function replaceSynced(folder: string, name: string, text: string): Promise<void> {
  const fresh = join(folder, `${name}.fresh`)
  await rm(fresh, { force: true })
  await writeSynced(fresh, text)
  await rename(fresh, join(folder, name))
  await syncFolder(folder)
}

/** Whoever repeats old checkpoints with rubbish beside them must not fill the disk. */
const mostAccused = 1_000

async function keepAccused(folder: string, signed: SignedCheckpoint): Promise<void> {
  const { origin, size } = signed.checkpoint
  const mark = toHex(sha256(utf8(signed.note.text))).slice(0, 16)
  const name = `${originMark(origin).slice(0, 16)}-${size}-${mark}.note`
  const there = await readdir(folder)
  if (there.includes(name) || there.length >= mostAccused) return
  await replaceSynced(folder, name, formatNote(signed.note))
}
