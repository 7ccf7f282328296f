import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../web/barriers.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage } from './village.ts'

let product: Product
let browser: Browser
let clerk: Client
let siteId = ''
const pictures = process.env.PICTURES

beforeAll(async () => {
  product = await startProduct({ role: 'center' })
  const village = await setUpVillage(product, async () => undefined)
  siteId = village.siteId
  const { staffId } = await village.hire('王小明', 'A1')
  const grants = [
    { role: 'staff', unitId: null },
    { role: 'clerk', unitId: village.unitId },
    { role: 'county', unitId: null },
  ]
  await village.openAccount('wang', '王小明', staffId, grants)
  clerk = openClient(product.url)
  await clerk.send('POST', '/api/log-in', { login: 'wang', password })
  await clerk.send('PUT', `/api/queues/${siteId}`, { open: true, counters: ['1 号窗口', '2 号窗口'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

/** A telephone without any script. */
async function telephone(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    javaScriptEnabled: false,
  })
  return context.newPage()
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  if (!existsSync(pictures)) mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** Large type, large targets, nothing cut off at the side, nothing axe complains of. */
async function inspect(page: Page, name: string): Promise<void> {
  await picture(page, name)
  const context: BrowserContext = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  const seen = await context.newPage()
  await seen.goto(page.url())
  const violations = await violationsOf(seen)
  expect(violations.map((it) => [name, it.id, it.nodes.map((node) => node.html)])).toEqual([])
  const found = await seen.evaluate(() => {
    const small = [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
      .filter((it) => it.getClientRects().length > 0)
      .filter((it) => it.closest('label.choice') === null && it.getBoundingClientRect().height < 60)
      .map((it) => it.outerHTML.slice(0, 80))
    const type = [...document.querySelectorAll('main *')]
      .filter((it) => it.textContent?.trim() && it.closest('svg') === null)
      .map((it) => Number.parseFloat(getComputedStyle(it).fontSize))
    return { small, least: Math.min(...type), wide: document.documentElement.scrollWidth }
  })
  expect([name, found.small]).toEqual([name, []])
  expect(found.least).toBeGreaterThanOrEqual(18)
  expect(found.wide).toBeLessThanOrEqual(390)
  await context.close()
}

test('without a script: from the duty board, “I am here”, sent away with what was told, its receipt', async () => {
  const page = await telephone()
  await page.goto(`${product.url}/board/${siteId}`)
  await page.click('text=我到了')
  await inspect(page, 'visit-entrance')
  await page.click('text=我到了，开始计时')
  await page.waitForURL(/\/visit\/[0-9A-Z-]{16}/)
  await inspect(page, 'visit-asking')
  await page.click('text=让我回去')
  await inspect(page, 'visit-sent-away')
  await page.fill('textarea', '说还差一张照片')
  await page.click('text=告诉县里')
  await page.waitForSelector('.said')
  expect(await page.textContent('.said')).toContain('说还差一张照片')
  await inspect(page, 'visit-said')
  await page.click('text=这句话的回执')
  expect(await page.textContent('main')).toContain('被叫回去')
  await picture(page, 'visit-receipt')
})

test('without a script: nobody there with one press, changed afterwards; the office sees it at once', async () => {
  const page = await telephone()
  await page.goto(`${product.url}/visit/at/${siteId}?from=poster`)
  await page.click('button:has-text("没有人")')
  await page.waitForSelector('.said')
  await page.click('button:has-text("办成了")')
  await page.waitForSelector('.said.older')
  const { rows } = await clerk.get<{ rows: { words: { outcome: string }[] }[] }>(
    `/api/visits?day=${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}`,
  )
  expect(rows.map((it) => it.words.map(({ outcome }) => outcome))).toContainEqual(['nobodyThere', 'served'])
})

test('without a script: a number, silently called, given back', async () => {
  const page = await telephone()
  await page.goto(`${product.url}/queue/${siteId}`)
  await inspect(page, 'queue')
  await page.click('button:has-text("优先取号")')
  await page.waitForURL(/\/queue\/ticket\//)
  expect(await page.textContent('main')).toContain('下一个就是您')
  await inspect(page, 'ticket-waiting')
  await clerk.send('POST', `/api/queues/${siteId}/acts`, { act: 'next', counter: '2 号窗口' })
  await page.reload()
  expect(await page.textContent('.come')).toContain('2 号窗口')
  await inspect(page, 'ticket-called')
  const board = await telephone()
  await board.goto(`${product.url}/board/${siteId}`)
  expect(await board.textContent('.queue')).toContain('001 号到 2 号窗口')
  await picture(board, 'board-with-queue')
  await page.click('text=退号')
  await page.waitForSelector('text=您已退号')
})

test('each page weighs at most 25 kB with its style, script and mark; the poster fits one sheet', async () => {
  const page = await telephone()
  await page.goto(`${product.url}/visit/at/${siteId}/poster`)
  await inspect(page, 'door-poster')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const weigh = async (path: string): Promise<number> =>
    gzipSync(Buffer.from(await (await fetch(product.url + path)).arrayBuffer()), { level: 9 }).length
  const shared = ['/board/assets/citizen.css', '/board/assets/board.js', '/board/assets/mark.svg']
  const assets = (await Promise.all(shared.map(weigh))).reduce((sum, it) => sum + it, 0)
  for (const path of [`/visit/at/${siteId}`, `/visit/at/${siteId}/poster`, `/queue/${siteId}`]) {
    const bytes = assets + (await weigh(path))
    console.log(`${path.replace(siteId, ':siteId')} ${(bytes / 1024).toFixed(1)} kB`)
    expect(bytes).toBeLessThanOrEqual(25 * 1024)
  }
})

test('the console: visits of the day with a call entered, the counter by its keys', async () => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (failure) => complaints.push(String(failure)))
  await page.goto(`${product.url}/console/log-in`)
  await page.fill('#login', 'wang')
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/console\/(?!log-in)/)
  await page.goto(`${product.url}/console/visits`)
  await page.click('button:has-text("代电话来访者登记")')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.read-aloud-code')
  await page.click('.ant-modal button:has-text("关闭"), .ant-modal button:has-text("关 闭")')
  await page.waitForSelector('.visit-table')
  await page.waitForSelector('text=工作人员代登记')
  await picture(page, 'console-visits')
  const axe = async () => (await violationsOf(page)).map((it) => [it.id, it.nodes[0]?.html])
  // A button on its way to another colour has neither: a fault is what stays.
  const hasNoFault = () => expect.poll(axe, { timeout: 20_000, interval: 500 }).toEqual([])
  await page.waitForSelector('.ant-modal-wrap', { state: 'hidden' })
  await hasNoFault()

  for (let n = 0; n < 3; n++) {
    const phone = await telephone()
    await phone.goto(`${product.url}/queue/${siteId}`)
    await phone.click('button[value="usual"]')
    // A page on its way to another one may never answer that it has closed.
    await phone.waitForURL(/\/queue\/ticket\//)
    await phone.context().close()
  }
  const { waiting } = await clerk.get<{ waiting: { number: number }[] }>(`/api/queues/${siteId}`)
  const [first = '', second = ''] = waiting.map((it) => String(it.number).padStart(3, '0'))
  await page.goto(`${product.url}/console/queue`)
  await page.click('.counter-choice .ant-select')
  await page.click('.ant-select-item-option:has-text("1 号窗口")')
  await page.click('h1')
  await page.keyboard.press('n')
  await page.waitForSelector(`.counter-now strong:has-text("${first}")`)
  await page.keyboard.press('h')
  await page.waitForSelector(`button:has-text("${first} 号回来了")`)
  await page.keyboard.press('n')
  await page.waitForSelector(`.counter-now strong:has-text("${second}")`)
  await picture(page, 'console-queue')
  await hasNoFault()
  expect(complaints).toEqual([])
  await context.close()
})
