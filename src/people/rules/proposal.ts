import type { Role } from '../../contract/people.ts'
import { type Change, type Concern, lapseDays } from '../../contract/proposals.ts'
import type { Grant } from '../../http/answer.ts'
import type { RefusalName } from '../../kit/refusals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { type Parents, pathOf } from './tree.ts'

/** Where a proposal stands. `lapsed` is told by time alone; `alone` was made without a second person. */
export type ProposalStanding =
  | { readonly state: 'open' }
  | { readonly state: 'lapsed'; readonly at: Iso }
  | { readonly state: 'withdrawn' | 'confirmed' | 'alone'; readonly at: Iso; readonly by: string | null }
  | { readonly state: 'declined'; readonly at: Iso; readonly by: string | null; readonly reason: string }

/** Somebody by one of his accounts, with what that account holds. */
export interface Officer {
  readonly accountId: string
  readonly staffId: string | null
  readonly grants: readonly Grant[]
}

/** Who may confirm a change, before it is asked who proposed it. */
export interface Subject {
  readonly roles: readonly Role[]
  /** The unit and all above it, itself first; empty for the whole county. */
  readonly unitPath: readonly string[]
  /** `above`: only from above the unit, which the change judges as a whole; at the top of the tree, from the unit itself. */
  readonly from: 'within' | 'above'
  readonly staffIds: readonly string[]
  readonly accountIds: readonly string[]
  /** The direct boss of whom it is about may not: it calls an absence. */
  readonly notDirectBoss: boolean
}

export type WhyNot = Extract<
  RefusalName,
  'confirmOwn' | 'confirmConcerned' | 'confirmNoOffice' | 'confirmFromAbove' | 'confirmDirectBoss'
>

/** Which offices confirm which change: the one table. */
export function subjectOf(change: Change, { unitId, staffIds, accountIds }: Concern, parents: Parents): Subject {
  const unitPath = unitId === null ? [] : pathOf(parents, unitId)
  const isAbsence = change.kind === 'caseDecision' && change.decision === 'absent'
  return { ...officesFor(change, unitId), unitPath, staffIds, accountIds, notDirectBoss: isAbsence }
}

function officesFor(change: Change, unitId: string | null): Pick<Subject, 'roles' | 'from'> {
  switch (change.kind) {
    case 'roleGrant':
      return { roles: ['securityAdmin'], from: 'within' }
    case 'monthErasure':
      return { roles: ['county'], from: 'within' }
    case 'holidayNotice':
    case 'matterTypes':
    case 'workingHours':
      return { roles: ['county', 'systemAdmin'], from: 'within' }
    case 'rule':
    case 'ruleLift':
      return ofUnit(unitId, 'above')
    case 'dayOverride':
    case 'dayOverrideLift':
      return ofUnit(unitId, change.override.layer === 'unit' ? 'above' : 'within')
    case 'caseDecision':
    case 'duties':
    case 'dutyCancel':
    case 'assignment':
    case 'assignmentEnd':
    case 'monthRevision':
      return { roles: keepers, from: 'within' }
    default:
      return change satisfies never
  }
}

const keepers: readonly Role[] = ['county', 'head', 'clerk']

/** What holds for the whole county is the county's alone. */
const ofUnit = (unitId: string | null, from: Subject['from']): Pick<Subject, 'roles' | 'from'> => ({
  roles: unitId === null ? ['county'] : keepers,
  from,
})

/**
 * Whether somebody may confirm, or decline, what another proposed: another person, who holds an office for it, is not
 * concerned, and stands above whoever is. `officers` are all open accounts with an office; `them` all of one's own.
 */
export function mayConfirm(
  subject: Subject,
  proposer: Pick<Officer, 'accountId' | 'staffId'>,
  officer: Officer,
  officers: readonly Officer[],
): 'yes' | WhyNot {
  if (isSamePerson(proposer, officer)) return 'confirmOwn'
  if (isConcerned(subject, officer, officers)) return 'confirmConcerned'
  const units = [...subject.unitPath, null]
  if (!holds(officer, subject.roles, units)) return 'confirmNoOffice'
  const level = levelOf(subject, officers)
  if (!holds(officer, level.roles, level.units)) return 'confirmFromAbove'
  return subject.notDirectBoss && isDirectBoss(subject, officer, officers) ? 'confirmDirectBoss' : 'yes'
}

