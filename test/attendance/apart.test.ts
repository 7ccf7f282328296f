import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paperOf } from '../../src/attendance/paper.ts'
import { wallClockOf } from '../../src/attendance/punches.ts'
import { writeApart } from '../../src/attendance/writing/apart.ts'
import { writeMonthXlsx } from '../../src/attendance/writing/xlsx.ts'
import { clockOf, dayOf, toIso, toMs } from '../../src/kit/time.ts'
import { sheetOfEverything } from './everySign.ts'
import { workbookOf } from './sheet.ts'

test('a thread of its own writes the same workbook', async () => {
  const mark = { by: '考勤员', at: '2026-04-02T02:00:00.000Z' }
  const paper = paperOf(sheetOfEverything(5), mark)
  const [here, there] = [await writeMonthXlsx(paper, [], mark), await writeApart(paper, [], mark)]
  const valuesOf = async (bytes: Buffer) => {
    const { sheet, punches } = await workbookOf(bytes)
    return [sheet.getSheetValues(), punches.getSheetValues(), sheet.model.merges, sheet.pageSetup]
  }
  expect(await valuesOf(there)).toEqual(await valuesOf(here))
})

test('what goes wrong in the thread is told', async () => {
  const mark = { by: '考勤员', at: '2026-04-02T02:00:00.000Z' }
  const { people, ...paper } = paperOf(sheetOfEverything(1), mark)
  const broken = writeApart({ ...paper, people: people.map((it) => ({ ...it, am: null as never })) }, [], mark)
  const next = writeApart({ ...paper, people }, [], mark)
  await expect(broken).rejects.toThrow()
  // Whoever waits behind it gets his.
  expect((await workbookOf(await next)).sheet.rowCount).toBeGreaterThan(4)
})

test('people joined over two rows are joined as the format has it: none twice, none left out', async () => {
  const mark = { by: '考勤员', at: '2026-04-02T02:00:00.000Z' }
  const paper = paperOf(sheetOfEverything(3), mark)
  const { sheet } = await workbookOf(await writeMonthXlsx(paper, [], mark))
  const merges = sheet.model.merges.map(String)
  expect(new Set(merges).size).toBe(merges.length)
  const ofFirst = merges.filter((it) => /^[A-Z]+5:[A-Z]+6$/.test(it))
  // Number, name, post, every total, and the remark.
  expect(ofFirst).toHaveLength(3 + paper.columns.length + 1)
})

test('the clock of a check-in is what the county’s clocks show, to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: toMs('1985-01-01T00:00:00.000Z'), max: toMs('2100-01-01T00:00:00.000Z') }), (at) => {
      expect(wallClockOf(at)).toEqual({ day: dayOf(toIso(at)), clock: clockOf(toIso(at)) })
    }),
  )
})
