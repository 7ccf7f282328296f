import { formatVkey, keyTypes, type VerifierKey } from '../kit/tlog/note.ts'
import type { Signer } from './signer.ts'

/** The lines of the operator's file that are for everybody: witnesses, groups, quorum. */
const isPublicLine = (line: string): boolean => /^\s*(witness|group|quorum)\s/.test(line)

/** Where a witness takes checkpoints concerns the log alone: it may be an inner address. */
const withoutAddress = (line: string): string => line.replace(/^(\s*witness\s+\S+\s+\S+)\s+\S+\s*$/, '$1')

export interface PolicyParts {
  readonly signers: readonly Signer[]
  readonly promise: VerifierKey
  /** Where the log is served, e.g. `https://zaigang.example.gov.cn/log`; absent while nobody has said so. */
  readonly url?: string | undefined
  /** The operator's file of witnesses; absent where there are none. */
  readonly witnesses?: string | undefined
}

/**
 * The policy by which anybody checks this log (C2SP tlog-policy): its keys, its witnesses and how many of them it takes.
 * Keys that the format has no line for stand in comments: `# promise <vkey>`, `# sm2 <vkey>`.
 */
export function policyText({ signers, promise, url, witnesses = '' }: PolicyParts): string {
  const keys = signers.map(({ key }) => key)
  const logs = keys.filter(({ type }) => type === keyTypes.ed25519)
  const others = keys.filter(({ type }) => type !== keyTypes.ed25519)
  const lines = witnesses.split('\n').filter(isPublicLine).map(withoutAddress)
  return [
    ...logs.map((key) => `log ${formatVkey(key)}${url ? ` ${url}` : ''}`),
    ...others.map((key) => `# sm2 ${formatVkey(key)}`),
    `# promise ${formatVkey(promise)}`,
    ...lines,
    ...(lines.some((line) => /^\s*quorum\s/.test(line)) ? [] : ['quorum none']),
    '',
  ].join('\n')
}
