import { satisfiedAnswers, solvedAnswers } from '../../src/contract/ratings.ts'
import type { MatterPageView } from '../../src/contract/routes/standing.ts'
import { shortDay } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import type { MatterWords } from './matterWords.ts'

interface Props {
  readonly view: MatterPageView
  readonly language: Language
  readonly words: MatterWords
}

/** How it ended, as the citizen sees it; and his way to have it done again. */
export function MatterRating(props: Props) {
  const { right, mayReopen } = props.view
  return (
    <>
      {right.kind !== 'none' && (
        <section class="rating">
          <h2>{props.words.rateTitle(right.round)}</h2>
          {right.kind === 'used' ? <Used {...props} /> : <Ask {...props} round={right.round} until={right.until} />}
        </section>
      )}
      {mayReopen && <Reopening {...props} />}
    </>
  )
}

function Used({ view: { complaints }, words }: Props) {
  return (
    <>
      <p>{words.used}</p>
      <p>{words.usedElse}</p>
      <Call phone={complaints.phone} label={complaints.name} />
    </>
  )
}

function Ask({ view, language, words, round, until }: Props & { round: 1 | 2; until: string }) {
  if (view.staff) return <p class="note warn">{words.staff}</p>
  const { complaints, code } = view
  return (
    <form method="post" action={`/matter/${code}/rating`} autocomplete="off">
      <input type="hidden" name="lang" value={language} />
      <input type="hidden" name="round" value={round} />
      <p>
        {words.rateLead} {words.rateUntil(shortDay(until, language))}
      </p>
      <Choice
        name="solved"
        legend={words.solved}
        choices={solvedAnswers.map((it) => [it, words.solvedAnswers[it]] as const)}
      />
      <Choice
        name="satisfied"
        legend={words.satisfied}
        choices={satisfiedAnswers.map((it) => [it, words.satisfiedAnswers[it]] as const)}
      />
      <Choice
        name="told"
        legend={words.told}
        choices={(['no', 'yes'] as const).map((it) => [it, words.toldAnswers[it]] as const)}
      />
      <p class="soft">
        {words.rateOnce} {words.unconfirmed}
      </p>
      <p>
        <button type="submit">{words.send}</button>
      </p>
      <p>{words.pressure}</p>
      <Call phone={complaints.phone} label={complaints.name} />
    </form>
  )
}

interface Choices {
  readonly name: string
  readonly legend: string
  readonly choices: readonly (readonly [value: string, label: string])[]
}

/** None is chosen beforehand: whoever does not answer has not answered. */
const Choice = ({ name, legend, choices }: Choices) => (
  <fieldset>
    <legend>{legend}</legend>
    {choices.map(([value, label]) => (
      <label key={value} class="choice">
        <input type="radio" name={name} value={value} />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
)

function Reopening({ view: { code, staff }, language, words }: Props) {
  if (staff) return null
  return (
    <section>
      <h2>{words.reopenTitle}</h2>
      <p>{words.reopenLead}</p>
      <form method="post" action={`/matter/${code}/reopen`} autocomplete="off">
        <input type="hidden" name="lang" value={language} />
        <label class="field" for="reason">
          {words.reopenWhy}
        </label>
        <textarea id="reason" name="reason" maxLength={500} rows={3} />
        <p>
          <button type="submit" class="plain">
            {words.reopen}
          </button>
        </p>
      </form>
    </section>
  )
}
