import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/requests.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { holdsWithin, type Parents, pathOf } from '../../people/rules/tree.ts'
import { listAccountsOf, listHeads } from '../../people/store/officers.ts'
import { findStaff } from '../../people/store/staff.ts'
import { readParents, unitPathOf } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import { demandAsker, keepRequest } from './asking.ts'
import {
  describeRequests,
  findRequest,
  listCalledAbsent,
  listRequestsOf,
  listRequestsWithin,
  lockPerson,
} from './kept.ts'
import { type Decider, type Head, judgeDecision, judgeWithdrawal, type MayDecide, mayDecide } from './rules/decide.ts'
import type { RequestKept } from './rules/standing.ts'

/** What else somebody administers opens nobody's leave to him. */
const readers = ['county', 'head', 'clerk', 'inspector'] as const

const listRequests = answer(routes.listRequests, async ({ query }, ask) => {
  const { db, countyId } = ask
  const { grants } = callerOf(ask)
  const parents = await readParents(db, countyId)
  const unitIds = [...parents.keys()].filter((unitId) => holdsWithin(grants, readers, pathOf(parents, unitId)))
  const found = await listRequestsWithin(db, countyId, { unitIds, ...query })
  const judge = await loadJudge(ask, parents)
  const seen = found
    .map((one) => ({ one, may: judge(one, one.unitId) === 'yes' }))
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

/** What the caller may decide about people of a unit. */
async function loadJudge(ask: Ask, parents: Parents): Promise<(request: RequestKept, unitId: string) => MayDecide> {
  const loaded = await loadDeciding(ask)
  return (request, unitId) => {
    const asker = { staffId: request.staffId, unitPath: pathOf(parents, unitId) }
    return mayDecide(request.wish.kind, asker, loaded.deciderOf(request), loaded.heads)
  }
}

/** Heads, and the caller as the one who would decide a request. */
async function loadDeciding(ask: Ask): Promise<{ heads: Head[]; deciderOf: (request: RequestKept) => Decider }> {
  const caller = callerOf(ask)
  const heads = await listHeads(ask.db, ask.countyId)
  const own = await listAccountsOf(ask.db, ask.countyId, caller)
  const absent = await listCalledAbsent(ask.db, ask.countyId, own)
  const calledAbsent = ({ staffId, wish }: RequestKept): boolean =>
    wish.kind === 'appeal' && absent.has(`${staffId} ${wish.day} ${wish.half}`)
  const entered = ({ enteredBy }: RequestKept): boolean => enteredBy !== null && own.has(enteredBy)
  return {
    heads,
    deciderOf: (request) => ({ ...caller, calledAbsent: calledAbsent(request), entered: entered(request) }),
  }
}

const listOwnRequests = answer(routes.listOwnRequests, async (_, ask) => {
  const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
  return describeRequests(ask.db, ask.countyId, await listRequestsOf(ask.db, ask.countyId, staffId))
})

const makeRequest = answer(routes.makeRequest, async ({ params, body }, ask) =>
  describe(ask, await keepRequest(ask, { ...params, ...body })),
)

const decideRequest = answer(routes.decideRequest, async ({ params, body }, ask) => {
  const { db, countyId } = ask
  demandLines('reason', body.reason)
  const request = await getLocked(ask, params.requestId)
  const { requestId, staffId } = request
  const staff = (await findStaff(db, countyId, staffId)) ?? refuse('notFound')
  const { heads, deciderOf } = await loadDeciding(ask)
  const asker = { staffId, unitPath: await unitPathOf(db, countyId, staff.unitId) }
  const judged = judgeDecision(request, body, asker, deciderOf(request), heads)
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
