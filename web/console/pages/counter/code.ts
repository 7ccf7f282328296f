import { receiptCodeOf } from '../../../../src/kit/receiptCode.ts'
import { toHex, utf8 } from '../../../../src/kit/tlog/bytes.ts'
import { sha256 } from '../../../../src/kit/tlog/hash.ts'

/** A new code for a citizen's receipt. It goes onto paper and nowhere else; only its hash is kept and sent. */
export const newCode = (): string => receiptCodeOf(crypto.getRandomValues(new Uint8Array(16)))

/**
 * Hex SHA-256 of a code as it stands on the receipt. Not by `crypto.subtle`, which is not there over plain HTTP in a
 * county's network.
 */
export const hashOfCode = (code: string): string => toHex(sha256(utf8(code)))

/** Where the holder of a code looks his matter up. */
export const addressOfCode = (origin: string, code: string): string => `${origin}/matter/${code}`
