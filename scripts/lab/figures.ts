import { count, countReserve, shareOf, tally } from './counting.ts'
import type { How, Presentation } from './presentation.ts'
import { type Rate, rateOf } from './statistics.ts'

/** A species of attack, simulated or real, never both in one row. */
export interface SpeciesRow {
  readonly name: string
  readonly simulated: boolean
  /** Presentations, and the clips they were made of: presentations of one clip are not independent. */
  readonly n: number
  readonly clips: number
  readonly how: readonly How[]
  /** Presentations that came to a verdict. */
  readonly responded: number
  readonly accepted: number
  /** Accepted presentations out of all, and out of those that came to a verdict. */
  readonly apcer: number
  readonly apcerUpper95: number
  readonly ofResponded: Rate
  /** Clips any presentation of which was accepted, out of all clips (or sessions of clips). */
  readonly byClips: Rate
  readonly nonResponse: number
  /** Accepted had no time been judged of scripts that came without the light of their prompts. */
  readonly untimed: Rate
  /** Presentations in which a doubt was left: the reserve was asked for, or would have been of a scripted clip. */
  readonly reserveAsked: number
  /** Accepted by the whole product, matching included; null where nobody of the row is enrolled. */
  readonly iapar: number | null
  readonly iaparOf: Rate | null
  readonly why: Readonly<Record<string, number>>
}

/** The rows of attacks, in the order of their names. */
export function speciesRows(presentations: readonly Presentation[]): readonly SpeciesRow[] {
  const attacks = presentations.filter(({ species }) => species !== 'genuine')
  const rows = groupBy(attacks, ({ species, clip }) => `${species}\n${clip.simulated}`)
  return [...rows.values()].map(speciesRow).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function speciesRow(all: readonly Presentation[]): SpeciesRow {
  const [{ species: name, clip } = { species: '', clip: { simulated: false } }] = all
  const responded = all.filter(({ outcome }) => outcome !== 'noResponse')
  const whole = rateOf(count(all, 'accepted'), all.length)
  const clips = groupBy(all, (one) => one.clip.file)
  const through = [...clips.values()].filter((of) => count(of, 'accepted') > 0).length
  const matched = all.flatMap((one) => (one.matched === null ? [] : [one.matched]))
  const iapar = matched.length === 0 ? null : rateOf(count(matched, 'accepted'), matched.length)
  return {
    name,
    simulated: clip.simulated,
    n: all.length,
    clips: new Set(all.flatMap(({ files }) => files)).size,
    how: [...new Set(all.map(({ how }) => how))],
    responded: responded.length,
    accepted: whole.hits,
    apcer: whole.share,
    apcerUpper95: whole.upper95,
    ofResponded: rateOf(whole.hits, responded.length),
    byClips: rateOf(through, clips.size),
    nonResponse: shareOf(all.length - responded.length, all.length),
    untimed: rateOf(all.filter(({ untimed }) => untimed === 'accepted').length, all.length),
    reserveAsked: countReserve(all),
    iapar: iapar?.share ?? null,
    iaparOf: iapar,
    why: tally(all),
  }
}

/** The species of one world most of whose presentations come through; of equals, the one less is known of. Never a mean. */
export const worstOf = (rows: readonly SpeciesRow[], simulated: boolean): SpeciesRow | undefined =>
  rows
    .filter((row) => row.simulated === simulated)
    .toSorted((a, b) => b.apcer - a.apcer || b.apcerUpper95 - a.apcerUpper95)[0]

function groupBy<T>(all: readonly T[], name: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one])
  return groups
}
