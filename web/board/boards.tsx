import { type Language, otherLanguage } from '../shared/language.ts'
import { countsWords } from './countsWords.ts'
import { Frame } from './frame.tsx'
import { logWords } from './logWords.ts'
import { Call } from './person.tsx'
import type { BoardWords } from './words.ts'

/** One line of the county's list of boards. */
interface BoardLine {
  readonly siteId: string
  readonly siteName: string
  readonly unitName: string
  readonly open: boolean
  readonly dutyPhone: string
}

export interface BoardList {
  readonly countyName: string
  readonly demo: boolean
  readonly complaints: { readonly name: string; readonly phone: string }
  readonly sites: readonly BoardLine[]
}

/** All duty boards of the county, in the order given. */
export function BoardsPage(props: { list: BoardList; language: Language; words: BoardWords }) {
  const { list, language, words } = props
  return (
    <Frame
      title={`${list.countyName} · ${words.boardsTitle}`}
      language={language}
      words={words}
      demo={list.demo}
      kind="boards"
    >
      <header>
        <div>
          <p class="unit">{list.countyName}</p>
          <h1>{words.boardsTitle}</h1>
        </div>
        <nav>
          <a href={`?lang=${otherLanguage(language)}`} lang={language === 'zh' ? 'en' : 'zh-CN'} class="language">
            {words.language}
          </a>
        </nav>
      </header>
      <main>
        {list.sites.length === 0 && <p class="none">{words.noBoards}</p>}
        <ul class="sites">
          {list.sites.map((site) => (
            <li key={site.siteId}>
              <a href={`/board/${site.siteId}?lang=${language}`}>
                <b>{site.siteName}</b> <span class="post">{site.unitName}</span>
              </a>
              <p>{site.open ? words.open : words.shut}</p>
              <Call phone={site.dutyPhone} label={words.dutyPhone} />
            </li>
          ))}
        </ul>
        <section class="public-counts">
          <a href={`/matter?lang=${language}`}>
            <b>{words.matterLink}</b> <span class="post">{words.matterHow}</span>
          </a>
          <a href={`/measures?lang=${language}`}>
            <b>{words.measuresLink}</b> <span class="post">{words.measuresHow}</span>
          </a>
          <a href={`/counts?lang=${language}`}>
            <b>{countsWords[language].link}</b> <span class="post">{countsWords[language].linkHow}</span>
          </a>
          <a href={`/log?lang=${language}`}>
            <b>{logWords[language].link}</b> <span class="post">{logWords[language].linkHow}</span>
          </a>
        </section>
        <section class="complaints">
          <h2>{words.complaintsTitle}</h2>
          <p>{words.complaints(list.complaints.name)}</p>
          <Call phone={list.complaints.phone} label={words.phone} />
        </section>
      </main>
    </Frame>
  )
}
