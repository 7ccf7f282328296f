import { concat, fromBase64, textOf, toBase64, utf8 } from './bytes.ts'
import { parsePromise } from './promise.ts'
import { decodeReceipt, encodeReceipt } from './receiptBytes.ts'

/** What a QR code holds of one letter or digit after another: byte mode, and numeric mode with 3⅓ bits to a digit. */
export interface CodePart {
  readonly mode: 'byte' | 'numeric'
  readonly data: string
}

/** Bytes of the largest QR code (version 40, level L), headers of its parts left aside. */
export const largestCode = 2_953
/** Mode and length of a second part. */
const partHeader = 4

/** A receipt or a promise as an address that opens the verify page; it is all behind `#`, which no browser sends. */
export interface ReceiptLink {
  readonly url: string
  /** The same address as a QR code is made from it. Nothing when it does not fit one code. */
  readonly code: readonly CodePart[] | undefined
}

/** The first byte of a promise in a link; receipts begin with their version. */
const promiseMark = 2

/** `page`: the address of the verify page. Nothing for another text, or a receipt whose parts do not belong together. */
export function linkOf(text: string, page: string): ReceiptLink | undefined {
  const bytes = parsePromise(text) ? concat(Uint8Array.of(promiseMark), utf8(text)) : encodeReceipt(text)
  if (!bytes) return undefined
  const url = `${page}#${toBase64Url(bytes)}`
  if (url.length <= largestCode) return { url, code: [{ mode: 'byte', data: url }] }
  return { url, code: digitsCode(bytes, page) }
}

/** Longer, but smaller as a code: for receipts that do not fit otherwise. */
function digitsCode(bytes: Uint8Array, page: string): CodePart[] | undefined {
  const digits = toDigits(bytes)
  const weight = page.length + 1 + partHeader + Math.ceil((digits.length * 10) / 3 / 8)
  if (weight > largestCode) return undefined
  return [
    { mode: 'byte', data: `${page}#` },
    { mode: 'numeric', data: digits },
  ]
}

/** The text in an address, in what follows its `#`, or in either form alone. Nothing where there is none. */
export function textInLink(link: string): string | undefined {
  const told = link.slice(link.indexOf('#') + 1).trim()
  const bytes = /^\d+$/.test(told) ? fromDigits(told) : fromBase64Url(told)
  return bytes?.[0] === promiseMark ? promiseIn(bytes.subarray(1)) : bytes && decodeReceipt(bytes)
}

function promiseIn(bytes: Uint8Array): string | undefined {
  try {
    const text = textOf(bytes)
    return parsePromise(text) && text
  } catch {
    return undefined
  }
}

export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  return fromBase64(standard.padEnd(Math.ceil(text.length / 4) * 4, '='))
}

const bytesInGroup = 7
const digitsInGroup = 17
/** Digits for a last group of so many bytes. */
const digitsFor = (bytes: number): number => (bytes === bytesInGroup ? digitsInGroup : Math.ceil((bytes * 8) / 3.32))

/** Seven bytes as 17 digits, big-endian; the last group as many digits as it needs. */
export function toDigits(bytes: Uint8Array): string {
  let digits = ''
  for (let at = 0; at < bytes.length; at += bytesInGroup) {
    const group = bytes.subarray(at, at + bytesInGroup)
    const value = group.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    digits += value.toString().padStart(digitsFor(group.length), '0')
  }
  return digits
}

export function fromDigits(digits: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += digitsInGroup) {
    const group = digits.slice(at, at + digitsInGroup)
    const count = [1, 2, 3, 4, 5, 6, 7].find((one) => digitsFor(one) === group.length)
    let value = BigInt(group)
    if (count === undefined || value >= 256n ** BigInt(count)) return undefined
    const tail = Array.from({ length: count }, () => {
      const byte = Number(value % 256n)
      value /= 256n
      return byte
    })
    bytes.push(...tail.reverse())
  }
  return Uint8Array.from(bytes)
}
