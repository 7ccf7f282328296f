import type { TicketView } from '../../src/contract/queue.ts'
import type { Language } from '../shared/language.ts'
import { Call } from './call.tsx'
import { Frame } from './frame.tsx'
import { numberOf, type QueueWords } from './queueWords.ts'

interface Props {
  readonly view: TicketView
  readonly language: Language
  readonly words: QueueWords
}

/** A number for whoever holds its code: where to go, or how many come before. */
export function TicketPage({ view, language, words }: Props) {
  const { ticket, code, siteId, over } = view
  const stands = !over && (ticket.is.state === 'waiting' || ticket.is.state === 'called' || ticket.is.state === 'held')
  const isCalled = !over && ticket.is.state === 'called'
  return (
    <Frame
      title={words.ticketTitle}
      unit={`${view.countyName} ${view.siteName}`}
      language={language}
      demo={view.demo}
      kind="queue"
      secret
      here={`/queue/ticket/${code}`}
    >
      <main>
        <section class={isCalled ? 'ticket now' : 'ticket'} role="status">
          <p class="number">{words.number(numberOf(ticket.number))}</p>
          {ticket.lane === 'helped' && <p>{words.helped}</p>}
          <Standing view={view} words={words} />
        </section>
        {stands && (
          <>
            <p class="soft">{words.refreshes}</p>
            <form method="post" action={`/queue/ticket/${code}/leave`}>
              <input type="hidden" name="lang" value={language} />
              <button type="submit" class="plain">
                {words.leave}
              </button>
            </form>
          </>
        )}
        <p class="acts">
          <a class="button" href={`/visit/${code}?lang=${language}`}>
            {words.say}
          </a>
          {!stands && (
            <a class="button plain" href={`/queue/${siteId}?lang=${language}`}>
              {words.again}
            </a>
          )}
        </p>
        <p class="soft">{words.sayHow}</p>
        <p>
          <Call phone={view.dutyPhone} label={words.phone} />
        </p>
      </main>
    </Frame>
  )
}

function Standing({ view, words }: Pick<Props, 'view' | 'words'>) {
  const { ticket, ahead, expected, over } = view
  if (over) return <p>{words.over}</p>
  switch (ticket.is.state) {
    case 'waiting':
      return (
        <>
          {ticket.putBack > 0 && <p class="note warn">{words.putBack}</p>}
          <p class="ahead">{words.ahead(ahead)}</p>
          <p>{words.expected(expected)}</p>
        </>
      )
    case 'called':
      return (
        <>
          <p class="come">{words.come(ticket.is.counter)}</p>
          {ticket.is.calls > 1 && <p>{words.comeAgain(ticket.is.calls)}</p>}
        </>
      )
    case 'held':
      return <p>{words.held(ticket.is.counter)}</p>
    case 'done':
      return <p>{words.done(ticket.is.counter)}</p>
    case 'left':
      return <p>{words.left[ticket.is.why]}</p>
    default:
      return ticket.is satisfies never
  }
}
