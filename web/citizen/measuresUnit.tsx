import type { MeasuredShare, MeasuredUnit } from '../../src/contract/routes/measures.ts'
import { percent, ShareBar } from './measuresBar.tsx'
import type { MeasuresWords } from './measuresWords.ts'

interface Figures {
  readonly unit: MeasuredUnit
  readonly least: number
  readonly words: MeasuresWords
}

/** What is told of one unit, or of the county: endings, answers of both rounds and of call-backs, visits. */
export function UnitFigures({ unit, least, words }: Figures) {
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
      {name}
      {words.colon}
      {words.answered} {answered ?? words.hidden(least)}
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
        {share.silent !== null && `${words.semicolon}${silent(percent(share.silent.low), percent(share.silent.high))}`}
        {share.drawn !== null && `${words.semicolon}${words.drawn(percent(share.drawn))}`}
      </p>
    </div>
  )
}

function Visits({ visits, least, words }: Omit<Figures, 'unit'> & { visits: NonNullable<MeasuredUnit['visits']> }) {
  return (
    <p>
      {words.visits}
      {words.colon}
      {(['nobodyThere', 'sentAway', 'breaches'] as const).map((name, i) => (
        <span key={name}>
          {i > 0 && ' · '}
          {words.visitWords[name]} <b>{visits[name] ?? words.hidden(least)}</b>
        </span>
      ))}
    </p>
  )
}
