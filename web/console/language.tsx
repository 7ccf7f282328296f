import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { languageFrom } from '../../src/kit/language.ts'
import { htmlLanguage, type Language } from '../shared/language.ts'
import type { Words } from './inBoth.ts'

export type { Language } from '../shared/language.ts'
export { inBoth } from './inBoth.ts'

interface Choice {
  readonly language: Language
  readonly choose: (language: Language) => void
}

const Chosen = createContext<Choice>({ language: 'zh', choose: () => undefined })
const place = 'zaigang.language'

/** Holds the language of the screens. It is kept once somebody chooses, and follows the browser until then. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => languageFrom(localStorage.getItem(place), navigator.language))
  useEffect(() => {
    document.documentElement.lang = htmlLanguage(language)
  }, [language])
  const choice = useMemo(() => {
    const choose = (chosen: Language): void => {
      localStorage.setItem(place, chosen)
      setLanguage(chosen)
    }
    return { language, choose }
  }, [language])
  return <Chosen value={choice}>{children}</Chosen>
}

export const useLanguage = (): Choice => useContext(Chosen)

export function useWords<W>(words: Words<W>): W {
  return words[useLanguage().language]
}
