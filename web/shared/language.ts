/** A language of the screens. Chinese comes first everywhere. */
export type Language = 'zh' | 'en'

/** The value of `<html lang>`. */
export const htmlLanguage = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en')

export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh')
