import { expect, test } from 'vitest'
import { paperOf } from '../../src/attendance/paper.ts'
import { writeApart } from '../../src/attendance/writing/apart.ts'
import { writeMonthXlsx } from '../../src/attendance/writing/xlsx.ts'
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
  await expect(
    writeApart({ ...paper, people: people.map((it) => ({ ...it, am: null as never })) }, [], mark),
  ).rejects.toThrow()
})
