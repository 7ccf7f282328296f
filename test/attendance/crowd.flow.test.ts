import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { standardRule } from '../../src/contract/standardRule.ts'
import { newId } from '../../src/kit/ids.ts'
import { type Browser, county, openAccount } from '../people/house.ts'
import { everyone, type Office, openOffice } from './office.ts'

/** A unit so large that nobody can mean to read it at once, and one that is only too large for a sheet. */
const [crowd, throng] = [10_001, 1_001]

interface Crowded {
  readonly office: Office
  readonly crowdId: string
  readonly throngId: string
  readonly crowdSite: string
  readonly crowdClerk: Browser
}

async function openCrowded(): Promise<Crowded> {
  const office = await openOffice()
  const [crowdId, throngId, crowdSite] = [newId(), newId(), newId()]
  const c = sql.lit(county.countyId)
  const db = office.fresh.app
  for (const unitId of [crowdId, throngId])
    await sql`insert into unit values (${c}, ${unitId}, null, '大单位', 'bureau')`.execute(db)
  await sql`insert into site (county_id, site_id, unit_id, name, address, hours, duty_phone, closed)
    values (${c}, ${crowdSite}, ${crowdId}, '大厅', '', '{}', '', false)`.execute(db)
  for (const [unitId, people] of [
    [crowdId, crowd],
    [throngId, throng],
  ] as const) {
    await sql`insert into staff (county_id, staff_id, unit_id, site_id, name, post, employee_no, phone, party_branch, published, card_no, left_on)
      select ${c}, gen_random_uuid(), ${unitId}::uuid, ${crowdSite}::uuid, '人' || n, '干部', ${unitId}::text || n, '', null, false, null, null
      from generate_series(1, ${people}::int) as n`.execute(db)
  }
  await sql`insert into posting (county_id, fact_id, staff_id, since, unit_id, site_id, left_on)
    select county_id, gen_random_uuid(), staff_id, '2026-01-01', unit_id, site_id, null from staff
    where unit_id in (${crowdId}::uuid, ${throngId}::uuid)`.execute(db)
  await sql`analyze staff, posting`.execute(db).catch(() => undefined)
  const { browser: crowdClerk } = await openAccount(office, 'crowdClerk', [{ role: 'clerk', unitId: crowdId }])
  return { office, crowdId, throngId, crowdSite, crowdClerk }
}

