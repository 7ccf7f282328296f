import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Words } from '../../../../src/contract/attendance.ts'
import { decideVisitFinding, listVisitFindings } from '../../../../src/contract/routes/visits.ts'
import type { BreachRow, EmptyRow, VisitFinding } from '../../../../src/contract/visits.ts'
import { addDays, type Day } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { Deciding } from './deciding.tsx'
import { durationOf, visitsWords } from './words.ts'

const days = 31

/** What people look into, explained; the head of a unit reads how many. */
export function Findings({ today }: { today: Day }) {
  const words = useWords(visitsWords)
  const asked = useAsked(listVisitFindings, { query: { from: addDays(today, -days), to: today } })
  return (
    <Sheet title={words.findingsTitle} extra={<span className="soft">{words.findingsSpan(days)}</span>}>
      <p className="soft">{words.findingsLead}</p>
      <Answered asked={asked}>
        {({ empties, breaches, counts }) => (
          <>
            {counts.length === 0 && breaches.length === 0 && <p>{words.findingsNone}</p>}
            <ul className="plain-list">
              {counts.map((it) => (
                <li key={it.siteId}>
                  <strong>{it.siteName}</strong>{' '}
                  <span className="numbers">{words.counts(it.saidHere, it.dutyEmpty, it.hoursEmpty, it.breaches)}</span>
                </li>
              ))}
            </ul>
            {empties.length > 0 && <h3>{words.empties}</h3>}
            <ul className="rows">
              {empties.map((it) => (
                <Empty key={it.factId} row={it} />
              ))}
            </ul>
            {breaches.length > 0 && <h3>{words.breachTitle}</h3>}
            <ul className="rows">
              {breaches.map((it) => (
                <Breach key={it.factId} row={it} />
              ))}
            </ul>
          </>
        )}
      </Answered>
    </Sheet>
  )
}

function Empty({ row }: { row: EmptyRow }) {
  const words = useWords(visitsWords)
  const { language } = useLanguage()
  return (
    <li>
      <div className="grow">
        <strong>{row.siteName}</strong> <span className="soft numbers">{stampOf(row.at)}</span>{' '}
        <Tag className={row.finding === 'saidHere' ? 'tag-red' : 'tag-amber'}>! {words.emptyKinds[row.finding]}</Tag>
        <Explained why={row.why} used={row.used} ignored={row.ignored} />
        {row.servedAfterSeconds !== null && <p>{words.laterServed(durationOf(row.servedAfterSeconds, language))}</p>}
        <Decided of={row} />
      </div>
      <Decide factId={row.factId} finding="empty" />
    </li>
  )
}

function Breach({ row }: { row: BreachRow }) {
  const words = useWords(visitsWords)
  const { verdict, why, used, ignored } = row.breach
  return (
    <li>
      <div className="grow">
        <strong>{row.siteName}</strong> <span className="soft numbers">{stampOf(row.at)}</span>{' '}
        <Tag className={verdict === 'breach' ? 'tag-red' : 'tag-grey'}>
          {verdict === 'breach' ? '!' : '?'} {words.breachKinds[verdict]}
        </Tag>
        {row.told !== '' && <p className="wish">{row.told}</p>}
        <Explained why={why} used={used} ignored={ignored} />
        <Decided of={row} />
      </div>
      <Decide factId={row.factId} finding="breach" />
    </li>
  )
}

interface Told {
  readonly why: readonly Words[]
  readonly used: readonly Words[]
  readonly ignored: readonly Words[]
}

function Explained({ why, used, ignored }: Told) {
  const words = useWords(visitsWords)
  const { language } = useLanguage()
  const list = (all: readonly Words[]) => (
    <ul>
      {all.map((it) => (
        <li key={it.zh}>{it[language]}</li>
      ))}
    </ul>
  )
  return (
    <>
      {why.map((it) => (
        <p key={it.zh}>{it[language]}</p>
      ))}
      <details className="fold-away">
        <summary>{words.used}</summary>
        {list(used)}
        <p>{words.ignored}</p>
        {list(ignored)}
      </details>
    </>
  )
}

function Decided({ of: { decided } }: { of: Pick<EmptyRow, 'decided'> }) {
  const words = useWords(visitsWords)
  return decided && <p className="wish">{words.decided(words.decisions[decided.decision], decided.words)}</p>
}

function Decide({ factId, finding }: { factId: string; finding: VisitFinding }) {
  const words = useWords(visitsWords)
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may(decideVisitFinding)) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.decide}</Button>
      {open && <Deciding factId={factId} finding={finding} onClose={() => setOpen(false)} />}
    </>
  )
}
