import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { judgePerson } from '../src/attendance/judging.ts'
import { readMonths, type UnitMonth } from '../src/attendance/month.ts'
import { previewChange } from '../src/attendance/preview.ts'
import { explain } from '../src/attendance/rules/explain.ts'
import { loadGround } from '../src/attendance/store/ground.ts'
import { standardRule } from '../src/contract/standardRule.ts'
import { newId } from '../src/kit/ids.ts'
import { daysOfMonth } from '../src/kit/month.ts'
import { rooms } from '../src/main/rooms.ts'
import { listMigrations } from '../src/store/migrate.ts'
import type { Db } from '../src/store/open.ts'
import { type Store, startStore } from '../src/store/start.ts'
import { type BenchOptions, type BenchRow, row } from './row.ts'

const countyId = 330_723
const month = '2026-03'
const now = '2026-04-02T02:00:00.000Z'
/** The size the budget is about. */
const office = 10_000
const peopleInAUnit = 100

/**
 * A month of many people judged from what is kept, every row held as a sheet holds it, against a plain scan that only
 * counts the same check-ins by person and day in the database; what one change of a rule makes of them; and one person's
 * month with all its sentences. Simulated people in units of a hundred, two check-ins a day on every workday, a leave for
 * every tenth. `people` of the largest sheet are whole hundreds above the office.
 */
