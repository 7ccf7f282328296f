import type { Projection } from '../fact/append.ts'
import { accountProjection } from './projections/account.ts'
import { consentProjection } from './projections/consent.ts'
import { proposalProjection } from './projections/proposal.ts'
import { staffProjection } from './projections/staff.ts'
import { treeProjection } from './projections/tree.ts'

/** The read tables of this room. */
export const peopleProjections: readonly Projection[] = [
  treeProjection,
  staffProjection,
  accountProjection,
  consentProjection,
  proposalProjection,
]
