import { changeGroups, type Proposal, type Shelf } from '../../../../src/contract/proposals.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { countProposals } from '../../../../src/contract/routes/proposals.ts'

export type Counts = OutputOf<typeof countProposals>
export type Group = keyof typeof changeGroups

/** In the order of the filter. */
export const groups = Object.keys(changeGroups) as readonly Group[]

/** What is looked at first: what waits for the reader, else what he waits for, else what waits for others. */
export const firstShelf = (counts: Counts): Shelf =>
  (['mine', 'own', 'others'] as const).find((it) => counts[it] > 0) ?? 'mine'

/** Never chosen with one press among others: it is read by itself. */
export const isReadAlone = ({ change }: Proposal): boolean =>
  change.kind === 'roleGrant' || (change.kind === 'caseDecision' && change.decision === 'absent')

/** Waits for this very reader. */
export const isForMe = (it: Proposal): boolean => it.state === 'open' && !it.own && it.mayNot === null

export const isGroup = (text: string | null): text is Group => text !== null && Object.hasOwn(changeGroups, text)
