import type { VillagersReceipt } from '../../src/contract/routes/receipts.ts'
import { dayAndClock, shortDay, spokenClock } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import { punctuation } from '../shared/punctuation.ts'
import { Frame } from './frame.tsx'
import { Call } from './person.tsx'
import type { ReceiptWords } from './receiptWords.ts'
import type { BoardWords } from './words.ts'

interface Props {
  readonly view: VillagersReceipt
  readonly language: Language
  readonly words: ReceiptWords
  readonly boardWords: BoardWords
}

/** A villager's receipt: what was kept, how sure it is, and two codes to take it along. Made to be printed too. */
export function ReceiptPage({ view, language, words, boardWords }: Props) {
  const { paper, siteName, said } = view
  const board = `/board/${view.siteId}?lang=${language}`
  const isOpen = paper.standing.state === 'promised'
  return (
    <Frame
      title={`${siteName} · ${words.title}`}
      language={language}
      words={boardWords}
      demo={view.demo}
      kind="receipt"
      {...(isOpen && { refreshSeconds: 30 })}
      {...(said && { returnTo: board })}
    >
      <main>
        <p class="unit">
          {view.countyName} {siteName}
        </p>
        <h1>{said ? words.thanks : words.title}</h1>
        <p>
          {words.said[view.word](whenOf(paper.at, language), siteName)} <span class="whole">{words.noName}</span>
        </p>
        <Standing view={view} language={language} words={words} boardWords={boardWords} />
        <p class="acts">
          {paper.text !== '' && (
            <a class="back" href={`/receipt/${paper.factId}/file`} download={paper.fileName}>
              {words.save}
            </a>
          )}
          <button type="button" data-print hidden>
            {words.print}
          </button>
          <a class="back plain" href={board}>
            {words.back}
          </a>
        </p>
        <Codes view={view} words={words} />
        {view.fingerprint !== '' && (
          <p class="small keys">
            {words.keys(view.verifyUrl)} <b class="print">{view.fingerprint}</b>
          </p>
        )}
      </main>
    </Frame>
  )
}

function Standing({ view, language, words, boardWords }: Props) {
  const { paper, complaints } = view
  const { standing, erased } = paper
  const isLate = standing.state === 'promised' && view.asOf >= standing.before
  return (
    <>
      <p class={isLate ? 'standing late' : `standing ${standing.state}`} role="status">
        {sentenceOf(view, language, words)}
        {isLate && ` ${complaints.name}${punctuation[language].colon}`}
      </p>
      {isLate && <Call phone={complaints.phone} label={boardWords.phone} />}
      {erased && <p class="standing">{words.erased(whenOf(erased.at, language), erased.reason)}</p>}
    </>
  )
}

function sentenceOf({ paper: { standing }, asOf }: VillagersReceipt, language: Language, words: ReceiptWords): string {
  switch (standing.state) {
    case 'waiting':
      return words.waiting
    case 'promised': {
      const before = whenOf(standing.before, language)
      return asOf < standing.before ? words.promised(before) : words.overdue(before)
    }
    case 'proven': {
      const { index, witnesses, recordedBefore } = standing
      if (recordedBefore === null) return words.signed(index + 1)
      return words.witnessed(
        index + 1,
        witnesses.join(language === 'zh' ? '、' : ', '),
        toTheSecond(recordedBefore, language),
      )
    }
    default:
      return standing satisfies never
  }
}

function Codes({ view, words }: Pick<Props, 'view' | 'words'>) {
  const { paper, address, addressCode } = view
  return (
    <div class="codes">
      <section>
        <h2>{words.keep}</h2>
        <Code svg={addressCode} label={address} />
        <p>{words.keepHow}</p>
        <p class="url">{address}</p>
      </section>
      {paper.code !== '' && (
        <section>
          <h2>{words.check}</h2>
          <Code svg={paper.code} label={words.check} />
          <p>{words.checkHow(paper.standing.state === 'promised')}</p>
          <p>
            <a class="back" href={paper.link}>
              {words.checkNow}
            </a>
          </p>
        </section>
      )}
    </div>
  )
}

function Code({ svg, label }: { svg: string; label: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server's QR library, holds no typed text
  return <div class="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
}

/** What a witness proves is proven to the second. */
function toTheSecond(iso: string, language: Language): string {
  const { day, clock } = dayAndClock(Date.parse(iso))
  return `${shortDay(day, language)} ${clock.replace(/^0/, '')}`
}

function whenOf(iso: string, language: Language): string {
  const { day, clock } = dayAndClock(Date.parse(iso))
  return `${shortDay(day, language)} ${spokenClock(clock)}`
}
