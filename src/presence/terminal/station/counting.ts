import { sql } from 'kysely'
import type { FactBody } from '../../../fact/fact.ts'
import { addMonths, daysOfMonth, monthOf } from '../../../kit/month.ts'
import { dayOf } from '../../../kit/time.ts'
import type { Station } from '../../station/station.ts'
import { type CommandResult, countCommand, queryCommand } from '../wire.ts'

// [Note: The terminal holds N, we hold N]
// Once a month each terminal is asked how many punches of the month before it holds. Where that is more than are here it
// is asked for all of them again, a minute is left for them to come, and it is asked once more. Both answers are facts.

type Stage = 'first' | 'again' | 'second' | 'done'

interface Asking {
  readonly month: string
  stage: Stage
  /** Nothing is asked before this, by a clock that only runs. */
  notBefore: number
  tries: number
}

/** Asks the terminals of one station for their counts, one question at a time. */
export interface Counting {
  /** What a terminal is to be asked at its next poll. */
  nextCommand(serial: string): Promise<string | null>
  take(serial: string, results: readonly CommandResult[]): Promise<void>
}

/** A question that is not answered is asked again after this, so many times. */
const patienceMs = 10 * 60_000
const mostTries = 5
/** How long punches that were asked for again may take to come. */
const comingMs = 60_000

export function openCounting(station: Station): Counting {
  const asked = new Map<string, Asking>()
  const askingOf = async (serial: string): Promise<Asking> => {
    const month = addMonths(monthOf(dayOf(station.clock.now())), -1)
    const known = asked.get(serial)
    if (known?.month === month) return known
    const begun: Asking = { month, stage: await stageOf(station, serial, month), notBefore: 0, tries: 0 }
    asked.set(serial, begun)
    return begun
  }
  return {
    nextCommand: async (serial) => {
      const asking = await askingOf(serial)
      if (asking.stage === 'done' || station.clock.monotonic() < asking.notBefore) return null
      asking.tries += 1
      if (asking.tries > mostTries) {
        await keepCount(station, serial, asking, null)
        return null
      }
      asking.notBefore = station.clock.monotonic() + patienceMs
      return commandOf(asking)
    },
    take: async (serial, results) => {
      const asking = await askingOf(serial)
      for (const result of results) {
        if (asking.stage === 'done' || result.id !== idOf(asking)) continue
        await takeOne(station, serial, asking, result)
      }
    },
  }
}

const letters = { first: 'A', again: 'Q', second: 'B', done: '' } as const
const idOf = ({ stage, month }: Asking): string => `${letters[stage]}${month.replace('-', '')}`

function commandOf(asking: Asking): string {
  const span = daysOfMonth(asking.month)
  return asking.stage === 'again' ? queryCommand(idOf(asking), span) : countCommand(idOf(asking), span)
}

async function takeOne(station: Station, serial: string, asking: Asking, result: CommandResult): Promise<void> {
  if (asking.stage !== 'again') return keepCount(station, serial, asking, result.code < 0 ? null : result.held)
  moveTo(asking, 'second', station.clock.monotonic() + comingMs)
}

function moveTo(asking: Asking, stage: Stage, notBefore: number): void {
  asking.stage = stage
  asking.notBefore = notBefore
  asking.tries = 0
}

async function keepCount(station: Station, serial: string, asking: Asking, holds: number | null): Promise<void> {
  const { month, stage } = asking
  const kept = await countKept(station, serial, month)
  const times = stage === 'first' ? 1 : 2
  const body = { serial, siteId: station.siteId, month, asked: times, holds, kept }
  await station.record([{ kind: 'terminalCounted', idemKey: `counted:${serial}:${month}:${times}`, body }])
  moveTo(asking, stage === 'first' && lacks(body) ? 'again' : 'done', 0)
}

const lacks = ({ holds, kept }: Pick<FactBody<'terminalCounted'>, 'holds' | 'kept'>): boolean =>
  holds !== null && holds > kept

/** Where the questions about a month stand by what was kept of the answers. */
async function stageOf({ db, countyId, deviceId }: Station, serial: string, month: string): Promise<Stage> {
  const rows = await db
    .selectFrom('fact')
    .select(['body'])
    .where('county_id', '=', countyId)
    .where(
      'idem_key',
      'in',
      [1, 2].map((times) => `${deviceId}:counted:${serial}:${month}:${times}`),
    )
    .execute()
  const told = rows.map((row) => row.body as FactBody<'terminalCounted'>)
  if (told.length === 0) return 'first'
  return told.length === 1 && told.every(lacks) ? 'again' : 'done'
}

/** Punches of a month, by the terminal's clock, that are here. */
async function countKept({ db, countyId, deviceId }: Station, serial: string, month: string): Promise<number> {
  const { from, to } = daysOfMonth(month)
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from fact
    where county_id = ${countyId} and kind = 'terminalPunched' and device_id = ${deviceId}
      and at >= ${from}::date - 2 and at < ${to}::date + 3
      and body ->> 'serial' = ${serial} and left(body ->> 'wall', 7) = ${month}`.execute(db)
  return rows[0]?.count ?? 0
}
