import { z } from 'zod'
import { AttendanceRule, Half, month, Words } from './attendance.ts'
import { DayOverride, HolidayNotice } from './calendar.ts'
import { day, uuid } from './common.ts'
import { MatterType } from './matterTypes.ts'
import { Role } from './people.ts'
import { Assignment } from './roster.ts'
import { Duty } from './routes/duties.ts'
import { HoursDecided } from './workingHours.ts'

const reason = z.string()

/** What one person may propose and only another may make so: each act with its whole input. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('roleGrant'), accountId: uuid, role: Role, unitId: uuid.nullable() }),
  z.object({ kind: z.literal('rule'), rule: AttendanceRule }),
  z.object({ kind: z.literal('ruleLift'), ruleId: uuid, reason }),
  z.object({
    kind: z.literal('caseDecision'),
    staffId: uuid,
    day,
    half: Half,
    decision: z.enum(['excused', 'absent', 'reopened']),
    reason,
  }),
  z.object({ kind: z.literal('duties'), duties: z.array(Duty).min(1) }),
  z.object({ kind: z.literal('dutyCancel'), dutyId: uuid, reason }),
  z.object({ kind: z.literal('assignment'), assignment: Assignment }),
  z.object({ kind: z.literal('assignmentEnd'), assignmentId: uuid, to: day, reason }),
  z.object({ kind: z.literal('dayOverride'), override: DayOverride }),
  z.object({ kind: z.literal('dayOverrideLift'), override: DayOverride, reason }),
  z.object({ kind: z.literal('holidayNotice'), notice: HolidayNotice }),
  z.object({ kind: z.literal('monthRevision'), unitId: uuid, month, reason }),
  z.object({ kind: z.literal('monthErasure'), staffId: uuid, reason }),
  z.object({ kind: z.literal('matterTypes'), types: z.array(MatterType).min(1).max(300) }),
  z.object({ kind: z.literal('workingHours'), unitId: uuid.nullable(), hours: HoursDecided, reason }),
])
export type Change = z.infer<typeof Change>
export type ChangeKind = Change['kind']
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>

/** Kinds of change by what they are about, as they are looked for and listed. */
export const changeGroups = {
  halfDay: ['caseDecision'],
  duty: ['duties', 'dutyCancel'],
  roster: ['assignment', 'assignmentEnd'],
  calendar: ['dayOverride', 'dayOverrideLift', 'holidayNotice'],
  sheet: ['monthRevision', 'monthErasure'],
  rule: ['rule', 'ruleLift'],
  role: ['roleGrant'],
  matter: ['matterTypes', 'workingHours'],
} as const satisfies Readonly<Record<string, readonly ChangeKind[]>>
export type ChangeGroup = keyof typeof changeGroups
export const ChangeGroup = z.enum(Object.keys(changeGroups) as [ChangeGroup, ...ChangeGroup[]])

/** Proposals by what a reader can do about them: waiting for him, made by him, waiting for others, over. */
export const Shelf = z.enum(['mine', 'own', 'others', 'settled'])
export type Shelf = z.infer<typeof Shelf>

/** A change in plain sentences: what it is about, what is so now, what would be. */
export const Told = z.object({ what: Words, before: Words, after: Words })
export type Told = z.infer<typeof Told>

/** Whom a change is about and where it belongs; `unitId` null is the whole county. */
export const Concern = z.object({
  unitId: uuid.nullable(),
  staffIds: z.array(uuid),
  accountIds: z.array(uuid),
})
export type Concern = z.infer<typeof Concern>

/** Days after which what nobody confirmed or declined has lapsed. */
export const lapseDays = 14

/** Why a change was made by one alone: the county was being set up, or no other person held an office that could confirm it. */
export const AloneWhy = z.enum(['setUp', 'nobodyElse'])
export type AloneWhy = z.infer<typeof AloneWhy>

export const proposalStates = ['open', 'confirmed', 'declined', 'withdrawn', 'lapsed', 'alone'] as const

/** A proposal as those read it who may confirm it, made it, or look after its unit. */
export const Proposal = z.object({
  proposalId: uuid,
  change: Change,
  told: Told,
  reason: z.string(),
  proposedBy: z.string(),
  /** The caller made it. */
  own: z.boolean(),
  at: z.string(),
  lapsesAt: z.string(),
  state: z.enum(proposalStates),
  settledBy: z.string().nullable(),
  settledAt: z.string().nullable(),
  settleReason: z.string(),
  simulated: z.boolean(),
  /** Why the caller may not confirm it, as a refusal; null where he may. */
  mayNot: z.string().nullable(),
})
export type Proposal = z.infer<typeof Proposal>
