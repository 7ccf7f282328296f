/** A language of the screens. Chinese comes first everywhere. */
export type Language = 'zh' | 'en'

/** What somebody chose, else the first language of the browser; Chinese where it is neither. */
export function languageFrom(chosen: unknown, browser: string): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen
  return /^\s*en\b/i.test(browser) ? 'en' : 'zh'
}
