import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { Proposal } from '../../../../src/contract/proposals.ts'
import { groupBy } from '../../../../src/kit/grouping.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { type Confirming, OutcomeNote, useConfirming } from './confirming.tsx'
import { Declining, ProposalRow } from './row.tsx'
import { isReadAlone } from './shelves.ts'
import { proposalWords } from './words.ts'

interface Props {
  readonly proposals: readonly Proposal[]
  readonly more: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<{ readonly hasNextPage: boolean }>
  }
}

/** What the reader may confirm: one by one, or several that he chose. */
export function ForMe({ proposals, more }: Props) {
  const words = useWords(proposalWords)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const confirming = useConfirming()
  const { busy, outcome, forget, several } = confirming
  const picked = proposals.filter((it) => chosen.has(it.proposalId))
  const confirmChosen = () => void several(picked).then(() => setChosen(new Set()))
  const together = proposals.length > 1 && (
    <Button type="primary" disabled={picked.length === 0} loading={busy?.one === null} onClick={confirmChosen}>
      {words.confirmChosen(picked.length)}
    </Button>
  )
  return (
    <>
      <div role="status">
        {busy?.one === null && <p className="hint">{words.confirming(busy.count)}</p>}
        {outcome && <OutcomeNote outcome={outcome} onClose={forget} />}
      </div>
      {proposals.length === 0 ? (
        <Nothing title={words.none} next={words.noneNext} />
      ) : (
        <Sheet title={words.mine} extra={together}>
          <Kinds proposals={proposals} chosen={chosen} choose={setChosen} />
          <ListAll more={more} />
          <Rows proposals={proposals} chosen={chosen} choose={setChosen} confirming={confirming} />
          <ListAll more={more} />
        </Sheet>
      )}
    </>
  )
}

interface RowsProps extends KindsProps {
  readonly confirming: Confirming
}

function Rows({ proposals, chosen, choose, confirming: { busy, one } }: RowsProps) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const toggle = (id: string) =>
    choose(new Set(chosen.has(id) ? [...chosen].filter((it) => it !== id) : [...chosen, id]))
  return (
    <ul className="rows proposal-rows">
      {proposals.map((it) => (
        <ProposalRow
          key={it.proposalId}
          proposal={it}
          choosing={
            proposals.length > 1 && (
              <Checkbox
                checked={chosen.has(it.proposalId)}
                aria-label={words.choose(it.told.what[language])}
                onChange={() => toggle(it.proposalId)}
              />
            )
          }
          actions={
            <div className="actions">
              <Button
                type="primary"
                disabled={busy !== null && busy.one !== it.proposalId}
                loading={busy?.one === it.proposalId}
                aria-label={words.confirmOf(it.told.what[language])}
                onClick={() => void one(it)}
              >
                {words.confirm}
              </Button>
              <Declining proposal={it} />
            </div>
          }
        />
      ))}
    </ul>
  )
}

/** Where more wait than are listed: lists them all, so that they can be read and chosen together. */
function ListAll({ more: { hasNextPage, isFetchingNextPage, fetchNextPage } }: Pick<Props, 'more'>) {
  const words = useWords(proposalWords)
  const [all, setAll] = useState(false)
  if (!hasNextPage) return null
  const listAll = async () => {
    setAll(true)
    while ((await fetchNextPage()).hasNextPage);
    setAll(false)
  }
  return (
    <p className="actions">
      <span className="soft">{words.moreWait}</span>
      <Button size="small" loading={all || isFetchingNextPage} onClick={() => void listAll()}>
        {words.listAll}
      </Button>
    </p>
  )
}

interface KindsProps {
  readonly proposals: readonly Proposal[]
  readonly chosen: ReadonlySet<string>
  readonly choose: (ids: ReadonlySet<string>) => void
}

/** Chooses all of a kind, where there are several: a rule or a role is never chosen together with half-days. */
function Kinds({ proposals, chosen, choose }: KindsProps) {
  const words = useWords(proposalWords)
  const together = proposals.filter((it) => !isReadAlone(it))
  const kinds = [...groupBy(together, ({ change }) => words.kinds[change.kind])].filter(([, all]) => all.length > 1)
  if (kinds.length === 0) return null
  return (
    <div className="filters">
      {kinds.map(([kind, all]) => {
        const ids = all.map((it) => it.proposalId)
        const count = ids.filter((it) => chosen.has(it)).length
        const others = [...chosen].filter((it) => !ids.includes(it))
        return (
          <Checkbox
            key={kind}
            checked={count === ids.length}
            indeterminate={count > 0 && count < ids.length}
            onChange={({ target }) => choose(new Set(target.checked ? [...others, ...ids] : others))}
          >
            {words.chooseKind(kind, ids.length)}
          </Checkbox>
        )
      })}
      {together.length < proposals.length && <span className="soft">{words.readAlone}</span>}
    </div>
  )
}
