import { mkdirSync, writeFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterTypeRow } from '../../src/contract/matterTypes.ts'
import { faultsOf } from '../web-console/browser.ts'
import { choose, press, spaced, wait } from '../web-console/steps.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage } from './village.ts'

let product: Product
let browser: Browser
let county: Client
const complaints: string[] = []
const contexts = new Map<string, BrowserContext>()
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
type Size = keyof typeof sizes
/** For machines that are slow: what is waited for is the condition. */
const patient = { timeout: 60_000 }

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), openBrowser()])
  const village = await setUpVillage(product)
  await village.openAccount('county', '县委办', null, [{ role: 'county', unitId: null }])
  county = openClient(product.url)
  await county.send('POST', '/api/log-in', { login: 'county', password })
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

const listTypes = (): Promise<MatterTypeRow[]> => county.get<MatterTypeRow[]>('/api/matter-types')
const typeNamed = async (name: string): Promise<MatterTypeRow | undefined> =>
  (await listTypes()).find((it) => it.name === name)

/** The page of the county, in a browser where it has logged in. */
async function open(size: Size = 'desk', language = 'zh'): Promise<Page> {
  const name = `${size} ${language}`
  const context = contexts.get(name) ?? (await enter(size, language))
  contexts.set(name, context)
  const page = await context.newPage()
  page.on('pageerror', (failure) => complaints.push(String(failure)))
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text())
  })
  await page.goto(`${product.url}/console/matter-types`)
  await page.locator('h1').waitFor()
  return page
}

