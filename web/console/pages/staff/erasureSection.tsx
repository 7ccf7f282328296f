import { Button } from 'antd'
import { useState } from 'react'
import { eraseFromMonths, listRevisions, readMonthSheet } from '../../../../src/contract/routes/attendance.ts'
import type { StaffRow } from '../../../../src/contract/routes/people.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { TakesTwo, useSaySecond } from '../../parts/second.tsx'
import { erasureWords } from './erasureWords.ts'

/** Of somebody who has left: what printed months say of him is destroyed, by two of the county. */
export function ErasureSection({ person: { staffId, name } }: { person: StaffRow }) {
  const words = useWords(erasureWords)
  const say = useSaySecond()
  const [asking, setAsking] = useState(false)
  const [none, setNone] = useState(false)
  const erasing = useDo(eraseFromMonths, [listProposals, listRevisions, readMonthSheet])
  const erase = (reason: string) =>
    void erasing
      .mutateAsync({ body: { staffId, reason } })
      .then(({ rows, second }) => {
        setAsking(false)
        if (rows === 0) setNone(true)
        else say(second, words.done)
      })
      .catch(() => undefined)
  return (
    <Sheet title={words.title}>
      <p className="soft">{words.lead}</p>
      <TakesTwo />
      <div className="actions">
        <Button danger onClick={() => setAsking(true)}>
          {words.erase}
        </Button>
        {none && <span role="status">{words.none}</span>}
      </div>
      {asking && (
        <ReasonWanted
          title={words.erase}
          explain={words.explain(name)}
          busy={erasing.isPending}
          onGiven={erase}
          onCancel={() => setAsking(false)}
        />
      )}
    </Sheet>
  )
}
