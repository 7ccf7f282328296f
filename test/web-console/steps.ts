import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { Bench, faultsOf, picture, type Seen, type Size } from './browser.ts'
import { busyWorld } from './world.ts'

/** An account, or nobody. */
type Who = string | null | undefined

export interface Stage extends Pick<Bench, 'server' | 'origin' | 'page'> {
  readonly visit: (account: Who, path: string, size?: Size, language?: 'zh' | 'en') => Promise<Seen>
  readonly open: (account: Who, path: string, size?: Size) => Promise<Page>
}

/** The console for the tests of a file, each before a county in the middle of its work; what one opened is closed behind it. */
export function setStage(): Stage {
  let bench: Bench
  const opened: Seen[] = []
  beforeAll(async () => {
    bench = await Bench.open()
  }, 120_000)
  afterAll(() => bench.close())
  beforeEach(() => {
    bench.server.world = busyWorld(new Date().toISOString())
    bench.server.streaming = true
  })
  afterEach(async () => {
    for (const { context } of opened.splice(0)) await context.close()
  })
  const page: Bench['page'] = async (...how) => {
    const seen = await bench.page(...how)
    opened.push(seen)
    return seen
  }
  const visit: Stage['visit'] = async (account, path, size, language) => {
    const seen = await page(account, size, language)
    await seen.page.goto(`${bench.origin}/console${path}`)
    return seen
  }
  return {
    get server() {
      return bench.server
    },
    get origin() {
      return bench.origin
    },
    page,
    visit,
    open: async (account, path, size) => (await visit(account, path, size)).page,
  }
}

/** antd puts a space between the two characters of a short button. */
export const spaced = (text: string) => new RegExp(`^${[...text].join('\\s*')}$`)

export const press = (page: Page, text: string) =>
  page
    .getByRole('button', { name: spaced(text) })
    .last()
    .click()

/** What stands on the screen now. */
export const stands = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first()

export const wait = (page: Page, text: string | RegExp) => stands(page, text).waitFor()

export const choose = async (page: Page, field: string | RegExp, option: string | RegExp) => {
  await page.getByRole('combobox', { name: field }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

/** No faults of access are on the page as it stands; menus, drawers and pop-ups stand outside of its landmarks by nature. */
export async function faultless(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(150)
  await picture(page, `open-${name}`)
  expect(await faultsOf(page, ['region'])).toEqual([])
}

export interface View {
  readonly name: string
  readonly account: Who
  readonly path: string
  readonly text: string | RegExp
  readonly size: Size
  readonly language: 'zh' | 'en'
}

/** Opens a page, keeps a picture of it, and says what is wrong with it: faults of access, too wide, complaints. */
export async function look(bench: Stage, view: View) {
  const { page, context, complaints } = await bench.visit(view.account, view.path, view.size, view.language)
  await wait(page, view.text)
  await page.waitForTimeout(200)
  await picture(page, `${view.name}-${view.size}${view.language === 'en' ? '-en' : ''}`)
  // The narrowest desk there is.
  if (view.size === 'desk') await page.setViewportSize({ width: 1280, height: 800 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const faults = await faultsOf(page)
  await context.close()
  return { faults, wide, complaints }
}

export const clean = { faults: [], wide: 0, complaints: [] }

/** Thousands of bytes, packed, of every script and style a page needs before somebody has pressed anything, by file. */
export async function weigh(bench: Stage, account: Who, path: string, ready: (page: Page) => Promise<void>) {
  const { page, context } = await bench.page(account)
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (it) => {
    if (/\.(js|css)$/.test(it.url())) bodies.set(it.url().split('/').at(-1) ?? '', it.body())
  })
  await page.goto(`${bench.origin}/console${path}`)
  await ready(page)
  const files = await Promise.all(
    [...bodies].map(async ([name, body]) => ({ name, kB: gzipSync(await body, { level: 9 }).length / 1000 })),
  )
  await context.close()
  return files
}

export const sumOf = (files: readonly { readonly kB: number }[]): number =>
  Math.round(files.reduce((sum, it) => sum + it.kB, 0))
