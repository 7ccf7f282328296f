import { parseDecimal } from './checkpoint.ts'
import { keyTypes, type Note, parseVkey, signedBy, type VerifierKey } from './note.ts'

export interface Witness {
  readonly name: string
  readonly key: VerifierKey
  /** Where it takes checkpoints (submission prefix), without a slash at the end. */
  readonly url?: string
}

interface Group {
  readonly name: string
  readonly threshold: number
  readonly members: readonly string[]
}

/** Which checkpoints count (C2SP tlog-policy): signed by a known log and cosigned by enough witnesses. */
export interface Policy {
  readonly logs: readonly { readonly key: VerifierKey; readonly url?: string }[]
  readonly witnesses: readonly Witness[]
  readonly groups: readonly Group[]
  /** The name of a witness or a group, or `none`. */
  readonly quorum: string
}

/** A line that is no policy, counted from 1, and why. */
export class PolicyError extends Error {
  override name = 'PolicyError'
}

/** Reads a policy file. Throws `PolicyError`, which names the line. */
export function parsePolicy(text: string): Policy {
  const draft: Draft = { logs: [], witnesses: [], groups: [], quorum: undefined }
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t\r]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0]?.startsWith('#')) continue
    const why = readLine(draft, words)
    if (why !== undefined) throw new PolicyError(`line ${i + 1}: ${why}`)
  }
  const { quorum } = draft
  if (quorum === undefined) throw new PolicyError('no quorum line')
  return { ...draft, quorum }
}

interface Draft {
  logs: { key: VerifierKey; url?: string }[]
  witnesses: Witness[]
  groups: Group[]
  quorum: string | undefined
}

function readLine(draft: Draft, [word, ...rest]: readonly string[]): string | undefined {
  if (word === 'log') return readLog(draft, rest)
  if (word === 'witness') return readWitness(draft, rest)
  if (word === 'group') return readGroup(draft, rest)
  if (word === 'quorum') return readQuorum(draft, rest)
  return `unknown word ${word}`
}

const sameKey = (a: VerifierKey) => (b: { readonly key: VerifierKey }) => a.publicKey.join() === b.key.publicKey.join()

function readLog({ logs }: Draft, [vkey = '', url, more]: readonly string[]): string | undefined {
  const key = parseVkey(vkey)
  if (!key || more !== undefined) return 'log <vkey> [<url>]'
  if (logs.some(sameKey(key))) return 'the same log twice'
  logs.push({ key, ...(url && { url: url.replace(/\/$/, '') }) })
  return undefined
}

function readWitness(draft: Draft, [name = '', vkey = '', url, more]: readonly string[]): string | undefined {
  const key = parseVkey(vkey)
  if (!key || key.type !== keyTypes.cosignature || more !== undefined) return 'witness <name> <vkey> [<url>]'
  if (isTaken(draft, name)) return `the name ${name} twice`
  if (draft.witnesses.some(sameKey(key))) return 'the same witness twice'
  draft.witnesses.push({ name, key, ...(url && { url: url.replace(/\/$/, '') }) })
  return undefined
}

function readGroup(draft: Draft, [name = '', count = '', ...members]: readonly string[]): string | undefined {
  const threshold = count === 'any' ? 1 : count === 'all' ? members.length : parseDecimal(count)
  if (threshold === undefined || threshold < 1 || threshold > members.length) return 'group <name> all|any|<k> <name>…'
  if (isTaken(draft, name)) return `the name ${name} twice`
  const used = new Set(draft.groups.flatMap((group) => group.members))
  const odd = members.find((one, i) => !isDefined(draft, one) || used.has(one) || members.indexOf(one) !== i)
  if (odd !== undefined) return `${odd} is not defined before, or a member twice`
  draft.groups.push({ name, threshold, members })
  return undefined
}

function readQuorum(draft: Draft, [name = '', more]: readonly string[]): string | undefined {
  if (draft.quorum !== undefined) return 'a second quorum line'
  if (more !== undefined || (name !== 'none' && !isDefined(draft, name))) return 'quorum <name>'
  draft.quorum = name
  return undefined
}

const isDefined = ({ witnesses, groups }: Draft, name: string): boolean =>
  [...witnesses, ...groups].some((one) => one.name === name)
const isTaken = (draft: Draft, name: string): boolean => name === '' || name === 'none' || isDefined(draft, name)

/** One witness's cosignature on a checkpoint. */
export interface Cosigned {
  readonly witness: string
  readonly atSeconds: number
}

/** What a policy says of a checkpoint's note. */
export type Standing =
  /** A known log's signature does not fit the text, or a known witness's does not. */
  | { readonly state: 'wrong'; readonly name: string }
  /** No known log signed it. */
  | { readonly state: 'unsigned' }
  /** Signed by the log, not cosigned by enough witnesses. */
  | { readonly state: 'signed'; readonly log: VerifierKey; readonly cosigned: readonly Cosigned[] }
  | { readonly state: 'witnessed'; readonly log: VerifierKey; readonly cosigned: readonly Cosigned[] }

export function standingOf(note: Note, policy: Policy): Standing {
  const logs = policy.logs.map(({ key }) => ({ key, said: signedBy(note, key) }))
  const cosigners = policy.witnesses.map(({ name, key }) => ({ name, said: signedBy(note, key) }))
  const wrongLog = logs.find(({ said }) => said.state === 'wrong')
  if (wrongLog) return { state: 'wrong', name: wrongLog.key.name }
  const wrongWitness = cosigners.find(({ said }) => said.state === 'wrong')
  if (wrongWitness) return { state: 'wrong', name: wrongWitness.name }

  const log = logs.find(({ said, key }) => said.state === 'signed' && note.text.startsWith(`${key.name}\n`))?.key
  if (!log) return { state: 'unsigned' }
  const cosigned = cosigners.flatMap(({ name, said }) =>
    said.state === 'signed' && said.atSeconds !== undefined ? [{ witness: name, atSeconds: said.atSeconds }] : [],
  )
  const enough = isMet(policy, new Set(cosigned.map(({ witness }) => witness)))
  return { state: enough ? 'witnessed' : 'signed', log, cosigned }
}

/** Whether these witnesses are a quorum. */
export function isMet({ groups, quorum }: Policy, witnesses: ReadonlySet<string>): boolean {
  if (quorum === 'none') return true
  const met = new Set(witnesses)
  // Members stand before their groups, so one pass is enough.
  for (const { name, threshold, members } of groups)
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name)
  return met.has(quorum)
}
