import { Alert } from 'antd'
import { Link } from 'wouter'
import { listCases } from '../../../../src/contract/routes/attendance.ts'
import { listGaps } from '../../../../src/contract/routes/duties.ts'
import { listRequests } from '../../../../src/contract/routes/requests.ts'
import { addDays, type Day, type Iso } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { pages } from '../../menu.ts'
import { CaseList } from '../../parts/attendance/caseList.tsx'
import { useCases } from '../../parts/attendance/cases.ts'
import type { Names } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { shortClock } from '../../parts/times.ts'
import { Failure } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { todayWords } from './words.ts'

interface GapProps {
  readonly day: Day
  readonly now: Iso
  readonly sites: ReadonlySet<string>
  readonly names: Names
}

/** Opening hours of today, not over yet, for which nobody is rostered. */
export function Gaps({ day, now, sites, names }: GapProps) {
  const words = useWords(todayWords)
  const gaps = useAsked(listGaps, { query: { from: day, to: day } }, { enabled: useMay()(listGaps) }).data ?? []
  const open = gaps.filter((it) => sites.has(it.siteId) && Date.parse(it.ends) > Date.parse(now))
  if (open.length === 0) return null
  return (
    <Alert
      className="apart-below"
      showIcon
      type="warning"
      title={words.gaps}
      description={
        <ul className="plain-list gap-list">
          {open.map((it) => (
            <li key={`${it.siteId} ${it.starts}`}>
              <Link href={`${pages.duties.path}?site=${it.siteId}`}>{names.site(it.siteId)}</Link>{' '}
              <span className="numbers">
                {shortClock(it.starts)}–{shortClock(it.ends)}
              </span>
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** How many requests wait, with the way to them. */
export function WaitingRequests({ people }: { people: ReadonlySet<string> }) {
  const words = useWords(todayWords)
  const given = { query: { state: 'waiting' as const } }
  const rows = useAsked(listRequests, given, { enabled: useMay()(listRequests) }).data ?? []
  const waiting = rows.filter((it) => it.state === 'waiting' && people.has(it.staffId)).length
  if (waiting === 0) return null
  return (
    <p className="hint">
      {words.requests(waiting)} <Link href="/requests">{words.requestsGo}</Link>
    </p>
  )
}

/** The half-days of the last days that nobody has explained or decided yet. */
export function OpenCases({ day, unitIds, names }: { day: Day; unitIds: readonly string[]; names: Names }) {
  const may = useMay()(listCases)
  if (!may || unitIds.length === 0) return null
  return <Open day={day} unitIds={unitIds} names={names} />
}

// On a Monday one wants to see Friday, too.
const daysBack = 3

function Open({ day, unitIds, names }: { day: Day; unitIds: readonly string[]; names: Names }) {
  const words = useWords(todayWords)
  const { rows, error } = useCases(unitIds, { from: addDays(day, -daysBack), to: day })
  if (error) return <Failure failure={error} />

  const open = rows?.filter((it) => it.decided === null) ?? []
  if (open.length === 0) return null
  return (
    <Sheet title={words.cases(open.length)} extra={<Link href={pages.sheet.path}>{words.toSheet}</Link>}>
      <p className="soft">{words.casesLead}</p>
      <CaseList rows={open} names={names} first={6} />
    </Sheet>
  )
}
