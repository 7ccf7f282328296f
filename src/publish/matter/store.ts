import { sql } from 'kysely'
import type { Unit } from '../../contract/people.ts'
import { leastAnswers, leastCompared } from '../../contract/ratings.ts'
import type { MeasuredUnit, MeasuresView } from '../../contract/routes/measures.ts'
import type { VisitCounts } from '../../contract/visits.ts'
import { groupBy } from '../../kit/grouping.ts'
import { addMonths, daysOfMonth, monthOf } from '../../kit/month.ts'
import { dayOf, type Iso } from '../../kit/time.ts'
import { quarterOf } from '../../matter/rating/rules/right.ts'
import { listVisitCounts } from '../../matter/visit/counts.ts'
import { findCounty, listUnits } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'
import { quartersFrom, type Span, spanOf } from './period.ts'
import { readKinds } from './stepTimes.ts'
import { type EndedMatters, measuresOf, type ToldAnswers } from './view.ts'
import '../../matter/handling/tables.ts'
import '../../matter/rating/tables.ts'

/** What is measured in public, of one period; the last over one where none or no such is asked for. */
export async function findMeasures(db: Db, now: Iso, asked?: string): Promise<MeasuresView | undefined> {
  const county = await findCounty(db)
  if (county === undefined) return undefined
  const { countyId, name: countyName, demo, complaints } = county
  const told = await listTold(db, countyId)
  const periods = periodsOf([...told.map((it) => it.period), ...(await listEndedQuarters(db, countyId, now))], now)
  const period = periods.find((it) => it === asked) ?? periods[0] ?? quarterOf(dayOf(now))
  const ended = await listEnded(db, countyId, spanOf(period))
  const units = inTree(await listUnits(db, countyId))
  return {
    countyName,
    demo,
    complaints,
    periods,
    period,
    ...measuresOf({ units, countyName, period, told, ended, visits: await listVisits(db, countyId, period, now) }),
    ...(await readKinds(db, countyId, { period, now, unitId: units[0]?.unitId ?? null })),
    excluded: await countExcluded(db, countyId),
    refused: await countKind(db, countyId, 'ratingRefused'),
    used: await countKind(db, countyId, 'ratingRightUsed'),
    told: told.filter((it) => it.source === 'self').reduce((sum, it) => sum + it.answers.length, 0),
    least: leastAnswers,
    leastCompared,
  }
}

/** Quarters with an ending or an answer, newest first, and the years they are in. */
function periodsOf(all: readonly string[], now: Iso): string[] {
  const years = all.map((it) => it.slice(0, 4))
  return [...new Set([quarterOf(dayOf(now)), ...all, ...years])].sort().reverse()
}

/** Parents before their children, each level by name. */
function inTree(units: readonly Unit[]): Unit[] {
  const known = new Set(units.map((it) => it.unitId))
  const below = (parent: string | null): Unit[] =>
    units
      .filter((it) => (parent === null ? it.parentId === null || !known.has(it.parentId) : it.parentId === parent))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
      .flatMap((it) => [it, ...below(it.unitId)])
  return below(null)
}

async function listTold(db: Db, countyId: number): Promise<ToldAnswers[]> {
  const rows = await db
    .selectFrom('rating_release')
    .select(['unit_id', 'with_units', 'period', 'round', 'source', 'answers'])
    .where('county_id', '=', countyId)
    .execute()
  return rows.map(({ unit_id: unitId, with_units: withUnits, round, ...rest }) => ({
    unitId,
    withUnits,
    round: round === 1 ? 1 : 2,
    ...rest,
  }))
}

/** Endings that citizens are asked about: done or refused, not taken back, not left out by two. */
const isAskedAbout = sql`matter.state in ('finished', 'refused') and exclusion.granted is not true`

/** Quarters in which any ended; each is asked by the index of endings, and left at its first. */
async function listEndedQuarters(db: Db, countyId: number, now: Iso): Promise<string[]> {
  const first = await db
    .selectFrom('matter')
    .select((it) => it.fn.min('ended_at').as('at'))
    .where('county_id', '=', countyId)
    .where('ended_at', 'is not', null)
    .executeTakeFirst()
  if (!first?.at) return []
  const periods = quartersFrom(first.at, now)
  const spans = periods.map(spanOf)
  const { rows } = await sql<{ period: string }>`
    select period
    from unnest(${periods}::text[], ${spans.map((it) => it.from)}::timestamptz[], ${spans.map((it) => it.to)}::timestamptz[])
      as span(period, begins, ends)
    where exists (
      select from matter left join rating_exclusion as exclusion using (county_id, matter_id)
      where county_id = ${countyId} and ended_at >= begins and ended_at < ends and ${isAskedAbout}
    )`.execute(db)
  return rows.map((it) => it.period)
}

/** How many ended within a time, by unit and quarter. */
async function listEnded(db: Db, countyId: number, { from, to }: Span): Promise<EndedMatters[]> {
  const { rows } = await sql<EndedMatters>`
    select holder_unit_id as "unitId", to_char(ended_at at time zone 'Asia/Shanghai', 'YYYY-"Q"Q') as period,
      count(*) as ended, count(*) filter (where not late) as "inTime",
      count(*) filter (where kept -> 'reopened' <> 'null'::jsonb) as reopened,
      round((percentile_cont(0.5) within group (order by extract(epoch from ended_at - taken_at)) / 3600)::numeric, 1)
        as "medianHours"
    from matter left join rating_exclusion as exclusion using (county_id, matter_id)
    where county_id = ${countyId} and ended_at >= ${from} and ended_at < ${to} and ${isAskedAbout}
    group by 1, 2`.execute(db)
  return rows
}

/** Of the finished months of a period, each as it is told in public. */
async function listVisits(
  db: Db,
  countyId: number,
  period: string,
  now: Iso,
): Promise<Map<string, NonNullable<MeasuredUnit['visits']>>> {
  const [year, quarter] = period.split('-Q')
  const [first, last] = quarter === undefined ? [1, 12] : [Number(quarter) * 3 - 2, Number(quarter) * 3]
  const monthIn = (month: number): string => `${year}-${String(month).padStart(2, '0')}`
  const ended = addMonths(monthOf(dayOf(now)), -1)
  const to = [monthIn(last), ended].sort()[0] ?? ended
  if (to < monthIn(first)) return new Map()
  const span = { from: daysOfMonth(monthIn(first)).from, to: daysOfMonth(to).to }
  const told = groupBy(await listVisitCounts(db, countyId, span), (it) => it.unitId)
  const sum = (its: readonly VisitCounts[], of: 'nobodyThere' | 'sentAway' | 'breaches'): number | null =>
    its.reduce<number | null>((all, it) => (it[of] === null ? all : (all ?? 0) + it[of]), null)
  return new Map(
    [...told].map(([unitId, its]) => [
      unitId,
      { nobodyThere: sum(its, 'nobodyThere'), sentAway: sum(its, 'sentAway'), breaches: sum(its, 'breaches') },
    ]),
  )
}

async function countExcluded(db: Db, countyId: number): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('rating_exclusion')
    .select(({ fn }) => ['because', fn.countAll<number>().as('n')])
    .where('county_id', '=', countyId)
    .where('granted', '=', true)
    .groupBy('because')
    .execute()
  return Object.fromEntries(rows.map((it) => [it.because, it.n]))
}

async function countKind(db: Db, countyId: number, kind: 'ratingRefused' | 'ratingRightUsed'): Promise<number> {
  const { n } = await db
    .selectFrom('fact')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('county_id', '=', countyId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return n
}
