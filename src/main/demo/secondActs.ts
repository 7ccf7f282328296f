import { keepDuty, listDuties } from '../../contract/routes/duties.ts'
import { grantRole } from '../../contract/routes/people.ts'
import { confirmProposal, declineProposal } from '../../contract/routes/proposals.ts'
import type { Second } from '../../contract/second.ts'
import { Refusal } from '../../kit/refusals.ts'
import { addDays, type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { type Cast, get } from './cast.ts'
import { idOf } from './names.ts'
import type { Office } from './office.ts'
import type { DemoSpan } from './span.ts'

/** Another person confirms what somebody proposed; what has changed meanwhile is declined. */
export function secondActs({ second }: { readonly second: Second }, login: string, at: Iso): Act[] {
  return second.state === 'awaited' ? [{ at, run: (office) => confirm(office, login, second.proposalId) }] : []
}

/** The same at once. */
export async function confirmNow(office: Office, login: string, done: { readonly second: Second }): Promise<void> {
  for (const act of secondActs(done, login, office.clock.now())) await act.run(office)
}

async function confirm(office: Office, login: string, proposalId: string): Promise<undefined> {
  try {
    await office.ask(login, confirmProposal, { params: { proposalId } })
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    const reason = '情况已有变化，请重新提出'
    await office.ask(login, declineProposal, { params: { proposalId }, body: { reason } })
  }
}

/** Roles given by one security administrator and confirmed by another, and duties entered for days gone by; some still wait. */
export const proposalActs = (cast: Cast, span: DemoSpan): Act[] => [
  ...grantActs(cast, span),
  duty(cast, span, { ago: 9, as: 'confirmed', why: '当天临时顶班，事后补登' }),
  duty(cast, span, { ago: 6, as: 'declined', why: '补登值班' }),
  duty(cast, span, { ago: 2, as: 'open', why: '替同事值守，交接本上有记录' }),
]

function grantActs({ town, villages }: Cast, { now }: DemoSpan): Act[] {
  const grant = (login: string, unitId: string, why: string, at: Iso, confirmedAt: Iso | null): Act => ({
    at,
    run: async (office) => {
      const body = { role: 'clerk', unitId, why } as const
      const done = await office.ask('anquan', grantRole, { params: { accountId: idOf(`account ${login}`) }, body })
      return confirmedAt === null ? [] : secondActs(done, 'anquan2', confirmedAt)
    },
  })
  const ago = (hours: number): Iso => toIso(toMs(now) - hours * 3_600_000)
  const next = get(villages, 1).unit.unitId
  return [
    grant('cunkao', next, '该村文书产假，由上溪村考勤员代管', ago(170), ago(150)),
    grant('chuangkou', town.unit.unitId, '考勤员外出培训两周，窗口人员代行', ago(5), null),
  ]
}

interface LateDuty {
  /** Days back. */
  readonly ago: number
  readonly as: 'confirmed' | 'declined' | 'open'
  readonly why: string
}

/** The town’s clerk enters an evening that nobody had rostered; its head looks at it the day after. */
function duty({ town }: Cast, { today }: DemoSpan, { ago, as, why }: LateDuty): Act {
  const day = addDays(today, -ago)
  const enteredOn = addDays(day, 1)
  return {
    at: instantAt(enteredOn, '09:12'),
    run: async (office) => {
      const span = { starts: instantAt(day, '17:31'), ends: instantAt(day, '17:59') }
      const { duties } = await office.ask('kaoqin', listDuties, {
        query: { siteId: town.site.siteId, from: day, to: day },
      })
      const busy = new Set(duties.map((it) => it.staffId))
      const free = town.crew.slice(2, -2).find((it) => !busy.has(it.staffId)) ?? get(town.crew, 2)
      const body = {
        staffId: free.staffId,
        siteId: town.site.siteId,
        ...span,
        note: '延时服务',
        as: 'member',
        why,
      } as const
      const done = await office.ask('kaoqin', keepDuty, { params: { dutyId: idOf(`late duty ${ago}`) }, body })
      const { second } = done
      if (second.state !== 'awaited' || as === 'open') return []
      const at = instantAt(enteredOn, '15:40')
      return as === 'confirmed' ? secondActs(done, 'zhenzhang', at) : [declined(second.proposalId, at)]
    },
  }
}

const declined = (proposalId: string, at: Iso): Act => ({
  at,
  run: async (office) => {
    const reason = '值班本上没有记录，请附交接记录后再提'
    await office.ask('zhenzhang', declineProposal, { params: { proposalId }, body: { reason } })
  },
})
