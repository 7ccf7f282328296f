import { App, Button } from 'antd'
import { Link } from 'wouter'
import { useLanguage, useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { type Item, wasTaken } from './queue.ts'
import type { Queue } from './useQueue.ts'
import { counterWords } from './words.ts'

interface Props {
  readonly queue: Queue
  readonly accountId: string
  readonly onChange: (item: Item) => void
}

const marks = { waiting: ['○', 'tag-amber'], taken: ['◐', 'tag-amber'], refused: ['✕', 'tag-red'] } as const

/** What has not arrived: each with where it stands, and what can be done about it. */
export function WaitingList({ queue, accountId, onChange }: Props) {
  const words = useWords(counterWords)
  const { language } = useLanguage()
  const { items = [] } = queue
  if (items.length === 0) return null
  return (
    <Sheet
      title={`${words.waitingTitle} · ${words.waiting(items.length)}`}
      extra={<Button onClick={() => void queue.sendAll()}>{words.sendNow}</Button>}
    >
      <p className="soft">{words.waitingWhy}</p>
      <ul className="rows waiting-rows">
        {items.map((it) => {
          const [mark, tone] = marks[it.standing.kind]
          return (
            <li key={it.take.matterId}>
              <div className="grow">
                <MarkedTag mark={mark} tone={tone} word={words.standings[it.standing.kind]} />{' '}
                <strong>{it.take.title}</strong>
                <br />
                <small className="soft numbers">{words.takenBy(it.by, stampOf(it.takenAt))}</small>
                {it.standing.kind === 'refused' && <p className="refused">{it.standing[language]}</p>}
                {it.accountId !== accountId && <p className="soft">{words.others}</p>}
              </div>
              <Choices item={it} queue={queue} isOwn={it.accountId === accountId} onChange={onChange} />
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

interface ChoicesProps {
  readonly item: Item
  readonly queue: Queue
  readonly isOwn: boolean
  readonly onChange: (item: Item) => void
}

function Choices({ item, queue, isOwn, onChange }: ChoicesProps) {
  const words = useWords(counterWords)
  const { modal } = App.useApp()
  const { standing, take } = item
  const giveUp = () =>
    modal.confirm({
      title: words.giveUpAsk,
      content: words.giveUpWhy,
      okText: words.giveUp,
      okButtonProps: { danger: true },
      onOk: () => queue.drop(take.matterId),
    })
  if (standing.kind !== 'refused') {
    return isOwn ? null : <Button onClick={() => void queue.again(item)}>{words.sendForHim}</Button>
  }
  return (
    <div className="actions">
      {wasTaken(standing) ? (
        <Link href={`/matter/${take.matterId}`}>{words.open}</Link>
      ) : (
        <Button onClick={() => onChange(item)}>{words.change}</Button>
      )}
      <Button onClick={() => void queue.again(item)}>{words.tryAgain}</Button>
      <Button danger onClick={() => void giveUp()}>
        {words.giveUp}
      </Button>
    </div>
  )
}
