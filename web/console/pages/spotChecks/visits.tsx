import { Button } from 'antd'
import { useMemo } from 'react'
import { readTree } from '../../../../src/contract/routes/people.ts'
import type { SpotCheck, SpotCheckItem } from '../../../../src/contract/spotChecks.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PrinterIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { useSession } from '../../session.ts'
import { type Draft, type DraftKey, draftsOf, useDrafts } from './drafts.ts'
import { PaperSheet } from './paperSheet.tsx'
import { bySite, type SiteVisit } from './reading.ts'
import { useSendingAgain } from './sending.ts'
import { spotCheckWords } from './words.ts'

interface Props {
  readonly whole: SpotCheck & { readonly items: readonly SpotCheckItem[] }
  readonly onVisit: (staffId: string) => void
}

type Drafts = ReadonlyMap<string, Draft>

/** Who is still to be looked at, site by site, and what has been found. */
export function Visits({ whole, onVisit }: Props) {
  const words = useWords(spotCheckWords)
  const { spotCheckId, items } = whole
  const accountId = useSession()?.account?.accountId ?? ''
  const all = useDrafts()
  const drafts = useMemo(() => draftsOf(all, { accountId, spotCheckId }), [all, accountId, spotCheckId])
  const sites = bySite(items)
  return (
    <Sheet
      title={words.visits}
      extra={
        <Button icon={<PrinterIcon />} className="big" onClick={() => print()}>
          {words.print}
        </Button>
      }
    >
      <Waiting drafts={drafts} accountId={accountId} spotCheckId={spotCheckId} />
      <p className="soft">{sites.every((it) => it.open === 0) ? words.visitsDone : words.visitsLead}</p>
      {sites.map((it) => (
        <SiteGroup key={it.siteId} visit={it} drafts={drafts} onVisit={onVisit} />
      ))}
      <PaperSheet spotCheck={whole} sites={sites} />
    </Sheet>
  )
}

type WaitingProps = Omit<DraftKey, 'staffId'> & { readonly drafts: Drafts }

function Waiting({ drafts, accountId, spotCheckId }: WaitingProps) {
  const words = useWords(spotCheckWords)
  const waiting = useMemo(
    () =>
      [...drafts]
        .filter(([, draft]) => draft.standing.kind === 'waiting')
        .map(([staffId, draft]): [DraftKey, Draft] => [{ accountId, spotCheckId, staffId }, draft]),
    [drafts, accountId, spotCheckId],
  )
  const sendAll = useSendingAgain(waiting)
  if (waiting.length === 0) return null
  return (
    <div className="spot-waiting" role="status">
      <span>{words.waitingCount(waiting.length)}</span>
      <Button className="big" onClick={() => void sendAll()}>
        {words.sendNow}
      </Button>
    </div>
  )
}

interface GroupProps {
  readonly visit: SiteVisit
  readonly drafts: Drafts
  readonly onVisit: (staffId: string) => void
}

function SiteGroup({ visit: { siteId, items, open }, drafts, onVisit }: GroupProps) {
  const words = useWords(spotCheckWords)
  const names = useNames()
  const site = useAsked(readTree, {}).data?.sites.find((it) => it.siteId === siteId)
  return (
    <section className="spot-site">
      <h3>{names.site(siteId)}</h3>
      <p className="soft">{[site?.address, words.siteLeft(open, items.length)].filter(Boolean).join(' · ')}</p>
      <ul className="plain-list">
        {items.map((it) => (
          <li key={it.staffId}>
            <Person item={it} draft={drafts.get(it.staffId)} onVisit={() => onVisit(it.staffId)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PersonProps {
  readonly item: SpotCheckItem
  readonly draft: Draft | undefined
  readonly onVisit: () => void
}

function Person({ item: { staffId, name, found }, draft, onVisit }: PersonProps) {
  const words = useWords(spotCheckWords)
  const post = useNames().staff.find((it) => it.staffId === staffId)?.post
  const who = (
    <span className="grow">
      <strong>{name}</strong> {post && <small className="soft">{post}</small>}
    </span>
  )
  if (found !== null && draft === undefined)
    return (
      <div className={`spot-person found-${found.found}`}>
        {who}
        <span>{words.found[found.found]}</span>
        <small className="soft numbers">
          {words.recorded(found.by, stampOf(found.at))} · {words.logSaid(found.checkedIn)}
          {found.onPaper && ` · ${words.onPaper}`}
        </small>
        {found.note !== '' && <small>{found.note}</small>}
      </div>
    )
  return (
    <button type="button" className="spot-person" aria-label={words.visit(name)} onClick={onVisit}>
      {who}
      <DraftMark draft={draft} />
    </button>
  )
}

function DraftMark({ draft }: { draft: Draft | undefined }) {
  const words = useWords(spotCheckWords)
  if (draft === undefined) return <span className="spot-open">{words.open} ›</span>
  const { kind } = draft.standing
  const found = draft.found && ` · ${words.found[draft.found]}`
  return (
    <span className={kind === 'refused' ? 'spot-wrong' : 'spot-open'}>
      {words[kind]}
      {found} ›
    </span>
  )
}
