import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Gap } from '../../../../src/contract/roster.ts'
import { keepDuty } from '../../../../src/contract/routes/duties.ts'
import { clockOf, dayOf } from '../../../../src/kit/time.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { pages } from '../../menu.ts'
import { useNames } from '../../parts/names.ts'
import { useMay } from '../../session.ts'
import { isEverOpen } from '../units/hours.ts'
import { type Draft, DutyDrawer } from './dutyDrawer.tsx'
import { sayGap } from './gapWarning.ts'
import { dutiesWords } from './words.ts'

/** Published opening hours nobody is rostered for: how many, which, and a way to fill each. */
export function GapList({ siteId, gaps }: { siteId: string; gaps: readonly Gap[] }) {
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
        <NoGaps siteId={siteId} />
      ) : (
        <Alert className="apart-below" type="warning" showIcon title={words.gaps(gaps.length)} description={list} />
      )}
      {draft && <DutyDrawer draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  )
}

/** No gap is good news only where hours are published. */
function NoGaps({ siteId }: { siteId: string }) {
  const words = useWords(dutiesWords)
  const site = useNames().sites.find((it) => it.siteId === siteId)
  if (site === undefined) return null
  if (isEverOpen(site.hours)) return <p className="gaps-none">✓ {words.gapsNone}</p>
  return (
    <p className="hint">
      {words.hoursNone} <Link href={`${pages.units.path}?at=${siteId}`}>{words.hoursGo}</Link>
    </p>
  )
}

const draftOf = ({ siteId, starts, ends }: Gap): Draft => ({
  siteId,
  day: dayOf(starts),
  from: clockOf(starts).slice(0, 5),
  to: clockOf(ends).slice(0, 5),
})
