import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { BoardView } from '../../src/contract/routes/board.ts'
import type { CountsView } from '../../src/contract/routes/counts.ts'
import type { LogView } from '../../src/contract/routes/log.ts'
import type { Language } from '../shared/language.ts'
import { BoardPage } from './board.tsx'
import { type BoardList, BoardsPage } from './boards.tsx'
import { CountsPage } from './counts.tsx'
import { countsWords } from './countsWords.ts'
import { JoiningPage, type JoiningView } from './joining.tsx'
import { LogPage } from './log.tsx'
import { logWords } from './logWords.ts'
import { PosterPage, type PosterView } from './poster.tsx'
import { ServedPage, type ServedView } from './served.tsx'
import { boardWords } from './words.ts'

/** The duty board of one site as a whole HTML document. */
export const renderBoard = (view: BoardView, language: Language): string =>
  document(<BoardPage view={view} language={language} words={boardWords[language]} />)

/** All boards of the county as a whole HTML document. */
export const renderBoards = (list: BoardList, language: Language): string =>
  document(<BoardsPage list={list} language={language} words={boardWords[language]} />)

/** A printable A4 page; `qrSvg` must come from our own QR library, `url` is what it holds. */
export const renderPoster = (view: PosterView, qrSvg: string, url: string, language: Language): string =>
  document(<PosterPage view={view} qrSvg={qrSvg} url={url} language={language} words={boardWords[language]} />)

/** The answer to the form “somebody helped me”. */
export const renderServed = (view: ServedView, language: Language): string =>
  document(<ServedPage view={view} language={language} words={boardWords[language]} />)

/** The public counts, with the units of one month; of the last where none or no such month is asked for. */
export const renderCounts = (view: CountsView, month: string | undefined, language: Language): string =>
  document(
    <CountsPage
      view={view}
      month={month ?? ''}
      language={language}
      words={countsWords[language]}
      boardWords={boardWords[language]}
    />,
  )

/** The county's log: who confirmed it from outside, and how to check it. */
export const renderLog = (view: LogView, language: Language): string =>
  document(<LogPage view={view} language={language} words={logWords[language]} boardWords={boardWords[language]} />)

/** How a station on its own stands with its center, or the form with which it joins one. */
export const renderJoining = (view: JoiningView, language: Language): string =>
  document(<JoiningPage view={view} language={language} words={boardWords[language]} />)

const document = (page: JSX.Element): string => `<!doctype html>${renderToString(page)}`
