// `npm run screens`: starts the demonstration and writes a picture of every page to ./out/screens.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../test/browser/kiosk.ts'
import { startProduct } from '../test/browser/product.ts'

const folder = join(import.meta.dirname, '../out/screens')
mkdirSync(folder, { recursive: true })

const desk = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }
/** What each account of the demonstration sees in the console. */
const inside: Readonly<Record<string, readonly string[]>> = {
  kaoqin: [
    'today',
    'month',
    'sheet',
    'duties',
    'requests',
    'staff',
    'consents',
    'units',
    'devices',
    'proposals',
    'account',
  ],
  anquan: ['accounts'],
  shenji: ['audit'],
  cunwen: ['me', 'counter', 'matters', 'queue'],
  xian: ['matter-types', 'visits', 'call-backs', 'problems', 'suspects', 'spot-checks', 'bulletin', 'advice'],
}

console.log('starting the demonstration (about a minute) …')
const product = await startProduct({ demo: true })
const password = (await product.until(/demo accounts, password (\S+):/, 300_000))[1] ?? ''
const browser = await openBrowser()
try {
  await outside(browser)
  for (const [login, pages] of Object.entries(inside)) await consoleOf(browser, login, pages)
} finally {
  await browser.close()
  await product.remove()
}
process.exit(0)

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  console.log(`  ${name}.png`)
}

async function outside(browser: Browser): Promise<void> {
  for (const [size, viewport] of Object.entries({ desk, phone })) {
    const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
    await page.goto(`${product.url}/boards`)
    await shoot(page, `boards-${size}`)
    await page
      .getByRole('link', { name: /清溪镇便民服务中心/ })
      .first()
      .click()
    await shoot(page, `board-${size}`)
    await page.goto(`${page.url().split('?')[0]}/poster`)
    await shoot(page, `poster-${size}`)
    for (const name of ['counts', 'measures', 'log', 'verify', 'matter']) {
      await page.goto(`${product.url}/${name}`)
      await page.waitForLoadState('networkidle')
      await shoot(page, `${name}-${size}`)
    }
    await page.goto(`${product.url}/console/`)
    await page.waitForLoadState('networkidle')
    await shoot(page, `log-in-${size}`)
    await page.context().close()
  }
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })).newPage()
  await page.goto(`${product.url}/kiosk/`)
  await page.waitForTimeout(1500)
  await shoot(page, 'kiosk-unbound')
  await page.context().close()
}

async function consoleOf(browser: Browser, login: string, pages: readonly string[]): Promise<void> {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${product.url}/console/`)
  await page.locator('input').first().fill(login)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/console\/(?!log-in)/)
  for (const name of pages) {
    for (const [size, viewport] of Object.entries({ desk, phone })) {
      await page.setViewportSize(viewport)
      await page.goto(`${product.url}/console/${name}`)
      await page.waitForLoadState('networkidle').catch(() => undefined)
      await page.waitForTimeout(800)
      await shoot(page, `console-${login}-${name}-${size}`)
    }
  }
  await context.close()
}
