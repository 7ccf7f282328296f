import './visits.css'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { enterVisit, listVisits } from '../../../../src/contract/routes/visits.ts'
import { type Day, dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { Calling } from './calling.tsx'
import { Findings } from './findings.tsx'
import { VisitTable } from './visitTable.tsx'
import { durationOf, visitsWords } from './words.ts'

type Visits = OutputOf<typeof listVisits>

/** What citizens said of their visits: who waits now, the day, and what is to be looked at. Never by person. */
export default function VisitsPage() {
  const words = useWords(visitsWords)
  const may = useMay()
  const now = useNow()
  const [day, setDay] = useState<Day>(dayOf(now))
  const [calling, setCalling] = useState(false)
  const asked = useAsked(listVisits, { query: { day } }, { refetchInterval: 30_000 })
  const call = may(enterVisit) && (
    <Button type="primary" className="big" icon={<PlusIcon />} onClick={() => setCalling(true)}>
      {words.call}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={call}>
      <div className="filters">
        <label htmlFor="visits-day">{words.day}</label>
        <DaySelect id="visits-day" value={day} onChange={(chosen) => chosen && setDay(chosen)} />
      </div>
      <Answered asked={asked}>{(visits) => <OneDay visits={visits} isToday={day === dayOf(now)} now={now} />}</Answered>
      <Findings today={dayOf(now)} />
      {calling && <Calling onClose={() => setCalling(false)} />}
    </Page>
  )
}

function OneDay({ visits, isToday, now }: { visits: Visits; isToday: boolean; now: string }) {
  const words = useWords(visitsWords)
  const [siteId, setSiteId] = useState<string | null>(null)
  if (visits.rows.length === 0) return <Nothing title={words.none} next={words.noneNext} />
  const rows = visits.rows.filter((it) => siteId === null || it.siteId === siteId)
  return (
    <>
      {isToday && <Waiting visits={visits} now={now} />}
      <Sites sites={visits.sites} />
      <Sheet
        title={words.rowsTitle}
        extra={
          visits.sites.length > 1 && (
            <Select
              allowClear
              placeholder={words.site}
              aria-label={words.site}
              className="site-select"
              value={siteId}
              onChange={(chosen) => setSiteId(chosen ?? null)}
              options={visits.sites.map((it) => ({ value: it.siteId, label: it.siteName }))}
            />
          )
        }
      >
        <VisitTable rows={rows} />
      </Sheet>
    </>
  )
}

/** Somebody waits whose clock still runs; the longest first. */
function Waiting({ visits: { rows, sites }, now }: { visits: Visits; now: string }) {
  const words = useWords(visitsWords)
  const { language } = useLanguage()
  const waiting = new Map(sites.map((it) => [it.siteId, it.waiting]))
  // The newest of a site without a word are those who wait; the server says how many.
  const open = [...waiting].flatMap(([siteId, many]) =>
    many === 0 ? [] : rows.filter((it) => it.siteId === siteId && it.outcome === null).slice(-many),
  )
  return (
    <Sheet title={words.waitingNow}>
      {open.length === 0 ? (
        <p className="soft">{words.waitingNone}</p>
      ) : (
        <ul className="rows">
          {open
            .toSorted((a, b) => a.begunAt.localeCompare(b.begunAt))
            .map((it) => (
              <li key={it.visitId}>
                <div className="grow">
                  <strong>{it.siteName}</strong> <span className="soft">{words.channels[it.channel]}</span>
                </div>
                <strong className="numbers">
                  {words.elapsed(durationOf((Date.parse(now) - Date.parse(it.begunAt)) / 1000, language))}
                </strong>
              </li>
            ))}
        </ul>
      )}
    </Sheet>
  )
}

/** In the order of the tree's ids, never by size: this is no ranking. */
function Sites({ sites }: { sites: Visits['sites'] }) {
  const words = useWords(visitsWords)
  return (
    <Sheet title={words.sitesTitle}>
      <div className="visit-sites">
        <table className="plain-table numbers">
          <thead>
            <tr>
              <th scope="col">{words.site}</th>
              <th scope="col">{words.visits}</th>
              <th scope="col">{words.outcomes.served}</th>
              <th scope="col">{words.outcomes.nobodyThere}</th>
              <th scope="col">{words.outcomes.sentAway}</th>
              <th scope="col">{words.unknown}</th>
              <th scope="col">{words.breaches}</th>
              <th scope="col">
                <span className="hidden">{words.poster}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sites.map((it) => (
              <tr key={it.siteId}>
                <th scope="row">{it.siteName}</th>
                <td>{it.visits}</td>
                <td>{it.served}</td>
                <td>{it.nobodyThere}</td>
                <td>{it.sentAway}</td>
                <td>{it.unknown}</td>
                <td>{it.breaches}</td>
                <td>
                  <a href={`/visit/at/${it.siteId}/poster`} target="_blank" rel="noreferrer">
                    {words.poster}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  )
}
