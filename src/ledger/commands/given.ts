import { readFile } from 'node:fs/promises'
import { parseSignedCheckpoint, type SignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import { readSome } from '../readSome.ts'
import { tooLong } from '../source.ts'

/** Longer than any text of a log takes, and longer than any is. */
const patienceMs = 20_000
const mostBytes = 1024 * 1024

/** The text that somebody names, by the address or the file it is at: a policy, a checkpoint. Rejects when there is none. */
export async function readGiven(where: string): Promise<string> {
  if (!/^https?:\/\//.test(where)) return readFile(where, 'utf8')
  const answer = await fetch(where, { signal: AbortSignal.timeout(patienceMs) })
  if (!answer.ok) throw new Error(`${where}: ${answer.status}`)
  return new TextDecoder().decode((await readSome(answer, mostBytes)) ?? tooLong(where, mostBytes))
}

/** A text read as a signed checkpoint. Throws, naming where it is from, for what is none. */
export function checkpointIn(text: string, where: string): SignedCheckpoint {
  const signed = parseSignedCheckpoint(text)
  if (!signed) throw new Error(`${where}: checkpoint?`)
  return signed
}
