import { useQueryClient } from '@tanstack/react-query'
import { Alert, App } from 'antd'
import { useState } from 'react'
import type { Proposal } from '../../../../src/contract/proposals.ts'
import { confirmProposal, confirmProposals } from '../../../../src/contract/routes/proposals.ts'
import { type RefusalName, refusals, sentenceOf } from '../../../../src/kit/refusals.ts'
import { ask } from '../../../shared/ask.ts'
import { sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { proposalWords } from './words.ts'

/** What became of several that were confirmed together. */
export interface Outcome {
  readonly done: number
  readonly refused: readonly { readonly proposal: Proposal; readonly refusal: string }[]
}

export interface Confirming {
  /** How many are being confirmed now, and the one where it is one. */
  readonly busy: { readonly count: number; readonly one: string | null } | null
  readonly outcome: Outcome | null
  readonly forget: () => void
  readonly one: (proposal: Proposal) => Promise<void>
  readonly several: (proposals: readonly Proposal[]) => Promise<void>
}

const mostAtOnce = 200

/** Confirms one, or several in one call; of these each stands or fails by itself. */
export function useConfirming(): Confirming {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const answers = useQueryClient()
  const [busy, setBusy] = useState<Confirming['busy']>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const during = async (now: Confirming['busy'], work: () => Promise<void>) => {
    setBusy(now)
    setOutcome(null)
    // Where no answer came, the list asked anew shows what still waits.
    await work().catch((failure: unknown) => void message.error(sentenceFor(failure, language)))
    // What holds now may show on any page.
    await answers.invalidateQueries()
    setBusy(null)
  }
  return {
    busy,
    outcome,
    forget: () => setOutcome(null),
    one: ({ proposalId }) =>
      during({ count: 1, one: proposalId }, async () => {
        await ask(confirmProposal, { params: { proposalId } })
        void message.success(words.confirmed)
      }),
    several: (proposals) =>
      during({ count: proposals.length, one: null }, async () => {
        const found = await confirmAll(proposals)
        setOutcome(found)
      }),
  }
}

async function confirmAll(proposals: readonly Proposal[]): Promise<Outcome> {
  const refused: Outcome['refused'][number][] = []
  for (let at = 0; at < proposals.length; at += mostAtOnce) {
    const some = proposals.slice(at, at + mostAtOnce)
    const each = await ask(confirmProposals, { body: { proposalIds: some.map((it) => it.proposalId) } })
    for (const [n, { refusal }] of each.entries()) {
      const proposal = some[n]
      if (refusal !== null && proposal) refused.push({ proposal, refusal })
    }
  }
  return { done: proposals.length - refused.length, refused }
}

/** What became of them: how many hold, and of each other one why not. */
export function OutcomeNote({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) {
  const words = useWords(proposalWords)
  const { language } = useLanguage()
  const { done, refused } = outcome
  return (
    <Alert
      className="apart-below"
      showIcon
      type={refused.length === 0 ? 'success' : 'warning'}
      title={words.confirmedSome(done, refused.length)}
      closable={{ onClose, 'aria-label': words.closeOutcome }}
      description={
        refused.length > 0 && (
          <ul className="plain-list">
            {refused.map(({ proposal: { proposalId, told }, refusal }) => (
              <li key={proposalId}>
                {told.what[language]}: {isRefusal(refusal) ? sentenceOf(refusal, language) : refusal}
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}

/** Whether a name is one of the catalogue. */
export const isRefusal = (name: string): name is RefusalName => Object.hasOwn(refusals, name)