export async function bench({ people = 30_000 }: BenchOptions = {}): Promise<BenchRow[]> {
  if (!(people > office && people % peopleInAUnit === 0)) throw new Error(`--people: whole hundreds above ${office}`)
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-bench-'))
  const migrations = { center: await listMigrations('center', rooms), station: [] }
  const store = await startStore({ dataDir, migrations, connections: 8 })
  try {
    await fill(store, people)
    const db = store.center.app
    const small = await measureSheet(store, 1_000)
    const sheet = await measureSheet(store, office)
    const large = await measureSheet(store, people)
    return [
      ...rowsOf(small),
      ...rowsOf(sheet),
      row(nameOf(sheet), [sheet.seconds, 's'], [10, 'budget'], '≤ 1'),
      ...rowsOf(large),
      row(`${nameOf(large)}, each`, [eachMs(large), 'ms'], [eachMs(sheet), `one of ${office}`], '≤ 1.25'),
      await measureChange(db, sheet.seconds),
      await measurePerson(db),
    ]
  } finally {
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const idOf = (kind: string, number: number): string => {
  const hex = createHash('sha256').update(`${kind} ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const unitsOf = (people: number): string[] =>
  Array.from({ length: people / peopleInAUnit }, (_, i) => idOf('unit', i + 1))

/** Read rows as facts would have made them; set inserts, because a million facts one by one would be the bench. */
async function fill({ center }: Store, people: number): Promise<void> {
  const [siteId, deviceId, bootId] = [newId(), newId(), newId()]
  const ids = Array.from({ length: people }, (_, i) => idOf('staff', i))
  const unitIds = unitsOf(people)
  const units = ids.map((_, i) => unitIds[Math.floor(i / peopleInAUnit)] ?? '')
  const db = center.owner
  const c = sql.lit(countyId)
  await sql`set statement_timeout = 0`.execute(db)
  await sql`insert into unit select ${c}, id, null, '单位', 'office' from unnest(${unitIds}::uuid[]) as id`.execute(db)
  await sql`insert into site values (${c}, ${siteId}, ${units[0]}, '站', '', '{}', '', false)`.execute(db)
  await sql`insert into device values (${c}, ${deviceId}, ${siteId}, '站点机', '', false, '2026-01-01')`.execute(db)
  await sql`insert into device_health values (${c}, ${deviceId}, ${now}, 0)`.execute(db)
  await sql`create temporary table person as select id, unit, number
    from unnest(${ids}::uuid[], ${units}::uuid[]) with ordinality as t (id, unit, number)`.execute(db)
  await sql`insert into staff select ${c}, id, unit, ${siteId}, '人' || number, '干部', number::text, '', null, false, null, null
    from person`.execute(db)
  await sql`insert into posting select ${c}, gen_random_uuid(), id, '2026-01-01', unit, ${siteId}, null from person`.execute(
    db,
  )
  await sql`insert into check_in
    select ${c}, gen_random_uuid(), gen_random_uuid(), id, ${siteId}, ${deviceId}, null, at, 'face', direction,
      jsonb_build_object('wall', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'monotonicMs', 60000,
        'bootId', ${bootId}::text, 'clockJumped', false, 'beacon', jsonb_build_object('id', 'b', 'roundTripMs', 20, 'monotonicMs', 0,
        'centerTime', to_char((at - interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'wall', to_char((at - interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
      null, null, null, true
    from person, generate_series('2026-03-01'::timestamp, '2026-03-31', '1 day') as day,
      (values ('08:21', 'arrival'), ('17:34', 'departure')) as t (clock, direction),
      lateral (select ((day + clock::interval) at time zone 'Asia/Shanghai')
        + make_interval(secs => (number * 7919 + extract(day from day) * 131) % 900) as at) as at
    where extract(isodow from day) < 6`.execute(db)
  await sql`insert into request
    select ${c}, gen_random_uuid(), id, 'leave', jsonb_build_object('kind', 'leave', 'leave', 'annual', 'note', '',
      'from', '{"day":"2026-03-11","half":"am"}'::jsonb, 'to', '{"day":"2026-03-12","half":"pm"}'::jsonb),
      false, '2026-03-01', '2026-03-10T16:00:00Z', '2026-03-12T16:00:00Z', 'approved', '2026-03-01', null, ''
    from person where number % 10 = 0`.execute(db)
  await sql`analyze`.execute(db)
}

interface Sheet {
  readonly people: number
  readonly seconds: number
  /** How long the bare scan took. */
  readonly scan: number
  /** Memory of the whole program at its highest while judging, in MB. */
  readonly peak: number
}

async function measureSheet({ center }: Store, people: number): Promise<Sheet> {
  const db = center.app
  const unitIds = unitsOf(people)
  const scan = await timeOf(() => scanned(center.owner, unitIds))
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6)
  }, 20)
  let rows: UnitMonth['rows'] = []
  const seconds = await timeOf(async () => {
    const { months } = await readMonths(db, countyId, { unitIds, month }, now)
    rows = months.flatMap((it) => it.rows)
  })
  clearInterval(watch)
  const present = rows.reduce((sum, it) => sum + it.totals.present, 0)
  if (rows.length !== people || present < people * 20) throw new Error(`${rows.length} rows, ${present} days present`)
  return { people, seconds, scan, peak }
}

const nameOf = ({ people }: Sheet): string => `month sheet of ${people} people, 31 days`
const eachMs = ({ people, seconds }: Sheet): number => (seconds / people) * 1_000

const rowsOf = (sheet: Sheet): BenchRow[] => [
  row(nameOf(sheet), [sheet.seconds, 's'], [sheet.scan, 'plain SQL counting the same check-ins'], '≤ 8'),
  row(`${nameOf(sheet)}, memory at its peak`, [sheet.peak, 'MB'], [1_024, 'half of a 2 GB box'], '≤ 1'),
]

const scanned = (db: Db, unitIds: readonly string[]): Promise<unknown> =>
  sql`select staff_id, (at at time zone 'Asia/Shanghai')::date, min(at), max(at), count(*)
    from check_in join staff using (county_id, staff_id)
    where county_id = ${countyId} and unit_id = any(${[...unitIds]}::uuid[]) and at >= '2026-02-28' and at < '2026-04-02'
    group by 1, 2`.execute(db)

/** The same check-ins are loaded once and judged twice. */
async function measureChange(db: Db, sheet: number): Promise<BenchRow> {
  const rule = { ...standardRule, ruleId: newId(), graceIn: 0, effectiveFrom: '2026-03-01' }
  const change = { rule, before: undefined, unitIds: unitsOf(office) }
  const begun = performance.now()
  const { people, total } = await previewChange(db, countyId, change, '2026-03-31T15:00:00.000Z')
  const seconds = (performance.now() - begun) / 1_000
  const expected = await countForgiven(db)
  if (people !== expected.people || total !== expected.mornings)
    throw new Error(`${total} half-days of ${people} people change, not ${expected.mornings} of ${expected.people}`)
  return row(`what a changed rule does to ${office} people`, [seconds, 's'], [sheet, 'their sheet, judged once'], '≤ 2')
}

/**
 * Mornings of the office on which somebody came in the five minutes the shipped rule forgives and had no leave: those to
 * which a rule without grace makes a difference.
 */
async function countForgiven(db: Db): Promise<{ people: number; mornings: number }> {
  const { rows } = await sql<{ people: number; mornings: number }>`
    select count(distinct check_in.staff_id) as people, count(*) as mornings
    from check_in join staff using (county_id, staff_id)
    where county_id = ${countyId} and unit_id = any(${unitsOf(office)}::uuid[]) and direction = 'arrival'
      and (at at time zone 'Asia/Shanghai')::time > '08:30' and (at at time zone 'Asia/Shanghai')::time <= '08:35'
      and not exists (
        select from request where request.county_id = check_in.county_id and request.staff_id = check_in.staff_id
          and check_in.at >= request.starts and check_in.at < request.ends)`.execute(db)
  return rows[0] ?? { people: 0, mornings: 0 }
}

async function measurePerson(db: Db): Promise<BenchRow> {
  const all: number[] = []
  for (let i = 0; i < 25; i += 1) {
    all.push(
      await timeOf(async () => {
        const ground = await loadGround(db, countyId, daysOfMonth(month), now)
        const [file] = await ground.listFiles(db, [idOf('staff', 40 * i)])
        const judged = file && judgePerson(ground.judging, file, () => true)
        if (judged?.days.map(explain).length !== 31) throw new Error('not a whole month')
      }),
    )
  }
  const median = (all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0) * 1_000
  return row('one person’s month, every half-day explained', [median, 'ms'], [50, 'goal'], '≤ 1')
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1_000
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await bench())
