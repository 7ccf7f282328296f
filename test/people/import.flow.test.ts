import { zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import { county, openAccount, openSetUpHouse, password, type SetUpHouse } from './house.ts'

let house: SetUpHouse
beforeAll(async () => {
  house = await openSetUpHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.clerk.post('/api/log-in', { login: 'clerk', password })
})

const head = '工号,姓名,单位,站点,职务,电话,党支部,公开,卡号'
const listOf = (...rows: string[]) => Buffer.from([head, ...rows, ''].join('\n'))
const rowOf = (no: string, name = '王小明', more = ',,,,') =>
  `${no},${name},${county.unitName},${county.siteName},${more}`
const preview = (bytes: Uint8Array, by = house.clerk) => by.upload('/api/staff-import/preview', 'staff.csv', bytes)
const confirm = (importId: string, by = house.clerk) => by.post(`/api/staff-import/${importId}/confirm`)
const factsOf = async (kind: string) =>
  (await house.fresh.app.selectFrom('fact').select('body').where('kind', '=', kind).execute()).length
const present = async () =>
  (await house.clerk.get('/api/staff')).body as { employeeNo: string; name: string; unitId: string }[]

describe('importing staff', () => {
  test('one bad row keeps the whole file out', async () => {
    const shown = await preview(listOf(rowOf('B1'), rowOf('B2', '')))
    expect(shown.status).toBe(200)
    expect(shown.body.good).toHaveLength(1)
    expect(shown.body.bad).toEqual([
      { row: 3, problems: [{ field: 'name', zh: '姓名：必填', en: 'Name: must not be empty' }] },
    ])
    const { status, body } = await confirm(shown.body.importId)
    expect([status, body.refusal]).toEqual([409, 'importHasBadRows'])
    expect(await present()).toEqual([])
    expect(await factsOf('staffKept')).toBe(0)
    expect(await factsOf('staffImported')).toBe(0)
  })

  test('a good file is kept once, whole, with a fact for each person and one for the file', async () => {
    const shown = await preview(listOf(rowOf('C1', '𠮷野'), rowOf('C2', "=cmd|' /C calc'!A0")))
    expect(shown.body.good.map(({ change }: { change: string }) => change)).toEqual(['new', 'new'])
    expect((await confirm(shown.body.importId)).body).toEqual({ kept: 2 })
    expect((await present()).map(({ name }) => name)).toEqual(['𠮷野', "=cmd|' /C calc'!A0"])
    expect([await factsOf('staffKept'), await factsOf('staffImported')]).toEqual([2, 1])
    expect((await confirm(shown.body.importId)).body.refusal).toBe('importGone')
  })

  test('the same file again changes nobody', async () => {
    const shown = await preview(listOf(rowOf('C1', '𠮷野'), rowOf('C2', "=cmd|' /C calc'!A0")))
    expect(shown.body.good.map(({ change }: { change: string }) => change)).toEqual(['same', 'same'])
    expect((await confirm(shown.body.importId)).body).toEqual({ kept: 0 })
    expect(await factsOf('staffKept')).toBe(2)
  })

  test('a preview is for whoever saw it, and for 30 minutes', async () => {
    const { browser } = await openAccount(house, 'second-clerk', [{ role: 'clerk', unitId: null }])
    const shown = await preview(listOf(rowOf('D1')))
    expect((await confirm(shown.body.importId, browser)).body.refusal).toBe('importGone')
    house.clock.forward(29)
    await house.clerk.me()
    house.clock.forward(1)
    expect((await confirm(shown.body.importId)).body.refusal).toBe('importGone')
    expect((await present()).some(({ employeeNo }) => employeeNo === 'D1')).toBe(false)
  })

  test('what changed since the preview is not overwritten unseen', async () => {
    const shown = await preview(listOf(rowOf('C1', '吉野')))
    const [first] = (await house.clerk.get('/api/staff')).body
    const { pinSet: _, consent: __, enrolled: ___, staffId, ...body } = first
    await house.clerk.put(`/api/staff/${staffId}`, { ...body, phone: '110' })
    const { body: refused } = await confirm(shown.body.importId)
    expect([refused.refusal, refused.detail]).toEqual(['importGone', 'changed'])
    expect((await present())[0]?.name).toBe('𠮷野')
  })

  test('a preview confirmed twice at once is kept once', async () => {
    const shown = await preview(listOf(rowOf('E1')))
    const both = await Promise.all([confirm(shown.body.importId), confirm(shown.body.importId)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  test('a clerk of one unit imports nobody into another', async () => {
    const villageId = '0190aaaa-0000-7000-8000-000000000001'
    await house.system.post('/api/log-in', { login: county.login, password })
    const unit = { parentId: house.unitId, name: '东街村', kind: 'village' }
    expect((await house.system.put(`/api/units/${villageId}`, unit)).status).toBe(200)
    const { browser } = await openAccount(house, 'village-clerk', [{ role: 'clerk', unitId: villageId }])
    const { body } = await preview(listOf(rowOf('F1'), `F2,李,东街村,${county.siteName},,,,,`), browser)
    expect(body.bad.map(({ row }: { row: number }) => row)).toEqual([2])
    expect(body.good.map(({ row }: { row: number }) => row)).toEqual([3])
  })

  test.each([
    ['a bomb', zipSync({ 'xl/workbook.xml': new Uint8Array(25 * 1024 * 1024) }), 413, 'fileSuspicious'],
    ['a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0xff]), 400, 'fileUnreadable'],
    ['a list without headings', Buffer.from('a,b\n1,2\n'), 400, 'badInput'],
    ['nothing', new Uint8Array(), 400, 'badInput'],
  ])('%s is refused, and nothing kept of it', async (_, bytes, status, refusal) => {
    const before = await house.fresh.app.selectFrom('staff_import').selectAll().execute()
    const answered = await preview(bytes)
    expect([answered.status, answered.body.refusal]).toEqual([status, refusal])
    expect(await house.fresh.app.selectFrom('staff_import').selectAll().execute()).toHaveLength(before.length)
  })

  test('an import id that is SQL is no id', async () => {
    expect((await confirm(encodeURIComponent("x' or '1'='1"))).status).toBe(400)
  })
})

describe('exporting staff', () => {
  test.each(['csv', 'xlsx'])('%s, read again, is the same, and was recorded', async (format) => {
    const before = await factsOf('staffExported')
    const { raw, status } = await house.clerk.get(`/api/staff-export?format=${format}`)
    expect(status).toBe(200)
    expect(raw.headers['content-disposition']).toMatch(
      /^attachment; filename="staff-\d{14}-[0-9a-f-]{36}\.(csv|xlsx)"$/,
    )
    const shown = await preview(raw.rawPayload)
    expect(shown.body.bad).toEqual([])
    expect(new Set(shown.body.good.map(({ change }: { change: string }) => change))).toEqual(new Set(['same']))
    expect(shown.body.good.length).toBe((await present()).length)
    expect(await factsOf('staffExported')).toBe(before + 1)
    const units = new Set((await present()).map((it) => it.unitId))
    const [last] = (await listFacts(house.fresh.app, county.countyId, { kinds: ['staffExported'] })).slice(-1)
    expect(new Set(last?.body.unitIds)).toEqual(units)
  })

  test('no cell of the CSV is a formula', async () => {
    const { raw } = await house.clerk.get('/api/staff-export?format=csv')
    expect(raw.body).toContain(`"'=cmd|' /C calc'!A0"`.replaceAll('"', ''))
    for (const cell of raw.body.split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
  })

  test('who may not keep staff may not take the list away', async () => {
    expect((await house.audit.get('/api/staff-export?format=csv')).status).toBeGreaterThanOrEqual(401)
    expect((await house.browser().get('/api/staff-export?format=csv')).status).toBe(401)
  })
})
