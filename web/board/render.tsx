import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { BoardView } from '../../src/contract/routes/board.ts'
import type { CountsView } from '../../src/contract/routes/counts.ts'
import type { LogView } from '../../src/contract/routes/log.ts'
import type { VerifyView, VillagersReceipt } from '../../src/contract/routes/receipts.ts'
import type { Language } from '../shared/language.ts'
import { BoardPage } from './board.tsx'
import { type BoardList, BoardsPage } from './boards.tsx'
import { CountsPage } from './counts.tsx'
import { countsWords } from './countsWords.ts'
import { JoiningPage, type JoiningView } from './joining.tsx'
import { LogPage } from './log.tsx'
import { logWords } from './logWords.ts'
import { type PosterCode, PosterPage, type PosterView } from './poster.tsx'
import { ReceiptPage } from './receipt.tsx'
import { receiptWords } from './receiptWords.ts'
import { VerifyPage } from './verify.tsx'
import { boardWords } from './words.ts'

/** The duty board of one site as a whole HTML document. */
export const renderBoard = (view: BoardView, language: Language): string =>
  document(<BoardPage view={view} language={language} words={boardWords[language]} />)

/** All boards of the county as a whole HTML document. */
export const renderBoards = (list: BoardList, language: Language): string =>
  document(<BoardsPage list={list} language={language} words={boardWords[language]} />)

/** A printable A4 page; the code must come from our own QR library. */
export const renderPoster = (view: PosterView, code: PosterCode, language: Language): string =>
  document(<PosterPage view={view} code={code} language={language} words={boardWords[language]} />)

/** A villager's receipt; its codes must come from our own QR library. */
export const renderReceipt = (view: VillagersReceipt, language: Language): string =>
  document(
    <ReceiptPage view={view} language={language} words={receiptWords[language]} boardWords={boardWords[language]} />,
  )

/** The page that verifies receipts, before its script begins. */
export const renderVerify = (view: VerifyView, language: Language): string =>
  document(<VerifyPage view={view} language={language} />)

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
