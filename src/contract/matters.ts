import { z } from 'zod'
import { Words } from './attendance.ts'
import { day, iso, uuid } from './common.ts'
import { Limit, Material, MatterType } from './matterTypes.ts'

const line = (most: number) => z.string().trim().max(most)
const filled = (most: number) => line(most).min(1)
const reason = filled(500)

/** How somebody came: at the counter, by telephone, through an agent (帮办代办), over a public page, from elsewhere. */
export const Channel = z.enum(['counter', 'phone', 'agent', 'online', 'open311', 'imported'])
export type Channel = z.infer<typeof Channel>

/** Whose matter it is, as far as it is needed to reach him. Erasable; never on a public page. */
export const Applicant = z.object({ name: line(60), phone: line(120) })
export type Applicant = z.infer<typeof Applicant>

/** The same matter in a system that is not ours: watched here, never retyped. */
export const External = z.object({
  system: filled(60),
  number: filled(80),
  link: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
})
export type External = z.infer<typeof External>

/** Where a public problem is. */
export const Place = z.object({
  address: line(200),
  lat: z.number().min(-90).max(90).nullable(),
  long: z.number().min(-180).max(180).nullable(),
})
export type Place = z.infer<typeof Place>

/** What a machine or another system thought the matter was, and what became of the thought. Counts against nobody. */
export const Suggestion = z.object({
  typeId: uuid,
  by: filled(60),
  followed: z.boolean(),
  /** Why it was set aside; empty where it was followed. */
  reason: line(300),
})

/** Who made a suggestion where it was the counter's own page, by the words of the kinds alone. */
export const suggestedByCounter = 'counter words'

/** Why a suggestion is set aside, as one may say by a press; kept in Chinese, like whatever one may write instead. */
export const setAsideReasons: readonly Words[] = [
  { zh: '说的是另一件事', en: 'It was about something else' },
  { zh: '事项名称不对', en: 'The kind has a wrong name' },
  { zh: '其他', en: 'Something else' },
]

/** What it takes to take a matter. Identity and code are made where it is taken, so that this works without a network. */
export const TakeMatter = z.object({
  matterId: uuid,
  /** Hex SHA-256 of the code on the citizen's receipt; the code itself is never kept. */
  codeHash: z.string().regex(/^[0-9a-f]{64}$/),
  typeId: uuid,
  title: filled(120),
  description: line(4000),
  siteId: uuid,
  channel: Channel,
  applicant: Applicant.nullable(),
  /** Who speaks for the citizen; null where he speaks himself. */
  agentStaffId: uuid.nullable(),
  external: External.nullable(),
  place: Place.nullable(),
  suggestion: Suggestion.nullable(),
  /** Keys of the type's materials that were handed in. */
  brought: z.array(z.string().max(32)).max(40),
  /** When it was taken, where that was without a network; never later than it arrives, never more than 7 days before. */
  takenAt: iso.nullable(),
})
export type TakeMatter = z.infer<typeof TakeMatter>

/** What a citizen said and who he is: all of a taking that is personal, kept apart so that it can be destroyed alone. */
export const MatterWords = TakeMatter.pick({ title: true, description: true, applicant: true, place: true })
export type MatterWords = z.infer<typeof MatterWords>

/**
 * What the law lets stop the clock (Administrative Licensing Law, art. 45). Data: a county may shorten the list, nobody
 * may lengthen it on a page.
 */
export const pauseGrounds = [
  'hearing',
  'bidding',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'appraisal',
  'expertReview',
] as const
export const PauseGround = z.enum(pauseGrounds)
export type PauseGround = z.infer<typeof PauseGround>

/** Whatever can be done with a matter that was taken; each is one fact, or a few in one commit. */
export const MatterAct = z.discriminatedUnion('act', [
  /** All that is needed is there: the clock of the whole and of the first step begins. */
  z.object({ act: z.literal('accept') }),
  /** Told once, in writing, all that is missing. A second time only for what was not on the list is refused. */
  z.object({ act: z.literal('tellMissing'), materials: z.array(z.string().max(32)).min(1).max(40), words: line(1000) }),
  z.object({ act: z.literal('supply'), materials: z.array(z.string().max(32)).min(1).max(40) }),
  /** The step is done; the next begins at the same instant. The last one is done by finishing. */
  z.object({ act: z.literal('finishStep'), step: z.string().max(32), note: line(500) }),
  /** Whoever has it keeps it, and its time, until the other takes it. */
  z.object({
    act: z.literal('offer'),
    handOverId: uuid,
    toUnitId: uuid,
    toStaffId: uuid.nullable(),
    reason,
  }),
  z.object({ act: z.literal('takeOver'), handOverId: uuid }),
  z.object({ act: z.literal('refuseHandOver'), handOverId: uuid, reason }),
  z.object({ act: z.literal('withdrawHandOver'), handOverId: uuid }),
  /** Ends by itself at the end of the expected day. */
  z.object({ act: z.literal('pause'), pauseId: uuid, ground: PauseGround, document: filled(120), until: day }),
  z.object({ act: z.literal('resume'), pauseId: uuid }),
  /** Once, by the head, with a reason that is told to the citizen (art. 42: ten working days). */
  z.object({ act: z.literal('extend'), by: Limit, reason }),
  z.object({ act: z.literal('finish'), result: filled(1000) }),
  z.object({ act: z.literal('refuse'), ground: filled(300), explanation: filled(1000), remedy: filled(300) }),
  /** The citizen takes it back; said by whoever he told. */
  z.object({ act: z.literal('withdraw'), reason }),
  /** The citizen, or somebody above, says it is not solved after all: it runs again, with a clock of its own. */
  z.object({ act: z.literal('reopen'), reason }),
  z.object({ act: z.literal('link'), external: External }),
  /** Destroys for good who the citizen is and what he said, once the matter has ended; everything else stays. */
  z.object({ act: z.literal('eraseWords'), reason }),
])
export type MatterAct = z.infer<typeof MatterAct>
export type MatterActName = MatterAct['act']

