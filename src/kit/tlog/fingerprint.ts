import { toHex, utf8 } from './bytes.ts'
import { sha256 } from './hash.ts'
import { formatVkey } from './note.ts'
import { parsePolicy } from './policy.ts'
import { promiseKeyOf } from './promise.ts'

/**
 * What stands on the poster at the door, so that a page with other keys is found out: 128 bits of SHA-256 over the keys
 * and the quorum of a policy, as eight groups of four hex digits. Comments and addresses do not count. Throws
 * `PolicyError` for what is no policy.
 */
export function fingerprintOf(policy: string): string {
  const { logs, witnesses, groups, quorum } = parsePolicy(policy)
  const promise = promiseKeyOf(policy)
  const lines = [
    ...logs.map(({ key }) => `log ${formatVkey(key)}`),
    ...(promise ? [`promise ${formatVkey(promise)}`] : []),
    ...witnesses.map(({ name, key }) => `witness ${name} ${formatVkey(key)}`),
    ...groups.map(({ name, threshold, members }) => `group ${name} ${threshold} ${members.join(' ')}`),
    `quorum ${quorum}`,
  ]
  const digits = toHex(sha256(utf8(lines.map((line) => `${line}\n`).join('')))).slice(0, 32)
  return digits.match(/.{4}/g)?.join(' ') ?? ''
}
