import type { Language } from '../../src/kit/language.ts'

export type { Language } from '../../src/kit/language.ts'

/** The value of `<html lang>`. */
export const htmlLanguage = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en')

export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh')
