import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { Gap } from '../../../../src/contract/roster.ts'
import { keepDuty } from '../../../../src/contract/routes/duties.ts'
import { clockOf, dayOf } from '../../../../src/kit/time.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useMay } from '../../session.ts'
import { type Draft, DutyDrawer } from './dutyDrawer.tsx'
import { sayGap } from './gapWarning.ts'
import { dutiesWords } from './words.ts'

/** Published opening hours nobody is rostered for: how many, which, and a way to fill each. */
export function GapList({ gaps }: { gaps: readonly Gap[] }) {
  const words = useWords(dutiesWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const editable = useMay()(keepDuty)
  const [all, setAll] = useState(false)
  const [draft, setDraft] = useState<Draft>()
  const shown = all ? gaps : gaps.slice(0, 6)
  const list = (
    <ul className="gap-list" aria-label={words.gaps(gaps.length)}>
      {shown.map((gap) => (
        <li key={gap.starts}>
          {editable ? (
            <Button aria-label={words.fillGap(sayGap(gap, language))} onClick={() => setDraft(draftOf(gap))}>
              ◇ {sayGap(gap, language)}
            </Button>
          ) : (
            `◇ ${sayGap(gap, language)}`
          )}
        </li>
      ))}
      {shown.length < gaps.length && (
        <li>
          <Button type="link" onClick={() => setAll(true)}>
            {common.more}
          </Button>
        </li>
      )}
    </ul>
  )
  return (
    <>
      {gaps.length === 0 ? (
        <p className="gaps-none">✓ {words.gapsNone}</p>
      ) : (
        <Alert className="apart-below" type="warning" showIcon title={words.gaps(gaps.length)} description={list} />
      )}
      {draft && <DutyDrawer draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  )
}

const draftOf = ({ siteId, starts, ends }: Gap): Draft => ({
  siteId,
  day: dayOf(starts),
  from: clockOf(starts).slice(0, 5),
  to: clockOf(ends).slice(0, 5),
})
