import { parseDecimal, parseSignedCheckpoint, type SignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import type { Hash } from '../../kit/tlog/hash.ts'
import { parseSignatureLine, type SignatureLine, signedBy } from '../../kit/tlog/note.ts'
import type { Policy, Witness } from '../../kit/tlog/policy.ts'
import { type Reply, send } from './send.ts'
import { formatSubmission, sizeType } from './submission.ts'

/** How a witness answered to a checkpoint. */
export type Answered =
  | { readonly state: 'cosigned'; readonly size: number; readonly atSeconds: number }
  /** Alarm: it has cosigned a larger tree of this log than ours. */
  | { readonly state: 'ahead'; readonly size: number }
  /** Alarm: at this size it has cosigned a tree that ours did not grow from. */
  | { readonly state: 'forked'; readonly size: number }
  /** It does not know this log (yet), or not under this key. */
  | { readonly state: 'unknownLog' }
  | { readonly state: 'refusedSignature' }
  /** The policy has no address for it. */
  | { readonly state: 'noAddress' }
  /** Nothing within the time, or no connection. */
  | { readonly state: 'silent'; readonly why: string }
  /** It says something that the protocol does not foresee, or a signature that is not its own. */
  | { readonly state: 'odd'; readonly why: string }

export type Outcome = Answered & { readonly witness: string }

export interface Asking {
  readonly policy: Policy
  /** The whole signed checkpoint, as a note. */
  readonly note: string
  /** That the checkpoint's tree begins with the one of this size. */
  readonly proveGrowth: (older: number) => Promise<readonly Hash[]>
  /** By witness, which size it cosigned last, as far as known. */
  readonly lastSizes: ReadonlyMap<string, number>
  readonly timeoutMs?: number
}

export interface AskedAll {
  /** The witnesses' lines, each verified under its key, to be added to the checkpoint. */
  readonly lines: readonly SignatureLine[]
  /** One of each witness, in the order of the policy. */
  readonly outcomes: readonly Outcome[]
}

/** For how long a witness may think, both questions together. */
const longestAnswerMs = 5_000

/** Asks all witnesses at the same time for their cosignatures; a slow or dead one keeps nobody longer than the timeout. */
export async function askWitnesses(asking: Asking): Promise<AskedAll> {
  const signed = parseSignedCheckpoint(asking.note)
  if (!signed) throw new TypeError('what should be cosigned is no checkpoint')
  const all = await Promise.all(asking.policy.witnesses.map((witness) => askOne(asking, witness, signed)))
  return { lines: all.flatMap(({ line }) => (line ? [line] : [])), outcomes: all.map(({ outcome }) => outcome) }
}

interface AskedOne {
  readonly outcome: Outcome
  readonly line?: SignatureLine
}

async function askOne(asking: Asking, witness: Witness, signed: SignedCheckpoint): Promise<AskedOne> {
  const outcome = (answered: Answered): Outcome => ({ ...answered, witness: witness.name })
  const { url } = witness
  if (url === undefined) return { outcome: outcome({ state: 'noAddress' }) }

  const { size } = signed.checkpoint
  const until = AbortSignal.timeout(asking.timeoutMs ?? longestAnswerMs)
  const submit = async (old: number): Promise<Reply> => {
    const proof = old === size ? [] : await asking.proveGrowth(old)
    return send(`${url}/add-checkpoint`, formatSubmission({ old, proof, signed }), until)
  }
  const guess = Math.min(asking.lastSizes.get(witness.name) ?? 0, size)
  const reply = await submit(guess)
  const known = conflictOf(reply)
  // The witness knows best what it cosigned; from there it is asked once more.
  const isRetold = known !== undefined && known !== guess && known <= size
  const read = readReply(isRetold ? await submit(known) : reply, { witness, signed, old: isRetold ? known : guess })
  return { outcome: outcome(read.answered), ...(read.line && { line: read.line }) }
}

interface Question {
  readonly witness: Witness
  readonly signed: SignedCheckpoint
  readonly old: number
}

function readReply(reply: Reply, question: Question): { answered: Answered; line?: SignatureLine } {
  if (reply.state !== 'answered') return { answered: reply }
  if (reply.status === 200) return readCosignature(reply.text, question)
  return { answered: readRefusal(reply, question) }
}

/** Only lines of the witness's own key count; whatever else it sends is left aside (C2SP tlog-witness). */
function readCosignature(text: string, { witness, signed }: Question): { answered: Answered; line?: SignatureLine } {
  const its = text
    .split('\n')
    .map(parseSignatureLine)
    .filter((line) => line?.name === witness.key.name && line.keyId === witness.key.keyId)
  const [line] = its
  const said = line && signedBy({ text: signed.note.text, signatures: [line] }, witness.key)
  if (line === undefined) return { answered: { state: 'odd', why: '200 without its signature' } }
  if (said?.state !== 'signed' || said.atSeconds === undefined)
    return { answered: { state: 'odd', why: '200 with a signature that does not fit' } }
  return { answered: { state: 'cosigned', size: signed.checkpoint.size, atSeconds: said.atSeconds }, line }
}

function readRefusal(reply: Extract<Reply, { status: number }>, { signed, old }: Question): Answered {
  const { status } = reply
  if (status === 404) return { state: 'unknownLog' }
  if (status === 403) return { state: 'refusedSignature' }
  // The size was right, else it would have been 409: our tree did not grow from what the witness holds.
  if (status === 422) return { state: 'forked', size: old }
  const known = conflictOf(reply)
  if (known !== undefined && known > signed.checkpoint.size) return { state: 'ahead', size: known }
  if (status === 409 && (known === old || known === undefined) && old === signed.checkpoint.size)
    return { state: 'forked', size: old }
  return { state: 'odd', why: `status ${status}${known === undefined ? '' : `, size ${known}`}` }
}

/** The size a witness names in an answer 409. */
function conflictOf(reply: Reply): number | undefined {
  if (reply.state !== 'answered' || reply.status !== 409) return undefined
  return reply.type === sizeType ? parseDecimal(reply.text.trimEnd()) : undefined
}
