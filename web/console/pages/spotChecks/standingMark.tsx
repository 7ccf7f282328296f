import { Tag } from 'antd'
import { useWords } from '../../language.tsx'
import { type Standing, standingLooks } from './reading.ts'
import { spotCheckWords } from './words.ts'

/** Where a spot check stands: a mark and a word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const words = useWords(spotCheckWords)
  const { mark, tone } = standingLooks[standing]
  return (
    <Tag className={tone}>
      <span aria-hidden="true">{mark}</span> {words.states[standing]}
    </Tag>
  )
}
