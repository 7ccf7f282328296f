// `npm run screens`: starts the demonstration and writes a picture of every page to ./out/screens.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { whoAmI } from '../src/contract/routes/setup.ts'
import { openBrowser } from '../test/browser/kiosk.ts'
import { startProduct } from '../test/browser/product.ts'
import { pages, pagesFor } from '../web/console/menu.ts'

const folder = join(import.meta.dirname, '../out/screens')
mkdirSync(folder, { recursive: true })

const desk = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }
/** Accounts of the demonstration: each page of the console is taken as the first of them that may open it sees it. */
const logins = ['cunwen', 'kaoqin', 'anquan', 'shenji', 'xian']
const taken = new Set<string>()

console.log('starting the demonstration (about a minute) …')
const product = await startProduct({ demo: true })
const password = (await product.until(/demo accounts, password (\S+):/, 300_000))[1] ?? ''
const browser = await openBrowser()
try {
  await outside(browser)
  for (const login of logins) await consoleOf(browser, login)
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
    const siteId = new URL(page.url()).pathname.split('/').at(-1)
    for (const [name, path] of Object.entries(publicPages(siteId ?? ''))) {
      await page.goto(`${product.url}${path}`)
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

function publicPages(siteId: string): Readonly<Record<string, string>> {
  return {
    poster: `/board/${siteId}/poster`,
    visit: `/visit/at/${siteId}`,
    'visit-poster': `/visit/at/${siteId}/poster`,
    queue: `/queue/${siteId}`,
    counts: '/counts',
    measures: '/measures',
    log: '/log',
    verify: '/verify',
    matter: '/matter',
  }
}

async function consoleOf(browser: Browser, login: string): Promise<void> {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${product.url}/console/`)
  await page.locator('input').first().fill(login)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/console\/(?!log-in)/)
  const { account } = whoAmI.output.parse(await (await context.request.get(`${product.url}${whoAmI.path}`)).json())
  for (const path of ['/account', ...pagesFor(account).map((it) => pages[it].path)]) {
    if (taken.has(path)) continue
    taken.add(path)
    for (const [size, viewport] of Object.entries({ desk, phone })) {
      await page.setViewportSize(viewport)
      await page.goto(`${product.url}/console${path}`)
      await page.waitForLoadState('networkidle').catch(() => undefined)
      await page.waitForTimeout(800)
      await shoot(page, `console-${login}-${path.slice(1)}-${size}`)
    }
  }
  await context.close()
}
