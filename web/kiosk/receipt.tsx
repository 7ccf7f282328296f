import { useState } from 'preact/hooks'
import type { CountyAnswer, CountyAsk } from '../../src/contract/kioskCounty.ts'
import type { KioskVisit } from '../../src/contract/kioskReceipt.ts'
import { visitOutcomes } from '../../src/contract/visitOutcomes.ts'
import type { VisitOutcome } from '../../src/contract/visits.ts'
import type { Language } from '../shared/language.ts'
import { CodePad } from './codePad.tsx'
import { isAway } from './queue.tsx'
import { Reading, whenOf } from './reading.tsx'
import { ReceiptMatter } from './receiptMatter.tsx'
import { type ReceiptWords, receiptWords } from './receiptWords.ts'
import type { Kiosk, Panel } from './state.ts'
import { Title } from './title.tsx'

interface Props {
  readonly kiosk: Pick<Kiosk, 'county' | 'language'>
  readonly onAsk: (ask: CountyAsk) => void
  readonly onPanel: (panel: Panel) => void
  readonly onMore: () => void
}

/** The code on a receipt, or of a visit, and what it belongs to. All of it is gone with the panel. */
export function ReceiptPanel({ kiosk, onAsk, onPanel, onMore }: Props) {
  const { county, language } = kiosk
  const words = receiptWords[language]
  const [typed, setTyped] = useState('')
  const answer = county?.answer ?? null
  if (county !== null && answer === null) return <p class="checking">{words.asking}</p>

  const code = county !== null && 'code' in county.ask ? county.ask.code : ''
  const view = { words, language, onMore, onClose: () => onPanel('none') }
  switch (answer?.answer) {
    case 'matter':
      return <ReceiptMatter {...view} matter={answer.matter} onReopen={() => onAsk({ ask: 'reopen', code })} />
    case 'visit': {
      const { visit } = answer
      const say = (outcome: VisitOutcome) => onAsk({ ask: 'say', code, outcome, after: visit.after })
      return <ReceiptVisit {...view} visit={visit} onSay={say} />
    }
    case 'refused':
    case 'queue':
    case 'number':
    case undefined: {
      const look = (whole: string) => onAsk({ ask: 'code', code: whole })
      return (
        <CodePad words={words} value={typed} refused={refusedOf(answer, language)} onValue={setTyped} onCode={look} />
      )
    }
    default:
      return answer satisfies never
  }
}

function refusedOf(answer: CountyAnswer | null, language: Language): string | null {
  if (answer?.answer !== 'refused') return null
  return isAway(answer.refusal) ? receiptWords[language].away : answer[language]
}

interface VisitProps {
  readonly words: ReceiptWords
  readonly language: Language
  readonly visit: KioskVisit
  readonly onSay: (outcome: VisitOutcome) => void
  readonly onMore: () => void
  readonly onClose: () => void
}

function ReceiptVisit({ words, language, visit, onSay, ...ways }: VisitProps) {
  const { siteName, begunAt, words: said, open } = visit
  const last = said.at(-1)
  return (
    <Reading words={words} {...ways}>
      <Title>
        {last === undefined ? words.ask : words.said(whenOf(last.at, language), words.outcomes[last.outcome])}
      </Title>
      <p>{words.visitAt(siteName, whenOf(begunAt, language))}</p>
      <p class="soft">{open ? (last === undefined ? words.silent : words.askAgain) : words.over}</p>
      {open && (
        <div class="outcomes">
          {visitOutcomes.map((it) => (
            <button key={it} type="button" class="plain" disabled={last?.outcome === it} onClick={() => onSay(it)}>
              {words.outcomes[it]}
            </button>
          ))}
        </div>
      )}
    </Reading>
  )
}
