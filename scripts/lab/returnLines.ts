import type { ReturnRow } from './returnRows.ts'
import { kindOf, percent, rateText } from './words.ts'

/** The figures of living people of one world who come back to a station that remembers them. */
export function returnLines(row: ReturnRow): readonly string[] {
  const { shares } = row
  const lines: readonly (string | false)[] = [
    `Living people who come back (${kindOf(row)}), one clip a day, at most twenty remembered: ${row.people} people, ${row.visits} clips`,
    `  BPCER as if for the first time  ${rateText(row.alone)}`,
    `  BPCER of who is remembered      ${rateText(row.refused)}`,
    `  one action more for memory's sake ${row.doubted}`,
    `  by session                      ${rateText(row.sessions)}`,
    shares !== null &&
      `  taken for an earlier attempt    median ${percent(shares.median)} of the frames, 95 of 100 at most ${percent(shares.p95)}, most ${percent(shares.most)}`,
    `  of these the remembered ones fed in again to the same challenge, accepted: ${rateText(row.filmsThrough)}`,
    '',
  ]
  return lines.filter((line) => line !== false)
}
