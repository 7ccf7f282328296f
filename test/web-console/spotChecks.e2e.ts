import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { spotChecksOf } from './answersSpotChecks.ts'
import { clean, faultless, look, press, setStage, wait } from './steps.ts'
import { idOf } from './world.ts'

const [county, inspector] = [6, 10].map((n) => idOf(4, n)) as [string, string]
const [waiting, running, over, due] = [1, 2, 3, 4].map((n) => idOf(40, n))
const bench = setStage()
const slow = { timeout: 45_000 }
const server = () => bench.server.world

beforeEach(() => {
  const roles = [{ role: 'inspector' as const, unitId: null }]
  const account = { accountId: inspector, login: 'ducha', name: '督查甲', staffId: null, closed: false, roles }
  server().accounts.push({ ...account, secondFactors: [] })
})

const runningCheck = () => spotChecksOf(server()).find((it) => it.spotCheckId === running)
const openItems = () => runningCheck()?.items.filter((it) => it.found === null) ?? []
const firstOpen = () => {
  const [first] = openItems()
  if (first === undefined) throw new Error('somebody to look at is wanted')
  return first
}
const visit = (page: Page, name: string) => page.getByRole('button', { name: `登记 ${name}` }).click()

const cases: [name: string, account: string, path: string, text: string | RegExp][] = [
  ['spot-checks', inspector, '/spot-checks', '历次结果'],
  ['spot-checks-new', inspector, '/spot-checks?new=1', '查哪个单位'],
  ['spot-checks-running', inspector, `/spot-checks?one=${running}`, '要查的人'],
  ['spot-checks-over', inspector, `/spot-checks?one=${over}`, '全部查完了。'],
  ['spot-checks-waiting', inspector, `/spot-checks?one=${waiting}`, '等号码公布'],
  ['spot-checks-due', inspector, `/spot-checks?one=${due}`, '公布的号码'],
  ['spot-checks-county', county, `/spot-checks?one=${running}`, '怎么抽出来的'],
]

describe.each(['desk', 'phone'] as const)('at the size of a %s', (size) => {
  it.each(cases)('%s is free of faults and fits the screen', slow, async (name, account, path, text) => {
    expect(await look(bench, { name, account, path, text, size, language: 'zh' })).toEqual(clean)
  })
})

describe('in English', () => {
  it.each([
    ['spot-checks', '/spot-checks', 'Results so far'],
    ['spot-checks-new', '/spot-checks?new=1', 'Which unit'],
    ['spot-checks-running', `/spot-checks?one=${running}`, 'People to look at'],
  ])('%s is free of faults and fits a phone', slow, async (name, path, text) => {
    expect(await look(bench, { name, account: inspector, path, text, size: 'phone', language: 'en' })).toEqual(clean)
  })
})

it('a person is recorded on a phone in three presses, all of them large', slow, async () => {
  const page = await bench.open(inspector, `/spot-checks?one=${running}`, 'phone')
  const { name, staffId } = firstOpen()
  await visit(page, name)
  await faultless(page, 'spot-visit')
  const targets = page.locator('.spot-visit .big-choice label, .spot-visit button.big, .spot-visit .spot-note textarea')
  await expect.poll(() => targets.count()).toBeGreaterThanOrEqual(7)
  for (const box of await targets.all()) expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(60)
  const save = await page.locator('.spot-save button').boundingBox()
  expect((save?.y ?? 0) + (save?.height ?? 0)).toBeLessThanOrEqual(844)
  await page.getByText('不在岗', { exact: true }).click()
  await press(page, '保存')
  await wait(page, `${name}：已保存`)
  const kept = runningCheck()?.items.find((it) => it.staffId === staffId)?.found
  expect(kept).toMatchObject({ found: 'absent', note: '', onPaper: false })
  await wait(page, /已查 2\/6 人/)
  expect(await page.getByRole('button', { name: `登记 ${name}` }).count()).toBe(0)
})

it('without a network it is kept on the device, over a new page, and sent once there is one', slow, async () => {
  const { page, context } = await bench.visit(inspector, `/spot-checks?one=${running}`, 'phone')
  const { name, staffId } = firstOpen()
  await visit(page, name)
  await page.getByText('有正当理由', { exact: true }).click()
  await page.getByRole('textbox', { name: '说明' }).fill('假条在桌上')
  await context.setOffline(true)
  await press(page, '保存')
  await wait(page, /没有网络：已记在本机/)
  await wait(page, '1 条还没有发出去，已记在本机。')
  await faultless(page, 'spot-waiting')
  const pressed = Date.now()
  await page.close()
  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto(`${bench.origin}/console/spot-checks?one=${running}`)
  await wait(next, '1 条还没有发出去，已记在本机。')
  await press(next, '现在发送')
  await next.getByText('1 条还没有发出去，已记在本机。').waitFor({ state: 'detached' })
  const kept = runningCheck()?.items.find((it) => it.staffId === staffId)?.found
  expect(kept).toMatchObject({ found: 'excused', note: '假条在桌上' })
  expect(Date.parse(kept?.at ?? '')).toBeLessThan(pressed)
})

