import { type CountName, type CountsView, countNames } from '../../src/contract/routes/counts.ts'
import { type Language, otherLanguage } from '../shared/language.ts'
import { CountBars, UnitBar } from './countsBars.tsx'
import type { CountsWords } from './countsWords.ts'
import { Frame } from './frame.tsx'
import type { BoardWords } from './words.ts'

export interface CountsProps {
  readonly view: CountsView
  /** Whose units are shown. */
  readonly month: string
  readonly language: Language
  readonly words: CountsWords
  readonly boardWords: BoardWords
}

type Month = CountsView['months'][number]

/** The public counts: for each what it counts and does not mean, the county month by month, the units of one month. */
export function CountsPage(props: CountsProps) {
  const { view, language, words, boardWords } = props
  const shown = view.months.find((it) => it.month === props.month) ?? view.months.at(-1)
  return (
    <Frame
      title={`${view.countyName} · ${words.title}`}
      language={language}
      words={boardWords}
      demo={view.demo}
      kind="counts"
    >
      <header>
        <div>
          <p class="unit">{view.countyName}</p>
          <h1>{words.title}</h1>
        </div>
        <nav>
          <a
            href={`?lang=${otherLanguage(language)}${shown ? `&month=${shown.month}` : ''}`}
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            class="language"
          >
            {boardWords.language}
          </a>
        </nav>
      </header>
      <main>
        <p>
          {words.lead} <span class="soft">{words.until(view.until)}</span>
        </p>
        <Alarms view={view} words={words} />
        {shown && <Months view={view} shown={shown.month} language={language} words={words} />}
        {shown && countNames.map((name) => <Count key={name} name={name} view={view} shown={shown} words={words} />)}
        <p class="soft">{words.small(view.least)}</p>
        <p class="ways">
          <a class="back" href={`/boards?lang=${language}`}>
            {words.back}
          </a>
          <a class="data" href="/api/counts">
            {words.data}
          </a>
        </p>
      </main>
    </Frame>
  )
}

function Alarms({ view, words }: { view: CountsView; words: CountsWords }) {
  return (
    <section class={view.alarms.some((it) => !it.settled) ? 'alarms loud' : 'alarms'}>
      <h2>{words.alarmsTitle}</h2>
      {view.alarms.length === 0 && <p>{words.noAlarm}</p>}
      <ul>
        {view.alarms.map((it) => (
          <li key={`${it.day} ${it.siteName} ${it.alarm}`}>
            <b>{it.day}</b> {it.siteName}: {words.alarms[it.alarm]}
            <span class="soft"> ({it.settled ? words.settled : it.alarm === 'double' ? words.never : words.open})</span>
          </li>
        ))}
      </ul>
      <p class="soft">{words.devices(view.devices.stated, view.devices.whole)}</p>
    </section>
  )
}

function Months(props: { view: CountsView; shown: string; language: Language; words: CountsWords }) {
  const { view, shown, language, words } = props
  return (
    <nav class="periods months" aria-label={words.months}>
      {view.months.toReversed().map(({ month }) => (
        <a key={month} href={`?lang=${language}&month=${month}`} aria-current={month === shown ? 'true' : undefined}>
          {words.month(month)}
        </a>
      ))}
    </nav>
  )
}

function Count({ name, view, shown, words }: { name: CountName; view: CountsView; shown: Month; words: CountsWords }) {
  const its = words.byCount[name]
  return (
    <section class="count" id={name}>
      <h2>{its.name}</h2>
      <p>
        <b>{words.counts}</b>
        {its.counts}
      </p>
      <p>
        <b>{words.not}</b>
        {its.not}
      </p>
      <h3>{words.all}</h3>
      <CountBars view={view} name={name} shown={shown.month} words={words} />
      <h3>{words.units(words.month(shown.month))}</h3>
      <Units name={name} units={shown.units} least={view.least} words={words} />
    </section>
  )
}

/** In the order of the tree, never by size: this is no ranking. */
function Units(props: { name: CountName; units: Month['units']; least: number; words: CountsWords }) {
  const { name, units, least, words } = props
  const some = units.filter((it) => it.counts === null || it.counts[name] > 0)
  const most = Math.max(1, ...some.map((it) => it.counts?.[name] ?? 0))
  const rest = units.length - some.length
  return (
    <>
      <ul class="units">
        {some.map(({ unitId, unitName, with: others, counts }) => (
          <li key={unitId}>
            <span>
              {unitName} {others.length > 0 && <span class="soft">{words.with(others)}</span>}
            </span>
            {counts === null ? (
              <span>{words.tooFew(least)}</span>
            ) : (
              <span class="amount">
                <UnitBar n={counts[name]} most={most} /> <b>{counts[name]}</b>
              </span>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 && <p class="soft">{some.length === 0 ? words.none : words.rest(rest)}</p>}
    </>
  )
}
