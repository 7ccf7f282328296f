import './proposals.css'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { Proposal, Shelf } from '../../../../src/contract/proposals.ts'
import { confirmProposal } from '../../../../src/contract/routes/proposals.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { useProposalCounts } from '../../parts/second.tsx'
import { Answered, Loading } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { ForMe } from './forMe.tsx'
import { type Sought, useShelf, useSought } from './listed.ts'
import { ProposalRow } from './row.tsx'
import { type Counts, firstShelf, groups } from './shelves.ts'
import { proposalWords } from './words.ts'

/** What takes two persons: what waits for the reader, and what became of the rest. */
export default function ProposalsPage() {
  const words = useWords(proposalWords)
  const [sought, seek] = useSought()
  const counts = useProposalCounts(sought)
  return (
    <Page title={words.title} lead={words.lead}>
      <Filters sought={sought} seek={seek} />
      {counts === undefined ? <Loading /> : <Shelves counts={counts} sought={sought} />}
    </Page>
  )
}

interface FiltersProps {
  readonly sought: Sought
  readonly seek: (name: 'group' | 'unit', value: string | undefined) => void
}

function Filters({ sought, seek }: FiltersProps) {
  const words = useWords(proposalWords)
  const { units } = useNames()
  return (
    <div className="filters">
      <Select
        className="filter-unit"
        allowClear
        aria-label={words.group}
        placeholder={words.everyGroup}
        value={sought.group}
        popupMatchSelectWidth={false}
        options={groups.map((it) => ({ value: it, label: words.groups[it] }))}
        onChange={(group?: string) => seek('group', group)}
      />
      <Select
        className="filter-unit"
        allowClear
        aria-label={words.unit}
        placeholder={words.everyUnit}
        value={sought.unitId}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={units.map((it) => ({ value: it.unitId, label: it.name }))}
        onChange={(unit?: string) => seek('unit', unit)}
      />
    </div>
  )
}

function Shelves({ counts, sought }: { counts: Counts; sought: Sought }) {
  const words = useWords(proposalWords)
  const mayConfirm = useMay()(confirmProposal)
  const [shelf, setShelf] = useState<Shelf>(() => (mayConfirm ? firstShelf(counts) : 'others'))
  const shown: readonly Shelf[] = mayConfirm ? ['mine', 'own', 'others', 'settled'] : ['others', 'settled']
  return (
    <>
      <Segmented<Shelf>
        className="shelves"
        aria-label={words.show}
        value={shelf}
        options={shown.map((it) => ({
          value: it,
          label: it === 'settled' ? words.settled : words.counted(words[it], counts[it]),
        }))}
        onChange={setShelf}
      />
      {mayConfirm && shelf !== 'mine' && counts.mine === 0 && <p className="hint">{words.none}</p>}
      <OneShelf key={`${shelf} ${sought.group} ${sought.unitId}`} shelf={shelf} sought={sought} />
    </>
  )
}

function OneShelf({ shelf, sought }: { shelf: Shelf; sought: Sought }) {
  const words = useWords(proposalWords)
  const asked = useShelf(shelf, sought)
  return (
    <Answered asked={asked}>
      {({ pages }) => {
        const rows = pages.flatMap((it) => it.proposals)
        // It stays while it is empty, for it tells what became of what was confirmed last.
        if (shelf === 'mine') return <ForMe proposals={rows} more={asked} />
        if (rows.length === 0) return <Nothing title={words.nothing[shelf]} />
        return <Rows title={words[shelf]} rows={rows} more={asked} />
      }}
    </Answered>
  )
}

interface More {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

function Rows({ title, rows, more }: { title: string; rows: readonly Proposal[]; more: More }) {
  return (
    <Sheet title={title}>
      <ul className="rows proposal-rows">
        {rows.map((it) => (
          <ProposalRow key={it.proposalId} proposal={it} />
        ))}
      </ul>
      <MoreButton more={more} />
    </Sheet>
  )
}

function MoreButton({ more: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { more: More }) {
  const words = useWords(proposalWords)
  if (!hasNextPage) return null
  return (
    <p className="centered apart-above">
      <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {words.more}
      </Button>
    </p>
  )
}