/** Which clock: until it is accepted, the whole, or one step. */
export const ClockScope = z.enum(['acceptance', 'whole', 'step'])

/**
 * One clock of a matter. Due and yellow instants are computed when something happens, with the calendar of that moment;
 * the light follows from them and the time by comparing alone.
 */
export const MatterClock = z.object({
  scope: ClockScope,
  /** Of a step: its key; else empty. */
  step: z.string(),
  state: z.enum(['running', 'paused', 'stopped']),
  startedAt: z.string(),
  stoppedAt: z.string().nullable(),
  limit: Limit,
  yellowAt: z.string(),
  dueAt: z.string(),
  calendarId: z.string(),
  /** What was due by an older calendar, the newest last: both stay visible. */
  earlier: z.array(z.object({ dueAt: z.string(), calendarId: z.string(), changedAt: z.string(), because: z.string() })),
})
export type MatterClock = z.infer<typeof MatterClock>

/** Grey is paused, or waiting for the citizen. `over` after the end tells that it was too late. */
export const Light = z.enum(['green', 'yellow', 'red', 'grey', 'done'])
export type Light = z.infer<typeof Light>

/** Where a matter stands. */
export const matterStates = ['taken', 'lacking', 'running', 'paused', 'finished', 'refused', 'withdrawn'] as const
export const MatterState = z.enum(matterStates)
export type MatterState = z.infer<typeof MatterState>

/** Time one holder had it in his hands, to the second; paused time apart. */
export const Hop = z.object({
  unitId: uuid,
  unitName: z.string(),
  post: z.string(),
  staffId: uuid.nullable(),
  staffName: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
  /** Working seconds it was held. */
  heldSeconds: z.number().int(),
})
export type Hop = z.infer<typeof Hop>

/** A line of the list; `light` is the worst of its running clocks. */
export const MatterRow = z.object({
  matterId: uuid,
  typeName: z.string(),
  title: z.string(),
  unitId: uuid,
  unitName: z.string(),
  state: MatterState,
  light: Light,
  /** Some clock of it ran out before its work was done, also of a step that is over; stays so after the end. */
  over: z.boolean(),
  /** What is to be done next and by when; null when it has ended. */
  step: z.string().nullable(),
  post: z.string(),
  holder: z.string().nullable(),
  dueAt: z.string().nullable(),
  remainingSeconds: z.number().int().nullable(),
  takenAt: z.string(),
  channel: Channel,
  external: External.nullable(),
  /** Offered to somebody who has not taken it. */
  offered: z.boolean(),
  simulated: z.boolean(),
})
export type MatterRow = z.infer<typeof MatterRow>

/** One thing that happened, in words a layman reads. */
export const MatterEvent = z.object({ at: z.string(), by: z.string(), what: Words, factId: uuid })

/** The whole of a matter, for those who handle or oversee it. */
export const MatterView = MatterRow.extend({
  type: MatterType,
  description: z.string(),
  applicant: Applicant.nullable(),
  /** Who he is and what he said was destroyed; the title is the name of its kind then. */
  wordsErased: z.boolean(),
  agent: z.string().nullable(),
  place: Place.nullable(),
  brought: z.array(z.string()),
  /** What was told to be missing and has not come. */
  missing: z.array(z.string()),
  clocks: z.array(MatterClock),
  /** Each running clock explained, a sentence a line. */
  traces: z.array(z.object({ scope: ClockScope, step: z.string(), lines: z.array(Words) })),
  hops: z.array(Hop),
  handOver: z
    .object({
      handOverId: uuid,
      toUnitId: uuid,
      toUnitName: z.string(),
      toStaffId: uuid.nullable(),
      reason: z.string(),
      at: z.string(),
    })
    .nullable(),
  pause: z
    .object({ pauseId: uuid, ground: PauseGround, document: z.string(), until: z.string(), at: z.string() })
    .nullable(),
  result: z.string().nullable(),
  refusal: z.object({ ground: z.string(), explanation: z.string(), remedy: z.string() }).nullable(),
  events: z.array(MatterEvent),
  /** What the caller may do now; everything else would be refused. */
  may: z.array(z.string()),
})
export type MatterView = z.infer<typeof MatterView>

/** What the holder of a receipt sees: step, post, time, what is missing. No name of staff, none of the applicant. */
export const MatterStanding = z.object({
  matterId: uuid,
  typeName: z.string(),
  title: z.string(),
  unitName: z.string(),
  siteId: uuid,
  siteName: z.string(),
  dutyPhone: z.string(),
  state: MatterState,
  light: Light,
  takenAt: z.string(),
  steps: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      post: z.string(),
      state: z.enum(['done', 'now', 'later']),
      /** Working seconds it took, or has been held so far. */
      heldSeconds: z.number().int(),
      dueAt: z.string().nullable(),
      late: z.boolean(),
    }),
  ),
  post: z.string(),
  heldSeconds: z.number().int(),
  dueAt: z.string().nullable(),
  overdue: z.boolean(),
  missing: z.array(Material.pick({ name: true, how: true })),
  missingWords: z.string(),
  pause: z.object({ ground: PauseGround, document: z.string(), until: z.string() }).nullable(),
  /** Why it takes longer, where somebody extended it. */
  extension: z.string().nullable(),
  result: z.string().nullable(),
  refusal: z.object({ ground: z.string(), explanation: z.string(), remedy: z.string() }).nullable(),
  endedAt: z.string().nullable(),
})
export type MatterStanding = z.infer<typeof MatterStanding>
