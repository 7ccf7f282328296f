import { useState } from 'react'
import type { Site } from '../../../../src/contract/people.ts'
import { showBoard } from '../../../../src/contract/routes/board.ts'
import type { Iso } from '../../../../src/kit/time.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import type { Names } from '../../parts/names.ts'
import { SearchInput } from '../../parts/searchInput.tsx'
import { shortClock } from '../../parts/times.ts'
import { type Day, readAbsence, readSiteNow, type Standing } from './siteNow.ts'
import { todayWords } from './words.ts'

interface Props {
  readonly day: Day
  readonly names: Names
  readonly now: Iso
}

/** A card for every open site. Sites with many cards can be narrowed by name. */
export function Sites({ day, names, now }: Props) {
  const words = useWords(todayWords)
  const [wanted, setWanted] = useState('')
  const open = names.sites.filter((it) => !it.closed)
  const shown = open.filter((it) => `${it.name} ${names.unit(it.unitId)}`.includes(wanted.trim()))
  return (
    <>
      {open.length > 6 && (
        <div className="filters">
          <SearchInput label={words.filter} onText={(text) => setWanted(text)} />
        </div>
      )}
      <ul className="site-cards">
        {shown.map((site) => (
          <SiteCard
            key={site.siteId}
            site={site}
            names={names}
            standings={readSiteNow(site.siteId, day, now)}
            now={now}
          />
        ))}
      </ul>
    </>
  )
}

interface CardProps {
  readonly site: Site
  readonly names: Names
  readonly standings: readonly Standing[]
  readonly now: Iso
}

function SiteCard({ site, names, standings, now }: CardProps) {
  const words = useWords(todayWords)
  const absence = readAbsence(standings, now)
  return (
    <li className="sheet site-card">
      <header>
        <div>
          <h2>{site.name}</h2>
          <span className="soft">{names.unit(site.unitId)}</span>
        </div>
        <a href={addressOf(showBoard, { params: { siteId: site.siteId } })} target="_blank" rel="noreferrer">
          {words.board}
        </a>
      </header>
      {absence && <p className={absence === 'nobody' ? 'absence nobody' : 'absence'}>{words[absence]}</p>}
      <ul className="rows">
        {standings.map((it) => (
          <li key={it.staffId}>
            <StateMark state={it.state} />
            <span className="grow">
              <strong>{names.person(it.staffId)}</strong> <Detail standing={it} />
            </span>
            {it.state === 'in' && it.seen.simulated && <SimulatedTag />}
          </li>
        ))}
      </ul>
    </li>
  )
}

const tones = { in: 'jade', expected: 'grey', inTheField: 'blue' } as const

function StateMark({ state }: { state: Standing['state'] }) {
  const words = useWords(todayWords)
  return <span className={`state tag-${tones[state]} tag-${tones[state]}`}>{words[state]}</span>
}

function Detail({ standing }: { standing: Standing }) {
  const words = useWords(todayWords)
  return <span className="soft numbers">{detailOf(standing, words)}</span>
}

function detailOf(standing: Standing, words: (typeof todayWords)['zh']): string {
  switch (standing.state) {
    case 'in':
      return words.arrivedAt(shortClock(standing.seen.at))
    case 'expected':
      return words.due(shortClock(standing.duty.starts), shortClock(standing.duty.ends))
    case 'inTheField':
      return words.where(standing.outing.where, shortClock(standing.outing.ends))
    default:
      return standing satisfies never
  }
}
