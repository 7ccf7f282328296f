import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '../shared/language.ts'
import type { Words } from './inBoth.ts'

export type { Language } from '../shared/language.ts'
export { inBoth } from './inBoth.ts'

interface Choice {
  readonly language: Language
  readonly choose: (language: Language) => void
}

const Chosen = createContext<Choice>({ language: 'zh', choose: () => undefined })
const place = 'zaigang.language'

/** Holds the language of the screens; Chinese until somebody chooses otherwise in this browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(place) === 'en' ? 'en' : 'zh'))
  useEffect(() => {
    localStorage.setItem(place, language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const choice = useMemo(() => ({ language, choose: setLanguage }), [language])
  return <Chosen value={choice}>{children}</Chosen>
}

export const useLanguage = (): Choice => useContext(Chosen)

export function useWords<W>(words: Words<W>): W {
  return words[useLanguage().language]
}
