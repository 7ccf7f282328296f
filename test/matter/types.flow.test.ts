import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import { usualHours } from '../../src/contract/workingHours.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { matterTypeProjection } from '../../src/matter/types/projection.ts'
import { findType, listTypesInForce, otherType, readHours } from '../../src/matter/types/store.ts'
import { type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, county as place } from '../people/house.ts'
import { plainType } from './types.ts'

let house: WholeHouse
let peopled: Peopled
let county: Browser

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  county = peopled.browsers.county
})
afterAll(() => house.close())

const today = '2026-03-02'
const notNeeded = { state: 'notNeeded' }
const days = (amount: number) => ({ unit: 'workingDays' as const, amount })
const made = (code: string, more: Partial<MatterType> = {}): MatterType => ({
  ...plainType,
  ...{ typeId: newId(), code, name: `事项${code}` },
  ...more,
})
const keep = (type: object, by = county): Promise<Answered> => by.post('/api/matter-types', type)
const list = async (): Promise<(MatterType & { retired: boolean; openMatters: number })[]> =>
  (await county.get('/api/matter-types')).body
const row = async (typeId: string) => (await list()).find((it) => it.typeId === typeId)
const db = () => house.fresh.app

describe('kinds of matter', () => {
  test('“other” is there before anything is defined, and is never retired', async () => {
    expect(await list()).toMatchObject([{ code: 'other', version: 1, retired: false, openMatters: 0 }])
    const { body } = await county.post(`/api/matter-types/${otherType.typeId}/retire`, { reason: '不用了' })
    expect(body.refusal).toBe('otherStays')
    const shouted = `/api/matter-types/${otherType.typeId.toUpperCase()}/retire`
    expect((await county.post(shouted, { reason: '不用了' })).body.refusal).toBe('otherStays')
    expect(await listTypesInForce(db(), place.countyId, today)).toEqual([otherType])
  })

  test('saved before anything is defined, the workbook has the headings and one example', async () => {
    const { faults, types } = (await upload('preview', await saved('/api/matter-types.xlsx'))).body
    expect(faults).toEqual([])
    expect(types).toHaveLength(1)
    expect(types[0]).toMatchObject({ change: 'new', type: { code: 'sb-01', version: 1 } })
  })

  test('are kept version by version; every version stays readable, and the same again makes none', async () => {
    const type = made('a-1')
    expect((await keep(type)).body).toMatchObject({ ...type, retired: false, second: notNeeded, warnings: [] })
    expect((await keep(type)).body).toMatchObject({ version: 1, second: notNeeded })
    const next = { ...type, version: 2, promised: days(4), from: today }
    expect((await keep(next)).body.second).toEqual(notNeeded)
    expect((await keep({ ...next, name: '别的' })).body).toMatchObject({
      refusal: 'matterTypeWrong',
      detail: [{ path: 'version' }],
    })

    const { body } = await county.get(`/api/matter-types/${type.typeId}/versions`)
    expect(body.map((it: { type: MatterType }) => it.type.version)).toEqual([2, 1])
    expect(body[0].changes).toMatchObject([{ zh: '承诺时限：5个工作日 → 4个工作日' }])
    expect(await findType(db(), place.countyId, type.typeId, 1)).toEqual(type)
    expect(await findType(db(), place.countyId, type.typeId, '2026-03-01')).toEqual(type)
    expect(await findType(db(), place.countyId, type.typeId, today)).toEqual(next)
    expect(await findType(db(), place.countyId, newId(), 1)).toBeUndefined()
  })

  test('that begin later are listed, and in force from their day on', async () => {
    const type = made('a-2', { from: '2026-06-01' })
    await keep(type)
    expect(await row(type.typeId)).toMatchObject({ from: '2026-06-01', retired: false })
    const codes = async (day: string) => (await listTypesInForce(db(), place.countyId, day)).map((it) => it.code)
    expect(await codes('2026-05-31')).not.toContain('a-2')
    expect(await codes('2026-06-01')).toContain('a-2')
  })

  test('are checked before they are kept', async () => {
    const type = made('a-1', { promised: days(30) })
    const { body } = await county.post('/api/matter-types/check', type)
    expect(body.faults.map((it: { path: string }) => it.path)).toEqual(['code', 'promised'])
    expect((await keep(type)).body.refusal).toBe('matterTypeWrong')
    expect(await row(type.typeId)).toBeUndefined()
    const steps = [{ ...plainType.steps[0], limit: days(9) }]
    const warned = await county.post('/api/matter-types/check', { ...made('a-9'), steps })
    expect(warned.body).toMatchObject({ faults: [], warnings: [{ path: 'steps' }], changes: [], takesTwo: false })
  })

  test('once retired are taken no more, stay readable, and come back with a new version', async () => {
    const type = made('a-3')
    await keep(type)
    const retire = () => county.post(`/api/matter-types/${type.typeId}/retire`, { reason: '合并到别处' })
    expect((await retire()).body).toEqual({ done: true })
    expect((await retire()).body.refusal).toBe('alreadyDone')
    expect(await row(type.typeId)).toMatchObject({ retired: true })
    expect(await findType(db(), place.countyId, type.typeId, today)).toBeUndefined()
    expect(await findType(db(), place.countyId, type.typeId, 1)).toEqual(type)
    // Its code stays its own.
    expect((await keep(made('a-3'))).body).toMatchObject({ refusal: 'matterTypeWrong', detail: [{ path: 'code' }] })
    expect((await keep({ ...type, version: 2 })).status).toBe(200)
    expect(await row(type.typeId)).toMatchObject({ retired: false, version: 2 })
  })

  test('are defined by the county alone, and read by whoever handles matters', async () => {
    const { head, clerk, staff, inspector, systemAdmin } = peopled.browsers
    for (const browser of [head, clerk, staff, inspector, systemAdmin]) {
      expect((await keep(made('b-1'), browser)).body.refusal).toBe('forbidden')
    }
    for (const browser of [head, clerk, staff, inspector]) {
      expect((await browser.get('/api/matter-types')).status).toBe(200)
    }
  })

  test('that allow more time wait for a second person, and are kept when he confirms', async () => {
    const type = made('c-1')
    await keep(type)
    const longer = { ...type, version: 2, from: today, promised: days(9), why: '人手不足' }
    const check = await county.post('/api/matter-types/check', { ...type, version: 2, promised: days(9) })
    expect(check.body.takesTwo).toBe(true)
    const { body } = await keep(longer)
    expect(body.second.state).toBe('awaited')
    expect(await row(type.typeId)).toMatchObject({ version: 1, promised: days(5) })
    const { proposalId } = body.second
    expect((await county.post(`/api/proposals/${proposalId}/confirm`)).body.refusal).toBe('confirmOwn')
    expect((await house.system.post(`/api/proposals/${proposalId}/confirm`)).body).toEqual({ done: true })
    expect(await row(type.typeId)).toMatchObject({ version: 2, promised: days(9) })
  })

  test('with an id in capitals, a known kind is no new one: nobody writes over its versions alone', async () => {
    const type = made('c-3')
    await keep(type)
    const shouted = { ...type, typeId: type.typeId.toUpperCase(), code: 'c-3x', promised: days(9) }
    const again = { refusal: 'matterTypeWrong', detail: [{ path: 'version' }] }
    expect((await keep({ ...shouted, why: '人手不足' })).body).toMatchObject(again)
    const next = await keep({ ...shouted, version: 2, from: today, why: '人手不足' })
    expect(next.body.second.state).toBe('awaited')
    expect(await row(type.typeId)).toMatchObject({ version: 1, code: 'c-3', promised: days(5) })
  })

  test('changed meanwhile, what waited is out of date', async () => {
    const type = made('c-2')
    await keep(type)
    const { second } = (await keep({ ...type, version: 2, legal: days(60) })).body
    await keep({ ...type, version: 2, promised: days(3) })
    const { body } = await house.system.post(`/api/proposals/${second.proposalId}/confirm`)
    expect(body.refusal).toBe('proposalOutdated')
    expect(await row(type.typeId)).toMatchObject({ version: 2, legal: days(20) })
  })
})

