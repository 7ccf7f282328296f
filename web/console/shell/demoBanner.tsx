import { useWords } from '../language.tsx'
import { shellWords } from './shellWords.ts'

/** Stands on every page while the county is a demonstration. */
export function DemoBanner() {
  const words = useWords(shellWords)
  return (
    <aside className="demo" aria-label={words.demo}>
      <strong>{words.demo}</strong>
      <span>{words.demoWhy}</span>
    </aside>
  )
}
