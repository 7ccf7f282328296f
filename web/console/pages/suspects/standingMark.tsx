import { useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { type Standing, standingLooks } from './reading.ts'
import { suspectWords } from './words.ts'

/** Where a suspect stands: a mark and a word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const words = useWords(suspectWords)
  return <MarkedTag {...standingLooks[standing]} word={words.states[standing]} />
}
