import { Tag } from 'antd'
import { listOwnAdvice } from '../../../../src/contract/routes/requests.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel } from '../../parts/times.ts'
import { adviceWords } from '../advice/words.ts'

/** What one wrote upwards under one's name, with the answers; not there while there is nothing. */
export function OwnAdvice() {
  const words = useWords(adviceWords)
  const { language } = useLanguage()
  const own = useAsked(listOwnAdvice, {}).data ?? []
  if (own.length === 0) return null
  return (
    <Sheet title={words.own}>
      <ul className="rows">
        {own.map(({ adviceId, text, at, answer }) => (
          <li key={adviceId}>
            <div className="grow">
              <Tag className={answer ? 'tag-jade' : 'tag-amber'}>
                {answer ? `✓ ${words.answered}` : `○ ${words.waiting}`}
              </Tag>{' '}
              <span className="soft">{dayLabel(dayOf(at), language)}</span>
              <p className="wish">{text}</p>
              {answer && (
                <p className="wish">
                  <span className="soft">{words.answerLabel}</span>
                  {answer.text}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
