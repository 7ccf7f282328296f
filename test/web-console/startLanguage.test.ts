import { expect, test } from 'vitest'
import { startLanguage } from '../../web/console/startLanguage.ts'

test.each([
  [null, 'en-GB', 'en'],
  [null, 'en', 'en'],
  [null, 'zh-CN', 'zh'],
  [null, 'de-AT', 'zh'],
  [null, 'enm', 'zh'],
  ['zh', 'en-US', 'zh'],
  ['en', 'zh-CN', 'en'],
  ['fr', 'en-US', 'en'],
] as const)('chosen %s in a browser of %s the console opens in %s', (chosen, browser, language) => {
  expect(startLanguage(chosen, browser)).toBe(language)
})
