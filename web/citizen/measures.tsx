import type { MeasuredShare, MeasuredUnit, MeasuresView } from '../../src/contract/routes/measures.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import { percent, ShareBar } from './measuresBar.tsx'
import { Kinds } from './measuresSteps.tsx'
import { type MeasuresWords, measuresWords } from './measuresWords.ts'

interface Props {
  readonly view: MeasuresView
  readonly language: Language
}

/** What citizens said about endings: the county, its units in the order of the tree, each kind's steps, how it is counted. */
export function MeasuresPage({ view, language }: Props) {
  const words = measuresWords[language]
  const { county, units, least } = view
  return (
    <Frame
      title={words.title}
      unit={view.countyName}
      language={language}
      demo={view.demo}
      kind="measures"
      here="/measures"
    >
      <main>
        <p>{words.lead}</p>
        <Periods view={view} language={language} words={words} />
        <section>
          <h2>{words.county}</h2>
          <UnitFigures unit={county} least={least} words={words} />
        </section>
        <section>
          <h2>{words.units}</h2>
          {units.length === 0 && <p>{words.nothing}</p>}
          {units.map((unit) => (
            <details key={unit.unitId} open={units.length <= fewUnits}>
              <summary>
                <b>{unit.unitName}</b>
                {unit.first.solved !== null && (
                  <span>
                    {words.solved} {percent(unit.first.solved.share)}
                  </span>
                )}
              </summary>
              {unit.withUnits.length > 0 && <p class="soft">{words.with(unit.withUnits)}</p>}
              <UnitFigures unit={unit} least={least} words={words} />
            </details>
          ))}
        </section>
        <Kinds view={view} words={words} />
        <Others view={view} words={words} />
        <p class="acts">
          <a class="button" href={`/matter?lang=${language}`}>
            {words.find}
          </a>
          <a class="button plain" href={`/api/measures?period=${view.period}`}>
            {words.data}
          </a>
        </p>
        <p>{words.pressure}</p>
        <Call phone={view.complaints.phone} label={view.complaints.name} />
      </main>
    </Frame>
  )
}

/** So many are shown unfolded. */
const fewUnits = 4

function Periods({ view, language, words }: Props & { words: MeasuresWords }) {
  return (
    <nav class="periods" aria-label={words.periods}>
      {view.periods.slice(0, 8).map((period) => (
        <a
          key={period}
          href={`/measures?lang=${language}&period=${period}`}
          aria-current={period === view.period ? 'true' : undefined}
        >
          {words.period(period)}
        </a>
      ))}
    </nav>
  )
}

interface Figures {
  readonly unit: MeasuredUnit
  readonly least: number
  readonly words: MeasuresWords
}

function UnitFigures({ unit, least, words }: Figures) {
  const { asked, inTime, reopened, medianHours, first, second, called, visits } = unit
  return (
    <>
      <p>
        {words.asked} <b>{asked ?? words.hidden(least)}</b>
        {inTime !== null && (
          <>
            {' · '}
            {words.inTime} <b>{inTime}</b>
          </>
        )}
        {medianHours !== null && (
          <>
            {' · '}
            {words.median(Math.round(medianHours / 2.4) / 10)}
          </>
        )}
        {reopened !== null && reopened > 0 && (
          <>
            {' · '}
            {words.reopened} <b>{reopened}</b>
          </>
        )}
      </p>
      <Round name={words.first} answered={first.answered} least={least} words={words}>
        <Share name={words.solved} share={first.solved} silent={words.silent} words={words} />
        <Share name={words.satisfied} share={first.satisfied} silent={words.silentSatisfied} words={words} />
      </Round>
      {second.answered !== null && (
        <Round name={words.second} answered={second.answered} least={least} words={words}>
          <Share name={words.solved} share={second.solved} silent={words.silent} words={words} />
        </Round>
      )}
      {called.solved !== null && (
        <Round name={words.called} answered={called.solved.n} least={least} words={words}>
          <Share name={words.solved} share={called.solved} silent={words.silent} words={words} />
          {called.difference !== null && (
            <p class="soft">
              {words.difference(
                points(called.difference.value),
                points(called.difference.low),
                points(called.difference.high),
              )}
            </p>
          )}
        </Round>
      )}
      {visits !== null && <Visits visits={visits} least={least} words={words} />}
    </>
  )
}

const points = (share: number): string => `${(share * 100).toFixed(0)}%`

interface RoundProps extends Omit<Figures, 'unit'> {
  readonly name: string
  readonly answered: number | null
  readonly children: preact.ComponentChildren
}

const Round = ({ name, answered, least, words, children }: RoundProps) => (
  <div class="round">
    <h3>
      {name}：{words.answered} {answered ?? words.hidden(least)}
    </h3>
    {answered !== null && children}
  </div>
)

interface ShareProps {
  readonly name: string
  readonly share: MeasuredShare | null
  readonly silent: (low: string, high: string) => string
  readonly words: MeasuresWords
}

function Share({ name, share, silent, words }: ShareProps) {
  if (share === null) return null
  return (
    <div class="figure">
      <p>
        {name} <b>{percent(share.share)}</b> <span class="soft">{words.of(share.x, share.n)}</span>
        {share.few && <em>{words.few}</em>}
      </p>
      <ShareBar share={share} />
      <p class="soft">
        {words.range(percent(share.low), percent(share.high))}
        {share.silent !== null && `；${silent(percent(share.silent.low), percent(share.silent.high))}`}
        {share.drawn !== null && `；${words.drawn(percent(share.drawn))}`}
      </p>
    </div>
  )
}

function Visits({ visits, least, words }: Omit<Figures, 'unit'> & { visits: NonNullable<MeasuredUnit['visits']> }) {
  return (
    <p>
      {words.visits}：
      {(['nobodyThere', 'sentAway', 'breaches'] as const).map((name, i) => (
        <span key={name}>
          {i > 0 && ' · '}
          {words.visitWords[name]} <b>{visits[name] ?? words.hidden(least)}</b>
        </span>
      ))}
    </p>
  )
}

function Others({ view, words }: { view: MeasuresView; words: MeasuresWords }) {
  const excluded = Object.entries(view.excluded)
  return (
    <section>
      <h2>{words.how}</h2>
      <ul class="lines">
        {words.howLines(view.least).map((it) => (
          <li key={it}>{it}</li>
        ))}
        <li>{words.told(view.told, view.used)}</li>
        <li>{words.refused(view.refused)}</li>
        <li>
          {words.excluded}：
          {excluded.length === 0
            ? words.none
            : excluded
                .map(([because, n]) => `${words.reasons[because as keyof MeasuresWords['reasons']]} ${n}`)
                .join('；')}
        </li>
      </ul>
    </section>
  )
}
