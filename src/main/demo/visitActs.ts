import { actAtCounter, keepQueue, takeNumber } from '../../contract/routes/queue.ts'
import { beginVisit, endVisit, enterVisit } from '../../contract/routes/visits.ts'
import type { VisitOutcome } from '../../contract/visits.ts'
import { addDays, type Day, type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import { otherType } from '../../matter/types/other.ts'
import { pressedOf } from '../../presence/kiosk/press.ts'
import type { Act } from './acts.ts'
import { type Cast, get, type Place } from './cast.ts'
import { makeDice } from './dice.ts'
import { demoReceiptCode, mattersADay } from './matterActs.ts'
import { idOf } from './names.ts'
import { type DemoSpan, daysFrom, isWorked } from './span.ts'

const days = 14
/** Without an account: whoever asks is nobody. */
const citizen = 'citizen'

/** Two weeks of visits as citizens said them, and the town's counter of today. */
export function visitActs(cast: Cast, span: DemoSpan): Act[] {
  const worked = daysFrom(addDays(span.today, -days), span.today).filter(isWorked)
  const places = [...cast.villages, ...cast.communities].slice(0, 4)
  return [
    ...worked.flatMap((day, i) => places.flatMap((place) => dayOfVisits(place, day, i))),
    ...counterActs(cast, span),
  ]
}

/** How often what happens: most are served, a few come in vain. */
const outcomes: readonly (VisitOutcome | 'phone' | null)[] = [
  ...(['served', 'served', 'served', null, 'served', 'sentAway'] as const),
  ...(['served', 'nobodyThere', null, 'served', 'phone', 'served'] as const),
]

function dayOfVisits(place: Place, day: Day, worked: number): Act[] {
  const seed = Number.parseInt(idOf(`visits ${place.site.siteId} ${day}`).slice(-8), 16)
  const dice = makeDice(seed)
  const many = dice.between(1, 4)
  return Array.from({ length: many }, (_, n) => {
    const outcome = outcomes[dice.between(0, outcomes.length - 1)] ?? null
    const at = toIso(toMs(instantAt(day, dice.between(0, 1) === 0 ? '09:00' : '14:30')) + dice.between(0, 110) * 60_000)
    return visit({
      place,
      key: `${day} ${place.site.siteId} ${n}`,
      at,
      outcome,
      matter: worked === 0 ? null : dice.between(0, worked * mattersADay - 1),
    })
  })
}

interface Visit {
  readonly place: Place
  readonly key: string
  readonly at: Iso
  readonly outcome: VisitOutcome | 'phone' | null
  /** The number of the matter it is about, where that was taken before. */
  readonly matter: number | null
}

function visit({ place, key, at, outcome, matter }: Visit): Act {
  const press = idOf(`visit ${key}`)
  const params = { siteId: place.site.siteId }
  const later = (minutes: number): Iso => toIso(toMs(at) + minutes * 60_000)
  if (outcome === 'phone')
    return {
      at,
      run: async (office) => {
        const body = { press, siteId: params.siteId, outcome: 'nobodyThere', told: '', matterCode: '' } as const
        await office.ask('kaoqin', enterVisit, { body })
        return []
      },
    }
  return {
    at,
    run: async (office) => {
      const matterCode = outcome === 'sentAway' && matter !== null ? demoReceiptCode(matter) : ''
      await office.ask(citizen, beginVisit, { params, body: { press, from: 'poster', matterCode } })
      return outcome === null ? [] : [{ at: later(25), run: async (it) => say(it, press, outcome) }]
    },
  }
}

async function say(office: Parameters<Act['run']>[0], press: string, outcome: VisitOutcome): Promise<Act[]> {
  const told = outcome === 'sentAway' ? '说还差一份证明，让改天再来（演示）' : ''
  const body = { outcome, told, after: '', typeId: outcome === 'sentAway' ? otherType.typeId : '' } as const
  await office.ask(citizen, endVisit, { params: { code: pressedOf(press).code }, body })
  return []
}

/** The town's hall gives numbers: some were served this morning, some wait. */
function counterActs({ town }: Cast, { now, today }: DemoSpan): Act[] {
  const params = { siteId: town.site.siteId }
  const counters = ['1 号窗口', '2 号窗口']
  const from = toMs(now) - 100 * 60_000
  const at = (minute: number): Iso => toIso(from + minute * 60_000)
  const took = Array.from({ length: 11 }, (_, n) => ({
    at: at(3 + n * 7),
    run: async (office: Parameters<Act['run']>[0]) => {
      const lane = n % 5 === 3 ? ('helped' as const) : ('usual' as const)
      await office.ask(citizen, takeNumber, { params, body: { press: idOf(`number ${today} ${n}`), lane } })
      return []
    },
  }))
  const called = Array.from({ length: 8 }, (_, n) => ({
    at: at(12 + n * 9),
    run: async (office: Parameters<Act['run']>[0]) => {
      await office.ask('kaoqin', actAtCounter, { params, body: { act: 'next', counter: get(counters, n % 2) } })
      return []
    },
  }))
  const open: Act = {
    at: at(0),
    run: async (office) => {
      await office.ask('kaoqin', keepQueue, { params, body: { open: true, counters } })
      return []
    },
  }
  // What began yesterday evening would be another day's line.
  return instantAt(today, '00:00') <= at(0) ? [open, ...took, ...called] : [open]
}
