import type { MatterRow } from '../../../../src/contract/matters.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { sayDuration } from './saying.ts'
import { matterWords } from './words.ts'

type Due = Pick<MatterRow, 'dueAt' | 'remainingSeconds'>

/** Until when, and how much working time that is; as the center reckoned it, never as the browser would. */
export function DueLine({ dueAt, remainingSeconds }: Due) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  if (dueAt === null) return null
  const time = remainingSeconds === null ? '' : sayDuration(remainingSeconds, language)
  return (
    <span className="numbers">
      {words.due(stampOf(dueAt))}
      {remainingSeconds !== null && (
        <small className={remainingSeconds < 0 ? 'late' : 'soft'}>
          {remainingSeconds < 0 ? words.over(time) : words.remaining(time)}
        </small>
      )}
    </span>
  )
}
