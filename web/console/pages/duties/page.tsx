import { Button, Segmented, Select, Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { listDuties, listGaps } from '../../../../src/contract/routes/duties.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BoardLinks } from '../../parts/boardLinks.tsx'
import { Feeds } from '../../parts/feeds.tsx'
import { LeftIcon, RightIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page } from '../../parts/page.tsx'
import { AwaitedHere } from '../../parts/second.tsx'
import { dayLabel, useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { Shifts } from '../roster/shifts.tsx'
import { DutyActions } from './dutyActions.tsx'
import './duties.css'
import { Elsewhere } from './elsewhere.tsx'
import { GapList } from './gaps.tsx'
import { RosterGrid } from './grid.tsx'
import { Outings } from './outings.tsx'
import { daysBetween, spanAround, type View } from './week.ts'
import { dutiesWords } from './words.ts'

/** Who should be where: the roster of a site, and the shifts people work by. */
export default function DutiesPage() {
  const words = useWords(dutiesWords)
  const [search, setSearch] = useSearchParams()
  const tabs = [
    { key: 'roster', label: words.tabs.roster, children: <Roster /> },
    { key: 'shifts', label: words.tabs.shifts, children: <Shifts /> },
  ]
  const tab = search.get('tab') === 'shifts' ? 'shifts' : 'roster'
  const choose = (key: string) =>
    setSearch((now) => {
      const next = new URLSearchParams(now)
      next.set('tab', key)
      return next
    })
  return (
    <Page title={words.title} lead={words.lead}>
      <Tabs activeKey={tab} items={tabs} destroyOnHidden onChange={choose} />
    </Page>
  )
}

function Roster() {
  const words = useWords(dutiesWords)
  const { sites } = useNames()
  const [search, setSearch] = useSearchParams()
  const open = sites.filter((it) => !it.closed)
  const siteId = search.get('site') ?? open[0]?.siteId
  const today = dayOf(useNow(60))
  const [view, setView] = useState<View>('week')
  const [day, setDay] = useState(today)
  if (siteId === undefined) return <Nothing title={words.noSite} next={words.noSiteNext} />

  const span = spanAround(day, view)
  return (
    <>
      <div className="filters">
        <Select
          className="filter"
          aria-label={words.site}
          value={siteId}
          showSearch={{ optionFilterProp: 'label' }}
          options={open.map((it) => ({ value: it.siteId, label: it.name }))}
          onChange={(site) => setSearch({ site })}
        />
        <Segmented<View>
          aria-label={words.view}
          value={view}
          options={(['week', 'month'] as const).map((it) => ({ value: it, label: words.views[it] }))}
          onChange={setView}
        />
        <SpanSwitch day={day} today={today} view={view} go={setDay} />
        <DutyActions siteId={siteId} span={span} view={view} today={today} />
      </div>
      <AwaitedHere group="duty" />
      <Span siteId={siteId} span={span} today={today} />
    </>
  )
}

interface SwitchProps {
  readonly day: string
  readonly today: string
  readonly view: View
  readonly go: (day: string) => void
}

function SpanSwitch({ day, today, view, go }: SwitchProps) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const { from, to } = spanAround(day, view)
  const here = today >= from && today <= to
  return (
    <div className="actions">
      <Button icon={<LeftIcon />} aria-label={words.before[view]} onClick={() => go(addDays(from, -1))} />
      <strong className="week-label" aria-live="polite">
        {words.week(dayLabel(from, language), dayLabel(to, language))}
      </strong>
      <Button icon={<RightIcon />} aria-label={words.after[view]} onClick={() => go(addDays(to, 1))} />
      {!here && <Button onClick={() => go(today)}>{words.now[view]}</Button>}
    </div>
  )
}

interface SpanProps {
  readonly siteId: string
  readonly span: { readonly from: string; readonly to: string }
  readonly today: string
}

function Span({ siteId, span, today }: SpanProps) {
  const words = useWords(dutiesWords)
  const { stop } = useWords(punctuation)
  const asked = useAsked(listDuties, { query: { siteId, ...span } })
  const ahead = { siteId, from: span.from > today ? span.from : today, to: span.to }
  const { data: gaps = [], isSuccess } = useAsked(listGaps, { query: ahead }, { enabled: ahead.from <= ahead.to })
  return (
    <Answered asked={asked}>
      {({ duties, outings }) => (
        <>
          {duties.length === 0 && <p className="hint">{`${words.empty}${stop}${words.emptyNext}`}</p>}
          {isSuccess && <GapList siteId={siteId} gaps={gaps} />}
          <RosterGrid
            siteId={siteId}
            duties={duties}
            gaps={gaps}
            days={daysBetween(span.from, span.to)}
            today={today}
          />
          <div className="columns">
            <Outings siteId={siteId} outings={outings} today={today} />
            <div>
              <Elsewhere span={span} />
              <div className="actions apart-below">
                <BoardLinks siteId={siteId} />
              </div>
              <Feeds of={{ kind: 'site', siteId }} />
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}
