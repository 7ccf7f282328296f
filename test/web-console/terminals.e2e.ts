import { describe, expect, it } from 'vitest'
import { terminalsOf } from './answersTerminals.ts'
import { choose, clean, faultless, look, press, setStage, wait } from './steps.ts'
import { idOf } from './world.ts'

const clerk = idOf(4, 4)
const bench = setStage()
const slow = { timeout: 60_000 }

describe.each([
  ['desk', 'zh', '缺 3 条'],
  ['phone', 'zh', '缺 3 条'],
  ['desk', 'en', '3 missing here'],
] as const)('at the size of a %s, in %s', (size, language, text) => {
  it('terminals are free of faults and fit the screen', slow, async () => {
    const view = { name: 'terminals', account: clerk, path: '/terminals', text, size, language }
    expect(await look(bench, view)).toEqual(clean)
  })
})

it('a stranger is put on the list as its own', slow, async () => {
  const page = await bench.open(clerk, '/terminals')
  await page.getByText('BOCK194960340').locator('..').locator('..').getByRole('button').click()
  expect(await page.getByLabel('序列号').inputValue()).toBe('BOCK194960340')
  await page.getByLabel('名称').fill('二楼考勤机')
  await faultless(page, 'terminals-new')
  await press(page, '保存')
  await wait(page, '二楼考勤机')
  expect(terminalsOf(bench.server.world).at(-1)).toMatchObject({ serial: 'BOCK194960340', siteId: idOf(2, 2) })
})

it('a file with a bad row is named and cannot be kept; whose its number is, once said, it is kept', slow, async () => {
  const page = await bench.open(clerk, '/terminals')
  const file = { name: 'attlog.dat', mimeType: 'text/plain', buffer: Buffer.from('rubbish') }
  await press(page, '上传 U 盘文件')
  await page.getByLabel('选文件').first().setInputFiles(file)
  await wait(page, '1 行读不懂，什么也没有收')
  expect(await page.getByRole('button', { name: /收下 3 条/ }).isDisabled()).toBe(true)
  await faultless(page, 'terminals-bad-file')
  await page.keyboard.press('Escape')

  await press(page, '修改')
  await press(page, '加一个编号')
  await page.getByLabel('编号', { exact: true }).fill('77')
  await choose(page, '人员', /./)
  await press(page, '保存')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(terminalsOf(bench.server.world)[0]?.pins).toMatchObject([{ pin: '77' }])

  await press(page, '上传 U 盘文件')
  await page.getByLabel('选文件').first().setInputFiles(file)
  await press(page, '收下 3 条')
  await wait(page, '收下了 3 条')
})
