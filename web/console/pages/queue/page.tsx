import './queue.css'
import { Select } from 'antd'
import { useState } from 'react'
import { listQueues, readQueue } from '../../../../src/contract/routes/queue.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { Counter } from './counter.tsx'
import { Keeping } from './keeping.tsx'
import { Peaks } from './peaks.tsx'
import { queueWords } from './words.ts'

/** The counter: one number at a time, one press each; who waits, when people come. */
export default function QueuePage() {
  const words = useWords(queueWords)
  const asked = useAsked(listQueues, {})
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {(sites) => {
          const site = sites.find((it) => it.siteId === chosen) ?? sites.find((it) => it.open) ?? sites[0]
          if (site === undefined) return <Nothing title={words.noSites} next={words.noSitesNext} />
          return (
            <>
              {sites.length > 1 && (
                <div className="filters">
                  <label htmlFor="queue-site">{words.site}</label>
                  <Select
                    id="queue-site"
                    className="site-choice"
                    showSearch={{ optionFilterProp: 'label' }}
                    value={site.siteId}
                    onChange={setChosen}
                    options={sites.map((it) => ({ value: it.siteId, label: it.siteName }))}
                  />
                </div>
              )}
              <Site key={site.siteId} siteId={site.siteId} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

function Site({ siteId }: { siteId: string }) {
  const words = useWords(queueWords)
  const asked = useAsked(readQueue, { params: { siteId } }, { refetchInterval: 5_000 })
  return (
    <Answered asked={asked}>
      {(queue) => (
        <>
          {queue.open ? (
            <Counter queue={queue} />
          ) : (
            <Sheet>
              <Nothing title={words.closed} next={words.closedNext} />
            </Sheet>
          )}
          <Peaks siteId={siteId} />
          {queue.mayKeep && <Keeping queue={queue} />}
        </>
      )}
    </Answered>
  )
}
