import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/requests.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { maySeeUnit, type Parents, pathOf } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { readParents } from '../../people/store/tree.ts'
import { demandAsker, keepRequest } from './asking.ts'
import {
  describeRequests,
  findRequest,
  listHeads,
  listRequestsOf,
  listRequestsWithin,
  lockPerson,
  type WithUnit,
} from './kept.ts'
import { type Asker, judgeDecision, judgeWithdrawal, mayDecide } from './rules/decide.ts'
import type { RequestKept } from './rules/standing.ts'

const listRequests = answer(routes.listRequests, async ({ query }, ask) => {
  const { db, countyId } = ask
  const caller = callerOf(ask)
  const parents = await readParents(db, countyId)
  const unitIds = [...parents.keys()].filter((unitId) => maySeeUnit(caller.grants, pathOf(parents, unitId)))
  const heads = await listHeads(db, countyId)
  const found = await listRequestsWithin(db, countyId, { unitIds, ...query })
  const seen = found
    .map((one) => ({ one, may: mayDecide(one.wish.kind, askerOf(one, parents, heads), caller) === 'yes' }))
    .filter(({ one, may }) => may || mayRead(one, ask))
  const described = await describeRequests(
    db,
    countyId,
    seen.map(({ one }) => one),
  )
  return described.map((one, i) => ({ ...one, mayDecide: one.state === 'waiting' && (seen[i]?.may ?? false) }))
})

/** An appeal may be about those nearest: besides those who decide it only county and inspectors read it. */
const mayRead = ({ wish }: RequestKept, ask: Ask): boolean =>
  wish.kind !== 'appeal' || callerOf(ask).grants.some(({ role }) => role === 'county' || role === 'inspector')

const askerOf = (
  { staffId, unitId }: Pick<WithUnit, 'staffId' | 'unitId'>,
  parents: Parents,
  heads: ReadonlyMap<string, readonly (string | null)[]>,
): Asker => ({ staffId, unitPath: pathOf(parents, unitId), heads: heads.get(staffId) ?? [] })

const listOwnRequests = answer(routes.listOwnRequests, async (_, ask) => {
  const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
  return describeRequests(ask.db, ask.countyId, await listRequestsOf(ask.db, ask.countyId, staffId))
})

const makeRequest = answer(routes.makeRequest, async ({ params, body }, ask) =>
  describe(ask, await keepRequest(ask, { ...params, ...body })),
)

const decideRequest = answer(routes.decideRequest, async ({ params, body }, ask) => {
  const { db, countyId } = ask
  const request = await getLocked(ask, params.requestId)
  const { requestId, staffId } = request
  const staff = (await findStaff(db, countyId, staffId)) ?? refuse('notFound')
  const asker = askerOf(staff, await readParents(db, countyId), await listHeads(db, countyId, staffId))
  const judged = judgeDecision(request, body, asker, callerOf(ask))
  if (judged.kind === 'refused') refuse(judged.why)
  await ask.record('requestDecided', { requestId, ...body }, { staffId, siteId: staff.siteId })
  return describe(ask, await getRequest(ask, requestId))
})

const withdrawRequest = answer(routes.withdrawRequest, async ({ params }, ask) => {
  const request = await getLocked(ask, params.requestId)
  const { requestId, staffId } = request
  const { staff, onBehalf } = await demandAsker(ask, staffId)
  // What somebody asked for himself nobody takes back for him.
  if (onBehalf && !request.onBehalf) refuse('forbidden')
  const judged = judgeWithdrawal(request, ask.now)
  if (judged.kind === 'refused') refuse(judged.why)
  await ask.record('requestWithdrawn', { requestId }, { staffId, siteId: staff.siteId })
  return { done: true } as const
})

const getRequest = async ({ db, countyId }: Ask, requestId: string): Promise<RequestKept> =>
  (await findRequest(db, countyId, requestId)) ?? refuse('notFound')

/** A request as it is once nobody else is at work on anything of that person. */
async function getLocked(ask: Ask, requestId: string): Promise<RequestKept> {
  const { staffId } = await getRequest(ask, requestId)
  await lockPerson(ask.db, ask.countyId, staffId)
  return getRequest(ask, requestId)
}

async function describe(ask: Ask, request: RequestKept): Promise<OutputOf<typeof routes.makeRequest>> {
  const [described] = await describeRequests(ask.db, ask.countyId, [request])
  return described ?? refuse('notFound')
}

/** Leave, outings, corrections and appeals. */
export const requestAnswers: readonly Answer[] = [
  listRequests,
  listOwnRequests,
  makeRequest,
  decideRequest,
  withdrawRequest,
]
