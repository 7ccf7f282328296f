import type { CitizenCounty } from '../../src/contract/routes/standing.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import { type MatterWords, matterWords } from './matterWords.ts'
import { citizenWords } from './words.ts'

interface Props {
  readonly county: CitizenCounty
  readonly language: Language
}

/** “Where is my matter?”: one field for the code. */
export function MatterFormPage({ county, language }: Props) {
  const words = matterWords[language]
  return (
    <Frame
      title={words.formTitle}
      unit={county.countyName}
      language={language}
      demo={county.demo}
      kind="matter"
      here="/matter"
    >
      <main>
        <section>
          <CodeForm language={language} words={words} button={words.look} />
          <p class="soft">{words.formSafe}</p>
        </section>
        <p class="acts">
          <a class="button plain" href={`/boards?lang=${language}`}>
            {citizenWords[language].boards}
          </a>
          <a class="button plain" href={`/measures?lang=${language}`}>
            {words.measures}
          </a>
        </p>
      </main>
    </Frame>
  )
}

/** Nothing found by a code: the same whether nobody has it or it is none at all. What was typed stays, to be mended. */
export function MatterGonePage({ county, typed, language }: Props & { readonly typed: string }) {
  const words = matterWords[language]
  const { complaints } = county
  return (
    <Frame
      title={words.goneTitle}
      unit={county.countyName}
      language={language}
      demo={county.demo}
      kind="matter"
      here="/matter"
      secret
    >
      <main>
        <section>
          <p class="note warn" role="alert">
            {words.goneLead}
          </p>
          <CodeForm language={language} words={words} button={words.again} typed={typed} />
        </section>
        <section>
          <p>{words.goneElse}</p>
          <p class="acts">
            <a class="button plain" href={`/boards?lang=${language}`}>
              {citizenWords[language].boards}
            </a>
            <Call phone={complaints.phone} label={complaints.name} />
          </p>
        </section>
      </main>
    </Frame>
  )
}

interface CodeProps {
  readonly language: Language
  readonly words: MatterWords
  readonly button: string
  readonly typed?: string
}

function CodeForm({ language, words, button, typed = '' }: CodeProps) {
  return (
    <form method="post" action="/matter" autocomplete="off">
      <input type="hidden" name="lang" value={language} />
      <p>{words.formLead}</p>
      <label class="field" for="code">
        {words.code}
      </label>
      <input
        id="code"
        class="code"
        type="text"
        name="code"
        value={typed}
        required
        maxLength={40}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        placeholder={words.codeExample}
      />
      <p>
        <button type="submit">{button}</button>
      </p>
    </form>
  )
}
