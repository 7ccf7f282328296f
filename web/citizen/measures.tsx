import type { MeasuresView } from '../../src/contract/routes/measures.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import { percent } from './measuresBar.tsx'
import { Kinds } from './measuresSteps.tsx'
import { UnitFigures } from './measuresUnit.tsx'
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
          {words.excluded}
          {words.colon}
          {excluded.length === 0
            ? words.none
            : excluded
                .map(([because, n]) => `${words.reasons[because as keyof MeasuresWords['reasons']]} ${n}`)
                .join(words.semicolon)}
        </li>
      </ul>
    </section>
  )
}
