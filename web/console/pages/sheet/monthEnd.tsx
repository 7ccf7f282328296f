import { CheckCircleFilled } from '@ant-design/icons'
import { Alert, Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { finaliseMonth, listDifferences, type MonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { daysOfMonth } from '../../../../src/kit/month.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { pages } from '../../menu.ts'
import { CaseList } from '../../parts/attendance/caseList.tsx'
import { useCases } from '../../parts/attendance/cases.ts'
import { caseWords } from '../../parts/attendance/caseWords.ts'
import type { Names } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { useAwaited } from '../../parts/second.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered, Failure, Loading } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { DifferenceTable } from './differences.tsx'
import { Finalising } from './finalising.tsx'
import { sheetWords } from './words.ts'

interface Props {
  readonly sheet: MonthSheet
  readonly names: Names
  /** Shown together with the units below: only to be read. */
  readonly below: boolean
}

/** Where a month stands: what is left to do before it is final, or what has changed since. */
export function MonthEnd({ sheet, names, below }: Props) {
  const { state } = sheet
  if (state.kind === 'final') return <Final sheet={sheet} state={state} names={names} below={below} />
  return <StillOpen sheet={sheet} state={state} names={names} below={below} />
}

type StateOf<K> = Extract<MonthSheet['state'], { kind: K }>

function StillOpen({ sheet, state, names, below }: Props & { state: StateOf<'open'> }) {
  const words = useWords(sheetWords)
  const { language } = useLanguage()
  const may = useMay()(finaliseMonth)
  const { openCases, waitingRequests } = state
  const [shown, setShown] = useState(false)
  return (
    <Sheet title={words.open}>
      <p className="soft">{words.stepsOf(openCases + waitingRequests)}</p>
      <ol className="month-steps">
        <Step done={waitingRequests === 0} title={words.steps.requests}>
          {waitingRequests === 0 ? words.steps.requestsDone : words.steps.requestsLeft(waitingRequests)}
          {waitingRequests > 0 && <Link href="/requests">{words.steps.requestsGo}</Link>}
        </Step>
        <Step done={openCases === 0} title={words.steps.cases}>
          {openCases === 0 ? words.steps.casesDone : words.steps.casesLeft(openCases)}
          <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? words.steps.casesHide : words.steps.casesGo}
          </Button>
          <AwaitedOf sheet={sheet} />
        </Step>
        <Step done={false} title={words.steps.check}>
          {sheet.obstacles.length > 0 ? words.steps.obstacles : words.steps.ready}
          {may && !below && <Finalising sheet={sheet} />}
          {sheet.obstacles.length > 0 && (
            <ul className="obstacles">
              {sheet.obstacles.map((it) => (
                <li key={it.en}>{it[language]}</li>
              ))}
            </ul>
          )}
          {below && <span className="soft">{words.belowOnly}</span>}
        </Step>
      </ol>
      {shown && <MonthCases sheet={sheet} names={names} />}
    </Sheet>
  )
}

/** How many half-days of the sheet somebody decided about and another has yet to confirm. */
function AwaitedOf({ sheet: { unitId, month, rows } }: Pick<Props, 'sheet'>) {
  const words = useWords(sheetWords)
  const halves = useAwaited('halfDay')?.halves ?? []
  const people = new Set(rows.map((it) => it.staffId))
  const count = halves.filter(({ staffId, day }) => people.has(staffId) && day.startsWith(month)).length
  if (count === 0) return null
  return <Link href={`${pages.proposals.path}?group=halfDay&unit=${unitId}`}>{words.steps.awaited(count)}</Link>
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  const words = useWords(sheetWords)
  return (
    <li className={done ? 'done' : undefined}>
      {done ? <CheckCircleFilled aria-label={words.done} role="img" /> : <i aria-hidden="true" />}
      <div>
        <strong>{title}</strong>
        <div className="actions">{children}</div>
      </div>
    </li>
  )
}

/** The cases of the whole month in one list. */
function MonthCases({ sheet: { unitId, month, rows: people }, names }: Pick<Props, 'sheet' | 'names'>) {
  const words = useWords(sheetWords)
  const said = useWords(caseWords)
  const [all, setAll] = useState(false)
  const { rows: found, error } = useCases([unitId], all ? { ...daysOfMonth(month), all } : daysOfMonth(month))
  if (error) return <Failure failure={error} />
  if (found === undefined) return <Loading />

  // Units below are listed as well, but have sheets of their own.
  const rows = found.filter((it) => people.some(({ staffId }) => staffId === it.staffId))
  return (
    <section className="month-cases" aria-label={words.steps.cases}>
      <p className="soft">{words.steps.casesAlso}</p>
      <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
        {said.showDecided}
      </Checkbox>
      {rows.length === 0 ? (
        <p className="hint">{words.steps.casesDone}</p>
      ) : (
        <CaseList bulk rows={rows} names={names} />
      )}
    </section>
  )
}

function Final({ sheet, state, names, below }: Props & { state: StateOf<'final'> }) {
  const words = useWords(sheetWords)
  const may = useMay()(finaliseMonth)
  const { revision, at, by, reason, differences } = state
  return (
    <Sheet title={words.final(revision)} extra={<span className="soft">{words.finalBy(stampOf(at), by)}</span>}>
      {reason && <p>{reason}</p>}
      {differences === 0 ? (
        <p className="soft">{words.differencesNone}</p>
      ) : (
        <>
          <Alert
            className="apart-below"
            showIcon
            type="warning"
            title={words.differences(differences)}
            description={words.differencesWhat}
            action={may && !below ? <Finalising sheet={sheet} /> : undefined}
          />
          <Differences sheet={sheet} names={names} />
        </>
      )}
    </Sheet>
  )
}

function Differences({ sheet: { unitId, month }, names }: Pick<Props, 'sheet' | 'names'>) {
  const asked = useAsked(listDifferences, { query: { unitId, month } })
  return <Answered asked={asked}>{(rows) => <DifferenceTable rows={rows} names={names} />}</Answered>
}
