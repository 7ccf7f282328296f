import { type Ask, callerOf } from '../../../http/answer.ts'
import { refuse } from '../../../kit/refusals.ts'
import { findHolder } from '../../../people/store/accounts.ts'
import { type Judge, mayJudge } from './mayJudge.ts'
import { listSuspectsKept, lockSuspect, type SuspectKept } from './store.ts'

/** The caller with what he holds by any of his accounts. */
export async function judgeOf(ask: Ask): Promise<Judge> {
  const { accountId, staffId, grants } = callerOf(ask)
  const held = (await findHolder(ask.db, ask.countyId, accountId))?.held ?? grants
  return { accountId, staffId, grants, held }
}

export const maySee = (judge: Judge, { unitId, whose }: SuspectKept): boolean =>
  mayJudge(judge, {
    unitIds: [unitId, ...whose.map((it) => it.unitId)].filter((it) => it !== null),
    staffIds: whose.map((it) => it.staffId),
  })

/** A suspect the caller may judge, locked. Whoever may not does not hear that it exists. */
export async function getToJudge(ask: Ask, suspectId: string): Promise<{ suspect: SuspectKept; judge: Judge }> {
  await lockSuspect(ask.db, ask.countyId, suspectId)
  return getSeen(ask, suspectId)
}

/** The same, only to be read. */
export async function getSeen(ask: Ask, suspectId: string): Promise<{ suspect: SuspectKept; judge: Judge }> {
  const [suspect] = await listSuspectsKept(ask.db, ask.countyId, { suspectId })
  const judge = await judgeOf(ask)
  if (suspect === undefined || !maySee(judge, suspect)) return refuse('notFound')
  return { suspect, judge }
}
