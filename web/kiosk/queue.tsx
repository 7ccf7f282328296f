import { useState } from 'preact/hooks'
import type { CountyAnswer, CountyAsk } from '../../src/contract/kioskCounty.ts'
import type { QueueNow } from '../../src/contract/queue.ts'
import { newPress } from './press.ts'
import { type QueueWords, queueWords } from './queueWords.ts'
import type { Kiosk, Panel } from './state.ts'
import { Title } from './title.tsx'

interface Props {
  readonly kiosk: Pick<Kiosk, 'county' | 'language'>
  readonly onAsk: (ask: CountyAsk) => void
  readonly onPanel: (panel: Panel) => void
  readonly onAloud: () => void
}

/** A number for a counter of this site: how the queue stands, two buttons, and a slip that is no paper. */
export function QueuePanel({ kiosk, onAsk, onPanel, onAloud }: Props) {
  const words = queueWords[kiosk.language]
  // The same for every try of one person, so that a repeated one is never a second number.
  const [press] = useState(newPress)
  const answer = kiosk.county?.answer ?? null
  if (answer === null) return <p class="checking">{words.asking}</p>

  switch (answer.answer) {
    case 'queue':
      return <Line now={answer.now} words={words} onTake={(lane) => onAsk({ ask: 'number', press, lane })} />
    case 'number':
      return <Slip slip={answer} words={words} onAloud={onAloud} onClose={() => onPanel('none')} />
    case 'refused': {
      const { ask } = kiosk.county ?? {}
      const retry = ask === undefined ? undefined : () => onAsk(ask)
      return <Unanswered answer={answer} kiosk={kiosk} onRetry={retry} onHere={() => onPanel('visit')} />
    }
    case 'matter':
    case 'visit':
      return null
    default:
      return answer satisfies never
  }
}

interface LineProps {
  readonly now: QueueNow
  readonly words: QueueWords
  readonly onTake: (lane: 'usual' | 'helped') => void
}

function Line({ now, words, onTake }: LineProps) {
  if (!now.open) {
    return (
      <div class="visit">
        <Title>{words.closed}</Title>
        <p class="big-note">{words.closedTodo}</p>
      </div>
    )
  }
  return (
    <div class="visit">
      <Title>{words.title}</Title>
      <p class="big-note">
        {words.waiting(now.waiting)} {words.expected(now.expected)}
      </p>
      <p class="soft">{now.called.length === 0 ? words.nobodyCalled : words.now}</p>
      <ul class="called">
        {now.called.map((it) => (
          <li key={it.counter}>{words.goTo(numberOf(it.number), it.counter)}</li>
        ))}
      </ul>
      <div class="lanes">
        <button type="button" class="main" onClick={() => onTake('usual')}>
          <b>{words.take}</b>
        </button>
        <button type="button" class="plain" onClick={() => onTake('helped')}>
          <b>{words.takeHelped}</b> <span>{words.takeHelpedHow}</span>
        </button>
      </div>
      <p class="soft">{words.nameless}</p>
    </div>
  )
}

type Number = Extract<CountyAnswer, { answer: 'number' }>

interface SlipProps {
  readonly slip: Number
  readonly words: QueueWords
  readonly onAloud: () => void
  readonly onClose: () => void
}

function Slip({ slip, words, onAloud, onClose }: SlipProps) {
  const { number, lane, ahead, expected, counter, address, drawn } = slip
  return (
    <div class="slip">
      <div class="own">
        <Title>
          {words.yours} {lane === 'helped' && <span class="direction">{words.helped}</span>}
        </Title>
        <p class="number">{numberOf(number)}</p>
        <p class="big-note">
          <b>{counter === null ? words.ahead(ahead) : words.come(counter)}</b>
        </p>
        {counter === null && ahead > 0 && <p>{words.expected(expected)}</p>}
        <div class="outcomes">
          <button type="button" class="plain" onClick={onAloud}>
            {words.aloud}
          </button>
          <button type="button" class="main" onClick={onClose}>
            {words.close}
          </button>
        </div>
      </div>
      <div class="carried">
        <svg viewBox={`-3 -3 ${drawn.size + 6} ${drawn.size + 6}`} role="img" aria-label={words.drawn}>
          <path d={`M-3-3h${drawn.size + 6}v${drawn.size + 6}h-${drawn.size + 6}z`} fill="#fff" />
          <path d={drawn.path} shape-rendering="crispEdges" />
        </svg>
        <p>{isOnlyHere(address) ? words.onlyHere : words.scan}</p>
        <p class="soft">
          {words.silent} {words.goes}
        </p>
      </div>
    </div>
  )
}

interface UnansweredProps {
  readonly answer: Extract<CountyAnswer, { answer: 'refused' }>
  readonly kiosk: Pick<Kiosk, 'language'>
  readonly onRetry: (() => void) | undefined
  readonly onHere: () => void
}

/** Nothing is made up: whoever gets no number hears so, and what to do. */
function Unanswered({ answer, kiosk: { language }, onRetry, onHere }: UnansweredProps) {
  const words = queueWords[language]
  return (
    <div class="visit" role="alert">
      <Title>{isAway(answer.refusal) ? words.away : answer[language]}</Title>
      <p class="big-note">
        <b>{words.paper}</b>
      </p>
      <p>{words.noTwice}</p>
      <div class="outcomes">
        {onRetry !== undefined && (
          <button type="button" class="main" onClick={onRetry}>
            {words.retry}
          </button>
        )}
        <button type="button" class="plain" onClick={onHere}>
          {words.here}
        </button>
      </div>
    </div>
  )
}

const awayNames: readonly string[] = ['centerAway', 'snapshotDoubted', 'storeAway', 'deviceClockWrong']

/** Nobody answered, or nobody who could be believed. */
export const isAway = (refusal: string): boolean => awayNames.includes(refusal)

/** `007` as it is called and shown. */
const numberOf = (number: number): string => String(number).padStart(3, '0')

/** Without a public address the county only knows the one it was asked by. */
const isOnlyHere = (address: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)