async function enter(size: Size, language: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${product.url}/console/log-in`)
  await page.getByLabel('登录名').fill('county')
  await page.getByLabel('密码').fill(password)
  await press(page, '登录')
  await page.waitForURL(/console\/(?!log-in)/)
  await page.close()
  await context.addInitScript(`localStorage.setItem('zaigang.language', '${language}')`)
  return context
}

async function picture(page: Page, name: string, full = false): Promise<void> {
  mkdirSync('out/screens', { recursive: true })
  await page.screenshot({ path: `out/screens/matterTypes-${name}.png`, fullPage: full })
}

/** No fault that axe finds, and nothing wider than the screen; drawers stand outside of landmarks by nature. */
async function faultless(page: Page): Promise<void> {
  expect(await faultsOf(page, ['region'])).toEqual([])
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(wide).toBeLessThanOrEqual(screen ?? 0)
}

describe('the kinds of matter', () => {
  test('begin with the samples, which are shown before they are kept', async () => {
    const page = await open()
    await wait(page, '还没有设置事项')
    await press(page, '导入')
    await press(page, '装入常用事项样例')
    await wait(page, /新增 \d+ 个/)
    expect(await listTypes()).toHaveLength(1)
    await picture(page, 'samples')
    await faultless(page)
    await page.getByRole('button', { name: /^导入 \d+ 个$/ }).click()
    await expect.poll(async () => (await listTypes()).length, patient).toBeGreaterThan(30)
    await wait(page, '最低生活保障申请')
    await picture(page, 'list', true)
    await faultless(page)
  })

  test('are found by what people call them', async () => {
    const page = await open('phone')
    await page.getByRole('searchbox', { name: '按名称、代码、关键词查找' }).fill('水泵')
    await wait(page, '抽水泵安装协助')
    await expect.poll(() => page.locator('.matter-types > li').count(), patient).toBe(1)
    await page.locator('summary').click()
    await wait(page, /接电安全确认/)
    await picture(page, 'found-phone', true)
    await faultless(page)
  })

  test('are written by hand: limits are checked, what may not be is marked, and then it is kept', async () => {
    const page = await open()
    await press(page, '新事项')
    await page.getByLabel('名称', { exact: true }).fill('残疾人机动车补贴')
    await page.getByRole('textbox', { name: '代码' }).fill('CJ-99')
    await page.getByRole('textbox', { name: '分类' }).fill('残疾人服务')
    await page.getByLabel('环节名称').fill('受理')
    await page.getByLabel('岗位').fill('残联窗口')
    await page.getByLabel('承诺时限', { exact: true }).fill('30')
    await press(page, '下一步：核对')
    await wait(page, '承诺时限不能长于法定时限')
    await picture(page, 'fault')
    await page.getByLabel('承诺时限', { exact: true }).fill('8')
    await press(page, '添加环节')
    await page.getByLabel('环节名称').nth(1).fill('审核')
    await page.getByLabel('岗位').nth(1).fill('县残联')
    await press(page, '添加材料')
    await page.getByLabel('材料名称').fill('行驶证')
    await picture(page, 'editor')
    await faultless(page)
    await press(page, '下一步：核对')
    await wait(page, '新事项，保存后即可受理。')
    await picture(page, 'checked')
    await press(page, '保存')
    await expect
      .poll(() => typeNamed('残疾人机动车补贴'))
      .toMatchObject({
        ...{ version: 1, promised: { unit: 'workingDays', amount: 8 } },
        steps: [{ name: '受理' }, { name: '审核', post: '县残联' }],
        materials: [{ name: '行驶证', required: true }],
      })
  })

  test('that allow more time wait for the second person; what was shorter is kept at once, and both can be read', async () => {
    const page = await open('phone')
    const search = () => page.getByRole('searchbox', { name: '按名称、代码、关键词查找' }).fill('CJ-99')
    const change = async (days: string) => {
      await search()
      await page.getByRole('button', { name: '修改：残疾人机动车补贴' }).click()
      await page.getByLabel('承诺时限', { exact: true }).fill(days)
      await press(page, '下一步：核对')
      await wait(page, `→ ${days}个工作日`)
    }
    await change('6')
    await picture(page, 'shorter-phone')
    await faultless(page)
    await press(page, '保存')
    await expect.poll(() => typeNamed('残疾人机动车补贴'), patient).toMatchObject({ version: 2 })
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await change('9')
    await page.getByRole('textbox').last().fill('换了经办单位')
    await picture(page, 'longer-phone')
    await press(page, '保存')
    await wait(page, '已提交，待另一人复核后生效。')
    expect(await typeNamed('残疾人机动车补贴')).toMatchObject({ version: 2, promised: { amount: 6 } })
    await search()
    await page.getByRole('button', { name: '历次版本：残疾人机动车补贴' }).click()
    await wait(page, '承诺时限：8个工作日 → 6个工作日')
    await picture(page, 'versions-phone')
    await faultless(page)
  })

  test('are retired with a reason, and “other” never', async () => {
    const page = await open()
    expect(await page.getByRole('button', { name: '停用：其他事项' }).count()).toBe(0)
    await page.getByRole('searchbox').fill('婚育')
    await page.getByRole('button', { name: '停用：婚育情况说明' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('证明事项清理')
    await dialog.getByRole('button', { name: spaced('停用') }).click()
    await expect.poll(async () => (await typeNamed('婚育情况说明'))?.retired, patient).toBe(true)
    await wait(page, '重新启用')
  })

  test('a workbook with something wrong names the place and keeps nothing', async () => {
    const before = await listTypes()
    const excel = (await import('exceljs')).default
    const book = new excel.Workbook()
    book.addWorksheet('事项').addRows([
      ['代码', '名称', '分类', '受理时限', '法定时限', '承诺时限'],
      ['xx-1', '新的事', '综合', '1个工作日', '20个工作日', '很快'],
    ])
    mkdirSync('out', { recursive: true })
    writeFileSync('out/bad-types.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    const page = await open('phone')
    await press(page, '导入')
    await page.getByLabel('选择表格').setInputFiles('out/bad-types.xlsx')
    await wait(page, '请写成“5个工作日”“4小时”“30分钟”或“3天”')
    await wait(page, '事项 · 承诺时限')
    await picture(page, 'bad-phone')
    await faultless(page)
    expect(await listTypes()).toEqual(before)
  })
})

describe('working hours', () => {
  test('are changed from a day on, for one unit', async () => {
    const page = await open('phone')
    await page.getByRole('tab', { name: '工作时间' }).click()
    await press(page, '从某天起改')
    await choose(page, '适用于', '上溪村')
    await page.getByRole('button', { name: '周六加一段' }).click()
    await page.getByLabel('周六第 1 段 开始').fill('09:00')
    await page.getByLabel('周六第 1 段 结束').fill('08:00')
    await page.getByLabel('理由').fill('赶集日')
    await press(page, '保存')
    await wait(page, '每段结束要晚于开始')
    await page.getByLabel('周六第 1 段 结束').fill('12:00')
    await picture(page, 'hours-phone')
    await faultless(page)
    await press(page, '保存')
    await wait(page, '09:00–12:00')
    const [kept] = await county.get<{ hours: { weekly: { sat: unknown } } }[]>('/api/working-hours')
    expect(kept?.hours.weekly.sat).toEqual([{ from: '09:00', to: '12:00' }])
  })

  test('of a unit are given up for those above it', async () => {
    const page = await open('phone')
    await page.getByRole('tab', { name: '工作时间' }).click()
    await press(page, '从某天起改')
    await choose(page, '适用于', '上溪村')
    await page.getByLabel('不再用自己的时间，随上级').check()
    await page.getByRole('button', { name: '周六加一段' }).waitFor({ state: 'detached' })
    await page.getByLabel('理由').fill('集市停办')
    await picture(page, 'hours-given-up-phone')
    await faultless(page)
    await press(page, '保存')
    const listKept = async () =>
      (await county.get<{ hours: { weekly: unknown } }[]>('/api/working-hours')).map((it) => it.hours.weekly)
    await expect.poll(listKept, { timeout: 20_000 }).toEqual([null])
    await wait(page, '随上级')
  })

  test('and due dates are looked through to the end', async () => {
    const page = await open('phone')
    await page.getByRole('tab', { name: '重算期限' }).click()
    await press(page, '看看会变什么')
    await wait(page, '0 件在办事项，到期时间都不变。')
    await faultless(page)
  })
})

test('in English everything is English', async () => {
  for (const size of ['desk', 'phone'] as const) {
    const page = await open(size, 'en')
    await wait(page, /promised 3 working days/)
    await picture(page, `english-${size}`)
    await faultless(page)
    await page.getByRole('tab', { name: 'Working hours' }).click()
    await wait(page, 'Usual (nothing else decided)')
    await picture(page, `english-hours-${size}`)
    await faultless(page)
  }
})

test('no page complained', () => {
  expect(complaints).toEqual([])
})
