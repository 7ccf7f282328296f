import { type EndedAttempt, endedAttempt } from '../../src/presence/rules/series/ended.ts'
import { seriesPolicy } from '../../src/presence/rules/series/policy.ts'
import { judgeSeries } from '../../src/presence/rules/series/series.ts'
import { shotsOf } from './enrol.ts'
import type { Presentation, Remembered, Seen } from './presentation.ts'
import { type Rate, rateOf } from './statistics.ts'
import type { Folded } from './whole.ts'

/** What a station would remember of a clip's attempt: a face, clothes, place and light. */
export async function rememberedOf({ clip, looks }: Seen, folded: Folded, seen: Presentation): Promise<Remembered> {
  const [shot] = await shotsOf(looks)
  const { attempt, events } = folded
  const readings = (seen.liveness?.readings ?? []).map((reading) => ({
    signal: reading.signal,
    value: reading.kind === 'measured' ? reading.value : null,
    evidence: 0,
    why: null,
  }))
  const about = {
    attemptId: clip.file,
    checkInId: null,
    staffId: seen.matched?.asPerson ?? null,
    face: shot?.description.vectors.fa ?? null,
    at: '2026-01-05T00:00:00.000Z',
    endedAt: attempt.lastAt,
  }
  const liveness = { score: seen.liveness?.score ?? 0, threshold: 0, readings, light: null, reserveAsked: false }
  const record = { durationMs: attempt.lastAt - attempt.beganAt, liveness }
  return { group: clip.group, ended: endedAttempt(about, record, events) }
}

/** Seconds from the end of one attempt to the beginning of the next, as one person changing masks might need. */
export const betweenSeconds = 6

export interface SeriesRow {
  readonly name: string
  readonly simulated: boolean
  /** Groups of clips called a series, out of all groups of two and more. */
  readonly raised: Rate
  /** How many attempts of a series had been made when it was noticed. */
  readonly noticedAfter: readonly number[]
}

/** Species whose clips come in groups, each group played as one series at one station. */
export function seriesRows(presentations: readonly Presentation[]): readonly SeriesRow[] {
  const members = presentations.filter(({ series, species }) => series !== null && species !== 'genuine')
  const names = [...new Set(members.map(({ species, clip }) => JSON.stringify([species, clip.simulated])))]
  return names.flatMap((text) => {
    const [name, simulated]: [string, boolean] = JSON.parse(text)
    const own = members.filter(({ species, clip }) => species === name && clip.simulated === simulated)
    const groups = [...new Set(own.map(({ series }) => series?.group ?? ''))]
    const queues = groups.map((group) => own.flatMap(({ series }) => (series?.group === group ? [series.ended] : [])))
    return rowOf(name, simulated, queues)
  })
}

/** Living people of one world, one right behind the other at one station: whatever is raised there is a false alarm. */
export function queueRows(presentations: readonly Presentation[]): readonly SeriesRow[] {
  return [false, true].flatMap((simulated) => {
    const own = presentations.filter(({ species, clip }) => species === 'genuine' && clip.simulated === simulated)
    const ended = own.flatMap(({ series }) => (series === null ? [] : [series.ended]))
    const queues = Array.from({ length: Math.ceil(ended.length / queueLength) }, (_, i) =>
      ended.slice(i * queueLength, (i + 1) * queueLength),
    )
    return rowOf('genuine', simulated, queues)
  })
}

const queueLength = 4

function rowOf(name: string, simulated: boolean, queues: readonly (readonly EndedAttempt[])[]): SeriesRow[] {
  const long = queues.filter(({ length }) => length > 1)
  if (long.length === 0) return []
  const noticedAfter = long.flatMap((queue) => firstRaised(queue) ?? [])
  return [{ name, simulated, raised: rateOf(noticedAfter.length, long.length), noticedAfter }]
}

function firstRaised(queue: readonly EndedAttempt[]): number | undefined {
  const window: EndedAttempt[] = []
  let clock = 0
  for (const one of queue) {
    const length = one.endedAt - one.beganAt
    window.push({ ...one, beganAt: clock, endedAt: clock + length })
    clock += length + betweenSeconds * 1000
    if (judgeSeries(window, seriesPolicy) !== null) return window.length
  }
  return undefined
}
