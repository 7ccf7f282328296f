import type { ComponentChildren } from 'preact'
import { htmlLanguage, type Language, otherLanguage } from '../shared/language.ts'
import { citizenWords } from './words.ts'

/** Where the built style, script and mark of the public pages are served. */
const assets = '/board/assets'

export interface FrameProps {
  readonly title: string
  /** Above the title: the county, the site. */
  readonly unit: string
  readonly language: Language
  readonly demo: boolean
  /** Names the page for its own style. */
  readonly kind: string
  /** Reached by a code: never indexed, never told to another site. */
  readonly secret?: boolean
  /** The same page in the other language, without `lang`; empty where that cannot be had. */
  readonly here?: string
  /** Offers to read aloud what is in `#now`. */
  readonly aloud?: boolean
  readonly children: ComponentChildren
}

/** The whole document around a page for citizens: works without a script, no inline script, no foreign file. */
export function Frame({ title, unit, language, demo, kind, secret, here, aloud, children }: FrameProps) {
  const words = citizenWords[language]
  return (
    <html lang={htmlLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {secret && <meta name="robots" content="noindex, nofollow, noarchive" />}
        {secret && <meta name="referrer" content="no-referrer" />}
        <title>{title}</title>
        <link rel="icon" href={`${assets}/mark.svg`} type="image/svg+xml" />
        <link rel="stylesheet" href={`${assets}/citizen.css`} />
        <script src={`${assets}/board.js`} type="module" />
      </head>
      <body class={kind}>
        {demo && (
          <aside class="demo" aria-label={words.demo}>
            {words.demo}
          </aside>
        )}
        <header>
          <div>
            <p class="unit">{unit}</p>
            <h1>{title}</h1>
          </div>
          <nav aria-label={words.aids}>
            {aloud && (
              <button type="button" id="read-aloud" data-stop={words.stopReading} hidden>
                {words.readAloud}
              </button>
            )}
            {here !== undefined && (
              <a
                class="language"
                href={`${here}?lang=${otherLanguage(language)}`}
                lang={htmlLanguage(otherLanguage(language))}
              >
                {words.language}
              </a>
            )}
          </nav>
        </header>
        {children}
      </body>
    </html>
  )
}
