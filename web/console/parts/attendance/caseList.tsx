import { Button, Checkbox, Select, Tag } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { decideCase } from '../../../../src/contract/routes/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useMay, useSession } from '../../session.ts'
import type { Names } from '../names.ts'
import { ReasonWanted } from '../reason.tsx'
import { dayLabel } from '../times.ts'
import { BecauseText, VerdictTag } from './because.tsx'
import { CaseActions, ReasonMenu } from './caseActions.tsx'
import { type Case, inOrder, keyOfCase, useAwaitedCases, useBulkExcuse } from './cases.ts'
import { caseWords } from './caseWords.ts'
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
          <Bulk
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

interface BulkProps {
  readonly picked: readonly Case[]
  readonly all: readonly Case[]
  readonly choose: (rows: readonly Case[]) => void
}

function Bulk({ picked, all, choose }: BulkProps) {
  const words = useWords(caseWords)
  const { busy, excuse } = useBulkExcuse()
  const [asking, setAsking] = useState(false)
  const may = useMay()(decideCase)
  const given = async (reason: string) => {
    await excuse(picked, reason)
    setAsking(false)
    choose([])
  }
  if (!may || all.length === 0) return null
  return (
    <div className="actions push">
      <Checkbox
        checked={picked.length === all.length}
        indeterminate={picked.length > 0 && picked.length < all.length}
        onChange={({ target }) => choose(target.checked ? all : [])}
      >
        {words.chooseAll(all.length)}
      </Checkbox>
      <span className="soft" role="status">
        {words.chosen(picked.length)}
      </span>
      <ReasonMenu
        primary
        label={words.bulk}
        title={words.bulk}
        busy={busy}
        disabled={picked.length === 0}
        onGiven={(reason) => void given(reason)}
        onOther={() => setAsking(true)}
      />
      {asking && (
        <ReasonWanted
          title={words.excuse}
          explain={words.excuseWhy}
          busy={busy}
          onGiven={(reason) => void given(reason)}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  )
}

/** Narrows the list by kind, day and person. */
function useNarrowing(rows: readonly Case[], names: Names) {
  const words = useWords(caseWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const [kind, setKind] = useState('')
  const [day, setDay] = useState('')
  const [person, setPerson] = useState('')
  const narrowed = useMemo(
    () =>
      rows.filter(
        (it) =>
          (kind === '' || it.verdict.state === kind) &&
          (day === '' || it.day === day) &&
          (person === '' || it.staffId === person),
      ),
    [rows, kind, day, person],
  )
  const once = (values: readonly string[]) => [...new Set(values)]
  const field = (
    label: string,
    every: string,
    value: string,
    set: (to: string) => void,
    options: [string, string][],
  ) => (
    <Select
      className="filter-small"
      aria-label={label}
      value={value}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: every }, ...options.map(([key, text]) => ({ value: key, label: text }))]}
      onChange={set}
    />
  )
  const kinds = once(rows.map((it) => it.verdict.state)) as Case['verdict']['state'][]
  const days = once(rows.map((it) => it.day)).toSorted()
  const people = once(rows.map((it) => it.staffId))
  const byName = new Intl.Collator('zh-CN')
  const fields = (
    <>
      {field(
        words.kind,
        words.everyKind,
        kind,
        setKind,
        kinds.map((it) => [it, said.states[it]]),
      )}
      {field(
        words.day,
        words.everyDay,
        day,
        setDay,
        days.map((it) => [it, dayLabel(it, language)]),
      )}
      {field(
        words.person,
        words.everyPerson,
        person,
        setPerson,
        people.map((it): [string, string] => [it, names.person(it)]).toSorted((a, b) => byName.compare(a[1], b[1])),
      )}
    </>
  )
  return { rows: narrowed, fields }
}
