import { Button, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { listDuties } from '../../../../src/contract/routes/duties.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BoardLinks } from '../../parts/boardLinks.tsx'
import { LeftIcon, RightIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page } from '../../parts/page.tsx'
import { dayLabel, useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { DutyActions } from './dutyActions.tsx'
import { Outings } from './outings.tsx'
import { mondayOf } from './week.ts'
import { WeekGrid } from './weekGrid.tsx'
import { dutiesWords } from './words.ts'

/** Who should be where: a week at a site. */
export default function DutiesPage() {
  const words = useWords(dutiesWords)
  const { sites } = useNames()
  const [search, setSearch] = useSearchParams()
  const open = sites.filter((it) => !it.closed)
  const siteId = search.get('site') ?? open[0]?.siteId
  const today = dayOf(useNow(60))
  const [monday, setMonday] = useState(() => mondayOf(today))
  if (siteId === undefined) {
    return (
      <Page title={words.title} lead={words.lead}>
        <Nothing title={words.noSite} next={words.noSiteNext} />
      </Page>
    )
  }
  return (
    <Page title={words.title} lead={words.lead} actions={<BoardLinks siteId={siteId} />}>
      <div className="filters">
        <Select
          className="filter"
          aria-label={words.site}
          value={siteId}
          showSearch={{ optionFilterProp: 'label' }}
          options={open.map((it) => ({ value: it.siteId, label: it.name }))}
          onChange={(site) => setSearch({ site })}
        />
        <WeekSwitch monday={monday} today={today} go={setMonday} />
        <DutyActions siteId={siteId} monday={monday} today={today} />
      </div>
      <Week siteId={siteId} monday={monday} today={today} />
    </Page>
  )
}

function WeekSwitch({ monday, today, go }: { monday: string; today: string; go: (monday: string) => void }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const label = words.week(dayLabel(monday, language), dayLabel(addDays(monday, 6), language))
  return (
    <div className="actions">
      <Button icon={<LeftIcon />} aria-label={words.previousWeek} onClick={() => go(addDays(monday, -7))} />
      <strong className="week-label" aria-live="polite">
        {label}
      </strong>
      <Button icon={<RightIcon />} aria-label={words.nextWeek} onClick={() => go(addDays(monday, 7))} />
      {monday !== mondayOf(today) && <Button onClick={() => go(mondayOf(today))}>{words.thisWeek}</Button>}
    </div>
  )
}

function Week({ siteId, monday, today }: { siteId: string; monday: string; today: string }) {
  const words = useWords(dutiesWords)
  const asked = useAsked(listDuties, { query: { siteId, from: monday, to: addDays(monday, 6) } })
  return (
    <Answered asked={asked}>
      {({ duties, outings }) => (
        <>
          {duties.length === 0 && <p className="hint">{`${words.empty}。${words.emptyNext}`}</p>}
          <WeekGrid siteId={siteId} duties={duties} monday={monday} today={today} />
          <Outings siteId={siteId} outings={outings} today={today} />
        </>
      )}
    </Answered>
  )
}
