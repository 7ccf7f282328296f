import { Button, Select, Tag } from 'antd'
import { useEffect, useState } from 'react'
import type { CounterAct, QueueView, Ticket } from '../../../../src/contract/queue.ts'
import { actAtCounter, readQueue } from '../../../../src/contract/routes/queue.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { calledAs, queueWords } from './words.ts'

type Press = 'next' | 'done' | 'noShow' | 'hold'
const keys: Readonly<Record<string, Press>> = { n: 'next', d: 'done', m: 'noShow', h: 'hold' }
const mostCalls = 3

/** One counter: what it has now, and four big buttons. */
export function Counter({ queue }: { queue: QueueView }) {
  const words = useWords(queueWords)
  const [counter, setCounter] = useState<string | null>(rememberedAt(queue))
  const doing = useDo(actAtCounter, [readQueue])
  const act = (body: CounterAct) => {
    if (!doing.isPending) doing.mutate({ params: { siteId: queue.siteId }, body })
  }
  const press = (name: Press) => counter !== null && act({ act: name, counter })
  useKeys(press)
  const choose = (name: string) => {
    localStorage.setItem(placeOf(queue.siteId), name)
    setCounter(name)
  }
  const has = queue.called.find((it) => it.is.state === 'called' && it.is.counter === counter)
  return (
    <>
      <Sheet>
        <div className="counter-choice">
          <label htmlFor="own-counter">{words.counter}</label>
          <Select
            id="own-counter"
            value={counter}
            placeholder={words.chooseCounter}
            onChange={choose}
            options={queue.counters.map((value) => ({ value, label: value }))}
          />
        </div>
        {counter !== null && (
          <>
            <p className="counter-now" role="status">
              <span>{words.now(counter)}</span>{' '}
              <strong className="numbers">{has ? calledAs(has.number) : words.nobody}</strong> <Marks ticket={has} />
            </p>
            <Buttons has={has} waiting={queue.waiting.length} busy={doing.isPending} onPress={press} />
            <p className="soft small">{words.keys}</p>
            {queue.held.length > 0 && <p className="soft">{words.held}</p>}
            <div className="actions">
              {queue.held.map((it) => (
                <Button key={it.ticketId} onClick={() => act({ act: 'resume', counter, ticketId: it.ticketId })}>
                  {words.resume(calledAs(it.number))}
                </Button>
              ))}
            </div>
          </>
        )}
      </Sheet>
      <Waiting queue={queue} own={counter} />
    </>
  )
}

const placeOf = (siteId: string): string => `counter ${siteId}`

/** The counter of this browser, as long as the site still has it. */
function rememberedAt({ siteId, counters }: QueueView): string | null {
  const kept = localStorage.getItem(placeOf(siteId))
  if (kept !== null && counters.includes(kept)) return kept
  return counters.length === 1 ? (counters[0] ?? null) : null
}

/** One key each, while nobody types anything. */
function useKeys(press: (name: Press) => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const name = keys[event.key.toLowerCase()]
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="combobox"]')
      if (name === undefined || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      press(name)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  })
}

interface ButtonsProps {
  readonly has: Ticket | undefined
  readonly waiting: number
  readonly busy: boolean
  readonly onPress: (name: Press) => void
}

function Buttons({ has, waiting, busy, onPress }: ButtonsProps) {
  const words = useWords(queueWords)
  const last = has?.is.state === 'called' && has.is.calls >= mostCalls
  return (
    <div className="counter-buttons">
      <Button type="primary" disabled={busy || (waiting === 0 && !has)} onClick={() => onPress('next')}>
        {words.next}
      </Button>
      <Button disabled={busy || !has} onClick={() => onPress('done')}>
        {words.done}
      </Button>
      <Button disabled={busy || !has} onClick={() => onPress('noShow')}>
        {last ? words.noShowLast : words.noShow}
      </Button>
      <Button disabled={busy || !has} onClick={() => onPress('hold')}>
        {words.hold}
      </Button>
    </div>
  )
}

function Marks({ ticket }: { ticket: Ticket | undefined }) {
  const words = useWords(queueWords)
  if (ticket === undefined) return null
  return (
    <>
      {ticket.lane === 'helped' && <Tag className="tag-blue">♥ {words.helped}</Tag>}
      {ticket.putBack > 0 && <Tag className="tag-grey">↓ {words.backed}</Tag>}
      {ticket.is.state === 'called' && ticket.is.calls > 1 && (
        <Tag className="tag-amber">! {words.calls(ticket.is.calls)}</Tag>
      )}
    </>
  )
}

function Waiting({ queue, own }: { queue: QueueView; own: string | null }) {
  const words = useWords(queueWords)
  const marks = useWords(punctuation)
  const others = queue.called.filter((it) => it.is.state === 'called' && it.is.counter !== own)
  return (
    <Sheet title={words.waiting(queue.waiting.length)}>
      <ol className="waiting-numbers numbers">
        {queue.waiting.map((it) => (
          <li key={it.ticketId}>
            <strong>{calledAs(it.number)}</strong> <Marks ticket={it} />
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <p>
          {words.others}
          {marks.colon}
          {others
            .map((it) => `${calledAs(it.number)} → ${it.is.state === 'called' ? it.is.counter : ''}`)
            .join(marks.comma)}
        </p>
      )}
      <p className="soft">
        {queue.expected === null ? words.notExpected : words.expected(queue.expected.from, queue.expected.to)}
        {' · '}
        {words.totals(queue.served, queue.left)}
      </p>
    </Sheet>
  )
}
