import { useEffect, useState } from 'preact/hooks'
import type { VerifyView } from '../../src/contract/routes/receipts.ts'
import { htmlLanguage, type Language, otherLanguage } from '../shared/language.ts'
import { type Tools, useChecking } from './checking.ts'
import { CompareHeads } from './compareHeads.tsx'
import { Content } from './content.tsx'
import type { Judged } from './judge.ts'
import { KeysSheet } from './keysSheet.tsx'
import { Reading } from './reading.tsx'
import { verdictOf } from './sentences.ts'
import { verifyWords } from './words.ts'

interface Props {
  readonly view: VerifyView
  readonly language: Language
  /** What stood behind `#` when the page was opened. */
  readonly given: string
}

/** The verify page: everything happens here, on this device. */
export function VerifyApp({ view, language: first, given: opened }: Props) {
  const [language, setLanguage] = useState(first)
  const [given, setGiven] = useState(opened)
  const words = verifyWords[language]

  useEffect(() => {
    document.documentElement.lang = htmlLanguage(language)
  }, [language])
  useEffect(() => {
    const follow = () => setGiven(location.hash)
    addEventListener('hashchange', follow)
    // Effects come after the first drawing: the address may have changed between the two.
    if (location.hash !== opened) follow()
    return () => removeEventListener('hashchange', follow)
  }, [opened])

  return (
    <>
      <header>
        <div>
          <p>{view.countyName}</p>
          <h1>{words.title}</h1>
        </div>
        <button
          type="button"
          lang={htmlLanguage(otherLanguage(language))}
          onClick={() => setLanguage(otherLanguage(language))}
        >
          {words.other}
        </button>
      </header>
      <main>
        {view.policy === '' ? (
          <p class="verdict careful">{words.noKeys}</p>
        ) : (
          <>
            {given.length > 1 && <Checked given={given} view={view} language={language} />}
            <Reading key={given} words={words} again={given.length > 1} onRead={setGiven} />
            <KeysSheet view={view} words={words} />
          </>
        )}
      </main>
    </>
  )
}

function Checked({ given, view, language }: { given: string; view: VerifyView; language: Language }) {
  const words = verifyWords[language]
  const checking = useChecking(view.policy)
  if (checking.state === 'ready') return <Result given={given} tools={checking.tools} language={language} />
  if (checking.state === 'loading')
    return (
      <p class="verdict plain" role="status">
        {words.checking}
      </p>
    )
  return (
    <section class="verdict careful" role="alert">
      <p>{words.notLoaded}</p>
      <button type="button" onClick={() => location.reload()}>
        {words.tryAgain}
      </button>
    </section>
  )
}

function Result({ given, tools, language }: { given: string; tools: Tools; language: Language }) {
  const words = verifyWords[language]
  const judged = useJudged(given, tools)
  const { mark, head, lines } = verdictOf(judged, words, language)
  const proven = judged.kind === 'receipt' && 'proven' in judged.standing ? judged.standing.proven : undefined
  return (
    <>
      <section class={`verdict ${mark}`} role="status">
        <h2>
          <span aria-hidden="true">{signs[mark]}</span> {head}
        </h2>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
      {proven && <Content proven={proven} language={language} />}
      {proven && judged.kind === 'receipt' && judged.head !== undefined && (
        <CompareHeads key={judged.head} text={judged.head} tools={tools} words={words} />
      )}
      {proven && (
        <section>
          <h2>{words.proves}</h2>
          <ul>
            {words.provesIs.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const signs = { good: '✓', careful: '！', bad: '✗' } as const

/** A promise is also held against the newest head of the log where it can be had: asking for that tells nothing. */
function useJudged(given: string, { checker, keys }: Tools): Judged {
  const [checkpoint, setCheckpoint] = useState<string>()
  const judged = checker.judge(given, keys, new Date().toISOString(), checkpoint)
  const { kind } = judged
  useEffect(() => {
    if (kind !== 'promise' || !location.protocol.startsWith('http')) return
    fetch('/log/checkpoint', { cache: 'no-store' })
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .then(setCheckpoint)
      .catch(() => undefined)
  }, [kind])
  return judged
}
