import { type VisitView, visitOutcomes } from '../../src/contract/visits.ts'
import { dayAndClock, shortDay, spokenClock } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import type { VisitProps } from './visitProps.ts'
import { SentAwayForm } from './visitSentAway.tsx'

/** A visit for whoever holds its code: when it began, what was said, and three buttons. */
export function VisitPage({ view, language, words }: VisitProps) {
  return (
    <Frame
      title={words.visitTitle}
      unit={`${view.countyName} ${view.siteName}`}
      language={language}
      demo={view.demo}
      kind="visit"
      secret
      here={`/visit/${view.code}`}
    >
      <main>
        {view.saying === 'sentAway' && view.open ? (
          <SentAwayForm view={view} language={language} words={words} />
        ) : (
          <>
            <Began view={view} language={language} words={words} />
            <Words view={view} language={language} words={words} />
            {view.open ? <Asking view={view} language={language} words={words} /> : <p class="note">{words.over}</p>}
            <Keep view={view} words={words} />
          </>
        )}
        <p class="acts">
          <Call phone={view.dutyPhone} label={words.phone} />
          <Call phone={view.complaints.phone} label={view.complaints.name} />
        </p>
      </main>
    </Frame>
  )
}

function Began({ view, language, words }: VisitProps) {
  return (
    <p>
      <b>{words.began(whenOf(view.begunAt, language))}</b> <span class="soft">{words.channels[view.channel]}</span>
      {view.matterTitle !== null && (
        <>
          <br />
          {words.matter(view.matterTitle)}
        </>
      )}
      {!view.entered && (
        <>
          <br />
          <a class="inline" href={`/receipt/${view.beganFact}?lang=${language}`}>
            {words.receiptBegan}
          </a>
        </>
      )}
    </p>
  )
}

/** The newest word first, with its receipt. */
function Words({ view, language, words }: VisitProps) {
  return (
    <>
      {view.words.toReversed().map(({ factId, at, outcome, told, materials, entered }, n) => (
        <section key={factId} class={n === 0 ? 'said' : 'said older'}>
          <h2>{words.said(whenOf(at, language), words.outcomes[outcome])}</h2>
          {materials.length > 0 && <p>{materials.map((key) => nameOf(view, key)).join('、')}</p>}
          {told !== '' && <p class="told">{told}</p>}
          {n === 0 && <p>{words.thanks[outcome]}</p>}
          {!entered && (
            <p>
              <a class="inline" href={`/receipt/${factId}?lang=${language}`}>
                {words.receipt}
              </a>
            </p>
          )}
        </section>
      ))}
    </>
  )
}

const nameOf = ({ materials }: VisitView, key: string): string => materials.find((it) => it.key === key)?.name ?? key

/** “Sent away” opens its own page first: what was told belongs to it. */
function Asking({ view, language, words }: VisitProps) {
  const last = view.words.at(-1)
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">{last === undefined ? words.ask : words.askAgain}</h2>
      <form method="post" action={`/visit/${view.code}`} class="outcomes">
        <input type="hidden" name="lang" value={language} />
        <input type="hidden" name="after" value={last?.factId ?? ''} />
        {visitOutcomes
          .filter((it) => it !== last?.outcome)
          .map((it) =>
            it === 'sentAway' ? (
              <a key={it} class={`outcome ${it}`} href={`/visit/${view.code}?lang=${language}&saying=sentAway`}>
                <b>{words.outcomes[it]}</b> <span>{words.outcomeHow[it]}</span>
              </a>
            ) : (
              <button key={it} type="submit" name="outcome" value={it} class={`outcome ${it}`}>
                <b>{words.outcomes[it]}</b> <span>{words.outcomeHow[it]}</span>
              </button>
            ),
          )}
      </form>
      {last === undefined && <p class="soft">{words.silent}</p>}
    </section>
  )
}

function Keep({ view, words }: Pick<VisitProps, 'view' | 'words'>) {
  return (
    <section class="keep">
      <h2>{words.keep}</h2>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server's QR library, holds no typed text */}
      <div class="qr" role="img" aria-label={view.code} dangerouslySetInnerHTML={{ __html: view.addressCode }} />
      <p class="code">{view.code}</p>
      <p class="soft">{words.keepHow}</p>
    </section>
  )
}

/** `3月2日 8:30` */
export function whenOf(iso: string, language: Language): string {
  const { day, clock } = dayAndClock(Date.parse(iso))
  return `${shortDay(day, language)} ${spokenClock(clock)}`
}
