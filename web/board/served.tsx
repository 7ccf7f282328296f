import type { BoardView } from '../../src/contract/routes/board.ts'
import type { Language } from '../shared/language.ts'
import { Frame } from './frame.tsx'
import type { BoardWords } from './words.ts'

export type ServedView = Pick<BoardView, 'siteId' | 'siteName' | 'demo'>

/** The answer to “somebody helped me”: thanks, what was kept, and the way back. */
export function ServedPage(props: { view: ServedView; language: Language; words: BoardWords }) {
  const { view, language, words } = props
  const board = `/board/${view.siteId}?lang=${language}`
  return (
    <Frame
      title={`${view.siteName} · ${words.served}`}
      language={language}
      words={words}
      demo={view.demo}
      returnTo={board}
      kind="served"
    >
      <main>
        <p class="unit">{view.siteName}</p>
        <h1>{words.servedThanks}</h1>
        <p>{words.servedKept}</p>
        <p>
          <a class="back" href={board}>
            {words.back}
          </a>
        </p>
      </main>
    </Frame>
  )
}
