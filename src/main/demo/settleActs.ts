import type { Unit } from '../../contract/people.ts'
import type { BodyOf, OutputOf } from '../../contract/route.ts'
import { decideCase, finaliseMonth, listCases } from '../../contract/routes/attendance.ts'
import { makeRequest } from '../../contract/routes/requests.ts'
import { openFeed } from '../../contract/routes/roster.ts'
import type { Second } from '../../contract/second.ts'
import { Refusal } from '../../kit/refusals.ts'
import { addDays, type Day, type Iso, instantAt, toIso, toMs, weekdayOf } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { type Cast, get } from './cast.ts'
import { makeDice } from './dice.ts'
import { idOf } from './names.ts'
import type { Office } from './office.ts'
import { decisionAct, later, officeOf, requestAct } from './requestActs.ts'
import { secondActs } from './secondActs.ts'
import { type DemoSpan, daysFrom, workdayFrom } from './span.ts'

/** What people do about what the stations saw: each week's cases, the month that is printed, and what came too late for it. */
export const settleActs = (cast: Cast, span: DemoSpan): Act[] => [
  ...reviewActs(cast, span),
  ...printActs(cast, span),
  ...lateActs(cast, span),
  ...feedActs(cast, span),
]

/** On which feed one sees that all of this has happened. */
export const lastFeed = idOf('feed town')

type Case = OutputOf<typeof listCases>[number]

/** On Mondays, and on the first of a month before it is printed, the clerks look through the days before. */
function reviewActs(cast: Cast, { since, today }: DemoSpan): Act[] {
  const days = daysFrom(addDays(since, 1), today).filter((it) => weekdayOf(it) === 1 || it.endsWith('-01'))
  return days.flatMap((day, i) => {
    const from = days[i - 1] ?? since
    return [cast.court, cast.town].map(
      ({ unit }): Act => ({
        at: instantAt(day, '08:02'),
        run: async (office) => {
          const clerk = officeOf(cast, unit).clerk
          const query = { unitId: unit.unitId, from, to: addDays(day, -1), all: undefined }
          const cases = await office.ask(clerk, listCases, { query })
          const week: Week = { now: office.clock.now(), fresh: addDays(day, 7) > today, unseen: daysUnseen(cases) }
          return cases.filter((it) => it.requestId === null).flatMap((it) => lookInto(cast, it, week))
        },
      }),
    )
  })
}

interface Week {
  readonly now: Iso
  /** The last one: some of what is asked is not decided yet. */
  readonly fresh: boolean
  /** Days on which nobody saw a person at all. */
  readonly unseen: ReadonlySet<string>
}

const dayKey = ({ staffId, day }: Pick<Case, 'staffId' | 'day'>): string => `${staffId} ${day}`

function daysUnseen(cases: readonly Case[]): ReadonlySet<string> {
  const missing = (it: Case): string | null => (it.verdict.state === 'noCheckIn' ? it.verdict.missing : null)
  const mornings = new Set(cases.filter((it) => it.half === 'am' && missing(it) !== null).map(dayKey))
  return new Set(cases.filter((it) => it.half === 'pm' && missing(it) !== null && mornings.has(dayKey(it))).map(dayKey))
}

/** Most of what is missing was forgotten and is put right, some lateness has a good reason, the rest stays as it is. */
function lookInto(cast: Cast, it: Case, { now, fresh, unseen }: Week): Act[] {
  const key = `${it.staffId} ${it.day} ${it.half}`
  const chance = makeDice(Number.parseInt(idOf(key).slice(0, 8), 16)).next()
  const at = later(now, 0.2 + chance)
  if (unseen.has(dayKey(it)) && isToldAbsent(cast, it)) return calledAbsent(cast, it, at)
  const { verdict } = it
  if (verdict.state === 'late' || verdict.state === 'early') return chance < 0.3 ? [excuse(cast, it, at)] : []
  // Who has left asks for nothing any more.
  if (verdict.state !== 'noCheckIn' || chance > 0.8 || it.staffId === cast.leaver.staffId) return []
  const ends = verdict.missing === 'both' ? (['arrival', 'departure'] as const) : ([verdict.missing] as const)
  return ends.map((what, i) => correction(cast, it, { what, at: later(at, i / 60), chance, fresh }))
}

const isToldAbsent = ({ wronged, absent }: Cast, { staffId, mayCallAbsent }: Case): boolean =>
  mayCallAbsent && (staffId === wronged.staffId || staffId === absent.staffId)

/** Nobody saw them all day: the clerk, who is not their boss, calls it an absence. One of them appeals. */
function calledAbsent({ wronged }: Cast, { staffId, day, half }: Case, at: Iso): Act[] {
  const reason = '当日未到岗，电话联系不上，亦无请假记录'
  const call: Act = {
    at,
    run: async (office) => {
      const body = { staffId, day, half, decision: 'absent', reason } as const
      // Whoever confirms it does not decide the appeal.
      const confirmer = staffId === wronged.staffId ? 'cunkao' : 'xian'
      return secondActs(await office.ask('kaoqin', decideCase, { body }), confirmer, later(at, 2))
    },
  }
  return staffId === wronged.staffId ? [call, appeal({ staffId, day, half }, later(at, 26))] : [call]
}

function appeal({ staffId, day, half }: Pick<Case, 'staffId' | 'day' | 'half'>, at: Iso): Act {
  const requestId = idOf(`appeal ${staffId} ${day} ${half}`)
  const text = '当天受镇里安排在外村协助森林火灾扑救，手机没有信号，有护林站值班记录为证。请予复核。'
  return {
    at,
    run: async (office) => {
      const wish = { kind: 'appeal', day, half, text } as const
      await office.ask('cunwen', makeRequest, { params: { requestId }, body: { staffId, wish } })
      const reason = '经向护林站核实，情况属实，不计旷工。'
      return [decisionAct(requestId, 'xian', { decision: 'approved', reason, decidedAt: later(at, 20) })]
    },
  }
}

