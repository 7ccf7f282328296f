import { Button, Popover } from 'antd'
import type { Iso } from '../../../src/kit/time.ts'
import { clockOf } from '../../../src/kit/time.ts'
import { useWords } from '../language.tsx'
import { todayWords } from '../pages/today/words.ts'

interface Props {
  readonly grade: 'A' | 'B' | 'C'
  readonly span?: { readonly earliest: Iso; readonly latest: Iso }
}

const tones = { A: 'jade', B: 'blue', C: 'amber' } as const

/** How well the time of a check-in is known; pressing it explains. */
export function TimeGrade({ grade, span }: Props) {
  const words = useWords(todayWords)
  const content = (
    <div className="grade-words">
      <p>{words.grades[grade]}</p>
      {span && grade !== 'A' && <p>{words.between(clockOf(span.earliest), clockOf(span.latest))}</p>}
    </div>
  )
  return (
    <Popover title={words.grade(grade)} content={content} trigger="click">
      <Button size="small" className={`grade tag-${tones[grade]}`} aria-label={words.grade(grade)}>
        {grade}
      </Button>
    </Popover>
  )
}
