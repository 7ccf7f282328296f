import { Alert, Button, Select } from 'antd'
import { useWords } from '../../language.tsx'
import { useOfflineStart } from '../../offlineStart.ts'
import { Nothing, Page } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useSession } from '../../session.ts'
import { Counter } from './counter.tsx'
import { type Last, useLast } from './last.ts'
import type { Known } from './store.ts'
import { useKnown, useOnline } from './useKnown.ts'
import { useQueue } from './useQueue.ts'
import './counter.css'
import { counterWords } from './words.ts'

/** Where a citizen's matter is taken: in seconds, with a receipt, also without a network. */
export default function CounterPage() {
  const account = useSession()?.account
  return account ? <Open key={account.accountId} accountId={account.accountId} by={account.name} /> : null
}

function Open({ accountId, by }: { accountId: string; by: string }) {
  const words = useWords(counterWords)
  const asked = useKnown(accountId)
  const queue = useQueue(accountId)
  const [last, note] = useLast()
  return (
    <Page title={words.title} lead={words.lead} actions={<Standing waiting={queue.items?.length} />}>
      <Newer />
      <Network arrived={queue.arrived} waiting={queue.items?.length} />
      <Answered asked={asked}>
        {(known) => {
          const site = known.counter.sites.find((it) => it.siteId === last.siteId) ?? known.counter.sites[0]
          if (site === undefined) return <Nothing title={words.noSite} next={words.noSiteNext} />
          return (
            <>
              <SiteChoice known={known} siteId={site.siteId} note={note} />
              <Counter {...{ known, queue, last, note, accountId, by }} siteId={site.siteId} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

function Standing({ waiting }: { waiting: number | undefined }) {
  const words = useWords(counterWords)
  if (waiting === undefined) return null
  return (
    <span className={waiting === 0 ? 'queue-count' : 'queue-count some'} role="status">
      {waiting === 0 ? `✓ ${words.allSent}` : `○ ${words.waiting(waiting)}`}
    </span>
  )
}

/** The form may be half filled: only the clerk knows when to load anew. */
function Newer() {
  const words = useWords(counterWords)
  if (!useOfflineStart()) return null
  const button = (
    <Button size="small" onClick={() => location.reload()}>
      {words.reload}
    </Button>
  )
  return <Alert className="apart-below" type="info" showIcon title={words.newer} action={button} />
}

function Network({ arrived, waiting }: { arrived: number; waiting: number | undefined }) {
  const words = useWords(counterWords)
  const online = useOnline()
  if (!online) {
    const why = navigator.serviceWorker?.controller ? words.offlineKept : words.offlineWhy
    return <Alert className="apart-below" type="warning" showIcon title={words.offline} description={why} />
  }
  return arrived > 0 && waiting === 0 ? (
    <Alert className="apart-below" type="success" showIcon title={words.sent(arrived)} />
  ) : null
}

interface SiteProps {
  readonly known: Known
  readonly siteId: string
  readonly note: (change: Partial<Last>) => void
}

function SiteChoice({ known, siteId, note }: SiteProps) {
  const words = useWords(counterWords)
  const { sites } = known.counter
  if (sites.length < 2) return null
  return (
    <div className="filters">
      <Select
        className="filter-wide"
        aria-label={words.site}
        value={siteId}
        options={sites.map((it) => ({ value: it.siteId, label: it.name }))}
        onChange={(chosen: string) => note({ siteId: chosen })}
      />
    </div>
  )
}
