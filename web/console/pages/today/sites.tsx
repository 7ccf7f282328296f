import type { Site } from '../../../../src/contract/people.ts'
import { showBoard } from '../../../../src/contract/routes/board.ts'
import type { Iso } from '../../../../src/kit/time.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { byName, type Names } from '../../parts/names.ts'
import { shortClock } from '../../parts/times.ts'
import { Shape, toneOfState } from './shape.tsx'
import { readAbsence, type Standing } from './siteNow.ts'
import { countStates, type PersonToday, type TodayRow, todayStates } from './siteToday.ts'
import { type TodayWords, todayWords } from './words.ts'

export interface SiteToday {
  readonly site: Site
  readonly rows: readonly TodayRow[]
}

interface Props {
  readonly sites: readonly SiteToday[]
  readonly names: Names
  readonly now: Iso
}

/** A card for every site. */
export function Sites({ sites, names, now }: Props) {
  return (
    <ul className="site-cards">
      {sites.map((it) => (
        <SiteCard key={it.site.siteId} {...it} names={names} now={now} />
      ))}
    </ul>
  )
}

/** So many people of a site stand in its card; the others are one press away. */
const inCard = 8

function SiteCard({ site, rows, names, now }: SiteToday & Omit<Props, 'sites'>) {
  const words = useWords(todayWords)
  const absence = rows.some((it) => it.state === 'in') ? undefined : readAbsence(liveOf(rows), now)
  const listed = todayStates
    .filter((it) => it !== 'rest')
    .flatMap((state) =>
      rows
        .filter((it) => it.state === state)
        .toSorted((a, b) => byName({ name: names.person(a.staffId) }, { name: names.person(b.staffId) })),
    )
  const line = (it: TodayRow) => <PersonLine key={it.staffId} row={it} name={names.person(it.staffId)} />
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
      <CountLine rows={rows} />
      <ul className="rows">{listed.slice(0, inCard).map(line)}</ul>
      {listed.length > inCard && (
        <details className="fold-away">
          <summary>{words.others(listed.length - inCard)}</summary>
          <ul className="rows">{listed.slice(inCard).map(line)}</ul>
        </details>
      )}
    </li>
  )
}

const liveOf = (rows: readonly TodayRow[]): Standing[] => rows.flatMap((it) => it.live ?? [])

/** The counts of a site in one line of text. */
function CountLine({ rows }: { rows: readonly TodayRow[] }) {
  const words = useWords(todayWords)
  const counts = countStates(rows)
  const said = todayStates.filter((it) => counts[it] > 0).map((it) => `${words.states[it]} ${counts[it]}`)
  return said.length === 0 ? null : <p className="soft numbers count-line">{said.join(' · ')}</p>
}

function PersonLine({ row, name }: { row: TodayRow; name: string }) {
  const words = useWords(todayWords)
  return (
    <li>
      <span className={`state with-shape tag-${toneOfState[row.state]}`}>
        <Shape state={row.state} />
        {words.states[row.state]}
      </span>
      <span className="grow">
        <strong>{name}</strong> <span className="soft numbers">{detailOf(row, words)}</span>
      </span>
      {row.live?.state === 'in' && row.live.seen.simulated && <SimulatedTag />}
    </li>
  )
}

function detailOf({ state, live, judged }: TodayRow, words: TodayWords): string {
  if (live && (live.state === state || judged === undefined)) return saidLive(live, words)
  return judged ? saidJudged(judged, words) : ''
}

function saidLive(standing: Standing, words: TodayWords): string {
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

function saidJudged({ since, from }: PersonToday, words: TodayWords): string {
  if (since !== null) return words.arrivedAt(shortClock(since))
  return from === null ? '' : words.from(shortClock(from))
}
