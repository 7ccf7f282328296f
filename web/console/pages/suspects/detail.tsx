import { Button, Tag } from 'antd'
import { useState } from 'react'
import { eraseSuspect, readCaseFile } from '../../../../src/contract/routes/suspects.ts'
import type { Suspect } from '../../../../src/contract/suspects.ts'
import { useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { stampOf } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { Appeals } from './appeals.tsx'
import { CaseSheet } from './caseSheet.tsx'
import { Deciding } from './deciding.tsx'
import { Erasing } from './erasing.tsx'
import { showNumber, spanOf, standingOf } from './reading.ts'
import { Replay } from './replay.tsx'
import { StandingMark } from './standingMark.tsx'
import { suspectWords } from './words.ts'

/** One suspect whole: why, what it is about, what was decided, and what can be decided now. */
export function SuspectDetail({ suspect }: { suspect: Suspect }) {
  const words = useWords(suspectWords)
  const names = useNames()
  const may = useMay()
  const { suspectId, siteId, rule, because, score, limit, simulated, decided, appeals, caseFiled } = suspect
  return (
    <>
      <Sheet title={`${names.site(siteId)} · ${words.rules[rule]}`}>
        <p className="numbers">
          <StandingMark standing={standingOf(suspect)} /> {simulated && <SimulatedTag />}{' '}
          {words.span(...spanOf(suspect))} · {words.members(suspect.members.length)}
        </p>
        <h3>{words.why}</h3>
        <Reasons because={because} words={words} />
        <p className="soft">{words.score(showNumber(score), showNumber(limit))}</p>
      </Sheet>
      <Members suspect={suspect} />
      {decided === null ? <Deciding suspect={suspect} /> : <Decided decided={decided} />}
      {appeals.length > 0 && <Appeals suspect={suspect} />}
      {caseFiled && may(readCaseFile) && <CaseSheet suspectId={suspectId} />}
      {may(eraseSuspect) && <Erasing suspect={suspect} />}
    </>
  )
}

function Decided({ decided }: { decided: NonNullable<Suspect['decided']> }) {
  const words = useWords(suspectWords)
  const { decision, reason, at, by } = decided
  return (
    <Sheet title={words.decidedTitle}>
      <p>
        <StandingMark standing={decision} /> {words.by(by, stampOf(at))}
      </p>
      <p>{words.reasonSaid(reason)}</p>
    </Sheet>
  )
}

function Members({ suspect }: { suspect: Suspect }) {
  const words = useWords(suspectWords)
  const called = suspect.decided?.checkInIds ?? []
  return (
    <Sheet title={words.memberTitle}>
      <ul className="rows suspect-rows">
        {suspect.members.map((it) => (
          <Member
            key={`${it.attemptId} ${it.checkInId} ${it.at}`}
            suspectId={suspect.suspectId}
            member={it}
            isCalled={it.checkInId !== null && called.includes(it.checkInId)}
          />
        ))}
      </ul>
    </Sheet>
  )
}

interface MemberProps {
  readonly suspectId: string
  readonly member: Suspect['members'][number]
  readonly isCalled: boolean
}

function Member({ suspectId, member: { attemptId, checkInId, at, name, verdict }, isCalled }: MemberProps) {
  const words = useWords(suspectWords)
  const [shown, setShown] = useState(false)
  const when = stampOf(at)
  return (
    <li>
      <div className="grow">
        <span className="numbers">{when}</span> <strong>{name ?? words.nobody}</strong>{' '}
        <span className="soft">
          {checkInId === null ? words.notCheckedIn : words.checkedIn}
          {' · '}
          {verdict === null ? words.noVerdict : words.verdicts[verdict]}
        </span>{' '}
        {isCalled && <Tag className="tag-red">✕ {words.calledFalse}</Tag>}
      </div>
      {attemptId !== null && (
        <Button
          aria-expanded={shown}
          aria-label={shown ? undefined : words.replayOf(when)}
          onClick={() => setShown(!shown)}
        >
          {shown ? words.replayHide : words.replay}
        </Button>
      )}
      {attemptId !== null && shown && <Replay suspectId={suspectId} attemptId={attemptId} />}
    </li>
  )
}
