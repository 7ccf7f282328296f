import { z } from 'zod'
import { AloneWhy, Change, Concern, Told } from '../../contract/proposals.ts'

const uuid = z.uuid()
const proposed = z.object({ proposalId: uuid, change: Change, told: Told, concern: Concern, reason: z.string() })

/** Changes that one person proposes and another makes so. What the change itself states are facts of its own kind. */
export const proposalKinds = {
  changeProposed: proposed,
  /** In the commit that holds the facts of the change itself, which are by whoever proposed it; `factIds` are these. */
  changeConfirmed: z.object({ proposalId: uuid, factIds: z.array(uuid) }),
  changeDeclined: z.object({ proposalId: uuid, reason: z.string() }),
  changeWithdrawn: z.object({ proposalId: uuid }),
  /** Made without a second person, because there was none; counted publicly. In one commit with the change's own facts. */
  changeMadeAlone: proposed.extend({
    alone: z.literal(true),
    why: AloneWhy,
    factIds: z.array(uuid),
    /** Where it is counted; null: the county. */
    unitId: uuid.nullable(),
  }),
} as const
