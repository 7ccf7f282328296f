import { Tag } from 'antd'
import { useWords } from '../../language.tsx'
import { type Standing, standingLooks } from './reading.ts'
import { suspectWords } from './words.ts'

/** Where a suspect stands: a mark and a word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const words = useWords(suspectWords)
  const { mark, tone } = standingLooks[standing]
  return (
    <Tag className={tone}>
      <span aria-hidden="true">{mark}</span> {words.states[standing]}
    </Tag>
  )
}
