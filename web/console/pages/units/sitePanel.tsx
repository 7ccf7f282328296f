import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Site } from '../../../../src/contract/people.ts'
import { keepSite } from '../../../../src/contract/routes/people.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { BoardLinks } from '../../parts/boardLinks.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { useMay } from '../../session.ts'
import { isEverOpen, weekdays } from './hours.ts'
import { SiteDrawer } from './siteDrawer.tsx'
import { StationSheet } from './stationSheet.tsx'
import { unitsWords } from './words.ts'

/** One site: its public face, its hours, its station. */
export function SitePanel({ site }: { site: Site }) {
  const words = useWords(unitsWords)
  const common = useWords(commonWords)
  const names = useNames()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const edit = may(keepSite) && <Button onClick={() => setEditing(true)}>{common.edit}</Button>
  return (
    <>
      <Sheet title={site.name} extra={edit}>
        <dl className="facts">
          <dt>{words.unitOf}</dt>
          <dd>{names.unit(site.unitId)}</dd>
          <dt>{words.address}</dt>
          <dd>{site.address || common.none}</dd>
          <dt>{words.dutyPhone}</dt>
          <dd className="numbers">{site.dutyPhone || common.none}</dd>
          <dt>{words.hours}</dt>
          <dd>
            <Hours site={site} />
          </dd>
        </dl>
        {site.closed && <Tag className="tag-grey apart-below">{words.closed}</Tag>}
        <h3>{words.public}</h3>
        <div className="actions">
          <BoardLinks siteId={site.siteId} />
        </div>
      </Sheet>
      <StationSheet siteId={site.siteId} />
      {editing && <SiteDrawer site={site} unitId={site.unitId} onClose={() => setEditing(false)} />}
    </>
  )
}

function Hours({ site }: { site: Site }) {
  const words = useWords(unitsWords)
  const common = useWords(commonWords)
  if (!isEverOpen(site.hours)) return words.hoursNone
  return (
    <ul className="hours-list numbers">
      {weekdays.map((day, index) => (
        <li key={day}>
          <span className="soft">{common.days[index]}</span>{' '}
          {site.hours[day]?.map(({ from, to }) => `${from}–${to}`).join('　') || words.rest}
        </li>
      ))}
    </ul>
  )
}