/**
 * Whether a change needs a second person who is there (`second`), may be made alone because no other person at all holds
 * an office for it (`alone`), or cannot be made now, as all others who hold one are concerned (`nobody`).
 */
export function judgeNeed(
  subject: Subject,
  proposer: Pick<Officer, 'accountId' | 'staffId'>,
  officers: readonly Officer[],
): 'second' | 'alone' | 'nobody' {
  const units = [...subject.unitPath, null]
  const others = officers.filter((it) => !isSamePerson(proposer, it) && holds(it, subject.roles, units))
  if (others.length === 0) return 'alone'
  return others.some((it) => mayConfirm(subject, proposer, it, officers) === 'yes') ? 'second' : 'nobody'
}

/** Another account of the same member of staff is the same person. */
export const isSamePerson = (
  a: Pick<Officer, 'accountId' | 'staffId'>,
  b: Pick<Officer, 'accountId' | 'staffId'>,
): boolean => a.accountId === b.accountId || (a.staffId !== null && a.staffId === b.staffId)

function isConcerned(
  { staffIds, accountIds }: Subject,
  { accountId, staffId }: Officer,
  officers: readonly Officer[],
): boolean {
  const own = officers.filter((it) => isSamePerson(it, { accountId, staffId })).map((it) => it.accountId)
  if ([accountId, ...own].some((id) => accountIds.includes(id))) return true
  return staffId !== null && staffIds.includes(staffId)
}

/** County offices reach everywhere; others in a unit they hold for, where it is one of `units` (null: the county). */
const holds = ({ grants }: Officer, roles: readonly Role[], units: readonly (string | null)[]): boolean =>
  grants.some(({ role, unitId }) => roles.includes(role) && (!local.has(role) || units.includes(unitId)))

const local: ReadonlySet<Role> = new Set(['head', 'clerk'])

/** The units from which, and the roles by which, a change can be confirmed: above all that those concerned lead. */
function levelOf(
  { roles, unitPath, from, staffIds, accountIds }: Subject,
  officers: readonly Officer[],
): { roles: readonly Role[]; units: readonly (string | null)[] } {
  const concerned = officers.filter(
    ({ accountId, staffId }) => accountIds.includes(accountId) || (staffId !== null && staffIds.includes(staffId)),
  )
  const isHeld = (role: Role, unitId?: string | null): boolean =>
    concerned.some(({ grants }) =>
      grants.some((it) => it.role === role && (unitId === undefined || it.unitId === unitId)),
    )
  const path = [...unitPath, null]
  const led = path.findLastIndex((unitId) => isHeld('head', unitId))
  const lowest = from === 'above' && unitPath.length > 1 ? 1 : 0
  return {
    roles: isHeld('county') ? roles.filter((role) => !local.has(role)) : roles,
    units: path.slice(Math.max(led + 1, lowest)),
  }
}

/** A head of the nearest unit that has one besides whom it is about. */
function isDirectBoss({ unitPath, staffIds }: Subject, officer: Officer, officers: readonly Officer[]): boolean {
  const heads = officers.filter(({ staffId }) => staffId === null || !staffIds.includes(staffId))
  const leads = ({ grants }: Officer, unitId: string | null): boolean =>
    grants.some((it) => it.role === 'head' && it.unitId === unitId)
  const nearest = [...unitPath, null].find((unitId) => heads.some((it) => leads(it, unitId)))
  return nearest !== undefined && heads.some((it) => leads(it, nearest) && isSamePerson(it, officer))
}

/** When a proposal of a moment has lapsed. */
export const lapsesAt = (at: Iso): Iso => toIso(toMs(at) + lapseDays * 86_400_000)

/** A standing as it is by an instant: what is open so long has lapsed. */
export const standingBy = (standing: ProposalStanding, at: Iso, now: Iso): ProposalStanding =>
  standing.state === 'open' && toMs(lapsesAt(at)) <= toMs(now) ? { state: 'lapsed', at: lapsesAt(at) } : standing

/** Whether what is proposed can still be confirmed, declined or withdrawn. */
export function judgeOpen({ state }: ProposalStanding): 'yes' | 'alreadyDone' | 'proposalLapsed' {
  if (state === 'open') return 'yes'
  return state === 'lapsed' ? 'proposalLapsed' : 'alreadyDone'
}
