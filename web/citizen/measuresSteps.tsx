import type { MeasuredKind, MeasuredStep, MeasuresView } from '../../src/contract/routes/measures.ts'
import { percent, StepBar } from './measuresBar.tsx'
import type { MeasuresWords } from './measuresWords.ts'

interface Props {
  readonly view: Pick<MeasuresView, 'kinds' | 'daySeconds' | 'least'>
  readonly words: MeasuresWords
}

/** How long the steps of each kind of matter took, in the order of the kinds. */
export function Kinds({ view, words }: Props) {
  const { kinds, least } = view
  const shown = mostOf(kinds)
  return (
    <section>
      <h2>{words.kinds}</h2>
      <p>{words.kindsLead(least)}</p>
      {kinds.length === 0 && <p>{words.noKinds}</p>}
      {shown.map((kind) => (
        <details key={kind.typeId} open={kinds.length <= fewKinds}>
          <summary>
            <b>{kind.name}</b>
            <span>{words.matters(kind.matters)}</span>
          </summary>
          <KindTimes kind={kind} view={view} words={words} />
        </details>
      ))}
      {shown.length < kinds.length && <p>{words.others(kinds.length - shown.length)}</p>}
    </section>
  )
}

/** So many are shown unfolded, and so many at all: the page stays light, the data has every kind. */
const fewKinds = 2
const mostKinds = 16

/** Those with most matters, in the order they came. */
function mostOf(kinds: readonly MeasuredKind[]): readonly MeasuredKind[] {
  const most = new Set([...kinds].sort((a, b) => b.matters - a.matters).slice(0, mostKinds))
  return kinds.filter((it) => most.has(it))
}

function KindTimes({ kind, view, words }: Props & { readonly kind: MeasuredKind }) {
  const { handOvers, steps } = kind
  const { daySeconds, least } = view
  return (
    <>
      {steps.map((it) => (
        <StepTime key={it.key} step={it} view={view} words={words} />
      ))}
      <p>
        {handOvers === null
          ? words.fewHandOvers(least)
          : words.handOvers(handOvers.per100, words.time(handOvers.medianSeconds, daySeconds))}
      </p>
    </>
  )
}

function StepTime({ step, view, words }: Props & { readonly step: MeasuredStep }) {
  const { name, limit, told } = step
  const time = (seconds: number): string => words.time(seconds, view.daySeconds)
  return (
    <div class="figure">
      <h3>
        {name} <span class="soft">{words.limit(limit)}</span>
      </h3>
      {told === null ? (
        <p>{words.hidden(view.least)}</p>
      ) : (
        <>
          <p>
            {words.half} <b>{time(told.medianSeconds)}</b>
            {` · ${words.slow(time(told.slowSeconds))} · `}
            {words.stepsInTime(told.inTime, told.ended, percent(told.inTime / told.ended))}
          </p>
          <StepBar told={told} />
          <p class="soft">{words.given(time(told.givenSeconds))}</p>
        </>
      )}
    </div>
  )
}
