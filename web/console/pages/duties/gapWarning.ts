import { App } from 'antd'
import { useCallback } from 'react'
import type { Gap } from '../../../../src/contract/roster.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { type Language, useLanguage, useWords } from '../../language.tsx'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { dutiesWords } from './words.ts'

/** `11月23日 周一 14:00–17:30`. */
export const sayGap = ({ starts, ends }: Pick<Gap, 'starts' | 'ends'>, language: Language): string =>
  `${dayLabel(dayOf(starts), language)} ${shortClock(starts)}–${shortClock(ends)}`

/** Says right after a change which opening hours are left without anybody. */
export function useGapWarning(): (gaps: readonly Gap[]) => void {
  const { message } = App.useApp()
  const { language } = useLanguage()
  const words = useWords(dutiesWords)
  return useCallback(
    (gaps) => {
      if (gaps.length === 0) return
      void message.warning(
        words.gapsLeft(
          gaps.slice(0, 4).map((it) => sayGap(it, language)),
          gaps.length,
        ),
        6,
      )
    },
    [language, message, words],
  )
}
