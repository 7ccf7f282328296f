import QRCode from 'qrcode'
import type { ReceiptPaper, ReceiptState } from '../../contract/routes/receipts.ts'
import { envelopeOf, type KeptFact } from '../../fact/kept.ts'
import type { Iso } from '../../kit/time.ts'
import { fromHex } from '../../kit/tlog/bytes.ts'
import type { Leaf } from '../../kit/tlog/leaf.ts'
import { leafBytes, markOfDevice } from '../../kit/tlog/leaf.ts'
import { parsePolicy } from '../../kit/tlog/policy.ts'
import { parsePromise } from '../../kit/tlog/promise.ts'
import { formatReceipt, type Shown, verifyReceipt } from '../../kit/tlog/receipt.ts'
import { type CodePart, linkOf } from '../../kit/tlog/receiptLink.ts'
import type { Log } from '../../ledger/log.ts'
import type { Certificate, PlacedFact } from './store.ts'

export interface PaperNeeds {
  readonly log: Log | undefined
  readonly now: Iso
  /** The address of the verify page. */
  readonly page: string
  /** Where the content was destroyed. */
  readonly certificate: Certificate | undefined
}

/** A fact's receipt as it can be had now: the proof with its opening, before that a promise, before that nothing. */
export async function paperOf(placed: PlacedFact, { log, now, page, certificate }: PaperNeeds): Promise<ReceiptPaper> {
  const { id: factId, kind, at } = envelopeOf(placed.kept)
  const { text, standing } = log ? await textOf(placed, log, now) : nothing
  const link = linkOf(text, page)
  return {
    factId,
    kind,
    at,
    standing,
    fileName: `zaigang-${factId.slice(-8)}.${standing.state === 'proven' ? 'tlog-proof' : 'promise.txt'}`,
    text,
    link: link?.url ?? '',
    code: link?.code ? await codeOf(link.code) : '',
    erased: certificate ?? null,
  }
}

interface Told {
  readonly text: string
  readonly standing: ReceiptState
}

const nothing: Told = { text: '', standing: { state: 'waiting' } }

async function textOf({ kept, index }: PlacedFact, log: Log, now: Iso): Promise<Told> {
  const leaf = leafOf(kept)
  if (index >= log.size()) return promiseOf(log.promise(leafBytes(leaf), index, promisedAt(kept, now)))
  const opening = kept.state === 'whole' ? { fact: kept.fact as unknown as Shown, salt: bytesOf(kept.salt) } : undefined
  const text = formatReceipt({ leaf, ...(opening && { opening }), proof: await log.prove(index) })
  return { text, standing: standingOf(text, log, now) }
}

/**
 * A villager's word is promised from the moment it was kept, so that asking again does not put the promise off; a
 * station's fact was kept at the station, perhaps long before the center could promise anything.
 */
function promisedAt(kept: KeptFact, now: Iso): Iso {
  const { by, recordedAt } = envelopeOf(kept)
  return by.kind === 'public' ? recordedAt : now
}

function promiseOf(text: string): Told {
  const before = parsePromise(text)?.promised.before
  if (before === undefined) throw new Error('a promise of ours that cannot be read')
  return { text, standing: { state: 'promised', before } }
}

/** Judged as anybody else would: a receipt of ours that does not hold must not leave the house as one. */
function standingOf(text: string, log: Log, now: Iso): ReceiptState {
  const standing = verifyReceipt(text, parsePolicy(log.policy()), now)
  if (standing.state !== 'witnessed' && standing.state !== 'signed')
    throw new Error(`a receipt of ours that does not hold: ${standing.state}`)
  const { index, size, witnesses, recordedBefore = null } = standing.proven
  return { state: 'proven', index, size, witnesses: witnesses.map(({ name }) => name), recordedBefore }
}

export function leafOf(kept: KeptFact): Leaf {
  const { deviceId, deviceSeq } = envelopeOf(kept)
  const device =
    deviceId === undefined || deviceSeq === undefined ? undefined : { mark: markOfDevice(deviceId), seq: deviceSeq }
  return { commitment: bytesOf(kept.commitment), ...(device && { device }) }
}

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()

/** Level L: the largest codes are read off clean paper and screens. */
export const codeOf = (parts: readonly CodePart[]): Promise<string> =>
  QRCode.toString([...parts] as QRCode.QRCodeSegment[], { type: 'svg', errorCorrectionLevel: 'L', margin: 3 })
