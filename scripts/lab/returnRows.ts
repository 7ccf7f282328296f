import { groupBy } from '../../src/kit/grouping.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { answered, count } from './counting.ts'
import type { Outcome } from './presentation.ts'
import type { Visit } from './returns.ts'
import { quantileOf, type Rate, rateOf } from './statistics.ts'

/** Living people of one world who come back. */
export interface ReturnRow {
  readonly simulated: boolean
  readonly people: number
  readonly visits: number
  readonly alone: Rate
  readonly refused: Rate
  readonly doubted: number
  /** Groups of two clips and more of which every one was refused: no second try helped. */
  readonly sessions: Rate
  readonly shares: { readonly median: number; readonly p95: number; readonly most: number } | null
  readonly filmsThrough: Rate
}

/** The rows of both worlds, real before simulated. */
export function returnRows(visits: readonly Visit[]): readonly ReturnRow[] {
  return [false, true].flatMap((simulated) => {
    const own = visits.filter(({ clip }) => clip.simulated === simulated)
    return own.length === 0 ? [] : [returnRow(simulated, own)]
  })
}

function returnRow(simulated: boolean, visits: readonly Visit[]): ReturnRow {
  const groups = [...groupBy(visits, ({ clip }) => `${clip.person} ${clip.group}`).values()]
  const tries = attemptPolicy.stepsByAttempt.length
  const sessions = groups.filter((group) => group.length >= tries && answered(group).length > 0)
  const shares = visits.flatMap(({ share }) => share ?? [])
  const [median, p95, most] = [0.5, 0.95, 1].map((at) => quantileOf(shares, at))
  return {
    simulated,
    people: new Set(visits.map(({ clip }) => clip.person)).size,
    visits: visits.length,
    alone: cameTo(
      'refused',
      visits.map(({ alone }) => alone),
    ),
    refused: cameTo(
      'refused',
      visits.map(({ outcome }) => outcome),
    ),
    doubted: visits.filter(({ doubted }) => doubted).length,
    sessions: rateOf(sessions.filter((group) => count(group, 'accepted') === 0).length, sessions.length),
    shares: shares.length === 0 ? null : { median: median ?? 0, p95: p95 ?? 0, most: most ?? 0 },
    filmsThrough: cameTo(
      'accepted',
      visits.flatMap(({ film }) => film ?? []),
    ),
  }
}

/** How many of those that came to a verdict came to this one. */
function cameTo(wanted: Outcome, outcomes: readonly Outcome[]): Rate {
  const judged = answered(outcomes.map((outcome) => ({ outcome })))
  return rateOf(count(judged, wanted), judged.length)
}
