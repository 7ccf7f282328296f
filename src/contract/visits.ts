import { z } from 'zod'
import { Words } from './attendance.ts'
import { uuid } from './common.ts'
import { SitePage } from './sitePage.ts'
import { visitOutcomes } from './visitOutcomes.ts'

export { visitOutcomes }

/** What became of a visit, in the words of whoever came. Whoever says nothing leaves it unknown, which is never good. */
export const VisitOutcome = z.enum(visitOutcomes)
export type VisitOutcome = z.infer<typeof VisitOutcome>

/** Where somebody said that he is there. */
export const VisitChannel = z.enum(['board', 'poster', 'kiosk', 'phone', 'queue'])
export type VisitChannel = z.infer<typeof VisitChannel>

/** What the duty board said of a site as a whole: the best of what it said of its people, or of its hours. */
export const BoardWord = z.enum(['seen', 'expected', 'inTheField', 'noneListed', 'closed'])
export type BoardWord = z.infer<typeof BoardWord>

/** How “nobody was there” stands to what the board said. */
export const EmptyFinding = z.enum(['saidHere', 'dutyEmpty', 'hoursEmpty', 'none'])
export type EmptyFinding = z.infer<typeof EmptyFinding>

export const VisitFinding = z.enum(['empty', 'breach'])
export type VisitFinding = z.infer<typeof VisitFinding>

/** What a person made of a finding; the machine decides nothing. */
export const FindingDecision = z.enum(['upheld', 'explained', 'mistaken'])
export type FindingDecision = z.infer<typeof FindingDecision>

const Decided = z.object({ decision: FindingDecision, words: z.string(), at: z.string() }).nullable()

/** Whether a visit that ended “sent away” broke the one-time notice, with what it was read from. */
export const BreachView = z.object({
  verdict: z.enum(['breach', 'none', 'unclear']),
  /** Asked for, and on no notice that was given before. */
  materials: z.array(z.string()),
  why: z.array(Words),
  used: z.array(Words),
  ignored: z.array(Words),
})
export type BreachView = z.infer<typeof BreachView>

/** One word somebody said about his visit. */
export const VisitWord = z.object({
  factId: uuid,
  at: z.string(),
  outcome: VisitOutcome,
  told: z.string(),
  materials: z.array(z.string()),
  /** By somebody of the office, for a caller: there is no public receipt of it. */
  entered: z.boolean(),
})
export type VisitWord = z.infer<typeof VisitWord>

/** A visit as the console lists it. Nothing of who came. */
export const VisitRow = z.object({
  visitId: uuid,
  siteId: uuid,
  siteName: z.string(),
  unitId: uuid,
  channel: VisitChannel,
  begunAt: z.string(),
  /** The last word counts; null while none was said. */
  outcome: VisitOutcome.nullable(),
  endedAt: z.string().nullable(),
  words: z.array(VisitWord),
  matterId: uuid.nullable(),
  typeName: z.string(),
  /** Which visit about its matter it is, from 1; 0 where it is about none. */
  trip: z.number().int(),
  breach: BreachView.nullable(),
  simulated: z.boolean(),
})
export type VisitRow = z.infer<typeof VisitRow>

/** “The board said that somebody is there; nobody was.” */
export const EmptyRow = z.object({
  factId: uuid,
  visitId: uuid,
  siteId: uuid,
  siteName: z.string(),
  unitId: uuid,
  at: z.string(),
  finding: EmptyFinding,
  said: BoardWord,
  /** How long the board had said so when nobody was there, in whole minutes. */
  forMinutes: z.number().int(),
  open: z.boolean(),
  why: z.array(Words),
  used: z.array(Words),
  ignored: z.array(Words),
  /** Seconds until somebody was there after all, by the word of the same visitor. */
  servedAfterSeconds: z.number().int().nullable(),
  decided: Decided,
  simulated: z.boolean(),
})
export type EmptyRow = z.infer<typeof EmptyRow>

export const BreachRow = z.object({
  factId: uuid,
  visitId: uuid,
  matterId: uuid,
  siteName: z.string(),
  unitId: uuid,
  at: z.string(),
  told: z.string(),
  breach: BreachView,
  decided: Decided,
  simulated: z.boolean(),
})
export type BreachRow = z.infer<typeof BreachRow>

/** Visits of a site on a day or in a span, in figures. */
export const VisitNumbers = z.object({
  visits: z.number().int(),
  served: z.number().int(),
  nobodyThere: z.number().int(),
  sentAway: z.number().int(),
  unknown: z.number().int(),
  breaches: z.number().int(),
})
export type VisitNumbers = z.infer<typeof VisitNumbers>

/**
 * Visits of a unit in a finished month, for the public: null is fewer than five, none included. No sum is given, so that
 * nothing left out can be found by taking away.
 */
export const VisitCounts = z.object({
  month: z.string(),
  unitId: uuid,
  unitName: z.string(),
  served: z.number().int().nullable(),
  nobodyThere: z.number().int().nullable(),
  sentAway: z.number().int().nullable(),
  unknown: z.number().int().nullable(),
  breaches: z.number().int().nullable(),
})
export type VisitCounts = z.infer<typeof VisitCounts>

/** What somebody typed into a form that was refused: it goes back into its fields; all empty on a fresh page. */
export const VisitTyped = z.object({ matterCode: z.string(), told: z.string(), materials: z.array(z.string()) })
export type VisitTyped = z.infer<typeof VisitTyped>

/** What the page is drawn from on which somebody says that he is there. */
export const VisitEntrance = SitePage.extend({
  /** Random, made for this page alone: pressed twice, it is the same visit. */
  press: uuid,
  from: VisitChannel,
  hasQueue: z.boolean(),
  refused: z.string().nullable(),
  typed: VisitTyped,
})
export type VisitEntrance = z.infer<typeof VisitEntrance>

/** A visit as whoever has its code sees it. */
export const VisitView = SitePage.extend({
  code: z.string(),
  address: z.string(),
  addressCode: z.string(),
  begunAt: z.string(),
  beganFact: uuid,
  entered: z.boolean(),
  channel: VisitChannel,
  words: z.array(VisitWord),
  /** Another word is still taken. */
  open: z.boolean(),
  /** What the list of the kind of matter says may be asked for; empty where no kind was chosen. */
  materials: z.array(z.object({ key: z.string(), name: z.string() })),
  typeId: uuid.nullable(),
  typeName: z.string(),
  matterTitle: z.string().nullable(),
  /** To choose from where no matter was named. */
  types: z.array(z.object({ typeId: uuid, name: z.string() })),
  /** The form for “sent away” stands open. */
  saying: VisitOutcome.nullable(),
  refused: z.string().nullable(),
  typed: VisitTyped,
})
export type VisitView = z.infer<typeof VisitView>
