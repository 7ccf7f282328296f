import { createHash } from 'node:crypto'
import texts from './consent-texts.json' with { type: 'json' }

/** The text of the separate consent for face check-in: both languages are signed together. */
export interface ConsentText {
  readonly version: string
  readonly sha256: string
  readonly zh: string
  readonly en: string
}

/** SHA-256 over version, Chinese and English, parted by line feeds. */
export const digestOfText = (version: string, zh: string, en: string): string =>
  createHash('sha256').update(`${version}\n${zh}\n${en}`, 'utf8').digest('hex')

/** Every version there was, oldest first; the last is in force. */
export const consentTexts: readonly ConsentText[] = texts.map(({ version, zh, en }) => {
  const [inChinese, inEnglish] = [zh.join('\n'), en.join('\n')]
  return { version, zh: inChinese, en: inEnglish, sha256: digestOfText(version, inChinese, inEnglish) }
})

/** The text in force. */
export const consentText: ConsentText = (() => {
  const newest = consentTexts.at(-1)
  if (newest === undefined) throw new Error('there is no consent text')
  return newest
})()
