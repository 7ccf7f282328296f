import type { QueuePageView } from '../../src/contract/queue.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import { numberOf, type QueueWords } from './queueWords.ts'

interface Props {
  readonly view: QueuePageView
  readonly language: Language
  readonly words: QueueWords
}

/** The queue of a site: who is called where, how many wait, two buttons to take a number. */
export function QueuePage({ view, language, words }: Props) {
  const { siteId, now } = view
  return (
    <Frame
      title={words.title}
      unit={`${view.countyName} ${view.siteName}`}
      language={language}
      demo={view.demo}
      kind="queue"
      secret
      here={`/queue/${siteId}`}
    >
      <main>
        {now.open ? <Open view={view} language={language} words={words} /> : <p class="note">{words.closed}</p>}
        <p class="acts">
          <a class="button plain" href={`/visit/at/${siteId}?lang=${language}`}>
            {words.visit}
          </a>
          <a class="button plain" href={`/board/${siteId}?lang=${language}`}>
            {words.board}
          </a>
          <Call phone={view.dutyPhone} label={words.phone} />
        </p>
      </main>
    </Frame>
  )
}

function Open({ view, language, words }: Props) {
  const { siteId, now, press } = view
  return (
    <>
      <section aria-labelledby="called">
        <h2 id="called">{words.now}</h2>
        {now.called.length === 0 && <p class="soft">{words.nobodyCalled}</p>}
        <ul class="called">
          {now.called.map((it) => (
            <li key={it.counter}>
              <b>{words.goTo(numberOf(it.number), it.counter)}</b>
            </li>
          ))}
        </ul>
        <p>
          {words.waiting(now.waiting)} {words.expected(now.expected)}
        </p>
        <p class="soft">{words.refreshes}</p>
      </section>
      <form method="post" action={`/queue/${siteId}/take`} class="outcomes">
        <input type="hidden" name="press" value={press} />
        <input type="hidden" name="lang" value={language} />
        <button type="submit" name="lane" value="usual" class="outcome">
          <b>{words.take}</b>
        </button>
        <button type="submit" name="lane" value="helped" class="outcome">
          <b>{words.takeHelped}</b> <span>{words.takeHelpedHow}</span>
        </button>
        <p class="soft">{words.takeHow}</p>
      </form>
    </>
  )
}
