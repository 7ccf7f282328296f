import type { Language } from './language.ts'

const own = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether an address means the computer it is opened on: nobody else can follow it. */
export const isOnlyHere = (url: string): boolean => own.has(new URL(url).hostname)

/** Said on the screen before such an address is printed. */
export const onlyHereWords: Readonly<Record<Language, string>> = {
  zh: '别人的手机打不开这个地址，它只指向这台电脑自己。请先设好对外地址（PUBLIC_URL），再打印。',
  en: 'Nobody else’s phone can open this address: it means this very computer. Set the public address (PUBLIC_URL) before you print.',
}
