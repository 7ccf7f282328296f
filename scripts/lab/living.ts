import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { type CohortRow, cohortRows } from './cohorts.ts'
import { answered, count, countReserve, shareOf, tally } from './counting.ts'
import type { Presentation } from './presentation.ts'
import { quantileOf, type Rate, rateOf } from './statistics.ts'

/** Living people of one world, shown in one way. */
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
  /** Attempts refused had no time been judged of scripts that came without the light of their prompts. */
  readonly untimed: Rate
  readonly reserveAsked: number
  /** Refused by the whole product, matching included; `sameClip`: of these enrolled from the clip itself. */
  readonly refusedWithMatching: Rate | null
  readonly sameClip: number
  readonly why: Readonly<Record<string, number>>
  readonly cohorts: readonly CohortRow[]
  /** From the first face to the verdict of accepted attempts, in seconds. */
  readonly seconds: Seconds
  /** The same of those with the steps of a first attempt that were not asked for the reserve: nothing was odd. */
  readonly nothingOdd: Seconds
}

interface Seconds {
  readonly n: number
  readonly median: number | null
  readonly p95: number | null
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
  const accepted = tries.filter(({ outcome }) => outcome === 'accepted')
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
    untimed: rateOf(responded.filter(({ untimed }) => untimed !== 'accepted').length, responded.length),
    reserveAsked: countReserve(tries),
    refusedWithMatching: whole.length === 0 ? null : rateOf(count(whole, 'refused'), whole.length),
    sameClip: whole.filter(({ sameClip }) => sameClip).length,
    why: tally(tries),
    cohorts: cohortRows(tries),
    seconds: secondsOf(accepted),
    nothingOdd: secondsOf(accepted.filter(isNothingOdd)),
  }
}

const isNothingOdd = ({ clip, attempts }: Presentation): boolean =>
  clip.script.length === attemptPolicy.stepsByAttempt[0] && attempts.every(({ reserveWanted }) => !reserveWanted)

function secondsOf(accepted: readonly Presentation[]): Seconds {
  const ms = accepted.flatMap(({ attempts }) => attempts.at(-1)?.ms ?? [])
  return { n: ms.length, median: inSeconds(quantileOf(ms, 0.5)), p95: inSeconds(quantileOf(ms, 0.95)) }
}

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000)
