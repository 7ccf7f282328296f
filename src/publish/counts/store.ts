import { sql } from 'kysely'
import { loadCalendar } from '../../calendar/store.ts'
import type { Unit } from '../../contract/people.ts'
import type { CountsView } from '../../contract/routes/counts.ts'
import { addMonths, monthOf } from '../../kit/month.ts'
import { addDays, type Day, dayOf, type Iso, instantAt } from '../../kit/time.ts'
import { findCounty, listSites, listUnits } from '../../people/store/tree.ts'
import { compareCounts } from '../../presence/center/completeness/comparing.ts'
import type { Db } from '../../store/open.ts'
import { silentByMonth } from './silence.ts'
import { type CountedRow, type Silent, type Stay, viewOf } from './view.ts'
import '../../attendance/tables.ts'
import '../tables.ts'

const mostMonths = 13

/** The public counts up to yesterday, of this month and the twelve before; undefined before the county is set up. */
export async function findCounts(db: Db, now: Iso): Promise<CountsView | undefined> {
  const county = await findCounty(db)
  if (county === undefined) return undefined
  const { countyId, name: countyName, demo } = county
  const today = dayOf(now)
  const units = await listUnits(db, countyId)
  const stays = await listStays(db, countyId)
  const months = listMonths(stays, today)
  const from = `${months[0] ?? monthOf(today)}-01`
  const root = units.find((it) => it.parentId === null)?.unitId ?? ''
  const rows = await listCounted(db, countyId, from, today, root)
  const silent = await listSilent(db, countyId, units, from, today)
  const compared = await compareCounts(db, countyId)
  return {
    ...viewOf({ units, months, stays, rows, silent, today }),
    countyName,
    demo,
    until: addDays(today, -1),
    alarms: await listAlarms(db, countyId, instantAt(from, '00:00')),
    devices: { stated: compared.length, whole: compared.filter((it) => it.held >= it.made).length },
  }
}

function listMonths(stays: readonly Stay[], today: Day): string[] {
  const last = monthOf(today)
  const first = stays.map((it) => monthOf(it.from)).sort()[0] ?? last
  const all = Array.from({ length: mostMonths }, (_, i) => addMonths(last, i + 1 - mostMonths))
  return all.filter((it) => it >= first)
}

/** Who worked where from which day to which, the last day included; null: to this day. */
async function listStays(db: Db, countyId: number): Promise<Stay[]> {
  const rows = await db
    .selectFrom('posting')
    .select(['staff_id', 'since', 'unit_id', 'left_on'])
    .where('county_id', '=', countyId)
    .orderBy('staff_id')
    .orderBy('since')
    .execute()
  return rows.map((row, i) => {
    const next = rows[i + 1]
    const moved = next !== undefined && next.staff_id === row.staff_id ? dayOf(next.since) : null
    return { staffId: row.staff_id, unitId: row.unit_id, from: dayOf(row.since), to: moved ?? row.left_on }
  })
}

/**
 * What was counted, with a row for each certificate. The unit of a row is the one it names, the one its person worked in then, that of its site, or of whoever did it.
 */
async function listCounted(db: Db, countyId: number, from: Day, before: Day, root: string): Promise<CountedRow[]> {
  const posted = (whose: string) => sql`(select unit_id from posting where posting.county_id = counted.county_id
    and posting.staff_id = ${sql.ref(whose)} and posting.since <= counted.at order by since desc limit 1)`
  const { rows } = await sql<CountedRow>`
    select count, month, "unitId", "staffId", count(*) as n from (
      select counted.count, to_char(counted.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
        counted.staff_id as "staffId",
        coalesce(counted.unit_id, ${posted('counted.staff_id')}, site.unit_id, ${posted('account.staff_id')},
          ${root}::uuid) as "unitId"
      from (
        select county_id, count, at, unit_id, staff_id, site_id, account_id from counted
        union all
        select county_id, 'deleted', recorded_at, null, staff_id, site_id, case by_kind when 'account' then by_id end
        from fact where kind = 'factErased'
      ) as counted
      left join site on site.county_id = counted.county_id and site.site_id = counted.site_id
      left join account on account.county_id = counted.county_id and account.account_id = counted.account_id
      where counted.county_id = ${countyId}
        and counted.at >= ${instantAt(from, '00:00')} and counted.at < ${instantAt(before, '00:00')}
    ) as it group by count, month, "unitId", "staffId"`.execute(db)
  return rows
}

async function listSilent(db: Db, countyId: number, units: readonly Unit[], from: Day, before: Day): Promise<Silent[]> {
  const sites = new Map((await listSites(db, countyId)).map((it) => [it.siteId, it]))
  const known = new Set(units.map((it) => it.unitId))
  const calendar = await loadCalendar(db, countyId)
  const spans = await db
    .selectFrom('device_silence')
    .select(['site_id', 'from_at', 'to_at'])
    .where('county_id', '=', countyId)
    .where('to_at', '>=', instantAt(from, '00:00'))
    .execute()
  return spans.flatMap((span) => {
    const site = sites.get(span.site_id)
    if (site === undefined || !known.has(site.unitId)) return []
    const months = silentByMonth({ from: span.from_at, to: span.to_at }, site.hours, calendar, before)
    return [...months].map(([month, ms]) => ({ unitId: site.unitId, month, ms }))
  })
}

/**
 * A missing number that has arrived since is settled; one that says two things never is. What another maker's device holds
 * and did not come though it was asked for again is missing as well.
 */
async function listAlarms(db: Db, countyId: number, since: Iso): Promise<CountsView['alarms']> {
  const { rows } = await sql<{ name: string; alarm: 'gap' | 'double' | 'missing'; at: Iso; settled: boolean }>`
    select site.name, alarm.alarm, alarm.at, alarm.alarm <> 'double' and (
      select count(*) from fact where fact.county_id = alarm.county_id and fact.device_id = alarm.device_id
        and fact.device_seq between 1 and alarm.seq) >= alarm.seq as settled
    from device_alarm as alarm join site using (county_id, site_id)
    where alarm.county_id = ${countyId} and alarm.at >= ${since}
    union all
    select site.name, 'missing', said.at, (
      select count(*) from terminal_punch as punch where punch.county_id = said.county_id
        and punch.serial = said.serial and punch.month = said.month) >= said.holds
    from terminal_count as said join site using (county_id, site_id)
    where said.county_id = ${countyId} and said.at >= ${since} and said.asked > 1 and said.holds > said.kept
    order by at desc limit 50`.execute(db)
  return rows.map(({ name, alarm, at, settled }) => ({ siteName: name, alarm, day: dayOf(at), settled }))
}
