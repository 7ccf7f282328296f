import { type KeyObject, sign } from 'node:crypto'
import type { Iso } from '../../kit/time.ts'
import { toMs } from '../../kit/time.ts'
import {
  cosignature,
  cosignedMessage,
  formatSignatureLine,
  type SignatureLine,
  type VerifierKey,
} from '../../kit/tlog/note.ts'
import { judgeGrowth, judgeSignature, type KnownLogs, nothingYet, type Verdict } from './judge.ts'
import type { Memory } from './memory.ts'
import type { Submission } from './submission.ts'

/** A witness: remembers what it cosigned of every log and cosigns only what grew from it (C2SP tlog-witness). */
export interface Witness {
  /** Judges one submission; cosigned is only what is on the disk already. */
  add(submission: Submission): Promise<Added>
}

export type Added = { readonly kind: 'cosigned'; readonly line: string } | Exclude<Verdict, { readonly kind: 'cosign' }>

export interface WitnessParts {
  readonly key: VerifierKey
  readonly privateKey: KeyObject
  readonly logs: KnownLogs
  readonly memory: Memory
  readonly now: () => Iso
}

/** Submissions of one log are judged one after another: two at once could each be right and together roll it back. */
export function openWitness(parts: WitnessParts): Witness {
  const queues = new Map<string, Promise<unknown>>()
  return {
    add: (submission) => {
      const stranger = judgeSignature(submission, parts.logs)
      if (stranger !== undefined && stranger.kind !== 'cosign') return Promise.resolve(stranger)
      const { origin } = submission.signed.checkpoint
      const turn = (queues.get(origin) ?? Promise.resolve()).then(() => addInTurn(parts, submission))
      queues.set(
        origin,
        turn.catch(() => undefined),
      )
      return turn
    },
  }
}

async function addInTurn({ key, privateKey, memory, now }: WitnessParts, submission: Submission): Promise<Added> {
  const { signed } = submission
  const verdict = judgeGrowth(submission, memory.find(signed.checkpoint.origin)?.checkpoint ?? nothingYet)
  if (verdict.kind === 'otherRoot' || verdict.kind === 'wrongProof') await memory.accuse(signed)
  if (verdict.kind !== 'cosign') return verdict

  const line = cosign(signed.note.text, key, privateKey, Math.floor(toMs(now()) / 1000))
  const others = signed.note.signatures.filter((it) => it.name !== key.name || it.keyId !== key.keyId)
  await memory.keep({ ...signed, note: { text: signed.note.text, signatures: [...others, line] } })
  return { kind: 'cosigned', line: formatSignatureLine(line) }
}

function cosign(text: string, { name, keyId }: VerifierKey, privateKey: KeyObject, atSeconds: number): SignatureLine {
  const signature = sign(null, cosignedMessage(text, atSeconds), privateKey)
  return { name, keyId, signature: cosignature(atSeconds, signature) }
}
