import '../../parts/attendance/attendance.css'
import './bulletin.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useEffect, useMemo } from 'react'
import { readBulletin } from '../../../../src/contract/routes/attendance.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { ask } from '../../../shared/ask.ts'
import { keyOf } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { MonthSwitch, monthLabel, UnitSelect, useScope, useUnitAndMonth } from '../../parts/attendance/choosing.tsx'
import type { ScopeUnit } from '../../parts/attendance/scope.ts'
import { Totals } from '../../parts/attendance/totals.tsx'
import { leaveDays, sayDays } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { Chart } from '../../parts/chart/chart.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { PrinterIcon } from '../../parts/icons.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { Answered, Loading } from '../../parts/waiting.tsx'
import { type Bulletin, readDays, sayShare } from './days.ts'
import { Trend } from './trend.tsx'
import { bulletinWords } from './words.ts'

/** The monthly bulletin inside a unit. */
export default function BulletinPage() {
  const words = useWords(bulletinWords)
  const scope = useScope()
  return (
    <Page title={words.title} lead={words.lead}>
      {scope === undefined ? <Loading /> : <Inside scope={scope} />}
    </Page>
  )
}

function Inside({ scope }: { scope: readonly ScopeUnit[] }) {
  const words = useWords(bulletinWords)
  const { unitId, month, thisMonth, go } = useUnitAndMonth(scope)
  if (unitId === undefined) return <Nothing title={words.noScope} next={words.noScopeNext} />
  return (
    <>
      <div className="filters">
        <UnitSelect scope={scope} value={unitId} onChange={(unit) => go({ unit: unit ?? null })} />
        <MonthSwitch month={month} last={thisMonth} go={(to) => go({ month: to })} />
      </div>
      <Read unitId={unitId} month={month} />
    </>
  )
}

function Read(query: { readonly unitId: string; readonly month: string }) {
  // Every asking counts as an opening, so an answer is kept as long as the page stands.
  const asked = useQuery({
    queryKey: keyOf(readBulletin, { query }),
    queryFn: () => ask(readBulletin, { query }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  return <Answered asked={asked}>{(bulletin) => <Told bulletin={bulletin} />}</Answered>
}

function Told({ bulletin }: { bulletin: Bulletin }) {
  usePrintable()
  const words = useWords(bulletinWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const { unitName, month, totals, requests, final, simulated } = bulletin
  return (
    <Sheet
      title={words.titleOf(unitName, monthLabel(month, language))}
      extra={
        <>
          <Tag className={final ? 'tag-jade' : 'tag-amber'}>{final ? words.final : words.notFinal}</Tag>
          {simulated && <SimulatedTag />}
          <Button className="no-print" icon={<PrinterIcon />} onClick={() => window.print()}>
            {common.print}
          </Button>
        </>
      }
    >
      <Figures bulletin={bulletin} />
      {totals && <Days bulletin={bulletin} />}
      {totals && <Trend bulletin={bulletin} />}
      {requests && <Requests requests={requests} />}
      {totals === null ? <p className="hint">{words.totalsNone}</p> : <Totals title={words.totals} totals={totals} />}
      <p className="soft">
        {words.notInIt} {words.opened(bulletin.opened)}
      </p>
    </Sheet>
  )
}

/** While this stands the page itself is what prints, also from the browser's own menu. */
function usePrintable(): void {
  useEffect(() => {
    document.body.classList.add('printable')
    return () => document.body.classList.remove('printable')
  }, [])
}

function Requests({ requests }: { requests: NonNullable<Bulletin['requests']> }) {
  const words = useWords(bulletinWords)
  return (
    <>
      <h3>{words.requests}</h3>
      <dl className="totals">
        {(['leave', 'outing', 'correction'] as const).map((it) => (
          <div key={it}>
            <dt>{words.request[it]}</dt>
            <dd className="numbers">{words.times(requests[it])}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** The few numbers that matter, large. */
function Figures({ bulletin: { people, openShare, totals } }: { bulletin: Bulletin }) {
  const words = useWords(bulletinWords)
  const common = useWords(commonWords)
  const said = useWords(attendanceWords)
  const entries: (readonly [string, string, string?])[] = [
    [words.openShare, sayShare(openShare), openShare === null ? words.openShareNone : words.openShareWhat],
    [words.people, common.people(people)],
  ]
  if (totals) {
    entries.push(
      [words.expected, said.daysUnit(sayDays(totals.expected))],
      [words.present, said.daysUnit(sayDays(totals.present))],
      [words.away, said.daysUnit(sayDays(leaveDays(totals) + totals.outing))],
    )
  }
  return (
    <dl className="figures">
      {entries.map(([name, value, what]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="numbers">{value}</dd>
          {what && <dd className="soft">{what}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Days({ bulletin: { byDay } }: { bulletin: Bulletin }) {
  const words = useWords(bulletinWords)
  const data = useMemo(() => readDays(byDay, words, dayOf(new Date().toISOString())), [byDay, words])
  if (data.labels.length === 0) return <Nothing title={words.noDays} next={words.noDaysNext} />
  return <Chart data={data} title={words.chart} summary={words.chartSummary(data.labels.length)} first={words.day} />
}
