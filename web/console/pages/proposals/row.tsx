import { App, Button, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Proposal } from '../../../../src/contract/proposals.ts'
import { declineProposal, listProposals, withdrawProposal } from '../../../../src/contract/routes/proposals.ts'
import { sentenceOf } from '../../../../src/kit/refusals.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { stampOf } from '../../parts/times.ts'
import { isRefusal } from './confirming.tsx'
import { isForMe } from './shelves.ts'
import { proposalWords } from './words.ts'

const tones: Record<Proposal['state'], string> = {
  open: 'tag-blue',
  confirmed: 'tag-jade',
  declined: 'tag-grey',
  withdrawn: 'tag-grey',
  lapsed: 'tag-grey',
  alone: 'tag-amber',
}

interface Props {
  readonly proposal: Proposal
  /** Before the sentences: a box to choose it. */
  readonly choosing?: ReactNode
  readonly actions?: ReactNode
}

/** One change in plain sentences: what is so, what would be, who proposed it and why, and where it stands. */
export function ProposalRow({ proposal, choosing, actions }: Props) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { change, told, state, proposedBy, at, reason, lapsesAt, simulated } = proposal
  return (
    <li>
      {choosing}
      <div className="grow">
        <strong>{told.what[language]}</strong> <Tag className="tag-grey">{words.kinds[change.kind]}</Tag>{' '}
        <Tag className={tones[state]}>{words.states[state]}</Tag> {simulated && <SimulatedTag />}
        <dl className="proposal-change">
          <dt>{state === 'open' ? words.now : words.was}</dt>
          <dd>{told.before[language]}</dd>
          <dt>{words.would}</dt>
          <dd>{told.after[language]}</dd>
        </dl>
        <small className="soft">
          {words.by(proposedBy, stampOf(at))}
          {reason !== '' && ` · ${words.reason(reason)}`}
          {state === 'open' && ` · ${words.lapses(dayOf(lapsesAt))}`}
        </small>
        <Outcome proposal={proposal} />
      </div>
      {actions}
      {proposal.own && state === 'open' && <Withdrawing proposal={proposal} />}
    </li>
  )
}

/** Who settled it and why; or why the reader cannot. */
function Outcome({ proposal }: { proposal: Proposal }) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { state, settledBy, settledAt, settleReason, mayNot } = proposal
  if (state === 'open') {
    if (isForMe(proposal) || mayNot === null || !isRefusal(mayNot)) return null
    return <p className="soft proposal-outcome">{sentenceOf(mayNot, language)}</p>
  }
  if (settledAt === null) return null
  const said = words.settledBy(words.states[state], settledBy ?? '', stampOf(settledAt))
  return (
    <p className="soft proposal-outcome">
      {said}
      {settleReason !== '' && ` · ${words.reason(settleReason)}`}
    </p>
  )
}

function Withdrawing({ proposal: { proposalId, told } }: { proposal: Proposal }) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const withdrawing = useDo(withdrawProposal, [listProposals])
  const withdraw = () =>
    void withdrawing
      .mutateAsync({ params: { proposalId } })
      .then(() => void message.success(words.withdrawn))
      .catch(() => undefined)
  return (
    <Button aria-label={words.withdrawOf(told.what[language])} loading={withdrawing.isPending} onClick={withdraw}>
      {words.withdraw}
    </Button>
  )
}

/** Declines a change, with a reason. */
export function Declining({ proposal: { proposalId, told } }: { proposal: Proposal }) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const declining = useDo(declineProposal, [listProposals])
  const decline = (reason: string) =>
    void declining
      .mutateAsync({ params: { proposalId }, body: { reason } })
      .then(() => void message.success(words.declined))
      .catch(() => undefined)
  return (
    <>
      <Button type="text" aria-label={words.declineOf(told.what[language])} onClick={() => setAsking(true)}>
        {words.decline}
      </Button>
      {asking && (
        <ReasonWanted
          title={words.decline}
          explain={words.declineWhy}
          busy={declining.isPending}
          onGiven={decline}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}