describe('a unit of more people than anybody reads at once', () => {
  let it: Crowded
  beforeAll(async () => {
    it = await openCrowded()
  })
  afterAll(() => it.office.close())

  const aboutUnit = [
    ['who is there now', '/api/attendance/today?'],
    ['half-days to look at', '/api/attendance/cases?from=2026-04-02&to=2026-04-02&'],
    ['half-days of two months', '/api/attendance/cases?from=2026-02-01&to=2026-04-02&'],
    ['the month', '/api/attendance/month?month=2026-03&'],
    ['the month with those below', '/api/attendance/month?month=2026-03&below=true&'],
    ['what differs from print', '/api/attendance/month-differences?month=2026-03&'],
    ['the month as a table', '/api/attendance/month-file?month=2026-03&as=xlsx&'],
    ['the month as a comma file', '/api/attendance/month-file?month=2026-03&as=csv&'],
    ['the month as a page', '/api/attendance/month-file?month=2026-03&as=print&'],
    ['the bulletin', '/api/attendance/bulletin?month=2026-03&'],
  ] as const

  test.each(aboutUnit)('%s is refused with what to do, to the county and to its own clerk', async (_, path) => {
    for (const browser of [it.office.county, it.crowdClerk]) {
      const { status, body } = await browser.get(`${path}unitId=${it.crowdId}`)
      expect([status, body.refusal]).toEqual([413, 'tooManyPeople'])
      expect(body.zh).toContain('请选择下级单位')
      expect(body.en).toContain('Choose a unit below')
    }
  })

  test.each(aboutUnit)('%s of another unit is told as ever', async (_, path) => {
    const { status, body } = await it.office.county.get(`${path}unitId=${it.office.unitId}`)
    expect([status, body?.refusal]).toEqual([200, undefined])
  })

  test('the whole county at once is refused, its units one by one are not', async () => {
    expect((await it.office.county.get('/api/attendance/today')).body.refusal).toBe('tooManyPeople')
    const told = await it.office.county.get(`/api/attendance/today?unitId=${it.throngId}`)
    expect(new Set(told.body.people.map((one: { staffId: string }) => one.staffId)).size).toBe(throng)
    const own = await it.office.head.get('/api/attendance/today')
    expect(own.body.people).toHaveLength(everyone.length)
  })

  test('a unit too large for a sheet still says who is there; of its half-days no more are listed than can be read', async () => {
    const sheet = await it.office.county.get(`/api/attendance/month?month=2026-03&unitId=${it.throngId}`)
    expect([sheet.status, sheet.body.refusal, sheet.body.detail]).toEqual([413, 'tooManyPeople', { most: 1_000 }])
    // Where no station says anything, every half-day is open.
    const path = `/api/attendance/cases?unitId=${it.throngId}`
    const day = await it.office.county.get(`${path}&from=2026-04-01&to=2026-04-01`)
    expect([day.status, day.body.refusal]).toEqual([413, 'tooManyRows'])
    expect(day.body.zh).toContain('缩短日期')
  })

  test('a rule for all of them a year back is refused, from today on it is told', async () => {
    const preview = (effectiveFrom: string) =>
      it.office.county.post('/api/attendance/rules-preview', {
        ...standardRule,
        ruleId: newId(),
        graceIn: 0,
        effectiveFrom,
      })
    expect((await preview('2025-04-03')).body.refusal).toBe('tooManyPeople')
    const { status, body } = await preview('2026-04-03')
    expect([status, body.total]).toEqual([200, 0])
  })

  test('the roster lists so many and says that there are more; those still running come first', async () => {
    const c = sql.lit(county.countyId)
    await sql`insert into assignment (county_id, assignment_id, staff_id, pattern_id, from_day, to_day, phase, post, changes, changed_at)
      select ${c}, gen_random_uuid(), staff_id, null, '2026-01-01', case when number <= 3000 then date '2026-02-01' end, 0, 'full', 0, '2026-01-01'
      from (select staff_id, row_number() over (order by staff_id) as number from staff where unit_id = ${it.crowdId}::uuid) as one
      where number <= 3100`.execute(it.office.fresh.app)
    const all = (await it.office.county.get('/api/roster')).body
    expect([all.assignments.length, all.more]).toEqual([2_000, true])
    expect(all.assignments.filter((one: { to: string | null }) => one.to === null)).toHaveLength(100)
    expect(all.assignments.slice(0, 100).every((one: { to: string | null }) => one.to === null)).toBe(true)
    for (const asked of [
      await it.office.county.get(`/api/roster?unitId=${it.office.unitId}`),
      await it.office.head.get('/api/roster'),
      await it.office.head.get(`/api/roster?unitId=${it.crowdId}`),
    ]) {
      expect([asked.status, asked.body.assignments.length, asked.body.more]).toEqual([200, 0, false])
    }
  })

  test('duties of a crowd are refused, those of one site and of a clerk of others are not', async () => {
    const c = sql.lit(county.countyId)
    await sql`insert into duty (county_id, duty_id, staff_id, site_id, starts, ends, note, cancelled, as_role, changes, changed_at)
      select ${c}, gen_random_uuid(), staff_id, site_id, '2026-04-02T00:00:00Z', '2026-04-02T08:00:00Z', '', false, 'lead', 0, '2026-01-01'
      from staff where unit_id = ${it.crowdId}::uuid`.execute(it.office.fresh.app)
    const span = 'from=2026-04-02&to=2026-04-02'
    for (const browser of [it.office.county, it.crowdClerk]) {
      const { status, body } = await browser.get(`/api/duties?${span}`)
      expect([status, body.refusal]).toEqual([413, 'tooManyRows'])
    }
    const own = await it.office.county.get(`/api/duties?${span}&siteId=${it.office.siteId.toUpperCase()}`)
    expect([own.status, own.body.duties.length]).toEqual([200, 0])
    expect((await it.office.head.get(`/api/duties?${span}`)).status).toBe(200)
  })
})
