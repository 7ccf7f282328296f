import type { Proven, Shown } from '../../src/kit/tlog/receipt.ts'
import type { Language } from '../shared/language.ts'
import { whenOf } from './sentences.ts'
import { type VerifyWords, verifyWords } from './words.ts'

/** What was recorded, in words where there are any, and whole as it is. */
export function Content({ proven, language }: { proven: Proven; language: Language }) {
  const words = verifyWords[language]
  const { opening } = proven.receipt
  return (
    <section>
      <h2>{words.content}</h2>
      <dl>
        {opening &&
          rowsOf(opening.fact, words, language).map(([name, value]) => <Row key={name} name={name} value={value} />)}
        <Row name={words.place} value={`${proven.index + 1} / ${proven.size}`} />
      </dl>
      {opening ? (
        <details>
          <summary>{words.all}</summary>
          <pre>{JSON.stringify(opening.fact, null, 2)}</pre>
        </details>
      ) : (
        <p>{words.sealed}</p>
      )}
    </section>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function rowsOf(fact: Shown, words: VerifyWords, language: Language): [string, string][] {
  const kind = typeof fact.kind === 'string' ? fact.kind : ''
  const marked = fact.simulated === true ? ` (${words.simulated})` : ''
  const when = (it: unknown): string => (typeof it === 'string' ? whenOf(it, language) : '')
  return [
    [words.what, `${words.kinds[kind] ?? kind}${marked}`],
    [words.at, when(fact.at)],
    [words.recordedAt, when(fact.recordedAt)],
  ]
}
