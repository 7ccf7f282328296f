import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { Proposal } from '../../../../src/contract/proposals.ts'
import { confirmProposal } from '../../../../src/contract/routes/proposals.ts'
import { groupBy } from '../../../../src/kit/grouping.ts'
import { ask } from '../../../shared/ask.ts'
import { sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Declining, ProposalRow } from './row.tsx'
import { isReadAlone } from './shelves.ts'
import { proposalWords } from './words.ts'

/** What the reader may confirm: one by one, or several that he chose. */
export function ForMe({ proposals }: { proposals: readonly Proposal[] }) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { busy, confirm } = useConfirming()
  const picked = proposals.filter((it) => chosen.has(it.proposalId))
  const toggle = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((it) => it !== id) : [...chosen, id]))
  const together = proposals.length > 1 && (
    <Button
      type="primary"
      disabled={picked.length === 0}
      loading={busy !== null && picked.length > 0}
      onClick={() => void confirm(picked).then(() => setChosen(new Set()))}
    >
      {words.confirmChosen(picked.length)}
    </Button>
  )
  return (
    <Sheet title={words.mine} extra={together}>
      <Kinds proposals={proposals} chosen={chosen} choose={setChosen} />
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
                  loading={busy === it.proposalId}
                  aria-label={words.confirmOf(it.told.what[language])}
                  onClick={() => void confirm([it])}
                >
                  {words.confirm}
                </Button>
                <Declining proposal={it} />
              </div>
            }
          />
        ))}
      </ul>
    </Sheet>
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

/** Confirms some, one after another; what cannot be any more is told, and the rest goes on. */
function useConfirming() {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const answers = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const confirm = async (proposals: readonly Proposal[]): Promise<void> => {
    const failures: unknown[] = []
    for (const { proposalId } of proposals) {
      setBusy(proposalId)
      await ask(confirmProposal, { params: { proposalId } }).catch((failure: unknown) => failures.push(failure))
    }
    setBusy(null)
    const done = proposals.length - failures.length
    if (failures.length === 0) void message.success(done === 1 ? words.confirmed : words.confirmedSome(done, 0))
    else if (proposals.length === 1) void message.error(sentenceFor(failures[0], language))
    else void message.warning(words.confirmedSome(done, failures.length))
    // What holds now may show on any page.
    await answers.invalidateQueries()
  }
  return { busy, confirm }
}
