import { receiptCodeOf } from '../../../../src/kit/receiptCode.ts'

/** A new code for a citizen's receipt. It goes onto paper and nowhere else; only its hash is kept and sent. */
export const newCode = (): string => receiptCodeOf(crypto.getRandomValues(new Uint8Array(16)))

/** Where the holder of a code looks his matter up. */
export const addressOfCode = (origin: string, code: string): string => `${origin}/matter/${code}`
