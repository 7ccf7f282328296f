import type { BoardView } from '../../src/contract/routes/board.ts'
import type { Language } from '../shared/language.ts'
import { isOnlyHere, onlyHereWords } from '../shared/onlyHere.ts'
import { Frame } from './frame.tsx'
import type { BoardWords } from './words.ts'

export type PosterView = Pick<
  BoardView,
  'siteId' | 'siteName' | 'unitName' | 'countyName' | 'demo' | 'dutyPhone' | 'complaints'
>

/** What is to be scanned and compared. */
export interface PosterCode {
  /** An SVG document made by our own QR library from `url`: trusted markup. */
  readonly qrSvg: string
  readonly url: string
  readonly verifyUrl: string
  /** Of the keys of the county's log; empty before the log begins. */
  readonly fingerprint: string
}

export interface PosterProps {
  readonly view: PosterView
  readonly code: PosterCode
  readonly language: Language
  readonly words: BoardWords
}

/** One A4 page for the door: the code, the address in letters, a number for those without a smartphone, the log's keys. */
export function PosterPage({ view, code, language, words }: PosterProps) {
  return (
    <Frame title={`${view.siteName} · ${words.board}`} language={language} words={words} demo={view.demo} kind="poster">
      <main>
        <p class="unit">
          {view.countyName} {view.unitName}
        </p>
        <h1>{view.siteName}</h1>
        <p class="ask">{words.posterAsk}</p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server's QR library, holds no typed text */}
        <div class="qr" role="img" aria-label={code.url} dangerouslySetInnerHTML={{ __html: code.qrSvg }} />
        <p class="scan">{words.posterScan}</p>
        <p class="url">{code.url}</p>
        {isOnlyHere(code.url) && <p class="only-here">{onlyHereWords[language]}</p>}
        {view.dutyPhone !== '' && (
          <p class="phone">
            {words.posterCall} <b>{view.dutyPhone}</b>
          </p>
        )}
        <p class="small">
          {words.complaintsTitle} {words.complaints(view.complaints.name)} <b>{view.complaints.phone}</b>
        </p>
        {code.fingerprint !== '' && (
          <p class="small keys">
            {words.posterVerify} <span class="url">{code.verifyUrl}</span>
            <br />
            {words.posterKeys} <b class="print">{code.fingerprint}</b>
          </p>
        )}
        <button type="button" data-print hidden>
          {words.print}
        </button>
      </main>
    </Frame>
  )
}
