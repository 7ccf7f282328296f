import './proposals.css'
import { Segmented } from 'antd'
import { useState } from 'react'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { ForMe } from './forMe.tsx'
import { ProposalRow } from './row.tsx'
import { readShelves, type Shelves } from './shelves.ts'
import { proposalWords } from './words.ts'

/** What takes two persons: what waits for the reader, and what became of the rest. */
export default function ProposalsPage() {
  const words = useWords(proposalWords)
  const [state, setState] = useState<'open' | 'all'>('open')
  const asked = useAsked(listProposals, { query: { state } })
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="filters">
        <Segmented<'open' | 'all'>
          aria-label={words.show}
          value={state}
          options={(['open', 'all'] as const).map((it) => ({ value: it, label: words.filters[it] }))}
          onChange={setState}
        />
      </div>
      <Answered asked={asked}>
        {(proposals) =>
          proposals.length === 0 ? (
            <Nothing
              title={state === 'open' ? words.none : words.noneAll}
              next={state === 'open' ? words.noneNext : undefined}
            />
          ) : (
            <AllShelves shelves={readShelves(proposals)} />
          )
        }
      </Answered>
    </Page>
  )
}

function AllShelves({ shelves }: { shelves: Shelves }) {
  const words = useWords(proposalWords)
  return (
    <>
      {shelves.mine.length === 0 ? <p className="hint">{words.none}</p> : <ForMe proposals={shelves.mine} />}
      {(['own', 'others', 'settled'] as const).map(
        (name) =>
          shelves[name].length > 0 && (
            <Sheet key={name} title={words[name]}>
              <ul className="rows proposal-rows">
                {shelves[name].map((it) => (
                  <ProposalRow key={it.proposalId} proposal={it} />
                ))}
              </ul>
            </Sheet>
          ),
      )}
    </>
  )
}
