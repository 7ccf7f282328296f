import type { Ask } from '../../http/answer.ts'
import { hashOfCode, readReceiptCode } from '../../kit/receiptCode.ts'
import type { Matter } from '../handling/matter.ts'
import { findMatterByCode } from '../handling/store.ts'

/** The matter of a typed code; `wrong` where it is mistyped or nobody's. */
export async function findTyped(ask: Ask, typed: string | undefined): Promise<Matter | 'wrong' | undefined> {
  if (typed === undefined || typed.trim() === '') return undefined
  const code = readReceiptCode(typed)
  if (code === undefined) return 'wrong'
  return (await findMatterByCode(ask.db, ask.countyId, hashOfCode(code))) ?? 'wrong'
}
