import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatterAct } from '../../src/contract/matters.ts'
import { newId } from '../../src/kit/ids.ts'
import { receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { violationsOf } from '../web/barriers.ts'
import { type Client, openClient } from './client.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage } from './village.ts'

let product: Product
let browser: Browser
let clerk: Client
let siteId = ''
let typeId = ''
const pictures = process.env.PICTURES

beforeAll(async () => {
  product = await startProduct({ role: 'center' })
  const village = await setUpVillage(product, async () => undefined)
  siteId = village.siteId
  const { staffId } = await village.hire('王小明', 'A1')
  const { unitId } = village
  await village.openAccount('wang', '王小明', staffId, [
    { role: 'staff', unitId: null },
    { role: 'clerk', unitId },
  ])
  clerk = openClient(product.url)
  await clerk.send('POST', '/api/log-in', { login: 'wang', password })
  const counter = await clerk.get<{ types: { typeId: string; code: string }[] }>('/api/counter')
  typeId = counter.types.find((it) => it.code === 'other')?.typeId ?? ''
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  })
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

interface Receipt {
  readonly code: string
  readonly matterId: string
}

async function taken(): Promise<Receipt> {
  const code = receiptCodeOf(randomBytes(13))
  const matterId = newId()
  await clerk.send('POST', '/api/matters', {
    ...{
      matterId,
      codeHash: createHash('sha256').update(code).digest('hex'),
      typeId,
      title: '路灯不亮',
      description: '',
    },
    ...{ siteId, channel: 'counter', applicant: { name: '赵老汉', phone: '13912345678' }, agentStaffId: null },
    ...{ external: null, place: null, suggestion: null, brought: [], takenAt: null },
  })
  return { code, matterId }
}

async function finished(): Promise<Receipt> {
  const receipt = await taken()
  const act = (it: MatterAct) => clerk.send('POST', `/api/matters/${receipt.matterId}/acts`, it)
  await act({ act: 'accept' })
  await act({ act: 'finish', result: '已换灯' })
  return receipt
}

/** A telephone without any script. */
async function telephone(javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    javaScriptEnabled,
  })
  return context.newPage()
}

async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  if (!existsSync(pictures)) mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

test('without script, on a telephone: the code typed, the matter read, its ending rated once, done again', async () => {
  const { code } = await finished()
  const page = await telephone()
  await page.goto(`${product.url}/matter`)
  await keepPicture(page, 'form')
  await page.fill('#code', code.toLowerCase().replaceAll('-', ' '))
  await page.click('button[type=submit]')
  expect(page.url()).toContain(`/matter/${code}`)
  await keepPicture(page, 'finished')
  expect(await page.textContent('body')).toContain('已换灯')
  await page.check('input[name=solved][value=no]', { force: true })
  await page.check('input[name=satisfied][value=dissatisfied]', { force: true })
  await page.click('.rating button[type=submit]')
  expect(page.url()).toContain('said=rated')
  expect(await page.textContent('body')).toContain('已封存')
  expect(await page.locator('input[type=radio]').count()).toBe(0)
  await keepPicture(page, 'rated')
  await page.fill('#reason', '第二天又不亮了')
  await page.click('form[action$=reopen] button')
  expect(await page.textContent('#now')).toContain('正在办')
  await keepPicture(page, 'reopened')
  await page.goto(`${product.url}/matter/AAAAA-AAAAA-AAAA`)
  expect(await page.textContent('[role=alert]')).toContain('没有查到')
  await keepPicture(page, 'gone')
  await page.goto(`${product.url}/measures`)
  expect(await page.textContent('h1')).toContain('事情办得怎么样')
  await keepPicture(page, 'measures')
})

test('every page fits 390 px, has no fault axe knows, large type and large targets, and weighs at most 25 kB', async () => {
  const [open, ended] = [await taken(), await finished()]
  const page = await telephone(true)
  for (const lang of ['zh', 'en']) {
    const paths = ['/matter', `/matter/${open.code}`, `/matter/${ended.code}`, '/matter/AAAAA-AAAAA-AAAA', '/measures']
    for (const path of paths) {
      const came: Promise<number>[] = []
      page.removeAllListeners('response')
      page.on('response', (it) => void came.push(it.body().then((body) => gzipSync(body, { level: 9 }).length)))
      await page.goto(`${product.url}${path}?lang=${lang}`, { waitUntil: 'networkidle' })
      const bytes = (await Promise.all(came)).reduce((sum, it) => sum + it, 0)
      const violations = await violationsOf(page)
      const look = await page.evaluate(lookAtPage)
      expect([
        path,
        violations.map((it) => `${it.id} ${it.nodes[0]?.target}`),
        look.wide,
        look.small,
        look.low,
      ]).toEqual([path, [], false, [], []])
      expect(bytes).toBeGreaterThan(1000)
      expect(bytes).toBeLessThanOrEqual(25 * 1024)
    }
  }
})

/** Runs in the page: what is wider than it, type under 18 px, targets under 60 px. */
function lookAtPage() {
  const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter((it) => it.getClientRects().length > 0)
  const texts = shown.filter((it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
  const targets = shown.filter((it) =>
    it.matches('a, button, summary, label.choice, input:not([type=radio]), textarea'),
  )
  return {
    wide: document.documentElement.scrollWidth > innerWidth,
    small: texts
      .filter((it) => Number.parseFloat(getComputedStyle(it).fontSize) < 18)
      .map((it) => it.textContent ?? ''),
    low: targets.filter((it) => it.getBoundingClientRect().height < 60).map((it) => it.outerHTML.slice(0, 80)),
  }
}
