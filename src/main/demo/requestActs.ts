import type { LeaveKind } from '../../contract/attendance.ts'
import type { Staff } from '../../contract/people.ts'
import type { Wish } from '../../contract/roster.ts'
import { keepOuting, listDuties } from '../../contract/routes/duties.ts'
import { decideRequest, makeRequest } from '../../contract/routes/requests.ts'
import { answerSwap, askSwap, swapPartners } from '../../contract/routes/roster.ts'
import { addDays, type Day, type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { type Cast, get, type Place } from './cast.ts'
import { idOf } from './names.ts'
import { type DemoSpan, daysFrom, isWorked, workdayFrom } from './span.ts'

/** Leave, field days and exchanges of duties, as far as they do not wait for what the stations saw. */
export const requestActs = (cast: Cast, span: DemoSpan): Act[] => [
  ...leaveActs(cast, span),
  ...outingActs(cast, span),
  ...swapActs(cast, span),
]

/** Who keeps and who decides for a person: the court has its own. */
export const officeOf = ({ court }: Cast, { unitId }: Pick<Staff, 'unitId'>): { clerk: string; head: string } =>
  unitId === court.unit.unitId ? { clerk: 'fayuan', head: 'yuanzhang' } : { clerk: 'kaoqin', head: 'zhenzhang' }

export interface Wanted {
  readonly key: string
  readonly staff: Staff
  readonly wish: Wish
  /** Who writes it down: the person's own account where he has one. */
  readonly login?: string
  readonly at: Iso
}

/** `decidedAt` null leaves it waiting. */
export interface Outcome {
  readonly decision: 'approved' | 'refused'
  readonly reason: string
  readonly decidedAt: Iso
}

/** A request and, some time later, what became of it. */
export function requestAct(cast: Cast, { key, staff, wish, login, at }: Wanted, outcome: Outcome | null): Act {
  const requestId = idOf(`request ${key}`)
  const { clerk, head } = officeOf(cast, staff)
  return {
    at,
    run: async (office) => {
      const { staffId } = staff
      await office.ask(login ?? clerk, makeRequest, { params: { requestId }, body: { staffId, wish } })
      return outcome === null ? [] : [decisionAct(requestId, head, outcome)]
    },
  }
}

export const decisionAct = (requestId: string, login: string, { decidedAt, ...body }: Outcome): Act => ({
  at: decidedAt,
  run: async (office) => {
    await office.ask(login, decideRequest, { params: { requestId }, body })
  },
})

const hour = 3_600_000
export const later = (at: Iso, hours: number): Iso => toIso(toMs(at) + hours * hour)

interface Leave {
  readonly who: (cast: Cast) => Staff
  readonly leave: LeaveKind
  /** Days after the first day, and how many. */
  readonly from: number
  readonly length: number
  readonly note: string
  readonly halves?: readonly ['am' | 'pm', 'am' | 'pm']
  readonly login?: string
  readonly refused?: string
}

const atCourt =
  (i: number) =>
  ({ court }: Cast): Staff =>
    get(court.crew, i % court.crew.length)
const inTown =
  (i: number) =>
  ({ town }: Cast): Staff =>
    get(town.crew, i % (town.crew.length - 2))
const inVillage =
  (place: number, i: number) =>
  ({ villages }: Cast): Staff =>
    get(get(villages, place % villages.length).crew, i)

const leaves: readonly Leave[] = [
  { who: atCourt(4), leave: 'annual', from: 4, length: 5, note: '年休' },
  { who: inTown(3), leave: 'sick', from: 6, length: 2, note: '感冒发热，附门诊病历' },
  { who: inVillage(0, 2), leave: 'personal', from: 9, length: 1, note: '家中有事', login: 'cunwen' },
  { who: inVillage(4, 1), leave: 'compensatory', from: 12, length: 1, note: '值班调休', halves: ['pm', 'pm'] },
  { who: atCourt(10), leave: 'maternity', from: 14, length: 98, note: '产假' },
  { who: inTown(6), leave: 'study', from: 16, length: 5, note: '县委党校培训' },
  { who: inVillage(7, 0), leave: 'sick', from: 19, length: 3, note: '腰伤' },
  { who: atCourt(15), leave: 'marriage', from: 22, length: 7, note: '婚假' },
  { who: inTown(12), leave: 'annual', from: 24, length: 4, note: '年休' },
  { who: inVillage(2, 2), leave: 'personal', from: 27, length: 1, note: '孩子入学', halves: ['am', 'am'] },
  { who: atCourt(5), leave: 'personal', from: 29, length: 1, note: '搬家', login: 'shuji' },
  { who: inTown(9), leave: 'bereavement', from: 31, length: 3, note: '祖父去世' },
  { who: inVillage(10, 2), leave: 'annual', from: 33, length: 3, note: '年休' },
  { who: inTown(4), leave: 'personal', from: 36, length: 2, note: '外地访友', refused: '当周人手不足，请改期' },
  { who: atCourt(17), leave: 'paternity', from: 38, length: 10, note: '陪产' },
  { who: inVillage(14, 1), leave: 'sick', from: 41, length: 2, note: '牙科手术' },
  { who: inTown(11), leave: 'injury', from: 44, length: 6, note: '下村途中摔伤，已报工伤' },
  { who: atCourt(8), leave: 'annual', from: 48, length: 3, note: '年休' },
  { who: inVillage(18, 1), leave: 'homeVisit', from: 50, length: 4, note: '探亲' },
  { who: inTown(2), leave: 'compensatory', from: 54, length: 1, note: '周末值班调休', login: 'chuangkou' },
  { who: atCourt(18), leave: 'personal', from: 57, length: 1, note: '家长会', halves: ['pm', 'pm'] },
]

/** Asked two days before and answered on the next day; two more lie ahead and wait. */
function leaveActs(cast: Cast, { since, today }: DemoSpan): Act[] {
  const past = leaves.map((it, i): Act => {
    const from = workdayFrom(addDays(since, it.from))
    const at = instantAt(addDays(from, it.from < 3 ? 0 : -2), '09:40')
    const outcome: Outcome =
      it.refused === undefined
        ? { decision: 'approved', reason: '', decidedAt: later(at, 23) }
        : { decision: 'refused', reason: it.refused, decidedAt: later(at, 7) }
    return requestAct(cast, wantedOf(cast, it, `leave ${i}`, from, at), outcome)
  })
  const ahead = [
    { who: inVillage(0, 2), leave: 'annual', from: 6, length: 3, note: '年休', login: 'cunwen' },
    { who: atCourt(12), leave: 'sick', from: 2, length: 1, note: '预约复查' },
    { who: inTown(7), leave: 'personal', from: 4, length: 1, note: '家中老人住院', halves: ['am', 'am'] },
  ] as const
  const waiting = ahead.map((it, i): Act => {
    const at = instantAt(addDays(today, -1), `1${i + 4}:20`)
    return requestAct(cast, wantedOf(cast, it, `leave ahead ${i}`, workdayFrom(addDays(today, it.from)), at), null)
  })
  return [...past, ...waiting]
}

function wantedOf(cast: Cast, it: Leave, key: string, from: Day, at: Iso): Wanted {
  const [first, last] = it.halves ?? ['am', 'pm']
  const to = addDays(from, it.length - 1)
  const days = { from: { day: from, half: first }, to: { day: to, half: last } }
  const wish: Wish = { kind: 'leave', leave: it.leave, ...days, note: it.note }
  return { key, staff: it.who(cast), wish, at, ...(it.login !== undefined && { login: it.login }) }
}

const errands = [
  '入户走访',
  '矛盾纠纷调解',
  '走访企业',
  '防汛巡查',
  '农房安全排查',
  '到县里开会',
  '政策宣讲',
  '医保宣传',
]

/** Two or three people are in the field each working day. Their outings hold at once and are looked at in the evening. */
function outingActs(cast: Cast, { since, today }: DemoSpan): Act[] {
  const days = daysFrom(since, addDays(today, 1)).filter(isWorked)
  return days.flatMap((day, i) =>
    fieldWorkers(cast, i).map(([staff, place]) =>
      outingAct(cast, { staff, place, day, i, waits: i >= days.length - 3 }),
    ),
  )
}

/** Nobody who has the windows: they have duties. */
function fieldWorkers({ court, town, villages }: Cast, i: number): [Staff, Place][] {
  const village = get(villages, (i * 4) % villages.length)
  const found: [Staff, Place][] = [
    [get(town.crew, Math.min(town.crew.length - 3, 14 + (i % 6))), town],
    [get(court.crew, Math.min(court.crew.length - 1, 20 + (i % 8))), court],
  ]
  return i % 3 === 0 ? [...found, [get(village.crew, 0), village]] : found
}

interface Field {
  readonly staff: Staff
  readonly place: Place
  readonly day: Day
  readonly i: number
  /** Nobody has looked at it yet. */
  readonly waits: boolean
}

function outingAct(cast: Cast, { staff, place, day, i, waits }: Field): Act {
  const outingId = idOf(`outing ${staff.staffId} ${day}`)
  const { clerk, head } = officeOf(cast, staff)
  const hours = i % 4 === 2 ? (['08:30', '12:00'] as const) : (['08:30', '17:30'] as const)
  const span = { starts: instantAt(day, hours[0]), ends: instantAt(day, hours[1]) }
  const refused = i % 23 === 11
  return {
    at: instantAt(addDays(day, -1), '17:05'),
    run: async (office) => {
      const body = {
        staffId: staff.staffId,
        siteId: place.site.siteId,
        ...span,
        where: get(errands, i % errands.length),
      }
      await office.ask(clerk, keepOuting, { params: { outingId }, body })
      if (waits) return []
      const outcome: Outcome = refused
        ? { decision: 'refused', reason: '当日已安排集中学习', decidedAt: instantAt(addDays(day, -1), '20:10') }
        : { decision: 'approved', reason: '', decidedAt: instantAt(day, '18:20') }
      return [decisionAct(outingId, head, outcome)]
    },
  }
}

/** The village secretary asks the village head: twice he agrees, once he does not, and once he has not answered yet. */
function swapActs({ villages }: Cast, { since, today }: DemoSpan): Act[] {
  const asked = [
    { day: addDays(since, 11), answer: 'agreed' },
    { day: addDays(since, 26), answer: 'declined' },
    { day: addDays(since, 40), answer: 'agreed' },
    { day: addDays(today, -1), answer: null },
  ] as const
  return asked.map(({ day, answer }, i) => swapAct(get(villages, 0), idOf(`swap ${i}`), day, answer))
}

function swapAct({ site, crew }: Place, swapId: string, day: Day, answer: 'agreed' | 'declined' | null): Act {
  const [from, to] = [get(crew, 2).staffId, get(crew, 1).staffId]
  return {
    at: instantAt(day, '10:15'),
    run: async (office) => {
      // Of the day after tomorrow at the earliest: what was asked yesterday must not have lapsed by now.
      const query = { siteId: site.siteId, from: addDays(day, 2), to: addDays(day, 13) }
      const { duties } = await office.ask('cunwen', listDuties, { query })
      for (const { dutyId } of duties.filter((it) => it.staffId === from)) {
        const partners = await office.ask('cunwen', swapPartners, { query: { dutyId } })
        if (!partners.some((it) => it.staffId === to)) continue
        const body = { dutyId, toStaffId: to, returnDutyId: null, note: '当天要送孩子体检，请帮忙值一班' }
        await office.ask('cunwen', askSwap, { params: { swapId }, body })
        return answer === null ? [] : [answerAct(swapId, answer, instantAt(day, '12:40'))]
      }
      return []
    },
  }
}

const answerAct = (swapId: string, answer: 'agreed' | 'declined', at: Iso): Act => ({
  at,
  run: async (office) => {
    await office.ask('cunzhu', answerSwap, { params: { swapId }, body: { answer } })
  },
})
