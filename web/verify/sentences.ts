import type { PromiseStanding } from '../../src/kit/tlog/promise.ts'
import type { Proven, ReceiptStanding } from '../../src/kit/tlog/receipt.ts'
import { dayAndClock, shortDay, spokenClock } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import type { Judged } from './judge.ts'
import type { VerifyWords } from './words.ts'

/** A verdict in plain words. `mark` is said by shape and word, never by colour alone. */
export interface Verdict {
  readonly mark: 'good' | 'careful' | 'bad'
  readonly head: string
  readonly lines: readonly string[]
}

export function verdictOf(judged: Judged, words: VerifyWords, language: Language): Verdict {
  return judged.kind === 'receipt'
    ? ofReceipt(judged.standing, words, language)
    : ofPromise(judged.standing, words, language)
}

function ofReceipt(standing: ReceiptStanding, words: VerifyWords, language: Language): Verdict {
  switch (standing.state) {
    case 'witnessed':
      return ofWitnessed(standing.proven, words, language)
    case 'signed':
      return careful(words.signed, words.signedIs(standing.proven.index + 1))
    case 'changed':
      return bad(words.changed, words.changedIs)
    case 'notInTree':
      return bad(words.notInTree, words.notInTreeIs)
    case 'forged':
      return bad(words.forged, words.forgedIs(standing.name))
    case 'otherLog':
      return careful(words.otherLog, words.otherLogIs(standing.origin))
    case 'unreadable':
      return careful(words.unreadable, words.unreadableIs)
    default:
      return standing satisfies never
  }
}

function ofWitnessed(
  { index, witnesses, recordedBefore = '', clock }: Proven,
  words: VerifyWords,
  language: Language,
): Verdict {
  const names = witnesses.map(({ name, at }) => `${name} (${whenOf(at, language)})`)
  const lines = [
    words.goodIs(whenOf(recordedBefore, language), index + 1),
    words.witnessed(names.join(language === 'zh' ? '、' : ', ')),
    ...(clock === 'behind' ? [words.clock] : []),
  ]
  return { mark: 'good', head: words.good, lines }
}

function ofPromise(standing: PromiseStanding, words: VerifyWords, language: Language): Verdict {
  switch (standing.state) {
    case 'open':
    case 'overdue': {
      const { index, before } = standing.promised
      const isOpen = standing.state === 'open'
      const line = (isOpen ? words.openIs : words.overdueIs)(index + 1, whenOf(before, language))
      return careful(isOpen ? words.open : words.overdue, line)
    }
    case 'kept':
      return { mark: 'good', head: words.kept, lines: [words.keptIs] }
    case 'broken':
      return bad(words.broken, words.brokenIs)
    case 'forged':
      return bad(words.forged, words.forgedIs(standing.name))
    case 'otherLog':
      return careful(words.otherLog, words.otherLogIs(standing.origin))
    case 'unreadable':
      return careful(words.unreadable, words.unreadableIs)
    default:
      return standing satisfies never
  }
}

const careful = (head: string, line: string): Verdict => ({ mark: 'careful', head, lines: [line] })
const bad = (head: string, line: string): Verdict => ({ mark: 'bad', head, lines: [line] })

/** `11月22日 8:24:31`, to the second: what is proven is proven to the second. */
export function whenOf(iso: string, language: Language): string {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) return iso
  const { day, clock } = dayAndClock(ms)
  const year = day.slice(0, 4)
  const told = `${shortDay(day, language)} ${spokenClock(clock.slice(0, 5))}${clock.slice(5)}`
  return language === 'zh' ? `${year}年${told}` : `${told} (${year})`
}
