import type { Proposal } from '../../../../src/contract/proposals.ts'

/** Proposals by what the reader can do about them. */
export interface Shelves {
  readonly mine: readonly Proposal[]
  readonly own: readonly Proposal[]
  readonly others: readonly Proposal[]
  readonly settled: readonly Proposal[]
}

/** What waits for the reader, what he waits for, what waits for others, and what is over. */
export function readShelves(proposals: readonly Proposal[]): Shelves {
  const open = proposals.filter((it) => it.state === 'open')
  return {
    mine: open.filter(isForMe),
    own: open.filter((it) => it.own),
    others: open.filter((it) => !it.own && it.mayNot !== null),
    settled: proposals.filter((it) => it.state !== 'open'),
  }
}

/** Never chosen with one press among others: it is read by itself. */
export const isReadAlone = ({ change }: Proposal): boolean =>
  change.kind === 'roleGrant' || (change.kind === 'caseDecision' && change.decision === 'absent')

/** Waits for this very reader. */
export const isForMe = (it: Proposal): boolean => it.state === 'open' && !it.own && it.mayNot === null
