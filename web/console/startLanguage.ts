import type { Language } from '../shared/language.ts'

/** The language a console opens in: what was chosen in this browser, else the browser's own; Chinese where it is neither. */
export function startLanguage(chosen: string | null, browser: string): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen
  return /^en\b/i.test(browser) ? 'en' : 'zh'
}
