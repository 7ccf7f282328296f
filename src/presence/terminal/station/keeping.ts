import { createHash } from 'node:crypto'
import type { FactBody } from '../../../fact/fact.ts'
import { groupBy } from '../../../kit/grouping.ts'
import { addDays, dayOf, type Iso, toIso, toMs } from '../../../kit/time.ts'
import { type Period, periodsOf } from '../../rules/direction.ts'
import type { Statement, Station } from '../../station/station.ts'
import { listCheckInsOf } from '../../station/store.ts'
import { directPunches, timeOfPunch } from '../placing.ts'
import { instantOfPunch, keyOfPunch, type Punch, type ReadLine, shortened } from '../punch.ts'
import { checkInIdOf } from '../punchId.ts'
import { openWho } from '../who.ts'

/** So many facts go into one commit: others who check in meanwhile wait for one, not for all. */
const together = 250
/** Facts about unreadable lines of one terminal in a day; a terminal that goes on is told of by the last of them. */
const mostUnread = 50

/**
 * Keeps what a terminal said as facts, each punch once however often it is told. When it resolves everything is on the
 * disk and may be acknowledged. Calls for one station must follow each other.
 */
export async function keepLines(station: Station, serial: string, lines: readonly ReadLine[]): Promise<number> {
  const arrivedAt = station.clock.now()
  const placed = lines.map((line) => placeLine(line, arrivedAt))
  const punches = placed.flatMap((it) => ('time' in it ? [it] : []))
  const fresh = await withoutKept(station, serial, punches)
  const statements = await stateAll(station, serial, fresh, arrivedAt)
  for (let from = 0; from < statements.length; from += together) {
    await station.record(statements.slice(from, from + together))
  }
  await keepUnread(station, serial, placed)
  return fresh.length
}

interface Placed {
  readonly punch: Punch
  readonly at: Iso
  readonly time: FactBody<'terminalPunched'>['time']
}
type Unread = FactBody<'terminalUnread'>['lines'][number]

function placeLine(line: ReadLine, arrivedAt: Iso): Placed | Unread {
  if (line.kind === 'unread') return { why: line.why, text: line.text }
  const { punch } = line
  const at = instantOfPunch(punch)
  const time = timeOfPunch(at, arrivedAt, 'push')
  return time === null ? { why: 'clock', text: shortened(`${punch.pin} ${punch.wall}`) } : { punch, at, time }
}

const idemOf = (serial: string, punch: Punch): string =>
  `punch:${createHash('sha256').update(keyOfPunch(serial, punch)).digest('base64url')}`

/** Those not kept yet, each once, oldest first. */
async function withoutKept(station: Station, serial: string, punches: readonly Placed[]): Promise<Placed[]> {
  const { db, countyId, deviceId } = station
  const byKey = new Map(punches.map((it) => [`${deviceId}:${idemOf(serial, it.punch)}`, it]))
  const keys = [...byKey.keys()]
  for (let from = 0; from < keys.length; from += 1000) {
    const rows = await db
      .selectFrom('fact')
      .select('idem_key')
      .where('county_id', '=', countyId)
      .where('idem_key', 'in', keys.slice(from, from + 1000))
      .execute()
    for (const { idem_key } of rows) byKey.delete(idem_key)
  }
  return [...byKey.values()].sort((a, b) => toMs(a.at) - toMs(b.at))
}

async function stateAll(
  station: Station,
  serial: string,
  punches: readonly Placed[],
  arrivedAt: Iso,
): Promise<Statement[]> {
  const told = station.snapshot()
  const pins = told?.terminals?.find((it) => it.serial === serial)?.pins ?? []
  const who = openWho(pins, told?.staff ?? [])
  const byPin = groupBy(punches, ({ punch }) => punch.pin)
  const stated = await Promise.all(
    [...byPin].map(([pin, its]) => stateOf(station, serial, { staffId: who(pin), its, arrivedAt })),
  )
  return stated.flat().sort((a, b) => toMs(a.at) - toMs(b.at))
}

type PunchStatement = Extract<Statement, { kind: 'terminalPunched' }> & { readonly at: Iso }

interface Theirs {
  readonly staffId: string | null
  readonly its: readonly Placed[]
  readonly arrivedAt: Iso
}

async function stateOf(
  station: Station,
  serial: string,
  { staffId, its, arrivedAt }: Theirs,
): Promise<PunchStatement[]> {
  const { countyId, siteId } = station
  const directions = staffId === null ? [] : await directionsOf(station, staffId, its)
  return its.map(({ punch, at, time }, i) => {
    const { pin, wall, offset, status, verify } = punch
    const checkInId = checkInIdOf(countyId, serial, punch)
    const direction = directions[i] ?? 'again'
    const told = { pin, wall, offset, status, verify, at, arrivedAt, time, way: 'push' } as const
    return {
      kind: 'terminalPunched',
      at,
      idemKey: idemOf(serial, punch),
      body: { checkInId, serial, siteId, staffId, direction, ...told },
      ...(staffId !== null && { staffId }),
    }
  })
}

/** By the person's duties where the station knows of some, else by the hours of the site. */
async function directionsOf(station: Station, staffId: string, its: readonly Placed[]) {
  const since = toIso(toMs(its[0]?.at ?? station.clock.now()) - dayMs - dayMs / 2)
  const earlier = await listCheckInsOf(station.db, station, staffId, since)
  const { duties = [], site } = station.snapshot() ?? {}
  const own = duties.filter((it) => it.staffId === staffId)
  const periodsAt = (at: Iso): readonly Period[] => {
    const day = dayOf(at)
    const near = own.filter((it) => dayOf(it.starts) <= addDays(day, 1) && addDays(day, -1) <= dayOf(it.ends))
    return near.length > 0 ? near : periodsOf(day, site?.hours ?? {})
  }
  return directPunches(
    its.map((it) => it.at),
    { periodsAt, earlier },
  )
}

const dayMs = 86_400_000

/** One fact for all unreadable lines of a call, the same for the same lines; nothing is told without end. */
async function keepUnread(station: Station, serial: string, placed: readonly (Placed | Unread)[]): Promise<void> {
  const lines = placed.flatMap((it) => ('time' in it ? [] : [it]))
  if (lines.length === 0) return
  const { db, countyId, deviceId, siteId } = station
  const start = `${deviceId}:unread:${serial}:${dayOf(station.clock.now())}:`
  const digest = createHash('sha256').update(JSON.stringify(lines)).digest('base64url').slice(0, 22)
  const rows = await db
    .selectFrom('fact')
    .select('idem_key')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'terminalUnread')
    .where('at', '>', toIso(toMs(station.clock.now()) - 2 * dayMs))
    .where('idem_key', 'like', `${start.replaceAll('_', '\\_')}%`)
    .execute()
  if (rows.length >= mostUnread || rows.some((row) => row.idem_key.endsWith(digest))) return
  const body = { serial, siteId, count: lines.length, lines: lines.slice(0, 20) }
  await station.record([{ kind: 'terminalUnread', idemKey: `${start}${digest}`.slice(deviceId.length + 1), body }])
}
