import { Button, Checkbox, Tag } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { decideCase } from '../../../../src/contract/routes/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useMay, useSession } from '../../session.ts'
import type { Names } from '../names.ts'
import { dayLabel } from '../times.ts'
import { BecauseText, VerdictTag } from './because.tsx'
import { BulkBar } from './bulkBar.tsx'
import { CaseActions } from './caseActions.tsx'
import { type Case, inOrder, keyOfCase, useAwaitedCases } from './cases.ts'
import { caseWords } from './caseWords.ts'
import { useNarrowing } from './narrowing.tsx'
import { attendanceWords } from './words.ts'

interface Props {
  readonly rows: readonly Case[]
  readonly names: Names
  /** Several may be explained at once, and the list can be narrowed. */
  readonly bulk?: boolean
  /** So many at once; the rest on demand. */
  readonly first?: number
}

/** Half-days a person should look at, each explained, with what can be decided about it. */
export function CaseList({ rows, names, bulk = false, first = 40 }: Props) {
  const words = useWords(caseWords)
  const [shown, setShown] = useState(first)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const narrowing = useNarrowing(rows, names)
  const choosable = useChoosable(bulk)
  const listed = inOrder(bulk ? narrowing.rows : rows, names.person)
  const picked = listed.filter((it) => choosable(it) && chosen.has(keyOfCase(it)))
  const list = useRef<HTMLUListElement>(null)
  const goOn = (from: number) => requestAnimationFrame(() => focusRow(list.current, from))
  const toggle = (key: string) => setChosen((now) => (now.has(key) ? without(now, key) : new Set([...now, key])))
  return (
    <>
      {bulk && (
        <div className="filters case-bar">
          {narrowing.fields}
          <BulkBar
            picked={picked}
            all={listed.filter(choosable)}
            choose={(some) => setChosen(new Set(some.map(keyOfCase)))}
          />
        </div>
      )}
      <ul className="rows cases" ref={list}>
        {listed.slice(0, shown).map((it, n) => (
          <CaseRow
            key={keyOfCase(it)}
            row={it}
            names={names}
            chosen={choosable(it) ? chosen.has(keyOfCase(it)) : undefined}
            toggle={() => toggle(keyOfCase(it))}
            onDecided={() => goOn(n)}
          />
        ))}
      </ul>
      {listed.length > shown && (
        <Button onClick={() => setShown(listed.length)}>{words.more(listed.length - shown)}</Button>
      )}
    </>
  )
}

/** After a row is gone, the next one stands in its place: whoever works by keyboard goes on there. */
function focusRow(list: HTMLUListElement | null, from: number): void {
  const row = list?.children[Math.min(from, list.children.length - 1)]
  row?.querySelector<HTMLElement>('.actions button')?.focus()
}

const without = (set: ReadonlySet<string>, key: string) => new Set([...set].filter((it) => it !== key))

/** What may be explained together with others: undecided, not one's own, and no request about it is waiting. */
function useChoosable(bulk: boolean): (row: Case) => boolean {
  const own = useSession()?.account?.staffId
  const allowed = useMay()(decideCase) && bulk
  const awaited = useAwaitedCases()
  return (it) =>
    allowed && it.decided === null && it.requestId === null && it.staffId !== own && !awaited.has(keyOfCase(it))
}

interface RowProps {
  readonly row: Case
  readonly names: Names
  /** Undefined: cannot be chosen. */
  readonly chosen: boolean | undefined
  readonly toggle: () => void
  readonly onDecided: () => void
}

function CaseRow({ row, names, chosen, toggle, onDecided }: RowProps) {
  const words = useWords(caseWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const when = `${dayLabel(row.day, language)} ${said.halves[row.half]}`
  const who = `${names.person(row.staffId)} ${when}`
  const unitId = names.staff.find((it) => it.staffId === row.staffId)?.unitId
  return (
    <li>
      {chosen !== undefined && <Checkbox checked={chosen} aria-label={words.choose(who)} onChange={toggle} />}
      <div className="grow">
        <strong>{names.person(row.staffId)}</strong> <span className="soft nowrap">{when}</span>{' '}
        {unitId && names.units.length > 1 && <span className="soft">{names.unit(unitId)}</span>}{' '}
        <VerdictTag verdict={row.verdict} />{' '}
        {row.requestId && (
          <Link href="/requests">
            <Tag className="tag-blue">{words.requestWaiting}</Tag>
          </Link>
        )}
        {row.decided && (
          <span className="soft">{said.told(words.decided[row.decided.decision], row.decided.reason)}</span>
        )}
        <details className="fold-away">
          <summary>{said.why}</summary>
          <BecauseText judged={row} />
        </details>
      </div>
      <CaseActions row={row} who={who} onDecided={onDecided} />
    </li>
  )
}
