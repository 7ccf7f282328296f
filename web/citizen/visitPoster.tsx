import type { VisitEntrance } from '../../src/contract/visits.ts'
import type { Language } from '../shared/language.ts'
import { isOnlyHere, onlyHereWords } from '../shared/onlyHere.ts'
import { Frame } from './frame.tsx'
import type { VisitWords } from './visitWords.ts'
import { citizenWords } from './words.ts'

export interface VisitPosterView extends Omit<VisitEntrance, 'press' | 'from' | 'refused' | 'typed'> {
  readonly url: string
  /** An SVG document made by our own QR library from `url`: trusted markup. */
  readonly qrSvg: string
}

/** One A4 page for the door: for whoever came and finds nobody. */
export function VisitPosterPage(props: { view: VisitPosterView; language: Language; words: VisitWords }) {
  const { view, language, words } = props
  return (
    <Frame
      title={view.siteName}
      unit={view.countyName}
      language={language}
      demo={view.demo}
      kind="poster"
      here={`/visit/at/${view.siteId}/poster`}
    >
      <main>
        <p class="ask">
          {words.posterAsk} <span class="whole">{words.posterAskAlso}</span>
        </p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server's QR library, holds no typed text */}
        <div class="qr" role="img" aria-label={view.url} dangerouslySetInnerHTML={{ __html: view.qrSvg }} />
        <p class="scan">{words.posterScan}</p>
        <p class="url">{view.url}</p>
        {isOnlyHere(view.url) && <p class="only-here">{onlyHereWords[language]}</p>}
        <p>{words.posterNo}</p>
        <p>
          {words.posterCall} <b class="whole">{view.dutyPhone}</b>{' '}
          <span class="whole">
            {view.complaints.name} <b>{view.complaints.phone}</b>
          </span>
        </p>
        <button type="button" data-print hidden>
          {citizenWords[language].print}
        </button>
      </main>
    </Frame>
  )
}
