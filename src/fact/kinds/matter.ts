import { z } from 'zod'
import { External, MatterClock, MatterWords, PauseGround, Suggestion, TakeMatter } from '../../contract/matters.ts'
import { Limit, MatterType } from '../../contract/matterTypes.ts'
import { HoursDecided } from '../../contract/workingHours.ts'

const uuid = z.uuid()
const matter = z.object({ matterId: uuid })
const reason = z.string()
const clock = MatterClock.omit({ earlier: true })

/** What the county defines before anything can be taken. */
export const matterTypeKinds = {
  matterTypeKept: MatterType,
  matterTypeRetired: z.object({ typeId: uuid, reason }),
  /** From `hours.from` on, for a unit and all below it that have none of their own; null: the county. Without a week: back to those above. */
  workingHoursKept: z.object({ unitId: uuid.nullable(), hours: HoursDecided, reason }),
} as const

/** The life of a matter. Each fact that starts, stops or moves clocks is followed by `clocksSet` in the same commit. */
export const matterKinds = {
  /** Without who the citizen is and what he said: that follows as `matterWordsKept` in the same commit. */
  matterTaken: TakeMatter.omit({
    takenAt: true,
    suggestion: true,
    title: true,
    description: true,
    applicant: true,
    place: true,
  }).extend({
    typeVersion: z.number().int(),
    unitId: uuid,
    /** Who holds it first; null: whoever has the post. */
    staffId: uuid.nullable(),
    suggestion: Suggestion.nullable(),
  }),
  matterWordsKept: matter.extend(MatterWords.shape),
  /** The content of `matterWordsKept`, which is `factId`, was destroyed; its certificate is a fact of its own. */
  matterWordsErased: matter.extend({ factId: uuid, reason }),
  /** All that is missing, told once in writing. */
  missingTold: matter.extend({ materials: z.array(z.string()), words: z.string() }),
  materialsSupplied: matter.extend({ materials: z.array(z.string()) }),
  /** `deemed`: by law, because nobody said anything in time. */
  matterAccepted: matter.extend({ deemed: z.boolean() }),
  stepFinished: matter.extend({ step: z.string(), note: z.string() }),
  handOverOffered: matter.extend({ handOverId: uuid, toUnitId: uuid, toStaffId: uuid.nullable(), reason }),
  handOverTaken: matter.extend({ handOverId: uuid, staffId: uuid.nullable() }),
  handOverRefused: matter.extend({ handOverId: uuid, reason }),
  handOverWithdrawn: matter.extend({ handOverId: uuid }),
  matterPaused: matter.extend({ pauseId: uuid, ground: PauseGround, document: z.string(), until: z.string() }),
  /** `byItself`: the expected end came. */
  matterResumed: matter.extend({ pauseId: uuid, byItself: z.boolean() }),
  matterExtended: matter.extend({ by: Limit, reason }),
  matterFinished: matter.extend({ result: z.string() }),
  matterRefused: matter.extend({ ground: z.string(), explanation: z.string(), remedy: z.string() }),
  matterWithdrawn: matter.extend({ reason }),
  matterReopened: matter.extend({ reason }),
  matterLinked: matter.extend({ external: External }),
  /** All clocks as they are from now on, with the calendar they were computed by. */
  clocksSet: matter.extend({ clocks: z.array(clock), because: z.string() }),
} as const
