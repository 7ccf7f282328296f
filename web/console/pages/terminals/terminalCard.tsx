import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { keepTerminal, previewTerminalFile, type TerminalRow } from '../../../../src/contract/routes/terminals.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { terminalsWords } from './words.ts'

interface Props {
  readonly terminal: TerminalRow
  readonly siteName: string
  readonly onChange: () => void
  readonly onFile: () => void
}

/** One terminal: how much it holds and how much is here, what was nobody's, what could not be read, from where it came. */
export function TerminalCard({ terminal, siteName, onChange, onFile }: Props) {
  const words = useWords(terminalsWords)
  const may = useMay()
  return (
    <li className="sheet site-card">
      <header>
        <div>
          <h2>{terminal.name}</h2>
          <span className="soft">
            {siteName} · {terminal.serial}
          </span>
        </div>
        <Tag className={terminal.closed ? 'tag-grey' : 'tag-jade'}>
          {terminal.closed ? words.stopped : words.listening}
        </Tag>
      </header>
      <dl className="facts">
        <Fact name={words.months}>
          <List all={terminal.months}>{(it) => <Month key={it.month} month={it} />}</List>
        </Fact>
        <Fact name={words.unknownPins}>
          <List all={terminal.unknownPins}>
            {({ pin, punches }) => (
              <li key={pin}>
                <code>{pin}</code> <span className="soft">{words.punches(punches)}</span>
              </li>
            )}
          </List>
        </Fact>
        <Fact name={words.unread}>
          <List all={terminal.unread.slice(0, 5)}>{(it) => <Unread key={it.at} unread={it} />}</List>
        </Fact>
        <Fact name={words.addresses}>
          <List all={terminal.addresses.slice(0, 3)}>{(it) => <Address key={it.at} heard={it} />}</List>
        </Fact>
      </dl>
      <div className="actions">
        {may(previewTerminalFile) && (
          <Button size="small" onClick={onFile}>
            {words.upload}
          </Button>
        )}
        {may(keepTerminal) && (
          <Button size="small" onClick={onChange}>
            {words.change}
          </Button>
        )}
      </div>
    </li>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="numbers">{children}</dd>
    </>
  )
}

function List<T>({ all, children }: { all: readonly T[]; children: (one: T) => ReactNode }) {
  const words = useWords(terminalsWords)
  return all.length === 0 ? words.nothing : <ul className="plain-list">{all.map(children)}</ul>
}

function Month({ month }: { month: TerminalRow['months'][number] }) {
  const words = useWords(terminalsWords)
  const { colon } = useWords(punctuation)
  const { holds, kept, again } = month
  return (
    <li>
      {month.month}
      {colon}
      {words.holds} {holds ?? '—'} · {words.kept} {kept} <MonthTag month={month} />
      {again && <span className="soft"> {words.askedAgain}</span>}
    </li>
  )
}

function MonthTag({ month: { at, holds, kept } }: { month: TerminalRow['months'][number] }) {
  const words = useWords(terminalsWords)
  if (at === null) return <Tag className="tag-grey">{words.notAsked}</Tag>
  if (holds === null) return <Tag className="tag-grey">{words.notSaid}</Tag>
  if (holds > kept) return <Tag className="tag-red">{words.lacks(holds - kept)}</Tag>
  return holds < kept ? (
    <Tag className="tag-amber">{words.more(kept - holds)}</Tag>
  ) : (
    <Tag className="tag-jade">{words.agree}</Tag>
  )
}

function Unread({ unread }: { unread: TerminalRow['unread'][number] }) {
  const words = useWords(terminalsWords)
  return (
    <li>
      <span className="soft">{stampOf(unread.at)}</span> {words.lines(unread.count)}
      {unread.lines?.slice(0, 5).map((it) => (
        <div key={it.text}>
          <code>{it.text}</code> <span className="soft">{words.why[it.why]}</span>
        </div>
      ))}
    </li>
  )
}

function Address({ heard: { at, address, before } }: { heard: TerminalRow['addresses'][number] }) {
  const words = useWords(terminalsWords)
  return (
    <li>
      <code>{address}</code> <span className="soft">{stampOf(at)}</span>{' '}
      {before === null ? (
        <span className="soft">{words.firstAt}</span>
      ) : (
        <Tag className="tag-amber">{words.movedFrom(before)}</Tag>
      )}
    </li>
  )
}
