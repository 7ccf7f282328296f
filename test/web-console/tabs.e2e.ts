import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOf, picture } from './browser.ts'
import { choose, setStage } from './steps.ts'
import { idOf } from './world.ts'

const [clerk, county] = [idOf(4, 4), idOf(4, 6)]
const stage = setStage()

const openFormer = async (page: Page): Promise<void> => {
  await choose(page, /情况|State/, /已离职|Left/)
  await page.getByRole('button', { name: /韩志远/ }).click()
}

type Opening = (page: Page) => Promise<void>
const lists: readonly [name: string, account: string, path: string, tabs: number, open?: Opening][] = [
  ['duties', clerk, '/duties', 2],
  ['matter-types', county, '/matter-types', 3],
  ['consents', clerk, '/consents', 2],
  ['person', county, '/staff', 3, openFormer],
]
const cases = lists.flatMap(([name, account, path, tabs, opening]) =>
  (['zh', 'en'] as const).map((language) => [name, language, account, path, tabs, opening] as const),
)

it.each(cases)(
  'on a phone all tabs of %s (%s) stand within the screen, and the chosen one is marked',
  {
    timeout: 30_000,
  },
  async (name, language, account, path, count, open) => {
    const { page } = await stage.visit(account, path, 'phone', language)
    await open?.(page)
    const tabs = page.getByRole('tab')
    await expect.poll(() => tabs.count()).toBe(count)
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)))
    await picture(page, `tabs-${name}-${language}`)
    expect(await faultsOf(page, ['region'])).toEqual([])
    expect(await page.locator('.ant-tabs-nav button:visible').count()).toBe(0)
    const boxes = await tabs.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()))
    const width = await page.evaluate(() => document.documentElement.clientWidth)
    for (const { left, right } of boxes) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(width)
    }
    await tabs.last().click()
    await expect.poll(() => marked(page)).toEqual([...Array(count - 1).fill('none'), 'inset'])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  },
)

/** The line below each tab. */
const marked = (page: Page): Promise<string[]> =>
  page
    .locator('.ant-tabs-tab')
    .evaluateAll((all) =>
      all.map((it) => (getComputedStyle(it).boxShadow.includes('inset') ? 'inset' : getComputedStyle(it).boxShadow)),
    )
