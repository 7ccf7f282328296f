import type { BoardView } from '../../src/contract/routes/board.ts'
import { dayAndClock, shortDay, spokenClock, weekdayName, weekdayOf } from '../shared/days.ts'
import { type Language, otherLanguage } from '../shared/language.ts'
import { Frame } from './frame.tsx'
import { Call, PersonCard, Who } from './person.tsx'
import type { BoardWords } from './words.ts'

/** What a board is drawn from: the public view and the language of its words. */
export interface BoardProps {
  readonly view: BoardView
  readonly language: Language
  readonly words: BoardWords
}

/**
 * The public duty board of one site, a pure page: who is on duty now and how to reach them, who comes next, the week.
 * It cannot show a check-in time because its view holds none.
 */
export function BoardPage({ view, language, words }: BoardProps) {
  return (
    <Frame
      title={`${view.siteName} · ${words.board}`}
      language={language}
      words={words}
      demo={view.demo}
      refreshSeconds={45}
      kind="board"
    >
      <Head view={view} language={language} words={words} />
      <main>
        <Now view={view} language={language} words={words} />
        {view.queue && <Queue view={view} language={language} words={words} />}
        <Visiting view={view} language={language} words={words} />
        <Next view={view} language={language} words={words} />
        <Week view={view} language={language} words={words} />
        <Served view={view} language={language} words={words} />
        <Complaints view={view} language={language} words={words} />
      </main>
      <footer>
        <p id="as-of">{words.asOf(clockOf(view.asOf))}</p>
        <p id="stale" role="status" />
      </footer>
    </Frame>
  )
}

function Head({ view, language, words }: BoardProps) {
  return (
    <header>
      <div>
        <p class="unit">
          {view.countyName} {view.unitName}
        </p>
        <h1>{view.siteName}</h1>
      </div>
      <nav>
        <button type="button" id="read-aloud" hidden data-stop={words.stopReading}>
          {words.readAloud}
        </button>
        <a href={`?lang=${otherLanguage(language)}`} lang={language === 'zh' ? 'en' : 'zh-CN'} class="language">
          {words.language}
        </a>
      </nav>
    </header>
  )
}

function Now({ view, words }: BoardProps) {
  const hours = view.hoursToday.map((it) => `${spokenClock(it.from)}–${spokenClock(it.to)}`)
  return (
    <section class="now" id="now" aria-labelledby="now-title">
      <h2 id="now-title">{words.nowTitle}</h2>
      <p class={view.open ? 'hours open' : 'hours shut'}>
        <b>{view.open ? words.open : words.shut}</b>
        <span>{hours.length > 0 ? words.hoursToday : words.noHoursToday}</span>
        {hours.map((it) => (
          <span key={it} class="whole">
            {it}
          </span>
        ))}
      </p>
      {view.now.length > 0 ? (
        <ul class="people">
          {view.now.map((person) => (
            <PersonCard key={`${person.post}${person.name}${person.from}`} person={person} words={words} />
          ))}
        </ul>
      ) : (
        <p class="none">{view.dutyPhone === '' ? words.noneToCall : words.noneListed}</p>
      )}
      <Call phone={view.dutyPhone} label={words.dutyPhone} />
    </section>
  )
}

function Next({ view, language, words }: BoardProps) {
  if (view.next === null) return null

  const { day, from, name, post } = view.next
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title">{words.nextTitle}</h2>
      <p>
        {relativeDay(day, view.asOf, language, words)} {spokenClock(from)}
      </p>
      <p class="who">
        <Who name={name} post={post} words={words} />
      </p>
    </section>
  )
}

function Week({ view, language, words }: BoardProps) {
  const today = dayOf(view.asOf)
  return (
    <section class="week" aria-labelledby="week-title">
      <h2 id="week-title">{words.weekTitle}</h2>
      <ol>
        {view.week.map((it) => (
          <li key={it.day} class={it.day === today ? 'day today' : 'day'}>
            <h3>
              <span>{weekdayName(it.weekday, language)}</span> <span>{shortDay(it.day, language)}</span>
              {it.day === today && <b class="tag">{words.today}</b>}
            </h3>
            {it.duties.length === 0 && <p class="soft">{words.nobodyPlanned}</p>}
            {it.duties.map((duty) => (
              <p key={`${duty.from}${duty.post}${duty.name}`} class="duty">
                <span class="span">
                  {spokenClock(duty.from)}–{spokenClock(duty.to)}
                </span>{' '}
                <Who name={duty.name} post={duty.post} as={duty.as} words={words} />
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Who is called where, and where a number is taken: nobody needs to shout. */
function Queue({ view, language, words }: BoardProps) {
  const { called = [], waiting = 0 } = view.queue ?? {}
  return (
    <section class="queue" aria-labelledby="queue-title">
      <h2 id="queue-title">{words.queueTitle}</h2>
      <ul>
        {called.map(({ number, counter }) => (
          <li key={counter} class="called">
            <b>{words.called(String(number).padStart(3, '0'), counter)}</b>
          </li>
        ))}
      </ul>
      <p>{words.waitingNow(waiting)}</p>
      <a class="back plain" href={`/queue/${view.siteId}?lang=${language}`}>
        {words.takeNumber}
      </a>
    </section>
  )
}

/** Where somebody who came says so; his clock begins without any staff. */
function Visiting({ view, language, words }: BoardProps) {
  return (
    <section class="visiting" aria-labelledby="visiting-title">
      <h2 id="visiting-title">{words.visitTitle}</h2>
      <p>{words.visitHow}</p>
      <a class="back" href={`/visit/at/${view.siteId}?lang=${language}`}>
        {words.visitButton}
      </a>
      <p>
        <a class="back plain" href={`/matter?lang=${language}`}>
          {words.matterLink}
        </a>
      </p>
    </section>
  )
}

function Served({ view, language, words }: BoardProps) {
  return (
    <section class="served" aria-labelledby="served-title">
      <h2 id="served-title">{words.served}</h2>
      <p>{words.servedHow}</p>
      <form method="post" action={`/board/${view.siteId}/served`}>
        <input type="hidden" name="lang" value={language} />
        <button type="submit">{words.servedButton}</button>
      </form>
    </section>
  )
}

function Complaints({ view, words }: BoardProps) {
  return (
    <section class="complaints" aria-labelledby="complaints-title">
      <h2 id="complaints-title">{words.complaintsTitle}</h2>
      <p>{words.complaints(view.complaints.name)}</p>
      <Call phone={view.complaints.phone} label={words.phone} />
    </section>
  )
}

function relativeDay(day: string, asOf: string, language: Language, words: BoardWords): string {
  const today = dayOf(asOf)
  if (day === today) return words.today
  if (Date.parse(day) - Date.parse(today) === 86_400_000) return words.tomorrow
  return `${weekdayName(weekdayOf(day), language)} ${shortDay(day, language)}`
}

/** `asOf` is an instant; a plain day or clock is taken as it is. */
const instantOf = (asOf: string): number => (/T.*(Z|[+-]\d\d:?\d\d)$/.test(asOf) ? Date.parse(asOf) : Number.NaN)

function dayOf(asOf: string): string {
  const ms = instantOf(asOf)
  return Number.isNaN(ms) ? asOf.slice(0, 10) : dayAndClock(ms).day
}

function clockOf(asOf: string): string {
  const ms = instantOf(asOf)
  return Number.isNaN(ms) ? asOf : spokenClock(dayAndClock(ms).clock)
}
