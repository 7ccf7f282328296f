import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paperOf } from '../../src/attendance/paper.ts'
import type { MonthSheet } from '../../src/contract/routes/attendance.ts'
import { newId } from '../../src/kit/ids.ts'
import type { Browser } from '../people/house.ts'
import { confirmBy } from '../people/house.ts'
import { correction, fact, leave, type Office, openOffice, punch, regular, workdays } from './office.ts'
import { totalsIn, totalsOn, workbookOf } from './sheet.ts'

let office: Office
const march = workdays('2026-03-02', '2026-03-31')
const mark = { by: '', at: '2026-04-02T02:00:00.000Z' }

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  for (const who of ['wang', 'li', 'qian', 'sun', 'wu', 'zheng'] as const) {
    await office.keep(...regular(office, people[who], march))
  }
  await office.keep(
    ...regular(
      office,
      people.zhao,
      march.filter((day) => day !== '2026-03-12' && day !== '2026-03-19'),
    ),
    ...leave(people.zhao, 'annual', ['2026-03-19', 'am'], ['2026-03-19', 'am']),
    punch(office, people.zhao, '2026-03-19', '13:50:00'),
    punch(office, people.zhao, '2026-03-19', '17:40:00'),
    punch(office, people.li, '2026-03-12', '12:10:00', { direction: 'again' }),
    ...correction(people.wu, '2026-03-24', 'arrival', '08:10'),
  )
  await office.hear()
})
afterAll(() => office.close())

const of = (rest = '') => `unitId=${office.unitId}&month=2026-03${rest}`
const read = async (): Promise<MonthSheet> => (await office.clerk.get(`/api/attendance/month?${of()}`)).body
const finalise = (reason = '', month = '2026-03', browser: Browser = office.clerk) =>
  browser.post('/api/attendance/month-finalise', { unitId: office.unitId, month, reason })
const differences = async () => (await office.clerk.get(`/api/attendance/month-differences?${of()}`)).body

describe('printing a month for good', () => {
  let printed: MonthSheet

  test('is refused before the month is over', async () => {
    await office.goTo('2026-03-31', '18:00')
    expect((await finalise()).body.refusal).toBe('monthNotOver')
    // The evening's check-ins of the last day may still come.
    await office.goTo('2026-04-01', '10:00')
    await office.hear()
    expect((await finalise('', '2026-04')).body.refusal).toBe('monthNotOver')
  })

  test('keeps what it says, with who and when, though half-days are still open', async () => {
    const before = await read()
    expect(before.state).toMatchObject({ openCases: 2 })
    expect(before.obstacles).toEqual([])
    printed = (await finalise()).body
    expect(printed.state).toEqual({
      kind: 'final',
      revision: 1,
      at: office.clock.now(),
      by: 'clerk',
      reason: '',
      differences: 0,
      erased: 0,
    })
    expect(printed.rows).toEqual(before.rows)
  })

  test('shows what is known later as differences and leaves the sheet as it was', async () => {
    await office.keep(
      punch(office, office.people.zhao, '2026-03-12', '08:15:00'),
      punch(office, office.people.zhao, '2026-03-12', '17:45:00'),
    )
    const sheet = await read()
    expect(sheet.rows).toEqual(printed.rows)
    expect(sheet.state).toMatchObject({ kind: 'final', revision: 1, differences: 2 })
    expect(await differences()).toEqual(
      (['am', 'pm'] as const).map((half) => ({
        staffId: office.people.zhao,
        day: '2026-03-12',
        half,
        before: { state: 'noCheckIn', missing: half === 'am' ? 'arrival' : 'departure' },
        after: { state: 'present' },
      })),
    )
  })

  test('is done again only with a reason, and both revisions stay', async () => {
    expect((await finalise()).body.refusal).toBe('revisionReasonWanted')
    const { body } = await confirmBy(office.county, await finalise('3月12日赵强的签到记录晚到'))
    expect(body.second.state).toBe('awaited')
    expect((await read()).state).toMatchObject({
      kind: 'final',
      revision: 2,
      differences: 0,
      reason: '3月12日赵强的签到记录晚到',
    })
    expect(await differences()).toEqual([])
    const facts = await office.fresh.app.selectFrom('month_final').select('revision').execute()
    expect(facts.map((it) => it.revision).sort()).toEqual([1, 2])
  })

  test('names a holiday that was announced after it was printed', async () => {
    const day = '2026-03-20'
    await office.keep(
      fact('dayOverrideKept', {
        overrideId: newId(),
        layer: 'county',
        unitId: null,
        staffId: null,
        from: day,
        to: day,
        half: null,
        work: false,
        name: '补休',
        reason: '县政府通知',
        document: '',
      }),
    )
    const found: { day: string; after: { state: string } }[] = await differences()
    expect(found).toHaveLength(14)
    expect(new Set(found.map((it) => `${it.day} ${it.after.state}`))).toEqual(new Set([`${day} rest`]))
    const sheet = await read()
    expect(sheet.rows[0]?.cells[19]?.am).toEqual({ state: 'present' })
    expect(sheet.state).toMatchObject({ kind: 'final', revision: 2, differences: 14 })
  })

  test('is refused where the holidays are not known', async () => {
    await office.goTo('2028-02-02', '10:00')
    await office.hear()
    expect((await finalise('', '2028-01')).body.refusal).toBe('monthNotCovered')
    const { body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2028-01`)
    expect(body.obstacles.map((it: { zh: string }) => it.zh).join()).toContain('2007-01-01至2026-12-31')
    await office.goTo('2026-04-02', '10:00')
  })

  test('is refused before the holidays are known, and before there are records', async () => {
    const obstacles = async (month: string): Promise<string> =>
      (await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=${month}`)).body.obstacles
        .map((it: { zh: string }) => it.zh)
        .join()
    expect((await finalise('', '2006-12')).body).toMatchObject({
      refusal: 'monthNotCovered',
      detail: { coverageFrom: '2007-01-01', coverageUntil: '2026-12-31' },
    })
    expect(await obstacles('2006-12')).toContain('2007-01-01至2026-12-31')
    expect((await finalise('', '2026-02')).body.refusal).toBe('monthEmpty')
    expect(await obstacles('2026-02')).toBe('本县的记录从2026-03-02开始，本月没有记录')
    for (const as of ['xlsx', 'csv', 'print']) {
      const { body } = await office.clerk.get(
        `/api/attendance/month-file?unitId=${office.unitId}&month=2026-02&as=${as}`,
      )
      expect(body.refusal).toBe('monthEmpty')
    }
  })

  test('is nothing an inspector does', async () => {
    expect((await finalise('好奇', '2026-03', office.inspector)).body.refusal).toBe('forbidden')
  })
})

