import fc from 'fast-check'
import QRCode, { type QRCodeSegment } from 'qrcode'
import { describe, expect, test } from 'vitest'
import { concat } from '../../../src/kit/tlog/bytes.ts'
import { formatNote } from '../../../src/kit/tlog/note.ts'
import { formatReceipt, parseReceipt } from '../../../src/kit/tlog/receipt.ts'
import { decodeReceipt, encodeReceipt } from '../../../src/kit/tlog/receiptBytes.ts'
import { fromDigits, linkOf, textInLink, toDigits } from '../../../src/kit/tlog/receiptLink.ts'
import { keyNamed, memoryLog } from '../../ledger/memoryLog.ts'
import { sampleReceipt } from '../../ledger/receipts.ts'

const page = 'https://zaigang.example.gov.cn/verify'
const three = ['jiwei.example/witness', 'shuju.example/witness', 'linxian.example/witness']

/** What the same check-in’s receipt weighs in a log of so many facts: only its path grows, and nobody asks for truth here. */
async function receiptAmong(facts: number, witnesses: readonly string[]): Promise<string> {
  const { text } = await sampleReceipt(8, 5, { witnesses, privateLine: true })
  const receipt = parseReceipt(text)!
  const levels = Math.ceil(Math.log2(facts))
  const path = Array.from({ length: levels }, (_, i) => keyNamed(`hash-${i}`).key.publicKey)
  const index = 2 ** levels - 7
  const signatures = receipt.proof.signed.note.signatures
  const bytes = encodeReceipt(text)!
  const head = Uint8Array.from([1, 3])
  const number = (n: number): number[] => (n < 128 ? [n] : [(n % 128) | 128, ...number(Math.floor(n / 128))])
  // The same bytes with another place and a longer path: the decoder computes the root that belongs to them.
  const after = bytes.subarray(4, bytes.length)
  const originLength = 1 + receipt.proof.signed.checkpoint.origin.length
  const longer = concat(
    head,
    Uint8Array.from([...number(index), ...number(2 ** levels)]),
    after.subarray(0, originLength),
    ...path,
    after.subarray(originLength + receipt.proof.path.length * 32),
  )
  expect(signatures.length).toBe(2 + witnesses.length)
  return decodeReceipt(longer)!
}

describe('a receipt as bytes', () => {
  test.each([
    [1, 0],
    [2, 1],
    [300, 299],
    [1000, 607],
  ])('comes back as the very same text: a log of %i, entry %i', async (size, index) => {
    const { text } = await sampleReceipt(size, index, { witnesses: three, privateLine: true })
    const bytes = encodeReceipt(text)!
    expect(decodeReceipt(bytes)).toBe(text)
    expect(encodeReceipt(decodeReceipt(bytes)!)).toEqual(bytes)
  })

  test('without its content, and without witnesses', async () => {
    const { text } = await sampleReceipt(5, 2)
    const { opening: _, ...sealed } = parseReceipt(text)!
    for (const one of [text, formatReceipt(sealed)]) expect(decodeReceipt(encodeReceipt(one)!)).toBe(one)
  })

  test('what does not belong together has no form as bytes', async () => {
    const { text } = await sampleReceipt(5, 2)
    const receipt = parseReceipt(text)!
    expect(encodeReceipt(formatReceipt({ ...receipt, proof: { ...receipt.proof, index: 3 } }))).toBeUndefined()
    expect(encodeReceipt(formatNote(receipt.proof.signed.note))).toBeUndefined()
  })

  test('any bytes, and any bytes cut short, give a receipt or nothing, never a failure', async () => {
    const whole = encodeReceipt((await sampleReceipt(40, 11, { witnesses: three })).text)!
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.uint8Array({ maxLength: 60 }), (at, tail) => {
        const text = decodeReceipt(concat(whole.subarray(0, at), tail))
        if (text !== undefined) expect(parseReceipt(text)).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('a receipt as a QR code', () => {
  test.each([
    ['ten thousand facts, no witness', 10_000, []],
    ['a million facts, one witness', 1_000_000, three.slice(0, 1)],
    ['a million facts, three witnesses', 1_000_000, three],
    ['sixteen million facts, three witnesses', 16_000_000, three],
  ] as const)('of a check-in among %s fits one code, and any camera opens the page', async (_, facts, witnesses) => {
    const text = await receiptAmong(facts, witnesses)
    const bytes = encodeReceipt(text)!
    const { url, code } = linkOf(text, page)!
    const { version } = QRCode.create([...(code as QRCodeSegment[])], { errorCorrectionLevel: 'L' })
    console.log(
      `${facts} facts, ${witnesses.length} witnesses: file ${text.length} B, bytes ${bytes.length}, address ${url.length}, code ${version}-L`,
    )
    expect(version).toBeLessThanOrEqual(40)
    expect(textInLink(url)).toBe(text)
    expect(textInLink(code!.map(({ data }) => data).join(''))).toBe(text)
  })

  test('where the address is too long for one code the same is said in digits, which need less room', async () => {
    const { text } = await sampleReceipt(8, 5, { witnesses: three })
    const long = `${page}/${'x'.repeat(2_953 - linkOf(text, page)!.url.length)}`
    const { code } = linkOf(text, long)!
    expect(code?.map(({ mode }) => mode)).toEqual(['byte', 'numeric'])
    QRCode.create([...(code as QRCodeSegment[])], { errorCorrectionLevel: 'L' })
    expect(textInLink(code!.map(({ data }) => data).join(''))).toBe(text)
    expect(linkOf(text, `${page}/${'x'.repeat(2_900)}`)?.code).toBeUndefined()
  })

  test('a promise goes the same way', () => {
    const text = memoryLog().promise(new Uint8Array(3), 12, '2026-11-22T00:00:00.000Z')
    expect(textInLink(linkOf(text, page)!.url)).toBe(text)
  })

  test('digits give back any bytes, and nothing for what they never wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect([...(fromDigits(toDigits(bytes)) ?? [])]).toEqual([...bytes])
      }),
    )
    expect(fromDigits('999')).toBeUndefined()
    expect(fromDigits('1')).toBeUndefined()
  })

  test.each(['', '#', '#AQ', '#12', 'https://zaigang.example.gov.cn/verify', '#在岗', '#!'])(
    '%j holds no receipt',
    (link) => {
      expect(textInLink(link)).toBeUndefined()
    },
  )
})
