import type { How, Outcome, Presentation } from './presentation.ts'
import { quantileOf, type Rate, rateOf } from './statistics.ts'

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
  /** Accepted by the whole product, matching included; null where nobody of the row is enrolled. */
  readonly iapar: number | null
  readonly iaparOf: Rate | null
  readonly why: Readonly<Record<string, number>>
}

export interface GenuineRow {
  readonly simulated: boolean
  readonly how: 'script' | 'unasked'
  /** Clips. */
  readonly n: number
  readonly responded: number
  /** Living people refused, by attempt and by session of two tries. */
  readonly bpcer: number
  readonly bpcerOf: Rate
  readonly bpcerSession: number
  readonly bpcerSessionOf: Rate
  /** Sessions for which there is one clip only, so that the first refusal was the last. */
  readonly oneTryOnly: number
  readonly nonResponse: number
  /** Refused by the whole product, matching included; `sameClip`: of these enrolled from the clip itself. */
  readonly refusedWithMatching: Rate | null
  readonly sameClip: number
  readonly why: Readonly<Record<string, number>>
  readonly cohorts: readonly CohortRow[]
  /** From the first face to the verdict of accepted attempts, in seconds. */
  readonly seconds: { readonly n: number; readonly median: number | null; readonly p95: number | null }
}

export interface CohortRow {
  readonly name: string
  readonly refused: Rate
  readonly noResponse: Rate
  /** More than twice the mean of the cohorts of the same aspect. */
  readonly twiceTheMean: boolean
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
    iapar: iapar?.share ?? null,
    iaparOf: iapar,
    why: tally(all),
  }
}

/** The rows of living people: with a script first, real before simulated. */
export function genuineRows(
  presentations: readonly Presentation[],
  attempts: readonly Presentation[],
): readonly GenuineRow[] {
  const sessions = presentations.filter(({ species }) => species === 'genuine')
  const rows = [false, true].flatMap((simulated) => {
    return (['script', 'unasked'] as const).flatMap((how) => {
      const own = sessions.filter((one) => one.how === how && one.clip.simulated === simulated)
      const tries = how === 'script' ? attempts.filter(({ clip }) => clip.simulated === simulated) : own
      return own.length === 0 ? [] : [genuineRow(simulated, how, own, tries)]
    })
  })
  return rows.toSorted((a, b) => Number(a.how === 'unasked') - Number(b.how === 'unasked'))
}

function genuineRow(
  simulated: boolean,
  how: GenuineRow['how'],
  sessions: readonly Presentation[],
  tries: readonly Presentation[],
): GenuineRow {
  const responded = answered(tries)
  const bpcerOf = rateOf(count(responded, 'refused'), responded.length)
  const ended = answered(sessions)
  const bpcerSessionOf = rateOf(count(ended, 'refused'), ended.length)
  const matched = tries.flatMap((one) => (one.matched === null ? [] : [one.matched]))
  const whole = matched.filter(({ outcome }) => outcome !== 'noResponse')
  const ms = tries.flatMap(({ attempts, outcome }) => (outcome === 'accepted' ? (attempts.at(-1)?.ms ?? []) : []))
  return {
    simulated,
    how,
    n: tries.length,
    responded: responded.length,
    bpcer: bpcerOf.share,
    bpcerOf,
    bpcerSession: bpcerSessionOf.share,
    bpcerSessionOf,
    oneTryOnly: sessions.filter(({ files }) => files.length < 2).length,
    nonResponse: shareOf(tries.length - responded.length, tries.length),
    refusedWithMatching: whole.length === 0 ? null : rateOf(count(whole, 'refused'), whole.length),
    sameClip: whole.filter(({ sameClip }) => sameClip).length,
    why: tally(tries),
    cohorts: cohortRows(tries),
    seconds: { n: ms.length, median: inSeconds(quantileOf(ms, 0.5)), p95: inSeconds(quantileOf(ms, 0.95)) },
  }
}

function cohortRows(tries: readonly Presentation[]): readonly CohortRow[] {
  const names = [...new Set(tries.flatMap(({ clip }) => cohortsOf(clip.cohort)))].sort()
  const cohorts = names.map((name) => {
    const own = tries.filter(({ clip }) => cohortsOf(clip.cohort).includes(name))
    const responded = answered(own)
    return {
      name,
      refused: rateOf(count(responded, 'refused'), responded.length),
      noResponse: rateOf(own.length - responded.length, own.length),
    }
  })
  return cohorts.map((cohort) => {
    const kin = cohorts.filter(({ name }) => aspectOf(name) === aspectOf(cohort.name))
    const mean = kin.reduce((sum, { refused }) => sum + refused.share, 0) / kin.length
    return { ...cohort, twiceTheMean: cohort.refused.share > 2 * mean }
  })
}

/** A cohort by its name, or by several aspects: "tone:IV glasses:yes" belongs to two. */
const cohortsOf = (cohort: string): readonly string[] =>
  cohort.includes(':') ? cohort.split(/\s+/) : cohort === '' ? [] : [cohort]
const aspectOf = (name: string): string => (name.includes(':') ? (name.split(':')[0] ?? '') : '')

/** The species most of whose presentations come through; of equals, the one less is known of. Never a mean. */
export const worstOf = (rows: readonly SpeciesRow[]): SpeciesRow | undefined =>
  rows.toSorted((a, b) => b.apcer - a.apcer || b.apcerUpper95 - a.apcerUpper95)[0]

const answered = (all: readonly Presentation[]) => all.filter(({ outcome }) => outcome !== 'noResponse')
const count = (all: readonly { readonly outcome: Outcome }[], outcome: Outcome): number =>
  all.filter((one) => one.outcome === outcome).length
const shareOf = (hits: number, of: number): number => (of === 0 ? 0 : hits / of)
const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000)

function tally(all: readonly Presentation[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const why of all.flatMap((one) => (one.outcome === 'accepted' ? [] : one.why)))
    counts[why] = (counts[why] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a))
}

function groupBy<T>(all: readonly T[], name: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one])
  return groups
}
