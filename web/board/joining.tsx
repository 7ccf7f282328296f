import type { Language } from '../shared/language.ts'
import { Frame } from './frame.tsx'
import { type JoiningWords, joiningWords } from './joiningWords.ts'
import type { BoardWords } from './words.ts'

/** How a station on its own stands with its center. */
export type JoiningView =
  | {
      readonly state: 'alone'
      /** What was typed before, and why it was refused. */
      readonly centerUrl: string
      readonly refused: string | null
    }
  | {
      readonly state: 'joined'
      readonly siteName: string
      readonly countyName: string | null
      readonly centerUrl: string
      /** What goes there can be read on the way. */
      readonly plain: boolean
      readonly fingerprint: string
      readonly online: boolean
      readonly waiting: number
    }

interface Props {
  readonly view: JoiningView
  readonly language: Language
  readonly words: BoardWords
}

/** The station's own page: joining its center with a code; later, how it stands. */
export function JoiningPage({ view, language, words }: Props) {
  const joining = joiningWords[language]
  const other = language === 'zh' ? { lang: 'en', name: 'English' } : { lang: 'zh', name: '中文' }
  return (
    <Frame title={joining.title} language={language} words={words} demo={false} kind="joining">
      <header>
        <h1>{joining.title}</h1>
        <nav>
          <a class="language" href={`/join?lang=${other.lang}`}>
            {other.name}
          </a>
        </nav>
      </header>
      <main>
        {view.state === 'alone' ? (
          <Asking view={view} language={language} words={joining} />
        ) : (
          <Standing view={view} words={joining} />
        )}
      </main>
    </Frame>
  )
}

interface AskingProps {
  readonly view: Extract<JoiningView, { state: 'alone' }>
  readonly language: Language
  readonly words: JoiningWords
}

function Asking({ view, language, words }: AskingProps) {
  return (
    <form method="post" action={`/join?lang=${language}`}>
      <p>{words.lead}</p>
      {view.refused !== null && (
        <p class="refused" role="alert">
          {view.refused}
        </p>
      )}
      <label>
        <span>{words.centerUrl}</span>
        <input
          name="centerUrl"
          type="url"
          required
          value={view.centerUrl}
          placeholder="https://zaigang.example.gov.cn"
        />
      </label>
      <label>
        <span>{words.code}</span>
        <input name="code" required autocomplete="off" autocapitalize="characters" placeholder="K7QM-2XHP-9RTD" />
      </label>
      <button type="submit">{words.join}</button>
    </form>
  )
}

interface StandingProps {
  readonly view: Extract<JoiningView, { state: 'joined' }>
  readonly words: JoiningWords
}

function Standing({ view, words }: StandingProps) {
  return (
    <>
      <p class="unit">{view.countyName ?? ''}</p>
      <h2>{view.siteName}</h2>
      <p>{words.compare}</p>
      <p class="fingerprint">{view.fingerprint}</p>
      <p>
        {words.center} {view.centerUrl} · {view.online ? words.online : words.away} · {words.waiting(view.waiting)}
      </p>
      {view.plain && <p class="refused">{words.plain}</p>}
      <p>{words.next}</p>
      <p>
        <a class="back" href="/kiosk/">
          {words.kiosk}
        </a>
      </p>
    </>
  )
}
