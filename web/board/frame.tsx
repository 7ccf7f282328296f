import type { ComponentChildren } from 'preact'
import { htmlLanguage, type Language } from '../shared/language.ts'
import type { BoardWords } from './words.ts'

/** Where the built style, script and mark of the public pages are served. */
const boardAssets = '/board/assets'

export interface FrameProps {
  readonly title: string
  readonly language: Language
  readonly words: BoardWords
  readonly demo: boolean
  /** Seconds between two looks, for screens on a wall. */
  readonly refreshSeconds?: number
  /** Where a page without anything to do goes back to. */
  readonly returnTo?: string
  readonly kind: 'board' | 'boards' | 'poster' | 'receipt' | 'counts' | 'log' | 'joining'
  readonly children: ComponentChildren
}

/** The whole document around a public page: no inline script, no foreign file. */
export function Frame({ title, language, words, demo, refreshSeconds, returnTo, kind, children }: FrameProps) {
  return (
    <html lang={htmlLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href={`${boardAssets}/mark.svg`} type="image/svg+xml" />
        <link rel="stylesheet" href={`${boardAssets}/board.css`} />
        {refreshSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        <script src={`${boardAssets}/board.js`} type="module" />
      </head>
      <body class={kind} data-refresh={refreshSeconds} data-return={returnTo} data-stale={words.stale}>
        {demo && (
          <aside class="demo" aria-label={words.demo}>
            {words.demo}
          </aside>
        )}
        {children}
      </body>
    </html>
  )
}
