import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { keepHolidayNotice, listCalendar, listDayOverrides } from '../../../../src/contract/routes/calendar.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { monthLabel, UnitSelect, useScope } from '../../parts/attendance/choosing.tsx'
import { LeftIcon, RightIcon } from '../../parts/icons.tsx'
import { Page } from '../../parts/page.tsx'
import { useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import './calendar.css'
import { spanAround, type View } from './days.ts'
import { Legend } from './legend.tsx'
import { MonthView } from './monthView.tsx'
import { NoticeDrawer } from './noticeDrawer.tsx'
import { Notices } from './notices.tsx'
import { Overrides } from './overrides.tsx'
import { calendarWords } from './words.ts'
import { YearView } from './yearView.tsx'

/** What the days are, and who decided so. */
export default function CalendarPage() {
  const words = useWords(calendarWords)
  const may = useMay()
  const scope = useScope() ?? []
  const today = dayOf(useNow(600))
  const [view, setView] = useState<View>(() => (matchMedia('(max-width: 860px)').matches ? 'month' : 'year'))
  const [day, setDay] = useState(today)
  const [unitId, setUnitId] = useState<string>()
  const [importing, setImporting] = useState(false)
  const span = spanAround(day, view)
  const asked = useAsked(listCalendar, { query: { ...span, unitId } })
  const mayImport = may(keepHolidayNotice)
  const bring = mayImport && (
    <Button type="primary" onClick={() => setImporting(true)}>
      {words.import}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={bring}>
      <div className="filters">
        {scope.length > 0 && <UnitSelect every scope={scope} value={unitId} onChange={setUnitId} />}
        <Segmented<View>
          aria-label={words.view}
          value={view}
          options={(['year', 'month'] as const).map((it) => ({ value: it, label: words.views[it] }))}
          onChange={setView}
        />
        <SpanSwitch view={view} day={day} go={setDay} />
      </div>
      <Answered asked={asked}>
        {({ days, coverageFrom, coverageUntil, noticeWanted }) => (
          <>
            <Coverage from={coverageFrom} until={coverageUntil} wanted={noticeWanted} />
            <Legend />
            {view === 'year' ? <YearView days={days} today={today} /> : <MonthView days={days} today={today} />}
          </>
        )}
      </Answered>
      <div className="columns">
        <Notices />
        {may(listDayOverrides) && <Overrides />}
      </div>
      {importing && <NoticeDrawer year={asked.data?.noticeWanted ?? null} onClose={() => setImporting(false)} />}
    </Page>
  )
}

function SpanSwitch({ view, day, go }: { view: View; day: string; go: (day: string) => void }) {
  const words = useWords(calendarWords)
  const { language } = useLanguage()
  const { from, to } = spanAround(day, view)
  const label = view === 'year' ? words.yearLabel(day.slice(0, 4)) : monthLabel(day.slice(0, 7), language)
  return (
    <div className="actions">
      <Button icon={<LeftIcon />} aria-label={words.before[view]} onClick={() => go(addDays(from, -1))} />
      <strong className="span-label" aria-live="polite">
        {label}
      </strong>
      <Button icon={<RightIcon />} aria-label={words.after[view]} onClick={() => go(addDays(to, 1))} />
    </div>
  )
}

function Coverage({ from, until, wanted }: { from: string; until: string; wanted: number | null }) {
  const words = useWords(calendarWords)
  return (
    <>
      {wanted !== null && (
        <Alert
          className="apart-below"
          type="warning"
          showIcon
          title={words.wanted(wanted)}
          description={words.wantedWhy}
        />
      )}
      <p className="hint">
        <strong>{words.covered(until)}</strong> {words.coveredWhy(from)}
      </p>
    </>
  )
}
