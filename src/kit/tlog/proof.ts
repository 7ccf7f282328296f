import { fromBase64, toBase64 } from './bytes.ts'
import { parseDecimal, parseSignedCheckpoint, type SignedCheckpoint } from './checkpoint.ts'
import { type Hash, hashLength } from './hash.ts'
import { formatNote } from './note.ts'

/** That an entry is in a log, checkable offline (C2SP tlog-proof). */
export interface Proof {
  /** Opaque and not authenticated: ours holds the entry. */
  readonly extra?: Uint8Array
  readonly index: number
  /** From the leaf's sibling to the root's child. */
  readonly path: readonly Hash[]
  readonly signed: SignedCheckpoint
}

const firstLine = 'c2sp.org/tlog-proof@v1'
/** A tree of 2^53 leaves has no longer path. */
const longestPath = 63

export function formatProof({ extra, index, path, signed }: Proof): string {
  const lines = [firstLine, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...path.map(toBase64)]
  return `${lines.join('\n')}\n\n${formatNote(signed.note)}`
}

/** Nothing for what is no proof. */
export function parseProof(whole: string): Proof | undefined {
  const [first, ...lines] = whole.split('\n')
  if (first !== firstLine) return undefined
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice(6) ?? '!') : null
  if (extra === undefined) return undefined
  const body = parseIndexAndPath(lines)
  return body && { ...body, ...(extra && { extra }) }
}

/** The form of `spicy`: index, path and checkpoint, without a first line. */
export const formatSpicy = ({ index, path, signed }: Proof): string =>
  `${[`index ${index}`, ...path.map(toBase64)].join('\n')}\n\n${formatNote(signed.note)}`

/** The same form read. Nothing for what is none. */
export const parseSpicy = (whole: string): Proof | undefined => parseIndexAndPath(whole.split('\n'))

function parseIndexAndPath(lines: readonly string[]): Proof | undefined {
  const [indexLine = '', ...rest] = lines
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice(6)) : undefined
  const end = rest.indexOf('')
  if (index === undefined || end === -1 || end > longestPath) return undefined
  const path = rest.slice(0, end).map(fromBase64)
  const signed = parseSignedCheckpoint(rest.slice(end + 1).join('\n'))
  if (!signed || path.some((hash) => hash?.length !== hashLength)) return undefined
  return { index, path: path as Hash[], signed }
}
