import { type RawBuilder, sql } from 'kysely'
import { toIso, toMs } from '../src/kit/time.ts'
import type { Db } from '../src/store/open.ts'

export const countyId = 330_723
export const offices = 1_000
/** Twenty-two days of eight hours, each in one piece; every minute of the month is one of these. */
export const minutesInMonth = 22 * 480
/** 9:00 on Monday, 2 March 2026, at the county. */
const begin = '2026-03-02T01:00:00.000Z'
const stepsInAMatter = 5
/** Working minutes a step may take; they last from a twentieth of it to five hundredths more than all of it. */
const limit = 1_047
const lives = 20
const lifeOf = (kind: number): number => limit * (0.05 + (kind + 0.5) / lives)
const longestLife = limit * 1.05

const c = sql.lit(countyId)

/** The instant of a minute of working time, nights and weekends left out; minutes before the month are negative. */
export const instantOf = (minute: number): string => {
  const day = Math.floor(minute / 480)
  const days = day + 2 * Math.floor(day / 5)
  return toIso(toMs(begin) + days * 86_400_000 + (minute - day * 480) * 60_000)
}

const instantIn = (minute: RawBuilder<unknown>) => sql`(${sql.lit(begin)}::timestamptz
  + make_interval(days => (floor(${minute} / 480.0) + 2 * floor(floor(${minute} / 480.0) / 5))::integer,
      secs => ((${minute}) - 480 * floor(${minute} / 480.0)) * 60))`

/** Ids that can be told again from a number. */
const idFrom = (kind: string, number: RawBuilder<unknown>) => sql`md5(${sql.lit(kind)} || ' ' || ${number})::uuid`
const matterOf = (n: RawBuilder<unknown>) => sql`floor(${n} / ${sql.lit(`${stepsInAMatter}.0`)}::numeric)::bigint`

export async function fillOffices(db: Db): Promise<void> {
  await sql`insert into unit select ${c}, ${idFrom('office', sql`n`)}, null, '办事处 ' || n, 'office'
    from generate_series(0, ${sql.lit(offices - 1)}) as n`.execute(db)
}

/** What ended in the month before: so many steps, five a matter; a piece at a time. */
export async function fillClosed(db: Db, steps: number): Promise<void> {
  const piece = 400_000
  for (let from = 0; from < steps; from += piece) {
    const to = Math.min(steps, from + piece)
    await insertMatters(db, 'closed', Math.ceil(from / stepsInAMatter), Math.ceil(to / stepsInAMatter) - 1)
    await sql`insert into matter_clock
      select ${c}, ${idFrom('closed', sql`(n / ${sql.lit(stepsInAMatter)})`)}, (n % ${sql.lit(stepsInAMatter)})::integer,
        'step', 's' || (n % ${sql.lit(stepsInAMatter)}), 'stopped', due - interval '2 days', due - interval '3 hours',
        due - interval '8 hours', due, due - interval '2 days', 'bench'
      from generate_series(${sql.lit(from)}, ${sql.lit(to - 1)}) as n,
        lateral (select '2026-02-01'::timestamptz + make_interval(secs => (n::bigint * 7919) % 2419200) as due) as it`.execute(
      db,
    )
  }
}

/** From one minute to another, the first not within: what begins, begins, and what ends, ends. */
export async function advance(db: Db, steps: number, { after, until }: Span): Promise<void> {
  const rate = steps / minutesInMonth
  const first = Number.isFinite(after) ? Math.floor(after * rate) + 1 : -Math.ceil(longestLife * rate)
  const last = Math.floor(until * rate)
  if (last >= first) await beginSteps(db, rate, first, last)
  await endSteps(db, { rate, after, until, least: -Math.ceil(longestLife * rate) })
}

interface Span {
  /** The minute everything up to which is in the tables; minus infinity: nothing yet. */
  readonly after: number
  readonly until: number
}

async function beginSteps(db: Db, rate: number, first: number, last: number): Promise<void> {
  // A matter whose first step began before is there already.
  await insertMatters(db, 'open', Math.floor(first / stepsInAMatter), Math.floor(last / stepsInAMatter))
  const began = instantIn(sql`(n / ${sql.lit(rate)}::float8)`)
  const due = instantIn(sql`(n / ${sql.lit(rate)}::float8 + ${sql.lit(limit)})`)
  const yellow = instantIn(sql`(n / ${sql.lit(rate)}::float8 + ${sql.lit(limit * 0.8)})`)
  await sql`insert into matter_clock
    select ${c}, ${idFrom('open', matterOf(sql`n`))}, (n - ${sql.lit(stepsInAMatter)} * ${matterOf(sql`n`)})::integer, 'step',
      's' || n, 'running', ${began}, null, ${yellow}, ${due}, ${began}, 'bench'
    from generate_series(${sql.lit(first)}::bigint, ${sql.lit(last)}::bigint) as n`.execute(db)
}

/** Of each length of life those that began so long ago. */
async function endSteps(
  db: Db,
  { rate, after, until, least }: Span & { readonly rate: number; readonly least: number },
): Promise<void> {
  const [from, to]: [number[], number[]] = [[], []]
  for (let kind = 0; kind < lives; kind += 1) {
    const low = Math.max(least, Number.isFinite(after) ? Math.floor((after - lifeOf(kind)) * rate) + 1 : least)
    from.push(low + ((((kind - low) % lives) + lives) % lives))
    to.push(Math.floor((until - lifeOf(kind)) * rate))
  }
  const ended = instantIn(sql`${sql.lit(until)}::float8`)
  await sql`update matter_clock set state = 'stopped', stopped_at = ${ended}
    from unnest(${from}::bigint[], ${to}::bigint[]) as lived(first, last),
      lateral generate_series(lived.first, lived.last, ${sql.lit(lives)}) as n
    where county_id = ${c} and matter_id = ${idFrom('open', matterOf(sql`n`))}
      and number = (n - ${sql.lit(stepsInAMatter)} * ${matterOf(sql`n`)})::integer`.execute(db)
}

async function insertMatters(db: Db, kind: 'open' | 'closed', first: number, last: number): Promise<void> {
  const isOpen = kind === 'open'
  await sql`insert into matter
    select ${c}, ${idFrom(kind, sql`n`)}, md5(${sql.lit(`code ${kind} `)} || n), ${idFrom('type', sql`1`)}, 1, '事项', office, office,
      office, null, null, null, ${sql.lit(isOpen ? 'running' : 'finished')}, null, null, null,
      ${isOpen ? sql`abs(n)` : sql`20000000000000 + n`}, false, '2026-03-01',
      ${isOpen ? null : begin}::timestamptz, true, '{}'
    from generate_series(${sql.lit(first)}::bigint, ${sql.lit(last)}::bigint) as n,
      lateral (select ${idFrom('office', sql`(abs(n) % ${sql.lit(offices)})`)} as office) as it
    on conflict do nothing`.execute(db)
}
