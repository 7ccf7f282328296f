import { Tag } from 'antd'
import type { Delivery } from '../../../../src/contract/routes/notices.ts'
import { useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { noticeWords } from './words.ts'

const tags = { sent: ['tag-jade', '✓'], waiting: ['tag-amber', '○'], givenUp: ['tag-grey', '–'] } as const

/** How a sending stands: state, tries, when again, and why not yet. */
export function DeliveryState({ delivery: { state, attempts, nextAt, failure } }: { delivery: Delivery }) {
  const words = useWords(noticeWords)
  const [tone, mark] = tags[state]
  const parts = [
    ...(attempts > 1 || failure !== null ? [words.tries(attempts)] : []),
    ...(failure === null ? [] : [`${words[failure.kind]} ${failure.detail}`.trim()]),
    ...(nextAt === null || failure === null ? [] : [words.next(stampOf(nextAt))]),
  ]
  return (
    <>
      <Tag className={tone}>
        {mark} {words[state]}
      </Tag>
      <span className="soft">{parts.join(' · ')}</span>
    </>
  )
}