it('what waits is sent by itself when the network is back', slow, async () => {
  const { page, context } = await bench.visit(inspector, `/spot-checks?one=${running}`, 'phone')
  const { name, staffId } = firstOpen()
  await visit(page, name)
  await page.locator('.big-choice').getByText('在岗', { exact: true }).click()
  await context.setOffline(true)
  await press(page, '保存')
  await wait(page, '1 条还没有发出去，已记在本机。')
  await context.setOffline(false)
  await page.getByText('1 条还没有发出去，已记在本机。').waitFor({ state: 'detached' })
  expect(runningCheck()?.items.find((it) => it.staffId === staffId)?.found?.found).toBe('present')
})

it('a refusal says why, and what was typed stays until it is given up', slow, async () => {
  const page = await bench.open(inspector, `/spot-checks?one=${running}`, 'phone')
  const item = firstOpen()
  await visit(page, item.name)
  await page.getByText('不是本人', { exact: true }).click()
  await page.getByRole('textbox', { name: '说明' }).fill('戴着面具')
  const other = { found: 'present', at: new Date().toISOString(), note: '', onPaper: false, by: '督查乙' } as const
  item.found = { ...other, checkedIn: true }
  await press(page, '保存')
  await wait(page, /没有保存成功，您填的内容都还在。/)
  await wait(page, /在岗 · 督查乙/)
  expect(await page.getByRole('textbox', { name: '说明' }).inputValue()).toBe('戴着面具')
  await faultless(page, 'spot-refused')
  await press(page, '返回名单')
  await visit(page, item.name)
  expect(await page.getByRole('textbox', { name: '说明' }).inputValue()).toBe('戴着面具')
  await press(page, '放弃这条')
  await press(page, '放弃这条')
  await wait(page, /督查乙，/)
})

it('by keyboard, and from paper with the day and time of the paper', slow, async () => {
  const page = await bench.open(inspector, `/spot-checks?one=${running}`)
  const { name, staffId } = firstOpen()
  await page.getByRole('button', { name: `登记 ${name}` }).focus()
  await page.keyboard.press('Enter')
  await press(page, '保存')
  await wait(page, '请先选择看到的情况')
  await page.getByRole('radio', { name: /没查成/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('switch', { name: '从纸质表上补录' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('textbox', { name: '查到的时间' }).fill('')
  await press(page, '保存')
  await wait(page, '请写成 09:30 这样的时间')
  await page.getByRole('textbox', { name: '查到的时间' }).fill('0005')
  await page.keyboard.press('Tab')
  await faultless(page, 'spot-paper')
  await page.getByRole('button', { name: /保\s*存/ }).focus()
  await page.keyboard.press('Enter')
  await wait(page, `${name}：已保存`)
  const kept = runningCheck()?.items.find((it) => it.staffId === staffId)?.found
  expect(kept).toMatchObject({ found: 'notVisited', onPaper: true })
  expect(kept?.at).toMatch(/T16:05:00/)
})

it('is announced with the size in words, and the next number in one press', slow, async () => {
  const page = await bench.open(county, '/spot-checks', 'phone')
  await page.getByRole('button', { name: /安排抽查/ }).click()
  await wait(page, '要有95%的把握发现5%的虚假，至少抽查59次。')
  await wait(page, '每100人有1人 · 至少 299 次')
  await page.getByText('每50人有1人').click()
  await wait(page, '要有95%的把握发现2%的虚假，至少抽查149次。')
  await page.getByRole('combobox', { name: /查哪个单位/ }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: '青山镇人民政府' }).first().click()
  await wait(page, /这里共 13 人，全部都要查。/)
  await page.getByRole('button', { name: /用下一期双色球/ }).click()
  await faultless(page, 'spot-planned')
  await press(page, '公告')
  await wait(page, '等号码公布')
  const [made] = spotChecksOf(server())
  expect(made).toMatchObject({ unitId: idOf(1, 1), confidence: 0.95, rate: 0.02, drawn: null })
  expect(made?.beaconSource).toContain('双色球')
})

it('is drawn with the number once it is out, and the browser draws the same again', slow, async () => {
  const page = await bench.open(inspector, `/spot-checks?one=${due}`)
  await page.getByRole('textbox', { name: '公布的号码' }).fill('02 09 14 21 28 33 11')
  await press(page, '抽取')
  await wait(page, '用号码“02 09 14 21 28 33 11”抽取？')
  await press(page, '抽取')
  await wait(page, '要查的人')
  await press(page, '在本机重算一遍')
  await wait(page, '✓ 重算结果一致：同样的 6 人。')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /下载重算文件/ }).click()
  expect((await saved).suggestedFilename()).toBe(`spot-check-${due}.sh`)
})

it('prints a sheet with everybody on it and nothing else', slow, async () => {
  const page = await bench.open(inspector, `/spot-checks?one=${running}`)
  await wait(page, '要查的人')
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('.spot-sheet')
  expect(await sheet.isVisible()).toBe(true)
  for (const { name } of runningCheck()?.items ?? []) expect(await sheet.textContent()).toContain(name)
  expect(await page.locator('.top').isVisible()).toBe(false)
})