const upload = (what: string, bytes: Uint8Array) => county.upload(`/api/matter-types/${what}`, 'types.xlsx', bytes)
const saved = async (path: string, headers = {}): Promise<Buffer> =>
  (await county.call('GET', path, undefined, headers)).raw.rawPayload

/** A workbook with some cells written over. */
async function changed(bytes: Buffer, ...cells: [sheet: string, cell: string, value: unknown][]): Promise<Buffer> {
  const book = new excel.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  for (const [sheet, cell, value] of cells) {
    const found = book.getWorksheet(sheet)
    if (found === undefined) throw new Error(`no sheet ${sheet}`)
    found.getCell(cell).value = value as string
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('kinds of matter as a workbook', () => {
  test('what is saved is imported again without a new version, in both languages', async () => {
    const before = await list()
    for (const language of ['zh', 'en']) {
      const bytes = await saved('/api/matter-types.xlsx', { 'accept-language': language })
      const preview = await upload('preview', bytes)
      expect(preview.body.faults).toEqual([])
      expect(new Set(preview.body.types.map((it: { change: string }) => it.change))).toEqual(new Set(['same']))
      expect((await upload('import', bytes)).body).toEqual({ kept: 0, unchanged: before.length, second: notNeeded })
    }
    expect(await list()).toEqual(before)
  })

  test('the samples are imported at once and then stay as they are', async () => {
    const bytes = await saved('/api/matter-types/samples.xlsx')
    const before = (await list()).length
    const preview = await upload('preview', bytes)
    expect(preview.body).toMatchObject({ faults: [], takesTwo: false })
    expect(preview.body.types.every((it: { change: string }) => it.change === 'new')).toBe(true)
    expect((await list()).length).toBe(before)
    const kept = (await upload('import', bytes)).body
    expect(kept).toEqual({ kept: preview.body.types.length, unchanged: 0, second: notNeeded })
    expect((await list()).length).toBe(before + kept.kept)
    expect((await upload('import', bytes)).body).toMatchObject({ kept: 0, unchanged: kept.kept })
    expect((await listTypesInForce(db(), place.countyId, today)).filter((it) => it.publicProblem).length).toBe(6)
  })

  test('bad cells are named by sheet, row and column, and then nothing is kept', async () => {
    const bytes = await changed(
      await saved('/api/matter-types/samples.xlsx'),
      ['事项', 'B2', '养老参保（改）'],
      ['事项', 'I3', '一个月'],
      ['事项', 'D4', '没有的镇'],
      ['事项', 'I5', '99个工作日'],
      ['事项', 'A7', 'sb-01'],
      ['环节', 'F2', 5],
      ['环节', 'A3', 'nowhere'],
      ['材料', 'D2', '也许'],
      ['事项', 'N8', { formula: 'TODAY()' }],
    )
    const { faults } = (await upload('preview', bytes)).body
    const places = faults.map(
      (it: { sheet: string; row: number; column: string }) => `${it.sheet} ${it.row} ${it.column}`,
    )
    for (const wanted of [
      '事项 3 承诺时限',
      '事项 4 办理单位',
      '事项 5 承诺时限',
      '事项 7 代码',
      '环节 2 时限',
      '环节 3 事项代码',
      '材料 2 必需',
      '事项 8 起始日',
    ]) {
      expect(places).toContain(wanted)
    }
    expect(faults.every((it: { zh: string; en: string }) => it.zh !== '' && it.en !== '')).toBe(true)
    const before = await list()
    expect((await upload('import', bytes)).body.refusal).toBe('importHasBadRows')
    expect(await list()).toEqual(before)
  })

  test('one changed kind gets one new version, from today on; a longer limit waits for the second person', async () => {
    const bytes = await saved('/api/matter-types/samples.xlsx')
    const shorter = await changed(bytes, ['事项', 'I2', '4个工作日'], ['环节', 'F3', '1个工作日'])
    expect((await upload('import', shorter)).body).toMatchObject({ kept: 1, second: notNeeded })
    const [first] = (await list()).filter((it) => it.code === 'sb-01')
    expect(first).toMatchObject({ version: 2, promised: days(4), from: today })
    // The samples as shipped promise more time again.
    const preview = await upload('preview', bytes)
    expect(preview.body.takesTwo).toBe(true)
    const { second, kept } = (await upload('import?why=回到样例', bytes)).body
    expect([kept, second.state]).toEqual([1, 'awaited'])
    expect((await house.system.post(`/api/proposals/${second.proposalId}/confirm`)).body).toEqual({ done: true })
    expect((await list()).find((it) => it.code === 'sb-01')).toMatchObject({ version: 3, promised: days(5) })
  })

  test.each([
    ['no workbook', Buffer.from('代码,名称\n1,2'), 'fileUnreadable'],
    ['cut short', Buffer.from('PK\u0003\u0004 and then nothing'), 'fileUnreadable'],
  ])('what is %s is refused', async (_, bytes, refusal) => {
    expect((await upload('preview', bytes)).body.refusal).toBe(refusal)
  })

  test('a workbook without the sheet of matters, or without headings, says so', async () => {
    const book = new excel.Workbook()
    book.addWorksheet('别的').addRow(['代码', '名称'])
    const other = await upload('preview', Buffer.from(await book.xlsx.writeBuffer()))
    expect(other.body).toMatchObject({ types: [], faults: [{ sheet: '事项', zh: '没有名为“事项”的工作表' }] })
    book.addWorksheet('事项').addRow(['随便', '什么'])
    const bare = await upload('preview', Buffer.from(await book.xlsx.writeBuffer()))
    expect(bare.body.faults).toMatchObject([{ zh: '没有找到表头' }])
  })
})

describe('working hours', () => {
  const weekly = { ...usualHours.weekly, sat: [{ from: '09:00', to: '12:00' }] }
  const keepHours = (from: string, more: object = {}) =>
    county.post('/api/working-hours', { unitId: null, hours: { from, weekly }, reason: '夏季', ...more })

  test('are what is usual until the county says otherwise', async () => {
    expect((await readHours(db(), place.countyId))([house.unitId])).toEqual([usualHours])
    expect((await keepHours('2026-05-01')).body).toEqual({ done: true, second: notNeeded })
    const [usual, summer] = (await readHours(db(), place.countyId))([house.unitId])
    expect([usual, summer]).toEqual([usualHours, { from: '2026-05-01', weekly }])
  })

  test('of a unit go before the county’s; kept again for the same day the later count', async () => {
    const own = { from: '2026-04-01', weekly: usualHours.weekly }
    await keepHours('', { unitId: house.unitId, hours: own })
    expect((await readHours(db(), place.countyId))([house.unitId]).at(-1)).toEqual(own)
    const again = { from: '2026-04-01', weekly }
    await keepHours('', { unitId: house.unitId, hours: again })
    expect((await county.get('/api/working-hours')).body).toContainEqual({ unitId: house.unitId, hours: again })
  })

  test.each([
    ['of a unit that is not', { unitId: newId() }, 'notFound'],
    [
      'without any',
      { hours: { from: '2026-05-01', weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } } },
      'hoursEmpty',
    ],
    [
      'that end before they begin',
      { hours: { from: '2026-05-01', weekly: { ...weekly, mon: [{ from: '12:00', to: '08:00' }] } } },
      'badInput',
    ],
    ['without a reason', { reason: ' ' }, 'badInput'],
  ])('%s are refused', async (_, more, refusal) => {
    expect((await keepHours('2026-05-01', more)).body.refusal).toBe(refusal)
  })

  test('of a unit are given up from a day on for those above; the county has none above it', async () => {
    const giveUp = async (from: string, unitId: string | null = house.unitId) =>
      (await keepHours('', { unitId, hours: { from, weekly: null } })).body
    expect(await giveUp('2026-06-01')).toEqual({ done: true, second: notNeeded })
    const along = (await readHours(db(), place.countyId))([house.unitId])
    expect(along.at(-1)).toEqual({ from: '2026-06-01', weekly })
    const kept = { unitId: house.unitId, hours: { from: '2026-06-01', weekly: null } }
    expect((await county.get('/api/working-hours')).body).toContainEqual(kept)
    expect((await giveUp('2026-07-01')).refusal).toBe('alreadyDone')
    expect((await giveUp('2026-03-31')).refusal).toBe('alreadyDone')
    expect((await giveUp('2026-07-01', null)).refusal).toBe('badInput')
    await keepHours('', { unitId: house.unitId, hours: { from: '2026-07-15', weekly: usualHours.weekly } })
    const again = (await readHours(db(), place.countyId))([house.unitId]).at(-1)
    expect(again).toEqual({ from: '2026-07-15', weekly: usualHours.weekly })
  })

  test('of days gone by take two', async () => {
    const { second } = (await keepHours('2026-02-01')).body
    expect(second.state).toBe('awaited')
    const listed = async () =>
      (await county.get('/api/working-hours')).body.map((it: { hours: { from: string } }) => it.hours.from)
    expect(await listed()).not.toContain('2026-02-01')
    await house.system.post(`/api/proposals/${second.proposalId}/confirm`)
    expect(await listed()).toContain('2026-02-01')
  })
})

test('what is read can be rebuilt from the facts', async () => {
  expect(await compare(house.fresh.owner, [matterTypeProjection])).toEqual([])
})
