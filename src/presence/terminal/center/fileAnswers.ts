import { createHash } from 'node:crypto'
import { keepTerminalFile, previewTerminalFile } from '../../../contract/routes/terminals.ts'
import type { PunchTime, Terminal, UnreadWhy } from '../../../contract/terminals.ts'
import type { FactBody } from '../../../fact/fact.ts'
import { type Answer, type Ask, answer, type Upload } from '../../../http/answer.ts'
import { groupBy } from '../../../kit/grouping.ts'
import { refuse } from '../../../kit/refusals.ts'
import { dayOf, type Iso, toIso, toMs } from '../../../kit/time.ts'
import { listStaff } from '../../../people/store/staff.ts'
import { findSite } from '../../../people/store/tree.ts'
import { getReachedSite } from '../../center/reach.ts'
import { periodsOf } from '../../rules/direction.ts'
import { readFile } from '../file.ts'
import { directPunches, timeOfPunch } from '../placing.ts'
import { instantOfPunch, type Punch, type ReadLine, shortened } from '../punch.ts'
import { checkInIdOf } from '../punchId.ts'
import { openWho } from '../who.ts'
import { findTerminal, listKeptPunches } from './store.ts'

/** More than a terminal holds of some years at a village; others wait while they are kept. */
const mostRows = 30_000
const together = 500

/** A file that somebody took from a terminal: looked at, then kept as a whole or not at all. */
export const fileAnswers: readonly Answer[] = [
  answer(previewTerminalFile, async ({ params, file }, ask) => {
    const { rows, bad, good, fresh, who } = await readUpload(ask, params.serial, file)
    const walls = good.map((it) => it.punch.wall).sort()
    const pins = new Set(fresh.map((it) => it.punch.pin))
    return {
      sha256: sha256Of(file),
      rows,
      fresh: fresh.length,
      from: walls[0] ?? null,
      to: walls.at(-1) ?? null,
      unknownPins: [...pins].filter((pin) => who(pin) === null).sort(),
      bad: bad.slice(0, 500),
    }
  }),

  answer(keepTerminalFile, async ({ params, file }, ask) => {
    const read = await readUpload(ask, params.serial, file)
    if (read.bad.length > 0) refuse('importHasBadRows', read.bad.slice(0, 50))
    const bodies = await stateAll(ask, read)
    for (let from = 0; from < bodies.length; from += together) {
      await ask.recordAll('terminalPunched', bodies.slice(from, from + together).map(asStated))
    }
    const { siteId } = read.terminal
    const [first, last] = [bodies[0]?.at, bodies.at(-1)?.at]
    if (first !== undefined && last !== undefined) {
      const about = { serial: params.serial, siteId, sha256: sha256Of(file), rows: read.rows }
      await ask.record('terminalFileKept', { ...about, kept: bodies.length, from: first, to: last }, { siteId })
    }
    return { kept: bodies.length }
  }),
]

const sha256Of = ({ bytes }: Upload): string => createHash('sha256').update(bytes).digest('hex')

type Body = FactBody<'terminalPunched'>

const asStated = (body: Body) => {
  const { siteId, staffId, at, checkInId } = body
  return { body, about: { siteId, at, idemKey: `filePunch:${checkInId}`, ...(staffId !== null && { staffId }) } }
}

interface Placed {
  readonly punch: Punch
  readonly at: Iso
  readonly time: PunchTime
  readonly checkInId: string
}

interface Unread {
  readonly why: UnreadWhy
  readonly text: string
}

interface Read {
  readonly terminal: Terminal
  readonly rows: number
  readonly bad: (Unread & { row: number })[]
  readonly good: readonly Placed[]
  /** Not here yet, oldest first. */
  readonly fresh: readonly Placed[]
  readonly who: (pin: string) => string | null
}

async function readUpload(ask: Ask, serial: string, file: Upload): Promise<Read> {
  const { db, countyId } = ask
  const terminal = (await findTerminal(db, countyId, serial)) ?? refuse('notFound')
  await getReachedSite(ask, terminal.siteId, ['clerk'])
  const lines = readFile(file.bytes) ?? refuse('terminalFileUnreadable')
  if (lines.length === 0) refuse('terminalFileUnreadable')
  if (lines.length > mostRows) refuse('tooManyRows', { most: mostRows })
  const placed = lines.map((line) => placeLine(line, ask, serial))
  const bad = placed.flatMap((it, i) => ('why' in it ? [{ ...it, row: i + 1 }] : []))
  const good = placed.flatMap((it) => ('why' in it ? [] : [it]))
  const once = new Map(good.map((it) => [it.checkInId, it]))
  for (const id of await listKeptPunches(db, countyId, [...once.keys()])) once.delete(id)
  const fresh = [...once.values()].sort((a, b) => toMs(a.at) - toMs(b.at))
  const who = openWho(terminal.pins, await listStaff(db, countyId, { siteId: terminal.siteId }))
  return { terminal, rows: lines.length, bad, good, fresh, who }
}

function placeLine(line: ReadLine, { countyId, now }: Ask, serial: string): Placed | Unread {
  if (line.kind === 'unread') return { why: line.why, text: line.text }
  const { punch } = line
  const at = instantOfPunch(punch)
  const time = timeOfPunch(at, now, 'file')
  if (time === null) return { why: 'clock', text: shortened(`${punch.pin} ${punch.wall}`) }
  return { punch, at, time, checkInId: checkInIdOf(countyId, serial, punch) }
}

async function stateAll(ask: Ask, { terminal, fresh, who }: Read): Promise<Body[]> {
  const { serial, siteId } = terminal
  const bodies: Body[] = []
  for (const [pin, its] of groupBy(fresh, ({ punch }) => punch.pin)) {
    const staffId = who(pin)
    const directions = staffId === null ? [] : await directionsOf(ask, staffId, siteId, its)
    for (const [i, { punch, at, time, checkInId }] of its.entries()) {
      const direction = directions[i] ?? 'again'
      const told = { ...punch, at, time, arrivedAt: ask.now, way: 'file' } as const
      bodies.push({ checkInId, serial, siteId, staffId, direction, ...told })
    }
  }
  return bodies.sort((a, b) => toMs(a.at) - toMs(b.at))
}

/** By the hours of the site; what was kept before says what came before. */
async function directionsOf({ db, countyId }: Ask, staffId: string, siteId: string, its: readonly Placed[]) {
  const [first] = its
  const earlier = await db
    .selectFrom('check_in')
    .select(['at', 'direction'])
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .where('at', '>=', toIso(toMs(first?.at ?? '') - dayAndHalfMs))
    .where('at', '<', first?.at ?? '')
    .orderBy('at')
    .execute()
  const hours = (await findSite(db, countyId, siteId))?.hours ?? {}
  const instants = its.map((it) => it.at)
  return directPunches(instants, { periodsAt: (at) => periodsOf(dayOf(at), hours), earlier })
}

const dayAndHalfMs = 36 * 3_600_000
