import { z } from 'zod'
import {
  BoardWord,
  EmptyFinding,
  FindingDecision,
  VisitChannel,
  VisitFinding,
  VisitOutcome,
} from '../../contract/visits.ts'

const uuid = z.uuid()

/** What villagers say about their visits. Nothing of who they are. */
export const visitKinds = {
  /** A villager's word at the duty board of a site. Its receipt is the villager's: it names nobody who works there. */
  visitSaid: z.object({ siteId: uuid, outcome: z.literal('served') }),
  /** Somebody is there; the clock of his visit begins without any staff. */
  visitBegun: z.object({
    visitId: uuid,
    /** Hex SHA-256 of the code that gives the visit's page. */
    codeHash: z.string().regex(/^[0-9a-f]{64}$/),
    siteId: uuid,
    channel: VisitChannel,
    matterId: uuid.nullable(),
  }),
  /** What became of it. Said again, the last one counts. Never said, it stays unknown. */
  visitEnded: z.object({
    visitId: uuid,
    siteId: uuid,
    outcome: VisitOutcome,
    told: z.string(),
    /** Keys of the type's materials that were asked for. */
    materials: z.array(z.string()),
    typeId: uuid.nullable(),
    matterId: uuid.nullable(),
  }),
  /** What the duty board said when somebody found nobody. Apart from his word, whose receipt is public and must not tell when anybody checked in. */
  boardNoted: z.object({
    wordId: uuid,
    visitId: uuid,
    siteId: uuid,
    said: BoardWord,
    since: z.iso.datetime(),
    open: z.boolean(),
    finding: EmptyFinding,
  }),
  /** A person's word on a finding. */
  visitFindingDecided: z.object({
    wordId: uuid,
    finding: VisitFinding,
    decision: FindingDecision,
    words: z.string(),
  }),
} as const
