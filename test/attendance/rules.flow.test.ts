import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AttendanceRule } from '../../src/contract/attendance.ts'
import { standardRule } from '../../src/contract/standardRule.ts'
import { newId } from '../../src/kit/ids.ts'
import type { Browser } from '../people/house.ts'
import { confirmBy } from '../people/house.ts'
import { type Office, openOffice, punch, regular, workdays } from './office.ts'

let office: Office
const march = workdays('2026-03-02', '2026-03-31')

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  await office.keep(...regular(office, people.wang, march))
  for (const day of march) {
    // Three minutes late every day: forgiven by the rule shipped with the product.
    await office.keep(punch(office, people.li, day, '08:33:00'), punch(office, people.li, day, '17:40:00'))
  }
  await office.hear()
})
afterAll(() => office.close())

const ruleOf = (more: Partial<AttendanceRule>): AttendanceRule => ({
  ...standardRule,
  ruleId: newId(),
  unitId: office.unitId,
  effectiveFrom: '2026-03-01',
  basis: '镇党委会议',
  ...more,
})
const preview = async (rule: AttendanceRule, browser: Browser = office.clerk) =>
  (await browser.post('/api/attendance/rules-preview', rule)).body
const keep = async ({ ruleId, ...rule }: AttendanceRule, seen: number, browser: Browser = office.clerk) =>
  (await confirmBy(office.county, await browser.put(`/api/attendance/rules/${ruleId}`, { rule, seen }))).body
const lateTimes = async (month = '2026-03') => {
  const { body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=${month}`)
  return body.rows.find((it: { name: string }) => it.name === '李小红').totals.lateTimes
}

describe('a rule', () => {
  test('of the product holds where nobody kept another, for everybody to read', async () => {
    expect((await office.staff.get('/api/attendance/rules')).body).toEqual([standardRule])
    expect(await lateTimes()).toBe(0)
  })

  test('shows what it would change before anything changes', async () => {
    const rule = ruleOf({ graceIn: 0, effectiveFrom: '2026-03-16' })
    const shown = await preview(rule)
    const whose = new Set(shown.differences.map((it: { staffId: string }) => it.staffId))
    expect([shown.people, shown.total, shown.differences.length]).toEqual([whose.size, 12, 12])
    expect(whose.size).toBeLessThan(7)
    expect(shown.differences[0]).toEqual({
      staffId: office.people.li,
      day: '2026-03-16',
      half: 'am',
      before: { state: 'present' },
      after: { state: 'late', lateSeconds: 180, earlySeconds: 0 },
    })
    expect(await lateTimes()).toBe(0)
  })

  test('is refused to whoever saw another number, and told the right one', async () => {
    const rule = ruleOf({ graceIn: 0, effectiveFrom: '2026-03-16' })
    expect(await keep(rule, 11)).toMatchObject({ refusal: 'ruleSeenOtherwise', detail: { total: 12 } })
    expect(await keep(rule, 12)).toMatchObject({ ...rule, second: { state: 'awaited' } })
    expect(await lateTimes()).toBe(12)
    expect((await office.staff.get('/api/attendance/rules')).body).toEqual([standardRule, rule])
  })

  test('of the nearest unit wins over the county’s', async () => {
    const all = ruleOf({ unitId: null, graceIn: 120, effectiveFrom: '2026-03-23' })
    expect(await preview(all, office.clerk)).toMatchObject({ refusal: 'forbidden' })
    expect((await preview(all, office.county)).total).toBe(0)
    await keep(all, 0, office.county)
    expect(await lateTimes()).toBe(12)
  })

  test('can be taken back while no month was printed by it', async () => {
    const [, rule] = (await office.clerk.get('/api/attendance/rules')).body
    const lift = () => office.clerk.post(`/api/attendance/rules/${rule.ruleId}/lift`, { reason: '写错了' })
    await office.goTo('2026-04-02', '10:00')
    const month = { unitId: office.unitId, month: '2026-03', reason: '' }
    expect((await office.clerk.post('/api/attendance/month-finalise', month)).status).toBe(200)
    expect((await lift()).body.refusal).toBe('ruleInPrint')
    const later = ruleOf({ effectiveFrom: '2026-04-01', graceIn: 10 })
    expect(await keep(later, (await preview(later)).total)).toMatchObject(later)
    const lifted = await office.clerk.post(`/api/attendance/rules/${later.ruleId}/lift`, { reason: '写错了' })
    expect((await confirmBy(office.county, lifted)).status).toBe(200)
    expect((await office.clerk.get('/api/attendance/rules')).body).toHaveLength(3)
  })

  test('that begins inside a printed month changes nothing on it and shows as differences', async () => {
    const rule = ruleOf({ graceIn: 0, effectiveFrom: '2026-03-10' })
    const shown = await preview(rule)
    expect(shown.total).toBe(4)
    await keep(rule, 4)
    const { body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-03`)
    expect(body.state).toMatchObject({ kind: 'final', revision: 1, differences: 4 })
    expect(await lateTimes()).toBe(12)
  })

  test('lets another weekday be worked', async () => {
    const rule = ruleOf({ effectiveFrom: '2026-04-01', workdays: [1, 2, 3, 4, 5, 6] })
    await keep(rule, (await preview(rule)).total)
    const { body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-04`)
    const typeOn = (day: number) => body.days[day - 1].type
    // 清明 4 to 6 April stays a holiday though the 4th is a Saturday.
    expect([4, 11, 12, 13].map(typeOn)).toEqual(['holiday', 'workday', 'weekend', 'workday'])
  })

  test.each([
    ['four check-ins without a reason', { checkInsPerDay: 4 }, 'fourReasonWanted'],
    ['a reason for two', { fourReason: '法院要求' }, 'fourReasonWanted'],
    ['two verdicts with one sign', { legend: { ...standardRule.legend, sick: '事' } }, 'legendAmbiguous'],
    [
      'a sign that looks like late and early together',
      { legend: { ...standardRule.legend, other: '迟退' } },
      'legendAmbiguous',
    ],
    [
      'hours that run backwards',
      { periods: { ...standardRule.periods, pm: { from: '11:00', to: '17:30' } } },
      'badInput',
    ],
    ['a beginning long ago', { effectiveFrom: '2024-01-01' }, 'ruleTooOld'],
  ] as const)('is refused for %s', async (_, more, refusal) => {
    expect(await preview(ruleOf(more as Partial<AttendanceRule>))).toMatchObject({ refusal })
  })
})
