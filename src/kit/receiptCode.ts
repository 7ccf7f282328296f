import { toHex, utf8 } from './tlog/bytes.ts'
import { sha256 } from './tlog/hash.ts'

/**
 * The code on a citizen's receipt: 13 characters of Crockford's base 32 (65 random bits) and a check character, in groups
 * of `XXXXX-XXXXX-XXXX`. No letter that reads like a number, so that it can be read aloud and typed by anybody.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 13

/** A code from at least 13 random bytes: five bits of each. */
export function receiptCodeOf(bytes: Uint8Array): string {
  if (bytes.length < length) throw new Error('a receipt code takes 13 random bytes')
  const body = [...bytes.subarray(0, length)].map((byte) => alphabet[byte & 31]).join('')
  return groupCode(body + checkOf(body))
}

/** What somebody typed, as it stands on the receipt; undefined when it is no code or mistyped. */
export function readReceiptCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—·.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (plain.length !== length + 1 || [...plain].some((one) => !alphabet.includes(one))) return undefined
  return checkOf(plain.slice(0, length)) === plain[length] ? groupCode(plain) : undefined
}

/** What is kept of a code: hex SHA-256 of it as it stands on the receipt. The code itself is a bearer secret. */
export const hashOfCode = (code: string): string => toHex(sha256(utf8(code)))

const groupCode = (plain: string): string => `${plain.slice(0, 5)}-${plain.slice(5, 10)}-${plain.slice(10)}`

/** Luhn's algorithm modulo 32: finds every single wrong character and nearly every swap of neighbours. */
function checkOf(body: string): string {
  const sum = [...body].reverse().reduce((total, one, place) => {
    const weighted = alphabet.indexOf(one) * (place % 2 === 0 ? 2 : 1)
    return total + Math.floor(weighted / 32) + (weighted % 32)
  }, 0)
  return alphabet[(32 - (sum % 32)) % 32] ?? ''
}
