import type { Page } from 'playwright-core'
import { type Bench, faultsOf, picture, type Seen, type Size } from './browser.ts'

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

export const choose = async (page: Page, field: string, option: string | RegExp) => {
  await page.getByRole('combobox', { name: field }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

export interface View {
  readonly name: string
  readonly account: string
  readonly path: string
  readonly text: string | RegExp
  readonly size: Size
  readonly language: 'zh' | 'en'
}

/** Opens a page, keeps a picture of it, and says what is wrong with it: faults of access, too wide, complaints. */
export async function look(bench: Bench, view: View, act?: (page: Page) => Promise<void>) {
  const seen: Seen = await bench.page(view.account, view.size, view.language)
  const { page, context, complaints } = seen
  await page.goto(`${bench.origin}/console${view.path}`)
  await wait(page, view.text)
  await act?.(page)
  await page.waitForTimeout(200)
  await picture(page, `${view.name}-${view.size}${view.language === 'en' ? '-en' : ''}`)
  // The narrowest desk there is.
  if (view.size === 'desk') await page.setViewportSize({ width: 1280, height: 800 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  // What lies over the page (drawers, menus) stands outside of its landmarks by nature.
  const faults = await faultsOf(page, act ? ['region'] : [])
  await context.close()
  return { faults, wide, complaints }
}

export const clean = { faults: [], wide: 0, complaints: [] }
