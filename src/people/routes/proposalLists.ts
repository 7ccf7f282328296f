import { changeGroups, type Proposal, type Shelf } from '../../contract/proposals.ts'
import type { QueryOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/proposals.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { lapsesAt } from '../rules/proposal.ts'
import { pathOf } from '../rules/tree.ts'
import { namesOfAccounts } from '../store/officers.ts'
import { type ProposalFilter, type ProposalKept, walkProposals } from '../store/proposals.ts'
import { readParents } from '../store/tree.ts'
import { type Judged, judgeFor } from './proposalJudging.ts'

/** What takes two persons, as those read it who have to do with it. */
export const proposalListAnswers: readonly Answer[] = [
  answer(routes.listProposals, async ({ query: { shelf, before, ...sought } }, ask) => {
    const page: Seen[] = []
    for await (const seen of walkSeen(ask, { ...sought, standing: standingOn(shelf), before })) {
      if (shelf === undefined || shelfOf(seen) === shelf) page.push(seen)
      if (page.length > routes.proposalsOnPage) break
    }
    const shown = page.slice(0, routes.proposalsOnPage)
    const isMore = page.length > shown.length
    return { proposals: await describe(ask, shown), next: isMore ? (shown.at(-1)?.it.proposalId ?? null) : null }
  }),

  answer(routes.countProposals, async ({ query }, ask) => {
    const counts = { mine: 0, own: 0, others: 0 }
    for await (const seen of walkSeen(ask, { ...query, standing: 'open' })) {
      const shelf = shelfOf(seen)
      if (shelf !== 'settled') counts[shelf] += 1
    }
    return counts
  }),

  answer(routes.listAwaited, async ({ query: { group } }, ask) => {
    const all: ProposalKept[] = []
    for await (const { it } of walkSeen(ask, { group, standing: 'open' })) all.push(it)
    const newest = all.slice(0, 5)
    const names = await namesOfAccounts(
      ask.db,
      ask.countyId,
      newest.flatMap(({ by }) => by ?? []),
    )
    return {
      count: all.length,
      newest: newest.map((it) => ({
        ...{ proposalId: it.proposalId, what: it.told.what },
        proposedBy: nameOf(it.by, names),
      })),
      halves: all.flatMap(({ change }) => {
        if (change.kind !== 'caseDecision') return []
        const { staffId, day, half } = change
        return [{ staffId, day, half }]
      }),
    }
  }),
]

interface Seen extends Judged {
  readonly it: ProposalKept
}

type Sought = QueryOf<typeof routes.countProposals> & Pick<ProposalFilter, 'standing' | 'before'>

/** What the caller may read of what is sought, newest first. */
async function* walkSeen(ask: Ask, { group, unitId, standing, before }: Sought): AsyncGenerator<Seen> {
  const { db, countyId, now } = ask
  const judge = await judgeFor(ask)
  const parents = await readParents(db, countyId)
  const isWithin = ({ concern }: ProposalKept): boolean =>
    unitId === undefined || (concern.unitId !== null && pathOf(parents, concern.unitId).includes(unitId))
  const kinds = group && changeGroups[group]
  for await (const it of walkProposals(db, countyId, now, { standing, kinds, before })) {
    const judged = judge(it)
    const { own, mayNot } = judged
    if (isWithin(it) && (own || mayNot !== 'confirmNoOffice' || readsAll(ask))) yield { it, ...judged }
  }
}

function standingOn(shelf: Shelf | undefined): ProposalFilter['standing'] {
  if (shelf === undefined) return 'any'
  return shelf === 'settled' ? 'settled' : 'open'
}

function shelfOf({ it, own, mayNot }: Seen): Shelf {
  if (it.standing.state !== 'open') return 'settled'
  if (own) return 'own'
  return mayNot === null ? 'mine' : 'others'
}

const readsAll = (ask: Ask): boolean =>
  callerOf(ask).grants.some(({ role }) => role === 'auditAdmin' || role === 'inspector' || role === 'county')

async function describe(ask: Ask, seen: readonly Seen[]): Promise<Proposal[]> {
  const { db, countyId } = ask
  const accountIds = seen.flatMap(({ it }) => [it.by, settlerOf(it)]).filter((id) => id !== null)
  const names = await namesOfAccounts(db, countyId, accountIds)
  const all = seen.map((it) => described(it, names))
  return callerOf(ask).grants.some(({ role }) => role === 'auditAdmin') ? all.map(asAudited) : all
}

/** See [Note: What an auditor reads]: of somebody's half-day what was decided, without the words about him. */
function asAudited(it: Proposal): Proposal {
  if (it.change.kind !== 'caseDecision') return it
  const told = { ...it.told, before: unsaid, after: unsaid }
  return { ...it, change: { ...it.change, reason: '' }, told, reason: '', settleReason: '' }
}

const unsaid = { zh: '（涉及个人，审计不显示）', en: '(about a person: not shown to auditors)' }

const settlerOf = ({ standing }: ProposalKept): string | null => ('by' in standing ? standing.by : null)

const nameOf = (accountId: string | null, names: ReadonlyMap<string, string>): string =>
  (accountId !== null && names.get(accountId)) || ''

function described({ it: kept, own, mayNot }: Seen, names: ReadonlyMap<string, string>): Proposal {
  const { standing, by, at, concern: _, ...it } = kept
  const settler = settlerOf(kept)
  return {
    ...it,
    proposedBy: nameOf(by, names),
    own,
    at,
    lapsesAt: lapsesAt(at),
    state: standing.state,
    settledBy: settler === null ? null : (names.get(settler) ?? null),
    settledAt: 'at' in standing ? standing.at : null,
    settleReason: standing.state === 'declined' ? standing.reason : '',
    mayNot,
  }
}
