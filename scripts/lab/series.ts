import { openSeriesWatch } from '../../src/presence/station/seriesWatch.ts'
import type { Station } from '../../src/presence/station/station.ts'
import { openWatching } from '../../src/presence/station/watching.ts'
import type { Presentation } from './presentation.ts'
import { type Rate, rateOf } from './statistics.ts'

/** Seconds from the end of one presentation to the beginning of the next, as one person changing masks might need. */
export const betweenSeconds = 6

export interface SeriesRow {
  readonly name: string
  readonly simulated: boolean
  /** Groups of two clips and more that were not called a series. */
  readonly notNoticed: Rate
  /** Groups in which a mask got through as a living person and that were not called a series. */
  readonly through: Rate
  /** How many presentations of a series had been made when it was noticed. */
  readonly noticedAfter: readonly number[]
}

/** Species whose clips come in groups, each group shown as one series before one kiosk, whatever became of each. */
export async function seriesRows(
  presentations: readonly Presentation[],
  gapSeconds: number,
): Promise<readonly SeriesRow[]> {
  const members = presentations.filter(({ series, species }) => series !== null && species !== 'genuine')
  const names = [...new Set(members.map(({ species, clip }) => JSON.stringify([species, clip.simulated])))].sort()
  const rows = names.map(async (text) => {
    const [name, simulated]: [string, boolean] = JSON.parse(text)
    const own = members.filter(({ species, clip }) => species === name && clip.simulated === simulated)
    const groups = [...new Set(own.map(({ series }) => series?.group))]
    const queues = groups.map((group) => own.filter(({ series }) => series?.group === group))
    return rowOf(name, simulated, queues, gapSeconds)
  })
  return (await Promise.all(rows)).flat()
}

/** Living people of one world, one right behind the other at one kiosk: whatever is raised there is a false alarm. */
export async function queueRows(
  presentations: readonly Presentation[],
  gapSeconds: number,
): Promise<readonly QueueRow[]> {
  const rows = [false, true].map(async (simulated) => {
    const own = presentations.filter(
      ({ species, clip, series }) => species === 'genuine' && clip.simulated === simulated && series !== null,
    )
    const inTurn = byTurns(own)
    const queues = Array.from({ length: Math.ceil(inTurn.length / queueLength) }, (_, i) =>
      inTurn.slice(i * queueLength, (i + 1) * queueLength),
    ).filter(({ length }) => length > 1)
    const raised = await Promise.all(queues.map((queue) => firstRaised(queue, gapSeconds)))
    const alarms = raised.filter((after) => after !== null).length
    return queues.length === 0 ? [] : [{ simulated, called: rateOf(alarms, queues.length) }]
  })
  return (await Promise.all(rows)).flat()
}

export interface QueueRow {
  readonly simulated: boolean
  /** Queues called a series. */
  readonly called: Rate
}

const queueLength = 4

/** Everybody's first clip, then everybody's second: neighbours in a queue are different people. */
function byTurns(all: readonly Presentation[]): readonly Presentation[] {
  const seen = new Map<string, number>()
  const turns = all.map((one) => {
    const turn = seen.get(one.clip.person) ?? 0
    seen.set(one.clip.person, turn + 1)
    return { one, turn }
  })
  return turns.toSorted((a, b) => a.turn - b.turn).map(({ one }) => one)
}

async function rowOf(
  name: string,
  simulated: boolean,
  groups: readonly (readonly Presentation[])[],
  gapSeconds: number,
): Promise<SeriesRow[]> {
  const queues = groups.filter(({ length }) => length > 1)
  if (queues.length === 0) return []
  const raised = await Promise.all(queues.map((queue) => firstRaised(queue, gapSeconds)))
  const missed = queues.filter((_, i) => raised[i] === null)
  const through = missed.filter((queue) => queue.some(({ outcome }) => outcome === 'accepted'))
  return [
    {
      name,
      simulated,
      notNoticed: rateOf(missed.length, queues.length),
      through: rateOf(through.length, queues.length),
      noticedAfter: raised.filter((after) => after !== null),
    },
  ]
}

/** How many presentations had been made when the station's own watch raised a suspicion; null when it never did. */
async function firstRaised(queue: readonly Presentation[], gapSeconds: number): Promise<number | null> {
  let raised = false
  const record = async (): Promise<never[]> => {
    raised = true
    return []
  }
  // All of a station that the watch has to do with.
  const station = { series: openSeriesWatch('laboratory'), clock: { now: () => '2026-01-05T00:00:00.000Z' }, record }
  const watch = openWatching(station as unknown as Station, 'laboratory', (failure) => {
    throw failure
  })
  let began = 0
  for (const [i, { series: one }] of queue.entries()) {
    for (const ended of one?.ended ?? []) await watch({ ...ended, endedAt: began + ended.endedAt })
    if (raised) return i + 1
    began += (one?.lastMs ?? 0) + gapSeconds * 1000
  }
  return null
}
