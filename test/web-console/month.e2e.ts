import { describe, expect, it } from 'vitest'
import { addMonths, monthOf } from '../../src/kit/month.ts'
import { dayOf } from '../../src/kit/time.ts'
import { idOf } from './ids.ts'
import { clean, look, setStage } from './steps.ts'

const [clerk, staff, county] = [4, 5, 6].map((n) => idOf(4, n)) as [string, string, string]
const thisMonth = monthOf(dayOf(new Date().toISOString()))
const last = addMonths(thisMonth, -1)
const finished = addMonths(thisMonth, -2)
const town = `unit=${idOf(1, 1)}`

const bench = setStage()
const slow = { timeout: 45_000 }

/** Every page of attendance: by whom, where, and a text that is there once it is drawn. */
const pages: [name: string, account: string, path: string, zh: string, en: string][] = [
  ['today-clerk', clerk, '/today', '待说明的半天', 'Half-days to be explained'],
  ['today-whole', county, '/today', '未见签到', 'No check-in'],
  ['month', clerk, `/month?${town}&month=${last}&below=yes`, '图例', 'Legend'],
  ['person', clerk, `/month?${town}&month=${last}&person=${idOf(3, 3)}`, '本月合计', 'Totals of the month'],
  ['sheet-open', clerk, `/sheet?${town}&month=${last}`, '还没有定稿', 'Not final yet'],
  ['sheet-final', clerk, `/sheet?${town}&month=${finished}`, '更正定稿', 'Revise'],
  ['bulletin', clerk, `/bulletin?${town}&month=${last}`, '本月申请', 'Requests this month'],
  ['bulletin-staff', staff, '/bulletin', '本月申请', 'Requests this month'],
  ['rules', clerk, '/rules', '现行', 'In force'],
  ['rules-staff', staff, '/rules', '现行', 'In force'],
]

describe.each(['desk', 'phone'] as const)('at the size of a %s', (size) => {
  it.each(pages)('%s is free of faults and fits the screen', slow, async (name, account, path, text) => {
    expect(await look(bench, { name, account, path, text, size, language: 'zh' })).toEqual(clean)
  })
})

describe('in English', () => {
  it.each(pages)('%s is free of faults', slow, async (name, account, path, _, text) => {
    expect(await look(bench, { name, account, path, text, size: 'desk', language: 'en' })).toEqual(clean)
  })
})
