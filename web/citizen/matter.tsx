import type { MatterStanding } from '../../src/contract/matters.ts'
import type { MatterPageView } from '../../src/contract/routes/standing.ts'
import { shortDay } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import { MatterRating } from './matterRating.tsx'
import { type MatterWords, matterWords } from './matterWords.ts'
import { spokenSeconds, toTheSecond } from './times.ts'
import { citizenWords } from './words.ts'

interface Props {
  readonly view: MatterPageView
  readonly language: Language
}

/** One matter for whoever holds its receipt: where it stands, who answers for it, what is missing, how it ended. */
export function MatterPage({ view, language }: Props) {
  const words = matterWords[language]
  const { standing, said } = view
  return (
    <Frame
      title={standing.typeName}
      unit={`${view.countyName} ${standing.unitName}`}
      language={language}
      demo={view.demo}
      kind="matter"
      here={`/matter/${view.code}`}
      secret
      aloud
    >
      <main>
        {said !== null && (
          <p class="note good" role="status">
            {words[said]}
          </p>
        )}
        <Now standing={standing} language={language} words={words} />
        <Ending standing={standing} words={words} />
        <MatterRating view={view} language={language} words={words} />
        <Steps standing={standing} language={language} words={words} />
        <Ways view={view} language={language} words={words} />
      </main>
    </Frame>
  )
}

interface Part {
  readonly standing: MatterStanding
  readonly language: Language
  readonly words: MatterWords
}

/** What is read aloud: all a layman needs to know now. */
function Now({ standing, language, words }: Part) {
  const { state, steps, dueAt, endedAt, overdue } = standing
  const step = steps.find((it) => it.state === 'now')
  const isOpen = endedAt === null
  return (
    <section id="now">
      <h2>{words.now}</h2>
      <p class={`state ${state}`}>
        {words.state[state]}
        {state === 'running' && step !== undefined && <span>{words.at(step.name)}</span>}
      </p>
      {standing.title !== '' && <p>{standing.title}</p>}
      {overdue && (
        <p class="note warn">
          <b>{words.overdue}</b>
        </p>
      )}
      <dl>
        {isOpen && <Fact name={words.post} value={standing.post} />}
        {isOpen && <Fact name={words.held} value={spokenSeconds(standing.heldSeconds, language)} />}
        {isOpen && dueAt !== null && <Fact name={words.due} value={toTheSecond(dueAt, language)} />}
        <Fact name={words.takenAt} value={toTheSecond(standing.takenAt, language)} />
        <Fact name={words.where} value={standing.siteName} />
      </dl>
      <Waiting standing={standing} language={language} words={words} />
      {endedAt !== null && <p>{words.endedAt(toTheSecond(endedAt, language))}</p>}
    </section>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)

/** What it waits for: materials, the end of a pause; and why it takes longer. */
function Waiting({ standing: { missing, missingWords, pause, extension }, language, words }: Part) {
  return (
    <>
      {missing.length > 0 && (
        <div class="note warn">
          <h3>{words.missing}</h3>
          <ul class="missing">
            {missing.map(({ name, how }) => (
              <li key={name}>
                <b>{name}</b>
                {how !== '' && <span>{how}</span>}
              </li>
            ))}
          </ul>
          {missingWords !== '' && <p>{missingWords}</p>}
          <p class="soft">{words.missingNote}</p>
        </div>
      )}
      {pause !== null && (
        <p class="note">
          {words.pause(words.groundOf(pause.ground), pause.document)} {words.pauseUntil(untilOf(pause.until, language))}
        </p>
      )}
      {extension !== null && <p class="note">{words.extension(extension)}</p>}
    </>
  )
}

/** A plain day, or an instant. */
const untilOf = (until: string, language: Language): string =>
  until.length > 10 ? toTheSecond(until, language) : shortDay(until, language)

function Ending({ standing: { result, refusal }, words }: Pick<Part, 'standing' | 'words'>) {
  return (
    <>
      {result !== null && (
        <section>
          <h2>{words.result}</h2>
          <p class="told">{result}</p>
        </section>
      )}
      {refusal !== null && (
        <section>
          <h2>{words.refusal}</h2>
          <dl>
            <Fact name={words.ground} value={refusal.ground} />
            <Fact name={words.explanation} value={refusal.explanation} />
            <Fact name={words.remedy} value={refusal.remedy} />
          </dl>
        </section>
      )}
    </>
  )
}

/** State in words and in a shape, never in colour alone. */
function Steps({ standing: { steps }, language, words }: Part) {
  if (steps.length === 0) return null
  return (
    <section>
      <h2>{words.steps}</h2>
      <ol class="steps">
        {steps.map(({ key, name, post, state, heldSeconds, dueAt, late }) => (
          <li key={key} class={state} aria-current={state === 'now' ? 'step' : undefined}>
            <b>{name}</b>
            <span>
              {words.stepState[state]}
              {late && <em>{words.late}</em>}
            </span>
            <span class="soft">{post}</span>
            {state !== 'later' && <span class="soft">{words.stepHeld(spokenSeconds(heldSeconds, language))}</span>}
            {state === 'now' && dueAt !== null && (
              <span class="soft">{words.stepDue(toTheSecond(dueAt, language))}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Ways({ view: { standing, complaints }, language, words }: Props & { words: MatterWords }) {
  return (
    <p class="acts">
      <Call phone={standing.dutyPhone} label={words.dutyPhone} />
      <Call phone={complaints.phone} label={complaints.name} />
      <a class="button plain" href={`/board/${standing.siteId}?lang=${language}`}>
        {words.board}
      </a>
      <button type="button" data-print hidden>
        {citizenWords[language].print}
      </button>
    </p>
  )
}
