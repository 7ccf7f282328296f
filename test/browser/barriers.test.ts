import { expect, test } from 'vitest'
import { violationsOf } from '../web/barriers.ts'
import { openBrowser } from './kiosk.ts'

test('a page spoilt on purpose is found out, and a rule that is left out says nothing', async () => {
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.setContent('<p style="color: #ccc; background: #fff">浅色的字</p><img src="data:,"><input>')
  const idsOf = async (which?: Parameters<typeof violationsOf>[1]) =>
    (await violationsOf(page, which)).map((it) => it.id)
  expect(await idsOf()).toEqual(expect.arrayContaining(['color-contrast', 'image-alt', 'label', 'region']))
  expect((await idsOf({ tags: ['wcag2a', 'wcag2aa'], without: ['label'] })).toSorted()).toEqual([
    'color-contrast',
    'document-title',
    'html-has-lang',
    'image-alt',
  ])
  await browser.close()
})
