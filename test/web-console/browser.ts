import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { violationsOf } from '../web/barriers.ts'
import { TestServer } from './testServer.ts'
import { busyWorld } from './world.ts'

export const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof sizes

/** Built console, test-side server and a browser, together. */
export class Bench {
  readonly server: TestServer
  readonly browser: Browser
  readonly origin: string
  readonly #dir: string

  private constructor(server: TestServer, browser: Browser, origin: string, dir: string) {
    this.server = server
    this.browser = browser
    this.origin = origin
    this.#dir = dir
  }

  static async open(): Promise<Bench> {
    // What is tested is what is shipped: not React's development build, which the test runner's NODE_ENV would choose.
    process.env.NODE_ENV = 'production'
    const dir = mkdtempSync(join(tmpdir(), 'console-'))
    await build({ configFile: 'web/console/vite.config.ts', logLevel: 'error', build: { outDir: dir } })
    const server = new TestServer(dir, busyWorld(new Date().toISOString()))
    const origin = await server.open()
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    })
    return new Bench(server, browser, origin, dir)
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.server.close()
    rmSync(this.#dir, { recursive: true, force: true })
  }

  /** A page of somebody logged in (or of nobody), with everything the page complained about. */
  async page(accountId: string | null | undefined, size: Size = 'desk', language: 'zh' | 'en' = 'zh'): Promise<Seen> {
    const context = await this.browser.newContext({ viewport: sizes[size], locale: 'zh-CN', reducedMotion: 'reduce' })
    await context.addInitScript(`localStorage.setItem('zaigang.language', '${language}')`)
    if (accountId) await context.addCookies([{ name: 'zaigang', value: accountId, url: this.origin }])
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (failure) => complaints.push(String(failure)))
    page.on('console', (said) => {
      if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text())
    })
    return { page, context, complaints }
  }
}

export interface Seen {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
}

/** What axe finds wrong by WCAG 2.2 AA, one line each. */
export async function faultsOf(page: Page, without: readonly string[] = []): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const violations = await violationsOf(page, { tags, without })
  return violations.flatMap((it) =>
    it.nodes.map((node) => `${it.id}: ${node.target.join(' ')} — ${node.failureSummary?.split('\n').at(1)?.trim()}`),
  )
}

/** Keeps a picture of the page for people to look at; nothing is compared. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!existsSync('out/screens')) mkdirSync('out/screens', { recursive: true })
  await page.screenshot({ path: `out/screens/console-${name}.png`, fullPage: true })
}
