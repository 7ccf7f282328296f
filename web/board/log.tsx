import type { LogView, LogWitness } from '../../src/contract/routes/log.ts'
import { clockOf, dayOf } from '../../src/kit/time.ts'
import { fromBase64, toHex } from '../../src/kit/tlog/bytes.ts'
import { type Language, otherLanguage } from '../shared/language.ts'
import { Frame } from './frame.tsx'
import { LogChecks } from './logChecks.tsx'
import type { LogWords } from './logWords.ts'
import { Call } from './person.tsx'
import type { BoardWords } from './words.ts'

export interface LogProps {
  readonly view: LogView
  readonly language: Language
  readonly words: LogWords
  readonly boardWords: BoardWords
}

/** The county's log for everybody: what it comes to in one sentence, then who says so, then how to check it oneself. */
export function LogPage({ view, language, words, boardWords }: LogProps) {
  const title = `${view.countyName} · ${words.title}`
  return (
    <Frame title={title} language={language} words={boardWords} demo={view.demo} kind="log">
      <header>
        <div>
          <p class="unit">{view.countyName}</p>
          <h1>{words.title}</h1>
        </div>
        <nav>
          <a href={`?lang=${otherLanguage(language)}`} lang={language === 'zh' ? 'en' : 'zh-CN'} class="language">
            {boardWords.language}
          </a>
        </nav>
      </header>
      <main>
        <Verdict view={view} words={words} />
        <p>{words.lead}</p>
        {view.former.length > 0 && <Former view={view} words={words} />}
        {view.newest && <Newest newest={view.newest} words={words} />}
        <Witnesses view={view} words={words} />
        <section>
          <h2>{words.complaints(view.complaints.name)}</h2>
          <Call phone={view.complaints.phone} label={boardWords.phone} />
        </section>
        {view.newest && <Recent view={view} words={words} />}
        <LogChecks view={view} words={words} />
        <p>
          <a class="back" href={`/boards?lang=${language}`}>
            {words.back}
          </a>
        </p>
      </main>
    </Frame>
  )
}

function Verdict({ view, words }: { view: LogView; words: LogWords }) {
  const { title, text } = words.verdicts[view.verdict]
  return (
    <section class={`verdict ${view.verdict}`} {...(view.verdict === 'alarm' && { role: 'alert' })}>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  )
}

/** Never hidden: whoever holds a receipt of a former log can still show what it said. */
function Former({ view, words }: { view: LogView; words: LogWords }) {
  return (
    <section class="verdict alarm">
      <h2>{words.former}</h2>
      {view.former.map(({ origin, size, note, because, at }) => (
        <div key={origin}>
          <p>{words.formerEnded(timeOf(at), origin, size)}</p>
          <p>{words.because(because)}</p>
          <pre>{note}</pre>
        </div>
      ))}
    </section>
  )
}

function Newest({ newest, words }: { newest: NonNullable<LogView['newest']>; words: LogWords }) {
  return (
    <section>
      <h2>{words.newest}</h2>
      <dl>
        <dt>{words.entries}</dt>
        <dd>
          <b>{newest.size}</b>
        </dd>
        <dt>{words.fingerprint}</dt>
        <dd>
          <Fingerprint root={newest.root} />
        </dd>
        <dt>{words.published}</dt>
        <dd>{timeOf(newest.publishedAt)}</dd>
        <dt>{words.alive}</dt>
        <dd>{timeOf(newest.lastSeenAlive)}</dd>
      </dl>
      <p class="soft">{words.keep}</p>
    </section>
  )
}

/** The first 64 bits are enough to tell two logs apart by eye; the whole root stands below. */
function Fingerprint({ root }: { root: string }) {
  const hex = toHex(fromBase64(root)?.subarray(0, 8) ?? new Uint8Array())
  return <code title={root}>{hex.match(/.{4}/g)?.join(' ')}</code>
}

function Witnesses({ view, words }: { view: LogView; words: LogWords }) {
  return (
    <section class="witnesses">
      <h2>{words.witnesses}</h2>
      {view.witnesses.length === 0 && <p>{words.noWitness}</p>}
      <ul>
        {view.witnesses.map((one) => (
          <li key={one.name} class={markOf(one)}>
            <b>{one.name}</b>
            {sentencesOf(one, words).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </li>
        ))}
      </ul>
      {view.witnesses.length + view.alarms.length > 0 && <h3>{words.alarms}</h3>}
      {view.witnesses.length > 0 && view.alarms.length === 0 && <p>{words.noAlarm}</p>}
      <ul>
        {view.alarms.map(({ witness, alarm, size, at }) => (
          <li key={`${witness} ${at}`} class="bad">
            <b>{witness}</b> {timeOf(at)}: {words.alarm[alarm](size)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function markOf({ cosignedAt, said }: LogWitness): string {
  if (said === 'ahead' || said === 'forked') return 'bad'
  return cosignedAt !== null && (said === 'cosigned' || said === null) ? 'good' : 'open'
}

function sentencesOf({ cosignedAt, said, since }: LogWitness, words: LogWords): string[] {
  const confirmed = cosignedAt === null ? words.notConfirmed : words.confirmedAt(timeOf(cosignedAt))
  const more = said === null || since === null ? '' : words.said[said](timeOf(since))
  return more === '' ? [confirmed] : [confirmed, more]
}

function Recent({ view, words }: { view: LogView; words: LogWords }) {
  return (
    <section class="recent">
      <h2>{words.recent}</h2>
      <ul>
        {view.recent.map(({ size, root, publishedAt, cosigned }) => (
          <li key={size}>
            <a href={`/log/checkpoints/${size}`}>
              <b>{size}</b> <Fingerprint root={root} />
            </a>
            <span class="soft">
              {timeOf(publishedAt)} · {words.cosigned(cosigned)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `2026-11-22 10:58:31`, the same in both languages. */
const timeOf = (iso: string): string => `${dayOf(iso)} ${clockOf(iso)}`
