import '../../parts/attendance/attendance.css'
import './today.css'
import { Badge } from 'antd'
import { useMemo, useState } from 'react'
import { readToday } from '../../../../src/contract/routes/attendance.ts'
import { listDuties } from '../../../../src/contract/routes/duties.ts'
import type { CheckInRow } from '../../../../src/contract/routes/presence.ts'
import { type Day, dayOf, type Iso } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { UnitSelect, useScope } from '../../parts/attendance/choosing.tsx'
import { type ScopeUnit, topsOf, unitsUnder } from '../../parts/attendance/scope.ts'
import { type Names, useNames } from '../../parts/names.ts'
import { Page } from '../../parts/page.tsx'
import { SearchInput } from '../../parts/searchInput.tsx'
import { dayLabel, useNow } from '../../parts/times.ts'
import { Answered, Failure } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { CheckInTable } from './checkInTable.tsx'
import { Counts } from './counts.tsx'
import { useLiveCheckIns } from './live.ts'
import { Gaps, OpenCases, WaitingRequests } from './morning.tsx'
import { Sites } from './sites.tsx'
import { type PersonToday, readSitesToday } from './siteToday.ts'
import { StartList } from './startList.tsx'
import { Unseen } from './unseen.tsx'
import { todayWords } from './words.ts'

/** Presence at the sites right now, and what the morning asks of a clerk. */
export default function TodayPage() {
  const words = useWords(todayWords)
  const { language } = useLanguage()
  const now = useNow()
  const day = dayOf(now)
  const { asked, live } = useLiveCheckIns(day)
  const state = live ? <Badge status="success" text={words.live} /> : <Badge status="warning" text={words.polling} />
  return (
    <Page title={`${words.title} · ${dayLabel(day, language)}`} lead={words.lead} actions={state}>
      <StartList day={day} working={(asked.data?.length ?? 0) > 0} />
      <Answered asked={asked}>{(checkIns) => <Morning checkIns={checkIns} day={day} now={now} />}</Answered>
    </Page>
  )
}

function Morning({ checkIns, day, now }: { checkIns: readonly CheckInRow[]; day: Day; now: Iso }) {
  const names = useNames()
  const scope = useScope() ?? []
  const [unitId, setUnitId] = useState<string>()
  const [wanted, setWanted] = useState('')
  const chosen = useChosen(names, unitId)
  const here = checkIns.filter((it) => chosen.sites.has(it.siteId))
  const judged = useAsked(
    readToday,
    { query: unitId === undefined ? {} : { unitId } },
    { enabled: useMay()(readToday), refetchInterval: 30_000 },
  )
  const sites = useSites({ checkIns: here, day, now, judged: judged.data?.people ?? nobody }, names, chosen.sites)
  const shown = sites.filter(({ site }) => `${site.name} ${names.unit(site.unitId)}`.includes(wanted.trim()))
  return (
    <>
      <Filters scope={scope} sites={sites.length} unitId={unitId} onUnit={setUnitId} onText={setWanted} />
      {judged.error && <Failure failure={judged.error} />}
      <Counts rows={sites.flatMap(({ rows }) => rows)} />
      <Gaps day={day} now={now} sites={chosen.sites} names={names} />
      <WaitingRequests people={chosen.people} />
      <Unseen rows={here} names={names} />
      <OpenCases day={day} unitIds={unitId ? [unitId] : topsOf(scope)} names={names} />
      <Sites sites={shown} names={names} now={now} />
      <CheckInTable rows={here} names={names} />
    </>
  )
}

interface FilterProps {
  readonly scope: readonly ScopeUnit[]
  readonly sites: number
  readonly unitId: string | undefined
  readonly onUnit: (unitId: string | undefined) => void
  readonly onText: (text: string) => void
}

function Filters({ scope, sites, unitId, onUnit, onText }: FilterProps) {
  const words = useWords(todayWords)
  if (scope.length < 2 && sites <= 6) return null
  return (
    <div className="filters">
      {scope.length > 1 && <UnitSelect every scope={scope} value={unitId} onChange={onUnit} />}
      {sites > 6 && <SearchInput label={words.filter} onText={onText} />}
    </div>
  )
}

/** The open sites and the people of a unit with all below it; all the account may see where none is chosen. */
function useChosen(names: Names, unitId: string | undefined) {
  return useMemo(() => {
    const under = unitId === undefined ? undefined : unitsUnder(unitId, names.units)
    const within = (it: { readonly unitId: string }) => under?.has(it.unitId) ?? true
    return {
      sites: new Set(
        names.sites.filter((it) => !it.closed && within(it)).map((it) => it.siteId),
      ) as ReadonlySet<string>,
      people: new Set(names.staff.filter(within).map((it) => it.staffId)) as ReadonlySet<string>,
    }
  }, [names, unitId])
}

const nobody: readonly PersonToday[] = []

interface Seen {
  readonly checkIns: readonly CheckInRow[]
  readonly day: Day
  readonly now: Iso
  readonly judged: readonly PersonToday[]
}

/** Who stands how at each of the sites. */
function useSites({ checkIns, day, now, judged }: Seen, names: Names, sites: ReadonlySet<string>) {
  const planned = useAsked(listDuties, { query: { from: day, to: day } }).data
  return useMemo(() => {
    const known = { checkIns, duties: planned?.duties ?? [], outings: planned?.outings ?? [] }
    const rows = readSitesToday([...sites], known, judged, now)
    return names.sites.flatMap((site) => {
      const its = rows.get(site.siteId)
      return its === undefined ? [] : [{ site, rows: its }]
    })
  }, [checkIns, planned, judged, names, sites, now])
}
