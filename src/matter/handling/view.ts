import { traceDeadline } from '../../calendar/workingTime/trace.ts'
import { sayTrace } from '../../calendar/workingTime/words.ts'
import type { Words } from '../../contract/attendance.ts'
import type { Hop, MatterClock, MatterView } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { listVersions } from '../types/store.ts'
import type { Seen } from './acting.ts'
import { type Clockwork, timingOf, unitOf } from './clocks.ts'
import { listMatterFacts } from './events.ts'
import { heldSeconds } from './holding.ts'
import type { Clock, Matter, MatterFact } from './matter.ts'
import { listMay } from './may.ts'
import { loadActors, loadNames, type Names } from './naming.ts'
import { describeRow, postOfStep } from './rows.ts'
import { typeOf } from './store.ts'
import { isSameClock } from './timers.ts'
import { handOf } from './who.ts'
import { sayFact, sayInstant } from './words.ts'
import { loadWorkingTimes, type WorkingTimes } from './working.ts'

/** A matter as a whole, for somebody who may see it. */
export async function viewMatter(
  db: Db,
  countyId: number,
  { matter, person, parents }: Pick<Seen, 'matter' | 'person' | 'parents'>,
  now: Iso,
): Promise<MatterView> {
  const [type, times] = [await typeOf(db, countyId, matter), await loadWorkingTimes(db, countyId)]
  const { taken } = matter
  const names = await loadNames(db, countyId, [taken.agentStaffId, ...matter.holdings.map((it) => it.staffId)])
  return {
    ...describeRow(matter, { type, names, clockworkOf: times.of, now }),
    ...paperOf(matter),
    type,
    agent: taken.agentStaffId === null ? null : (names.staff(taken.agentStaffId)?.name ?? null),
    clocks: matter.clocks.map(clockOf),
    traces: tracesOf(matter, type, times, now),
    hops: hopsOf(matter, type, { names, clockwork: times.of(taken.unitId), now }),
    ...standsOf(matter, names),
    events: await eventsOf(db, countyId, taken.matterId, { type, names }),
    may: listMay(matter, type, handOf(matter, person, parents)),
  }
}

const paperOf = ({ words, brought, standing }: Matter) => ({
  description: words?.description ?? '',
  applicant: words?.applicant ?? null,
  wordsErased: words === null,
  place: words?.place ?? null,
  brought: [...brought],
  missing: standing.state === 'lacking' ? [...standing.missing] : [],
})

function standsOf({ handOver, standing }: Matter, names: Names) {
  return {
    handOver: handOver && { ...handOver, toUnitName: names.unit(handOver.toUnitId) },
    pause: standing.state === 'paused' ? pauseOf(standing) : null,
    result: standing.state === 'finished' ? standing.result : null,
    refusal: standing.state === 'refused' ? refusalOf(standing) : null,
  }
}

const pauseOf = ({ pauseId, ground, document, until, at }: Extract<Matter['standing'], { state: 'paused' }>) => ({
  ...{ pauseId, ground, document },
  ...{ until, at },
})

const refusalOf = ({ ground, explanation, remedy }: Extract<Matter['standing'], { state: 'refused' }>) => ({
  ground,
  explanation,
  remedy,
})

const clockOf = ({ earlier, setAt: _, ...clock }: Clock): MatterClock => ({ ...clock, earlier: [...earlier] })

/** Each clock that runs or is paused, explained; of the whole also what the law allows. */
function tracesOf(matter: Matter, type: MatterType, times: WorkingTimes, now: Iso): MatterView['traces'] {
  const open = matter.timers.filter((it) => it.stoppedAt === null)
  return open.map((timer) => {
    const { start, limit, extra, pauses } = timingOf(matter, type, timer)
    const calendar = times.calendarOf(unitOf(matter, type, timer))
    const whole = extra?.unit === limit.unit ? { unit: limit.unit, amount: limit.amount + extra.amount } : limit
    const trace = traceDeadline(calendar, { start, limit: whole, pauses, at: now })
    const [zh, en] = [sayTrace(trace, 'zh'), sayTrace(trace, 'en')]
    const lines = zh.map((line, i): Words => ({ zh: line, en: en[i] ?? '' }))
    const clockwork = times.of(unitOf(matter, type, timer))
    const law = timer.scope === 'whole' ? [sayLegal(clockwork, { start, pauses }, type)] : []
    const kept = matter.clocks.find((it) => isSameClock(it, timer))
    return { scope: timer.scope, step: timer.step, lines: [...lines, ...sayKept(kept, clockwork), ...law] }
  })
}

function sayLegal(
  clockwork: Clockwork,
  { start, pauses }: Pick<ReturnType<typeof timingOf>, 'start' | 'pauses'>,
  { legal, warning }: MatterType,
): Words {
  const at = sayInstant(clockwork.dues({ start, pauses, warning, limit: legal, extra: null }).dueAt)
  return { zh: `法定期限至${at}；灯号按承诺期限。`, en: `The law allows until ${at}; lights go by the promise.` }
}

/** What is due stays as it was set, until somebody has it computed anew. */
function sayKept(kept: Clock | undefined, { calendarId }: Clockwork): Words[] {
  if (kept === undefined || kept.calendarId === calendarId) return []
  const at = sayInstant(kept.dueAt)
  return [
    {
      zh: `日历后来有更改；在县里重新计算之前，以原定的${at}为准。`,
      en: `The calendar was changed since: until the county has it computed anew, ${at} stands.`,
    },
  ]
}

interface Telling {
  readonly names: Names
  readonly clockwork: Clockwork
  readonly now: Iso
}

const hopsOf = (matter: Matter, type: MatterType, { names, clockwork, now }: Telling): Hop[] =>
  matter.holdings.map(({ unitId, staffId, step, from, to }) => {
    const staff = staffId === null ? undefined : names.staff(staffId)
    return {
      unitId,
      unitName: names.unit(unitId),
      post: staff?.post || postOfStep(step, type),
      staffId,
      staffName: staff?.name ?? null,
      from,
      to,
      heldSeconds: heldSeconds(matter, { from, to }, clockwork, now),
    }
  })

async function eventsOf(
  db: Db,
  countyId: number,
  matterId: string,
  { type, names }: { type: MatterType; names: Names },
): Promise<MatterView['events']> {
  const facts = await listMatterFacts(db, countyId, matterId)
  const nameOf = await loadActors(
    db,
    countyId,
    facts.map(({ by }) => by),
  )
  const suggested = await suggestedIn(db, countyId, facts)
  return facts.flatMap((fact) => {
    if (fact.kind === 'matterWordsKept') return []
    const what = sayFact(fact, { type, unitName: names.unit, suggested })
    return [{ at: fact.at, by: nameOf(fact.by), what, factId: fact.id }]
  })
}

/** The name of what was suggested when it was taken, by the kind's last version; empty where nothing was. */
async function suggestedIn(db: Db, countyId: number, facts: readonly MatterFact[]): Promise<string> {
  const typeId = facts.find((it) => it.kind === 'matterTaken')?.body.suggestion?.typeId
  if (typeId === undefined) return ''
  return (await listVersions(db, countyId, typeId)).at(-1)?.type.name ?? ''
}
