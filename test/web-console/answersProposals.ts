import { changeGroups, type Proposal, type Shelf } from '../../src/contract/proposals.ts'
import type { QueryOf } from '../../src/contract/route.ts'
import { eraseFromMonths } from '../../src/contract/routes/attendance.ts'
import * as routes from '../../src/contract/routes/proposals.ts'
import { done, find, No, on, type TestAnswer } from './answering.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

const worlds = new WeakMap<World, Proposal[]>()

/** What waits for a second person in a world; made on first asking, nothing where nobody works. */
export function proposalsOf(world: World): Proposal[] {
  const known = worlds.get(world)
  if (known) return known
  const fresh = world.staff.length === 0 ? [] : busyProposals()
  worlds.set(world, fresh)
  return fresh
}

const base = {
  reason: '替同事值守，交接本上有记录',
  proposedBy: '王芳',
  own: false,
  at: '2026-11-20T02:10:00.000Z',
  lapsesAt: '2026-12-04T02:10:00.000Z',
  settledBy: null,
  settledAt: null,
  settleReason: '',
  simulated: true,
} as const

const words = (zh: string, en: string) => ({ zh, en })

/** One for the reader, one of his own, one for others, and one of each that is over. */
const busyProposals = (): Proposal[] => [
  {
    ...base,
    proposalId: idOf(61, 1),
    change: { kind: 'dutyCancel', dutyId: idOf(61, 9), reason: '记错了' },
    told: {
      what: words('青山镇便民服务中心的值班', 'Duties at the service center'),
      before: words('刘洋 2026-11-18 18:00–20:00', 'Liu Yang 2026-11-18 18:00–20:00'),
      after: words('取消', 'Cancelled'),
    },
    state: 'open',
    mayNot: null,
  },
  {
    ...base,
    proposalId: idOf(61, 2),
    change: { kind: 'monthRevision', unitId: idOf(1, 1), month: '2026-10', reason: '补登病假' },
    told: {
      what: words('青山镇 2026-10 考勤表的修订', 'A revision of the sheet of 2026-10'),
      before: words('已定稿第 1 版', 'Finalised, print 1'),
      after: words('第 2 版，更改 1 人共 2 个半天', 'Print 2, which changes 2 half-days'),
    },
    own: true,
    state: 'open',
    mayNot: 'confirmOwn',
  },
  {
    ...base,
    proposalId: idOf(61, 3),
    change: { kind: 'ruleLift', ruleId: idOf(61, 8), reason: '写错了' },
    told: {
      what: words('撤回青山镇的考勤规则', 'Taking back the attendance rule'),
      before: words('2026-12-01 起：每天签到 2 次', 'From 2026-12-01: 2 check-ins a day'),
      after: words('按以前的规则评定', 'The rule from before holds again'),
    },
    state: 'open',
    mayNot: 'confirmFromAbove',
  },
  ...(['confirmed', 'declined', 'alone'] as const).map(
    (state, n): Proposal => ({
      ...base,
      proposalId: idOf(61, 4 + n),
      change: { kind: 'roleGrant', accountId: idOf(4, 5), role: 'clerk', unitId: null },
      told: {
        what: words('为账号 刘洋 授予角色', 'A role for the account Liu Yang'),
        before: words('没有角色', 'no role'),
        after: words('考勤员（全县）', 'clerk (county)'),
      },
      state,
      settledBy: '陈主任',
      settledAt: '2026-11-21T01:00:00.000Z',
      settleReason: state === 'declined' ? '请附任命文件' : '',
      mayNot: 'confirmNoOffice',
    }),
  ),
]

/** The answers about what takes two persons. */
export const proposalAnswers: readonly TestAnswer[] = [
  on(routes.listProposals, ({ world, query: { shelf, before, ...sought } }) => {
    const rows = soughtIn(world, sought).filter((it) => shelf === undefined || shelfOf(it) === shelf)
    const from = before === undefined ? 0 : rows.findIndex((it) => it.proposalId === before) + 1
    const proposals = rows.slice(from, from + routes.proposalsOnPage)
    const isMore = rows.length > from + proposals.length
    return { proposals, next: isMore ? (proposals.at(-1)?.proposalId ?? null) : null }
  }),
  on(routes.countProposals, ({ world, query }) => {
    const rows = soughtIn(world, query)
    const count = (shelf: Shelf) => rows.filter((it) => shelfOf(it) === shelf).length
    return { mine: count('mine'), own: count('own'), others: count('others') }
  }),
  on(routes.listAwaited, ({ world, query }) => {
    const rows = soughtIn(world, query).filter((it) => it.state === 'open')
    return {
      count: rows.length,
      newest: rows.slice(0, 5).map(({ proposalId, told, proposedBy }) => ({ proposalId, what: told.what, proposedBy })),
      halves: rows.flatMap(({ change }) => {
        if (change.kind !== 'caseDecision') return []
        const { staffId, day, half } = change
        return [{ staffId, day, half }]
      }),
    }
  }),
  on(routes.confirmProposal, ({ world, params }) => settle(world, params.proposalId, { state: 'confirmed' })),
  on(routes.confirmProposals, ({ world, body }) =>
    body.proposalIds.map((proposalId) => {
      try {
        settle(world, proposalId, { state: 'confirmed' })
        return { proposalId, refusal: null }
      } catch (failure) {
        if (failure instanceof No) return { proposalId, refusal: failure.refusal }
        throw failure
      }
    }),
  ),
  on(eraseFromMonths, ({ world, body: { staffId, reason } }) => {
    const { name, employeeNo } = find(world.staff, (it) => it.staffId === staffId)
    const proposalId = idOf(61, 50)
    proposalsOf(world).unshift({
      ...{ ...base, proposalId, change: { kind: 'monthErasure', staffId, reason }, reason, own: true },
      told: {
        what: words(`${name}（${employeeNo}）在已定稿考勤表上的内容`, `What finalised sheets say of ${name}`),
        before: words('在 3 份定稿的考勤表上', 'On 3 printed sheets'),
        after: words('全部销毁，不能恢复；其他人的不变。', 'Destroyed for good; everybody else’s stays.'),
      },
      state: 'open',
      mayNot: 'confirmOwn',
    })
    return { rows: 3, second: { state: 'awaited' as const, proposalId } }
  }),
  on(routes.declineProposal, ({ world, params, body }) =>
    settle(world, params.proposalId, { state: 'declined', settleReason: body.reason }),
  ),
  on(routes.withdrawProposal, ({ world, params }) => settle(world, params.proposalId, { state: 'withdrawn' })),
]

type Sought = QueryOf<typeof routes.countProposals>

function soughtIn(world: World, { group, unitId }: Sought): Proposal[] {
  const kinds: readonly string[] | undefined = group && changeGroups[group]
  // All of this world belong to its town.
  return proposalsOf(world).filter(
    ({ change }) =>
      (kinds === undefined || kinds.includes(change.kind)) && (unitId === undefined || unitId === idOf(1, 1)),
  )
}

function shelfOf(it: Proposal): Shelf {
  if (it.state !== 'open') return 'settled'
  if (it.own) return 'own'
  return it.mayNot === null ? 'mine' : 'others'
}

function settle(world: World, proposalId: string, how: Partial<Proposal>): typeof done {
  const it = find(proposalsOf(world), (one) => one.proposalId === proposalId)
  if (it.state !== 'open') throw new No('alreadyDone')
  Object.assign(it, how, { settledBy: '陈主任', settledAt: new Date().toISOString() })
  return done
}
