import type { VerifyView } from '../../src/contract/routes/receipts.ts'
import { htmlLanguage, type Language } from '../shared/language.ts'

const assets = '/verify/assets'

const words = {
  zh: {
    title: '核对回执',
    demo: '演示数据，不是真实的记录',
    noScript:
      '这一页要用浏览器里的脚本（JavaScript）在您的手机上核对，不上传任何内容。打不开脚本时，可以把 .tlog-proof 文件交给任何懂电脑的人，用 npx zaigang verify 或其他 C2SP 工具核对。',
  },
  en: {
    title: 'Check a receipt',
    demo: 'Demonstration data, not real records',
    noScript:
      'This page checks receipts in your browser by a script (JavaScript) and sends nothing. Without scripts, give the .tlog-proof file to somebody who can run “npx zaigang verify” or another C2SP tool.',
  },
} as const

/** The document of the verify page: the keys it checks with stand in it as data, the rest is its script's. */
export function VerifyPage({ view, language }: { view: VerifyView; language: Language }) {
  const said = words[language]
  return (
    <html lang={htmlLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${view.countyName} · ${said.title}`}</title>
        <link rel="icon" href={`${assets}/mark.svg`} type="image/svg+xml" />
        <link rel="stylesheet" href={`${assets}/verify.css`} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without the one sign that could end the element */}
        <script type="application/json" id="view" dangerouslySetInnerHTML={{ __html: jsonInHtml(view) }} />
        <script src={`${assets}/verify.js`} type="module" />
      </head>
      <body>
        {view.demo && (
          <aside class="demo" aria-label={said.demo}>
            {said.demo}
          </aside>
        )}
        <div id="page">
          <noscript>
            <main>
              <h1>{said.title}</h1>
              <p>{said.noScript}</p>
            </main>
          </noscript>
        </div>
      </body>
    </html>
  )
}

const jsonInHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
