import { appealDays, type OwnSuspect, type Suspect } from '../../../contract/suspects.ts'
import { type Iso, toIso, toMs } from '../../../kit/time.ts'
import type { Db } from '../../../store/open.ts'
import { appealUntilMs, isSamePerson, type Judge } from './mayJudge.ts'
import { noticeOf } from './notice.ts'
import { namesOfAccounts, type SuspectKept, verdictsOf } from './store.ts'

type Names = Awaited<ReturnType<typeof namesOfAccounts>>

/** Suspects as somebody above the unit reads them. */
export async function describeSuspects(
  db: Db,
  countyId: number,
  them: readonly SuspectKept[],
  judge: Judge,
): Promise<Suspect[]> {
  const names = await loadNames(db, countyId, them)
  const attempts = them.flatMap(({ members }) => members.flatMap(({ attemptId }) => attemptId ?? []))
  const verdicts = await verdictsOf(db, countyId, attempts)
  return them.map((one) => ({
    suspectId: one.suspect_id,
    rule: one.rule,
    siteId: one.site_id,
    unitId: one.unitId ?? one.site_id,
    raisedAt: one.raised_at,
    from: one.from_at,
    to: one.to_at,
    score: one.score,
    limit: one.score_limit,
    because: one.because,
    findings: one.findings,
    members: membersOf(one, verdicts),
    decided: decidedOf(one, names),
    appeals: one.appeals.map((it) => ({ staffId: it.staff_id, ...appealOf(it, names) })),
    caseFiled: one.caseFiled,
    simulated: one.simulated,
    mayDecide: one.decision === null,
    mayDecideAppeals: one.appeals.some((it) => it.outcome === null) && !isSamePerson(judge, deciderOf(one, names)),
  }))
}

/** Suspects as one person concerned reads them: of others only how many. */
export async function describeOwn(
  db: Db,
  countyId: number,
  them: readonly SuspectKept[],
  staffId: string,
  now: Iso,
): Promise<OwnSuspect[]> {
  const names = await loadNames(db, countyId, them)
  return them.flatMap((one): OwnSuspect[] => {
    const own = one.whose.filter((it) => it.staffId === staffId)
    if (own.length === 0) return []
    const decided = decidedOf(one, names)
    const appeal = one.appeals.find((it) => it.staff_id === staffId)
    const concerned = isConcerned(one, staffId)
    const { checkInIds: _, ...rest } = decided ?? { checkInIds: [] }
    const until = findAppealUntil(one, staffId, now)
    return [
      {
        suspectId: one.suspect_id,
        rule: one.rule,
        siteId: one.site_id,
        raisedAt: one.raised_at,
        notice: noticeOf({
          rule: one.rule,
          times: own.map(({ at }) => at),
          decision: one.decision,
          concerned,
          appeal: appeal === undefined ? null : (appeal.outcome ?? 'waiting'),
          until,
        }),
        because: one.because,
        checkIns: own.map(({ checkInId, at }) => ({ checkInId, at })),
        others: one.members.length - own.length,
        decided: decided === null ? null : { ...(rest as Omit<typeof decided, 'checkInIds'>), concerned },
        appeal: appeal === undefined ? null : appealOf(appeal, names),
        appealUntil: until,
        simulated: one.simulated,
      },
    ]
  })
}

/** The decision says that a check-in under his name was not made by him. */
export const isConcerned = ({ decision, check_in_ids, whose }: SuspectKept, staffId: string): boolean =>
  decision === 'confirmed' && whose.some((it) => it.staffId === staffId && (check_in_ids ?? []).includes(it.checkInId))

/** Until when somebody may appeal; null when there is nothing to appeal against, or not any more. */
export function findAppealUntil(one: SuspectKept, staffId: string, now: Iso): Iso | null {
  if (one.decided_at === null || !isConcerned(one, staffId)) return null
  if (one.appeals.some((it) => it.staff_id === staffId)) return null
  const until = appealUntilMs(toMs(one.decided_at), appealDays)
  return toMs(now) < until ? toIso(until) : null
}

/** Who decided it, as a person. */
export const deciderOf = ({ decided_by }: SuspectKept, names: Names) => ({
  accountId: decided_by,
  staffId: (decided_by === null ? undefined : names.get(decided_by))?.staffId ?? null,
})

export const loadNames = (db: Db, countyId: number, them: readonly SuspectKept[]): Promise<Names> =>
  namesOfAccounts(
    db,
    countyId,
    them.flatMap((one) => [one.decided_by, ...one.appeals.map((it) => it.decided_by)]).filter((it) => it !== null),
  )

function membersOf({ members, whose }: SuspectKept, verdicts: ReadonlyMap<string, string>): Suspect['members'] {
  return members.map(({ attemptId, checkInId, at }) => {
    const person = whose.find((it) => it.checkInId === checkInId)
    const verdict = attemptId === null ? undefined : verdicts.get(attemptId)
    return {
      attemptId,
      checkInId,
      at,
      staffId: person?.staffId ?? null,
      name: person?.name ?? null,
      verdict: (verdict as Suspect['members'][number]['verdict'] | undefined) ?? null,
    }
  })
}

function decidedOf(one: SuspectKept, names: Names): Suspect['decided'] {
  const { decision, reason, decided_at, decided_by, check_in_ids } = one
  if (decision === null || decided_at === null) return null
  const by = (decided_by === null ? undefined : names.get(decided_by))?.name ?? ''
  return { decision, reason: reason ?? '', at: decided_at, by, checkInIds: check_in_ids ?? [] }
}

function appealOf(row: SuspectKept['appeals'][number], names: Names): NonNullable<OwnSuspect['appeal']> {
  const { text, at, outcome, reason, decided_at, decided_by } = row
  if (outcome === null || decided_at === null) return { text, at, decided: null }
  const by = (decided_by === null ? undefined : names.get(decided_by))?.name ?? ''
  return { text, at, decided: { outcome, reason: reason ?? '', at: decided_at, by } }
}
