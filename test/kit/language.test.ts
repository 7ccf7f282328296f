import { expect, test } from 'vitest'
import { languageFrom } from '../../src/kit/language.ts'

test.each([
  [null, 'en-GB', 'en'],
  [null, 'en', 'en'],
  [null, 'zh-CN', 'zh'],
  [null, 'de-AT', 'zh'],
  [null, 'enm', 'zh'],
  ['zh', 'en-US', 'zh'],
  ['en', 'zh-CN', 'en'],
  ['fr', 'en-US', 'en'],
] as const)('chosen %s in a browser of %s the screens open in %s', (chosen, browser, language) => {
  expect(languageFrom(chosen, browser)).toBe(language)
})
