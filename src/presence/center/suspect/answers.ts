import { sql } from 'kysely'
import * as routes from '../../../contract/routes/suspects.ts'
import type { AttemptReplay, CaseFile, Suspect } from '../../../contract/suspects.ts'
import { AttemptRecord } from '../../../fact/kinds/presence.ts'
import { type Answer, type Ask, answer } from '../../../http/answer.ts'
import { refuse } from '../../../kit/refusals.ts'
import { demandLines } from '../../../people/texts.ts'
import { gatherCase } from './caseFile.ts'
import { deciderOf, describeSuspects, loadNames } from './describe.ts'
import { eraseSuspectWhole } from './erasing.ts'
import { lookOver } from './look.ts'
import { isSamePerson, type Judge } from './mayJudge.ts'
import { getSeen, getToJudge, judgeOf, maySee } from './reach.ts'
import { findCase, listSuspectsKept, namesOfAccounts, type SuspectKept } from './store.ts'

const done = { done: true } as const

const listSuspects = answer(routes.listSuspects, async ({ query }, ask) => {
  const judge = await judgeOf(ask)
  const them = await listSuspectsKept(ask.db, ask.countyId, { state: query.state })
  return describeSuspects(
    ask.db,
    ask.countyId,
    them.filter((one) => maySee(judge, one)),
    judge,
  )
})

const readReplay = answer(routes.readReplay, async ({ params }, ask) => {
  const { suspect } = await getSeen(ask, params.suspectId)
  const { attemptId } = params
  if (!suspect.members.some((it) => it.attemptId === attemptId)) return refuse('notFound')
  const { rows } = await sql<{ at: string; record: unknown; verdict: string; why: string[] }>`
    select fact.at, body -> 'record' as record, body ->> 'verdict' as verdict, body -> 'why' as why
    from fact join attempt on attempt.county_id = fact.county_id and attempt.at = fact.at
      and attempt.attempt_id = ${attemptId} and attempt.site_id = fact.site_id
    where fact.county_id = ${ask.countyId} and fact.kind = 'attemptJudged' and fact.site_id = ${suspect.site_id}
      and body -> 'record' ->> 'attemptId' = ${attemptId}
    limit 1`.execute(ask.db)
  const [row] = rows
  if (row === undefined) return refuse('notFound')
  const record = AttemptRecord.parse(row.record)
  const { durationMs, steps, curves, gates, liveness } = record
  const { at, verdict, why } = row
  return { attemptId, at, verdict, why, durationMs, steps, curves, gates, liveness: spokenOf(liveness) }
})

function spokenOf(liveness: AttemptRecord['liveness']): AttemptReplay['liveness'] {
  if (liveness === undefined) return null
  const { score, threshold, like = null, readings } = liveness
  return { score, threshold, like, readings }
}

const lookForSuspects = answer(routes.lookForSuspects, async ({ body }, ask) => ({
  raised: await lookOver(ask, body.from, body.to),
}))

const decideSuspect = answer(routes.decideSuspect, async ({ params, body }, ask) => {
  demandLines('reason', body.reason)
  const { suspect, judge } = await getToJudge(ask, params.suspectId)
  if (suspect.decision !== null) return refuse('alreadyDone')
  const checkInIds = demandCheckIns(suspect, body)
  const { db, countyId, now } = ask
  const { suspect_id: suspectId, site_id: siteId, simulated } = suspect
  const about = { siteId, simulated }
  const { decision, reason } = body
  await ask.record('suspectDecided', { suspectId, decision, reason, checkInIds }, { ...about, ...keyOf(suspectId) })
  if (decision === 'confirmed') {
    const gathered = await gatherCase(db, countyId, suspect, checkInIds, now)
    await ask.record('caseFiled', gathered, { ...about, idemKey: `caseFiled:${suspectId}` })
  }
  return describeOne(ask, suspectId, judge)
})

const keyOf = (suspectId: string) => ({ idemKey: `suspectDecided:${suspectId}` })

/** Check-ins that a decision calls false: members, some where there are any, and only when it is confirmed. */
function demandCheckIns(
  { whose }: SuspectKept,
  { decision, checkInIds }: { decision: string; checkInIds: readonly string[] },
): string[] {
  const own = new Set(whose.map((it) => it.checkInId))
  const chosen = [...new Set(checkInIds)]
  if (chosen.some((it) => !own.has(it))) refuse('badInput', 'checkInIds')
  if (decision !== 'confirmed' && chosen.length > 0) refuse('badInput', 'checkInIds')
  if (decision === 'confirmed' && chosen.length === 0 && own.size > 0) refuse('checkInsWanted')
  return chosen
}

const decideSuspectAppeal = answer(routes.decideSuspectAppeal, async ({ params, body }, ask) => {
  demandLines('reason', body.reason)
  const { suspect, judge } = await getToJudge(ask, params.suspectId)
  const appeal = suspect.appeals.find((it) => it.staff_id === params.staffId) ?? refuse('notFound')
  if (appeal.outcome !== null) return refuse('alreadyDone')
  if (isSamePerson(judge, deciderOf(suspect, await loadNames(ask.db, ask.countyId, [suspect]))))
    return refuse('ownDecision')
  const { suspect_id: suspectId, site_id: siteId, simulated } = suspect
  const { staff_id: staffId } = appeal
  const { outcome, reason } = body
  await ask.record(
    'suspectAppealDecided',
    { suspectId, staffId, outcome, reason },
    { siteId, staffId, simulated, idemKey: `suspectAppealDecided:${suspectId}:${staffId}` },
  )
  return describeOne(ask, suspectId, judge)
})

const readCaseFile = answer(routes.readCaseFile, async ({ params }, ask): Promise<CaseFile> => {
  const { suspect } = await getSeen(ask, params.suspectId)
  const { db, countyId } = ask
  const row = (await findCase(db, countyId, suspect.suspect_id)) ?? refuse('notFound')
  const accounts = await namesOfAccounts(
    db,
    countyId,
    row.parts.flatMap(({ accountId }) => accountId ?? []),
  )
  const staff = await namesOfStaff(
    ask,
    row.parts.flatMap(({ staffId }) => staffId ?? []),
  )
  const nameOf = ({ accountId, staffId }: (typeof row.parts)[number]): string | null =>
    (staffId === null ? undefined : staff.get(staffId)) ?? (accountId && accounts.get(accountId)?.name) ?? null
  return {
    caseId: row.case_id,
    suspectId: row.suspect_id,
    filedAt: row.filed_at,
    parts: row.parts.map((part) => ({ ...part, name: nameOf(part) })),
    visibleSince: row.visible_since,
    earlier: row.earlier,
  }
})

async function namesOfStaff({ db, countyId }: Ask, staffIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.staff_id, row.name]))
}

const eraseSuspect = answer(routes.eraseSuspect, async ({ params, body }, ask) => {
  demandLines('reason', body.reason)
  const { suspect } = await getToJudge(ask, params.suspectId)
  await eraseSuspectWhole(ask, suspect, body.reason)
  return done
})

async function describeOne(ask: Ask, suspectId: string, judge: Judge): Promise<Suspect> {
  const them = await listSuspectsKept(ask.db, ask.countyId, { suspectId })
  const [described] = await describeSuspects(ask.db, ask.countyId, them, judge)
  return described ?? refuse('notFound')
}

/** What is suspect, for those above the unit. */
export const suspectAnswers: readonly Answer[] = [
  listSuspects,
  readReplay,
  lookForSuspects,
  decideSuspect,
  decideSuspectAppeal,
  readCaseFile,
  eraseSuspect,
]
