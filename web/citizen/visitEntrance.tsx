import { type VisitEntrance, visitOutcomes } from '../../src/contract/visits.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import type { VisitWords } from './visitWords.ts'

interface Props {
  readonly view: VisitEntrance
  readonly language: Language
  readonly words: VisitWords
}

/** Where somebody says that he is there: one button, or at once what became of it. One press of one page is one visit. */
export function VisitEntrancePage({ view, language, words }: Props) {
  const { siteId, press, from, refused, typed } = view
  return (
    <Frame
      title={words.title}
      unit={`${view.countyName} ${view.siteName}`}
      language={language}
      demo={view.demo}
      kind="visit"
      secret
      here={`/visit/at/${siteId}`}
    >
      <main>
        <form method="post" action={`/visit/at/${siteId}`}>
          <input type="hidden" name="press" value={press} />
          <input type="hidden" name="from" value={from} />
          <input type="hidden" name="lang" value={language} />
          {refused !== null && (
            <p class="note warn" role="alert">
              {refused}
            </p>
          )}
          <p>{words.lead}</p>
          <button type="submit" class="big">
            {words.begin}
          </button>
          <p class="soft">{words.beginHow}</p>
          <details open={refused !== null}>
            <summary>{words.matterCode}</summary>
            <label class="field">
              {words.matterCode}
              <input
                type="text"
                name="matterCode"
                value={typed.matterCode}
                maxLength={40}
                autocomplete="off"
                spellcheck={false}
              />
            </label>
            <p class="soft">{words.matterCodeHow}</p>
          </details>
          <h2>{words.already}</h2>
          <div class="outcomes">
            {visitOutcomes.map((it) => (
              <button key={it} type="submit" name="outcome" value={it} class={`outcome ${it}`}>
                <b>{words.outcomes[it]}</b> <span>{words.outcomeHow[it]}</span>
              </button>
            ))}
          </div>
        </form>
        <p class="acts">
          {view.hasQueue && (
            <a class="button plain" href={`/queue/${siteId}?lang=${language}`}>
              {words.queue}
            </a>
          )}
          <a class="button plain" href={`/board/${siteId}?lang=${language}`}>
            {words.board}
          </a>
        </p>
        <p>{words.noPhone}</p>
        <p class="acts">
          <Call phone={view.dutyPhone} label={words.phone} />
          <Call phone={view.complaints.phone} label={view.complaints.name} />
        </p>
      </main>
    </Frame>
  )
}