function excuse(cast: Cast, { staffId, day, half, verdict }: Case, at: Iso): Act {
  const { clerk, head } = officeOf(cast, staffOf(cast, staffId))
  const reason = verdict.state === 'late' ? '暴雨道路中断，已电话报备' : '提前到县里领取材料，已核实'
  return {
    at,
    run: async (office) => {
      const body = { staffId, day, half, decision: 'excused', reason } as const
      return secondActs(await office.ask(clerk, decideCase, { body }), head, later(at, 3))
    },
  }
}

interface Forgotten {
  readonly what: 'arrival' | 'departure'
  readonly at: Iso
  readonly chance: number
  /** Of the last week: some are not decided yet. */
  readonly fresh: boolean
}

function correction(cast: Cast, it: Case, { what, at, chance, fresh }: Forgotten): Act {
  const { staffId, day, half } = it
  const staff = staffOf(cast, staffId)
  const claimed = claimOf(it, what, staff.unitId === cast.court.unit.unitId)
  const wish = { kind: 'correction', day, half, what, at: claimed, reason: 'forgot', note: '同事可以证明' } as const
  const decidedAt = later(at, 3)
  if (fresh && chance > 0.3)
    return requestAct(cast, { key: `correction ${staffId} ${day} ${half} ${what}`, staff, wish, at }, null)
  return requestAct(
    cast,
    { key: `correction ${staffId} ${day} ${half} ${what}`, staff, wish, at },
    chance < 0.68
      ? { decision: 'approved', reason: '', decidedAt }
      : { decision: 'refused', reason: '监控与同事均不能证明当时在岗', decidedAt },
  )
}

/** When one says he came or went: at the hour itself; the court asks for it at noon too. */
function claimOf({ half }: Case, what: 'arrival' | 'departure', four: boolean): string {
  const [am, pm] = [
    { arrival: '08:28', departure: four ? '12:03' : '12:00' },
    { arrival: '13:56', departure: '17:34' },
  ]
  return half === 'am' ? am[what] : pm[what]
}

const staffOf = ({ county }: Cast, staffId: string) =>
  get(
    [...county.staff, county.newcomer].filter((it) => it.staffId === staffId),
    0,
  )

/** On the first of the month the month before is printed: the court, the town, its villages; two are not done yet. */
function printActs({ court, town, villages, communities }: Cast, { month, today }: DemoSpan): Act[] {
  const first = `${today.slice(0, 7)}-01`
  const print = (unit: Unit, login: string, i: number): Act => ({
    at: toIso(toMs(instantAt(first, '08:21')) + (i * 70 + (i % 3) * 13) * 1000),
    run: async (office) => {
      await printMonth(office, login, { unitId: unit.unitId, month, reason: '' })
      return []
    },
  })
  const below = [...villages.slice(0, -2), ...communities].map(({ unit }) => unit)
  return [
    print(court.unit, 'fayuan', 0),
    print(town.unit, 'kaoqin', 1),
    ...below.map((unit, i) => print(unit, 'kaoqin', i + 2)),
  ]
}

/** A month whose holidays nobody knows yet stays open. */
async function printMonth(office: Office, login: string, body: BodyOf<typeof finaliseMonth>): Promise<Second> {
  try {
    return (await office.ask(login, finaliseMonth, { body })).second
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.refusal !== 'monthNotCovered') throw failure
    return { state: 'notNeeded' }
  }
}

/** A sick note of the month before comes on the third: the court prints a revision, which its president confirms; the town has not yet. */
function lateActs(cast: Cast, { month, today }: DemoSpan): Act[] {
  const { court, town } = cast
  const [came, decided, printed] = ['03', '04', '05'].map((it) => `${today.slice(0, 7)}-${it}`) as [Day, Day, Day]
  const late = (key: string, staff: (typeof court.crew)[number], day: Day, clock: string): Act => {
    const days = { from: { day, half: 'am' }, to: { day, half: 'pm' } } as const
    const wish = { kind: 'leave', leave: 'sick', ...days, note: '补交住院证明' } as const
    const outcome = { decision: 'approved', reason: '证明属实', decidedAt: instantAt(decided, clock) } as const
    return requestAct(cast, { key, staff, wish, at: instantAt(came, clock) }, outcome)
  }
  return [
    late('late court', get(court.crew, 9), workdayFrom(`${month}-20`), '09:05'),
    late('late town', get(town.crew, 5), workdayFrom(`${month}-23`), '09:35'),
    {
      at: instantAt(printed, '09:18'),
      run: async (office) => {
        const reason = '补交的住院证明经核实，更正一人一天'
        const second = await printMonth(office, 'fayuan', { unitId: court.unit.unitId, month, reason })
        return secondActs({ second }, 'yuanzhang', instantAt(printed, '10:05'))
      },
    },
  ]
}

/** The village secretary has his duties on his phone, the town its roster on a screen. */
const feedActs = ({ town, wronged }: Cast, { now }: DemoSpan): Act[] => [
  {
    at: toIso(toMs(now) - 120_000),
    run: async (office) => {
      const of = { kind: 'staff', staffId: wronged.staffId } as const
      await office.ask('cunwen', openFeed, { params: { feedId: idOf('feed secretary') }, body: { of } })
    },
  },
  {
    at: toIso(toMs(now) - 60_000),
    run: async (office) => {
      const of = { kind: 'site', siteId: town.site.siteId } as const
      await office.ask('kaoqin', openFeed, { params: { feedId: lastFeed }, body: { of } })
    },
  },
]
