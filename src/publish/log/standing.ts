import type { LogVerdict, LogView, LogWitness } from '../../contract/routes/log.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { toBase64 } from '../../kit/tlog/bytes.ts'
import { parseSignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import { formatVkey, type VerifierKey } from '../../kit/tlog/note.ts'
import { type Policy, parsePolicy, type Standing, standingOf } from '../../kit/tlog/policy.ts'
import { isAlarm, type Said } from '../../ledger/witness/said.ts'
import type { KeptCheckpoint } from './store.ts'

export interface LogKnown {
  /** Empty while nothing is published. */
  readonly note: string
  readonly policy: string
  readonly said: readonly Said[]
  readonly alarms: readonly Said[]
  /** Newest first. */
  readonly recent: readonly KeptCheckpoint[]
  readonly now: Iso
}

type LogStanding = Omit<LogView, 'countyName' | 'demo' | 'complaints' | 'url' | 'origin' | 'former' | 'asOf'>

/** What the public is told of a log. */
export function judgeLog({ note, policy: policyText, said, alarms, recent, now }: LogKnown): LogStanding {
  const policy = parsePolicy(policyText)
  const signed = parseSignedCheckpoint(note)
  const standing = signed && standingOf(signed.note, policy)
  const witnesses = policy.witnesses.map(({ name, key }) => witnessOf(name, key, standing, said))
  const [newest] = recent
  return {
    verdict: newest ? verdictOf({ policy, standing, said, lastAt: newest.lastAt, now }) : 'none',
    newest: newest ? { ...told(newest, policy), lastSeenAlive: newest.lastAt } : null,
    witnesses,
    alarms: alarms.flatMap(({ witness, state, size, since }) =>
      isAlarm({ state }) && size !== null ? [{ witness, alarm: state as 'ahead' | 'forked', size, at: since }] : [],
    ),
    policy: policyText,
    keys: policy.logs.map(({ key }) => ({ vkey: formatVkey(key), pem: pemOf(key) })),
    recent: recent.map((one) => told(one, policy)),
  }
}

/** A log that is alive is published again every ten minutes. */
const stoppedAfterMs = 30 * 60_000

interface Circumstances {
  readonly policy: Policy
  readonly standing: Standing | undefined
  readonly said: readonly Said[]
  readonly lastAt: Iso
  readonly now: Iso
}

function verdictOf({ policy, standing, said, lastAt, now }: Circumstances): LogVerdict {
  const known = new Set(policy.witnesses.map(({ name }) => name))
  if (standing?.state === 'wrong' || said.some((it) => known.has(it.witness) && isAlarm(it))) return 'alarm'
  if (toMs(now) - toMs(lastAt) > stoppedAfterMs) return 'stopped'
  if (policy.witnesses.length === 0 || policy.quorum === 'none') return 'alone'
  return standing?.state === 'witnessed' ? 'confirmed' : 'waiting'
}

function witnessOf(name: string, key: VerifierKey, standing: Standing | undefined, said: readonly Said[]): LogWitness {
  const cosigned = cosignedOf(standing).find(({ witness }) => witness === name)
  const last = said.find(({ witness }) => witness === name)
  return {
    name,
    vkey: formatVkey(key),
    cosignedAt: cosigned ? toIso(cosigned.atSeconds * 1000) : null,
    said: last?.state ?? null,
    since: last?.since ?? null,
  }
}

const cosignedOf = (standing: Standing | undefined) =>
  standing?.state === 'witnessed' || standing?.state === 'signed' ? standing.cosigned : []

function told({ size, root, note, publishedAt }: KeptCheckpoint, policy: Policy) {
  const signed = parseSignedCheckpoint(note)
  const cosigned = cosignedOf(signed && standingOf(signed.note, policy)).length
  return { size, root: toBase64(root), publishedAt, cosigned }
}

/** RFC 8410: the twelve bytes before every Ed25519 public key. */
const ed25519Head = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00)

const pemOf = ({ publicKey }: VerifierKey): string => {
  const der = Uint8Array.of(...ed25519Head, ...publicKey)
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(der)}\n-----END PUBLIC KEY-----\n`
}
