import type { BoardView } from '../../src/contract/routes/board.ts'
import type { Language } from '../shared/language.ts'
import { Frame } from './frame.tsx'
import type { BoardWords } from './words.ts'

export type PosterView = Pick<
  BoardView,
  'siteId' | 'siteName' | 'unitName' | 'countyName' | 'demo' | 'dutyPhone' | 'complaints'
>

export interface PosterProps {
  readonly view: PosterView
  /** An SVG document made by our own QR library from `url`: trusted markup. */
  readonly qrSvg: string
  readonly url: string
  readonly language: Language
  readonly words: BoardWords
}

/** One A4 page for the door: the code, the address in letters, and a number for those without a smartphone. */
export function PosterPage({ view, qrSvg, url, language, words }: PosterProps) {
  return (
    <Frame title={`${view.siteName} · ${words.board}`} language={language} words={words} demo={view.demo} kind="poster">
      <main>
        <p class="unit">
          {view.countyName} {view.unitName}
        </p>
        <h1>{view.siteName}</h1>
        <p class="ask">{words.posterAsk}</p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server's QR library, holds no typed text */}
        <div class="qr" role="img" aria-label={url} dangerouslySetInnerHTML={{ __html: qrSvg }} />
        <p class="scan">{words.posterScan}</p>
        <p class="url">{url}</p>
        {view.dutyPhone !== '' && (
          <p class="phone">
            {words.posterCall} <b>{view.dutyPhone}</b>
          </p>
        )}
        <p class="small">
          {words.complaintsTitle} {words.complaints(view.complaints.name)} <b>{view.complaints.phone}</b>
        </p>
        <button type="button" data-print hidden>
          {words.print}
        </button>
      </main>
    </Frame>
  )
}
