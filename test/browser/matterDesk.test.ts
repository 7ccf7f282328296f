import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { otherType } from '../../src/matter/types/other.ts'
import { faultsOf } from '../web-console/browser.ts'
import { press, wait } from '../web-console/steps.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage } from './village.ts'

let product: Product
let browser: Browser
let context: BrowserContext
let clerk: Client
let county: Client
let siteId = ''
const complaints: string[] = []

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), openBrowser()])
  const village = await setUpVillage(product)
  ;({ clerk, siteId } = village)
  await village.openAccount('county', '县委办', null, [{ role: 'county', unitId: null }])
  county = openClient(product.url)
  await county.send('POST', '/api/log-in', { login: 'county', password })
  context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${product.url}/console/log-in`)
  await page.getByLabel('登录名').fill('county')
  await page.getByLabel('密码').fill(password)
  await press(page, '登录')
  await page.waitForURL(/console\/(?!log-in)/)
  await page.close()
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

async function open(path: string): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (failure) => complaints.push(String(failure)))
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text())
  })
  await page.goto(`${product.url}/console/${path}`)
  await page.locator('h1').waitFor()
  return page
}

/** No fault that axe finds, and nothing wider than the screen. */
async function faultless(page: Page, name: string): Promise<void> {
  mkdirSync('out/screens', { recursive: true })
  await page.screenshot({ path: `out/screens/matterDesk-${name}.png`, fullPage: true })
  expect(await faultsOf(page, ['region'])).toEqual([])
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(wide).toBeLessThanOrEqual(screen ?? 0)
}

/** Taken by the clerk for somebody, and taken back by him. */
async function takeBack(): Promise<string> {
  const matterId = newId()
  await clerk.send('POST', '/api/matters', {
    ...{ matterId, codeHash: createHash('sha256').update(matterId).digest('hex'), typeId: otherType.typeId, siteId },
    ...{ title: '诸葛家的院墙', description: '墙要倒', applicant: { name: '诸葛老汉', phone: '13900000001' } },
    ...{ channel: 'counter', agentStaffId: null, external: null, place: null, suggestion: null, brought: [] },
    takenAt: null,
  })
  await clerk.send('POST', `/api/matters/${matterId}/acts`, { act: 'withdraw', reason: '不办了' })
  return matterId
}

test('the county destroys who a matter was for: it asks for a reason, and the page says what is gone', async () => {
  const page = await open(`matter/${await takeBack()}`)
  await wait(page, '诸葛老汉')
  await press(page, '销毁申请人信息')
  await wait(page, '全部销毁，不能恢复')
  await page.getByLabel('原因').fill('本人要求删除')
  await faultless(page, 'erasing')
  await page.getByRole('dialog').getByRole('button', { name: '销毁申请人信息' }).click()
  await wait(page, '申请人信息和所说的情况已依法销毁，不能恢复')
  await page.getByRole('heading', { level: 1, name: '其他事项' }).waitFor()
  expect(await page.content()).not.toContain('诸葛')
  await faultless(page, 'erased')
})

test('a webhook is switched off and on by a press', async () => {
  const page = await open('notices')
  await page.getByLabel('接收地址').fill('https://hook.example.gov.cn/zaigang')
  await press(page, '添加')
  const control = page.getByRole('switch', { name: /hook\.example/ })
  await control.click()
  await wait(page, '起停用')
  await faultless(page, 'webhook-off')
  const offAt = async () => (await county.get<{ offAt: string | null }[]>('/api/webhooks')).map((it) => it.offAt)
  expect(await offAt()).toEqual([expect.any(String)])
  await control.click()
  await page.getByText('起停用').waitFor({ state: 'detached' })
  expect(await offAt()).toEqual([null])
})

test('no page complained', () => {
  expect(complaints).toEqual([])
})
