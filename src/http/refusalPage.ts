import { type RefusalName, sentenceOf } from '../kit/refusals.ts'
import type { Language } from './language.ts'

/** Where a page without anything to show leads on. A station has no boards, but everything has a start. */
export type WayOn = 'boards' | 'start'

/** A refusal for whoever reads it in a browser: in the look of the public pages, without a word of what was asked for. */
export function drawRefusal(name: RefusalName, wayOn: WayOn, language: Language): string {
  const words = says[language]
  const sentence = sentenceOf(name, language)
  const more = name === 'notFound' ? `<p>${words.notFound}</p>` : ''
  const href = wayOn === 'boards' && name !== 'notSetUp' ? `/boards?lang=${language}` : '/'
  const label = name === 'notSetUp' ? words.setUp : words[wayOn]
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${sentence}</title><link rel="icon" href="/board/assets/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="/board/assets/citizen.css"></head><body><header><h1>${words.name}</h1></header><main><section><p class="note warn" role="alert">${sentence}</p>${more}<p class="acts"><a class="button plain" href="${href}">${label}</a></p></section></main></body></html>`
}

const says = {
  zh: {
    name: '在岗',
    notFound: '地址可能抄错了一位，或者这一页已经不在了。',
    boards: '返回值班公示',
    start: '回到首页',
    setUp: '去初始设置',
  },
  en: {
    name: 'Zaigang',
    notFound: 'One character of the address may be wrong, or the page is no longer here.',
    boards: 'Back to the duty boards',
    start: 'To the start page',
    setUp: 'To the set-up',
  },
} as const satisfies Record<Language, Record<string, string>>
