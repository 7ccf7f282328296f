import { expect, it } from 'vitest'
import { staffColumns } from '../../src/people/sheet/columns.ts'
import { lacksHeadings } from '../../web/console/pages/staff/headings.ts'
import { badRowsWords } from '../../web/console/parts/badRowsWords.ts'
import { Refused, Unanswered } from '../../web/shared/ask.ts'

const refused = (detail?: unknown) => new Refused(400, { refusal: 'badInput', zh: '', en: '', detail })

it('a staff file without its headings is told from other bad input', () => {
  expect(lacksHeadings(refused(['headings']))).toBe(true)
  expect(lacksHeadings(refused([{ at: 'file', problem: 'missing' }]))).toBe(false)
  expect(lacksHeadings(refused())).toBe(false)
  expect(lacksHeadings(new Unanswered())).toBe(false)
  expect(lacksHeadings(null)).toBe(false)
})

it('a problem of a staff file stands under the heading of its column, never under a name of the code', () => {
  for (const { field, zh, en } of staffColumns) {
    expect(badRowsWords.zh.fields).toHaveProperty(field, zh)
    expect(badRowsWords.en.fields).toHaveProperty(field, en)
  }
})
