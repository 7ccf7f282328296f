import type { ComponentChildren } from 'preact'
import { dayAndClock, shortDay, spokenClock } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import type { ReceiptWords } from './receiptWords.ts'

interface Props {
  readonly words: ReceiptWords
  /** What may be done about it, beside going away. */
  readonly act?: ComponentChildren
  readonly onMore: () => void
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** What somebody reads who stands there, and how it goes away. */
export function Reading({ words, act, onMore, onClose, children }: Props) {
  return (
    <div class="visit reading">
      {children}
      <div class="outcomes">
        {act}
        <button type="button" class="plain" onClick={onMore}>
          {words.more}
        </button>
        <button type="button" class="main" onClick={onClose}>
          {words.close}
        </button>
      </div>
      <p class="soft">{words.goes}</p>
    </div>
  )
}

/** `3月5日 17:30`, of an instant or of a plain day. */
export function whenOf(at: string, language: Language): string {
  if (at.length <= 10) return shortDay(at, language)
  const { day, clock } = dayAndClock(Date.parse(at))
  return `${shortDay(day, language)} ${spokenClock(clock)}`
}
