import { useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { type Standing, standingLooks } from './reading.ts'
import { spotCheckWords } from './words.ts'

/** Where a spot check stands: a mark and a word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const words = useWords(spotCheckWords)
  return <MarkedTag {...standingLooks[standing]} word={words.states[standing]} />
}