describe('taking a month out', () => {
  const file = async (as: string, browser: Browser = office.clerk) => {
    const { raw } = await browser.get(`/api/attendance/month-file?${of(`&as=${as}`)}`)
    expect(raw.statusCode).toBe(200)
    return raw
  }

  test('as a workbook gives formulas with our totals as their results', async () => {
    const { sheet } = await workbookOf((await file('xlsx')).rawPayload)
    const month = await read()
    const paper = paperOf(month, mark)
    const wanted = totalsOn(month)
    for (const [i] of month.rows.entries()) {
      const found = totalsIn(sheet, paper, i)
      expect(found.map((it) => it.result)).toEqual(wanted[i])
      expect(found.filter((it) => it.formula !== null)).toHaveLength(paper.columns.length - 2)
    }
    expect(totalsIn(sheet, paper, 0)[5]?.formula).toBe('(COUNTIF($E$5:$AI$6,"=×"))*0.5')
    expect(totalsIn(sheet, paper, 0)[12]?.formula).toBe('(COUNTIF($E$5:$AI$6,"=~?"))*0.5')
    expect(sheet.getCell(1, 1).value).toBe('2026年3月份工作人员考勤表')
    expect(sheet.getCell(1, 1).font).toMatchObject({ name: '宋体', size: 18, bold: true })
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      printTitlesRow: '3:4',
    })
    expect(sheet.headerFooter.oddFooter).toContain('第2次定稿')
  })

  test('keeps names as they are, and nothing in them becomes a formula', async () => {
    const { sheet, punches } = await workbookOf((await file('xlsx')).rawPayload)
    const found = Array.from({ length: 7 }, (_, i) => sheet.getCell(5 + 2 * i, 2).value)
    expect(found).toEqual(expect.arrayContaining(['=1+1', '𠮷田😀']))
    expect(punches.getColumn(1).values).toEqual(expect.arrayContaining(['=1+1']))
    const csv = (await file('csv')).rawPayload
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csv.toString('utf8')).toContain(",'=1+1,")
  })

  test('tells how somebody checked in to the clerk and to nobody above the person', async () => {
    const headings = async (browser: Browser) => {
      const { punches } = await workbookOf((await file('xlsx', browser)).rawPayload)
      return { first: punches.getRow(1).values, all: JSON.stringify(punches.getSheetValues()) }
    }
    const clerk = await headings(office.clerk)
    expect(clerk.first).toContain('方式')
    expect(clerk.all).toContain('人脸')
    for (const above of [office.head, office.county]) {
      const told = await headings(above)
      expect(told.first).not.toContain('方式')
      expect(told.all).not.toContain('人脸')
    }
  })

  test('lists check-ins to the second, with corrections between them', async () => {
    const { punches } = await workbookOf((await file('xlsx')).rawPayload)
    const rows: string[][] = []
    punches.eachRow((row) => rows.push((row.values as string[]).slice(1)))
    expect(rows).toContainEqual(['王小明', 'A001', '2026-03-02', '08:20:00', '到岗', '人脸', 'B'])
    expect(rows.find((row) => row[4] === '到岗更正')?.slice(0, 4)).toEqual(['=1+1', 'A006', '2026-03-24', '08:10:00'])
  })

  test('as a page needs no script, fits the rules for pages, and says which revision it is', async () => {
    const { body, headers } = await file('print')
    expect(headers['content-type']).toContain('text/html')
    expect(body.includes('<script')).toBe(false)
    expect(body.includes('第2次定稿（clerk')).toBe(true)
    expect(body).toContain('导出：clerk')
    expect(body.match(/<tbody>/g)).toHaveLength(7)
    expect(body).toContain('主要负责人')
  })
})
