import type { Description } from '../../face/description.ts'

/** A description as bytes: length of the heading, heading (JSON: version, names and lengths), then the vectors as float32. */
export function toBytes({ version, vectors }: Description): Uint8Array {
  const names = Object.entries(vectors).map(([name, vector]) => [name, vector.length] as const)
  const heading = Buffer.from(JSON.stringify({ version, names }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(heading.length)
  const bodies = Object.values(vectors).map((vector) =>
    Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
  )
  return Buffer.concat([length, heading, ...bodies])
}

/** Undoes `toBytes`. */
export function toDescription(bytes: Uint8Array): Description {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 4 + buffer.readUInt32LE(0)
  const heading = JSON.parse(buffer.subarray(4, start).toString()) as Heading
  const vectors: Record<string, Float32Array> = {}
  let offset = start
  for (const [name, length] of heading.names) {
    const vector = new Float32Array(length)
    for (let i = 0; i < length; i += 1) vector[i] = buffer.readFloatLE(offset + 4 * i)
    vectors[name] = vector
    offset += 4 * length
  }
  return { version: heading.version, vectors }
}

interface Heading {
  readonly version: string
  readonly names: readonly (readonly [name: string, length: number])[]
}
