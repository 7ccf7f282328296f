/** The bytes of an answer, of which no more than a little over `most` are ever held; nothing when it is longer. */
export async function readSome(answer: Response, most: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    parts.push(part)
    length += part.length
    if (length > most) return undefined
  }
  return Buffer.concat(parts)
}
