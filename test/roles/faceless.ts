import type { Exchange } from './line.ts'

/** Something that must never leave a station, in every form it could have on a wire. */
export interface Secret {
  readonly name: string
  readonly bytes: Uint8Array
  /** Numbers that would stand in JSON. */
  readonly numbers?: readonly number[]
}

/** What of the traffic looks like a face, a template or a picture; nothing where all is well. */
export function listFaceData(all: readonly Exchange[], secrets: readonly Secret[]): string[] {
  const needles = secrets.flatMap(needlesOf)
  return all.flatMap((exchange) => {
    const place = `${exchange.method} ${exchange.path}`
    return [
      ...look(`${place} asked`, exchange.headers, exchange.body, needles),
      ...look(`${place} answered`, exchange.answerHeaders, exchange.answer, needles),
    ]
  })
}

interface Needle {
  readonly name: string
  readonly text: string
}

/** Enough of a secret to be sure, from its middle, in each of the forms; base64 in each of its three alignments. */
function needlesOf({ name, bytes, numbers = [] }: Secret): Needle[] {
  const all = Buffer.from(bytes)
  const from = Math.floor(all.length / 2)
  const part = all.subarray(from, from + 30)
  const aligned = [0, 1, 2].map((skip) => part.subarray(skip, skip + 27))
  const texts = [
    part.toString('latin1'),
    part.toString('hex'),
    ...aligned.flatMap((it) => [it.toString('base64'), it.toString('base64url')]),
    ...numbers
      .slice(0, 8)
      .filter((it) => String(it).length > 8)
      .flatMap((it) => [String(it), it.toFixed(6)]),
  ]
  return texts.map((text) => ({ name, text }))
}

/** Signatures have 86 characters, keys 60, digests 64; a block longer than this is no part of the agreed shapes. */
const longestBlock = 100
const jpegInBase64 = /\/9j\/|iVBORw0KGgo|data:image|UklGR/

function look(place: string, headers: object, body: Buffer, needles: readonly Needle[]): string[] {
  const text = body.toString('latin1')
  const everything = `${JSON.stringify(headers)}\n${text}`
  const found = needles.filter((it) => everything.includes(it.text)).map((it) => `${place}: ${it.name}`)
  const block = /[A-Za-z0-9+/_=-]{101,}/.exec(everything)
  if (block) found.push(`${place}: a block of more than ${longestBlock}: ${block[0].slice(0, 60)}`)
  if (/image\/|video\/|multipart|octet-stream/.test(JSON.stringify(headers))) found.push(`${place}: a type of pictures`)
  if (jpegInBase64.test(everything) || body.includes(Buffer.from([0xff, 0xd8, 0xff]))) found.push(`${place}: a picture`)
  return found
}
