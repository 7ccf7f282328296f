import { listCheckIns } from '../../contract/routes/presence.ts'
import { announceSpotCheck, drawSpotCheck, readSpotCheck, recordSpotCheck } from '../../contract/routes/spotChecks.ts'
import type { SpotCheckFound } from '../../contract/spotChecks.ts'
import { addDays, type Day, dayOf, type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { type Cast, get, type Place } from './cast.ts'
import { type Dice, makeDice } from './dice.ts'
import { idOf } from './names.ts'
import type { Office } from './office.ts'
import { type DemoSpan, isWorked } from './span.ts'

interface Plan {
  readonly key: string
  readonly place: Place
  readonly rate: number
  /** The day people are looked at; the number was drawn the evening before. */
  readonly day: Day
  readonly clock: string
  readonly beacon: string
  /** How many of those drawn were looked at by now, in the order of sites; the others still wait. */
  readonly visited: number
}

/**
 * The inspectorate's spot checks: one of the court and one of the town, done; one of the town under way; one announced, and
 * its number not out. Numbers are made up.
 */
export function spotCheckActs({ court, town }: Cast, { today, now }: DemoSpan): Act[] {
  const everybody = Number.POSITIVE_INFINITY
  const plans: readonly Plan[] = [
    {
      ...{ key: 'court', place: court, rate: 0.15, day: workdayBefore(addDays(today, -9)), clock: '10:05' },
      ...{ beacon: '02 09 14 21 28 33 11', visited: everybody },
    },
    {
      ...{ key: 'town', place: town, rate: 0.15, day: workdayBefore(addDays(today, -5)), clock: '09:35' },
      ...{ beacon: '05 07 12 18 26 31 04', visited: everybody },
    },
    {
      ...{ key: 'again', place: town, rate: 0.2, day: workdayBefore(addDays(today, -1)), clock: '14:40' },
      ...{ beacon: '03 08 11 19 25 30 07', visited: 5 },
    },
  ]
  const at = toIso(toMs(now) - 30 * 60_000)
  const ahead: Act = {
    at,
    run: async (office) =>
      announce(office, { key: 'ahead', place: court, rate: 0.1 }, instantAt(addDays(dayOf(now), 2), '21:30')),
  }
  return [...plans.map(checkActs), ahead]
}

function workdayBefore(day: Day): Day {
  let found = day
  while (!isWorked(found)) found = addDays(found, -1)
  return found
}

/** Announced two days before, the number came out the evening before, people were looked at and the finds sent at once. */
function checkActs(plan: Plan): Act {
  const [evening, morning] = [addDays(plan.day, -1), instantAt(plan.day, plan.clock)]
  const [publishedAt, drawnAt] = [instantAt(evening, '21:30'), instantAt(evening, '21:50')]
  const params = { spotCheckId: spotCheckIdOf(plan.key) }
  const draw: Act = {
    at: drawnAt,
    run: async (office) => {
      await office.ask('jiwei', drawSpotCheck, { params, body: { beacon: plan.beacon, publishedAt } })
      return [{ at: morning, run: async (it) => lookAt(it, plan) }]
    },
  }
  return {
    at: instantAt(addDays(plan.day, -2), '16:00'),
    run: async (office) => {
      await announce(office, plan, publishedAt)
      return [draw]
    },
  }
}

const spotCheckIdOf = (key: string): string => idOf(`spot check ${key}`)

async function announce(
  office: Office,
  { key, place, rate }: Pick<Plan, 'key' | 'place' | 'rate'>,
  beaconAt: Iso,
): Promise<undefined> {
  const beaconSource = `双色球 ${dayOf(beaconAt)} 开奖的七个号码，红球从小到大，再加蓝球（演示，号码为虚构）`
  const body = { unitId: place.unit.unitId, confidence: 0.95, rate, beaconSource, beaconAt }
  await office.ask('jiwei', announceSpotCheck, { params: { spotCheckId: spotCheckIdOf(key) }, body })
}

/** Those the log calls present are nearly all there; of the others most have a reason. */
async function lookAt(office: Office, { key, day, clock, visited }: Plan): Promise<Act[]> {
  const params = { spotCheckId: spotCheckIdOf(key) }
  const { items } = await office.ask('jiwei', readSpotCheck, { params })
  const checkIns = await office.ask('jiwei', listCheckIns, { query: { day } })
  const dice = makeDice(Number.parseInt(params.spotCheckId.slice(0, 8), 16))
  const first = toMs(instantAt(day, clock))
  return items.slice(0, visited).map(({ staffId }, n): Act => {
    const at = toIso(first + n * 4 * 60_000)
    const own = checkIns.filter((it) => it.staffId === staffId && it.at <= at && it.direction !== 'again')
    const isIn = own.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.direction === 'arrival'
    const [found, note] = n === 3 && isIn && visited > items.length ? get(absences, 0) : findOf(dice, isIn)
    const body = { found, at, note, onPaper: n % 7 === 6 }
    return {
      at,
      run: async (it) => {
        await it.ask('jiwei', recordSpotCheck, { params: { ...params, staffId }, body })
        return []
      },
    }
  })
}

type Find = readonly [found: SpotCheckFound, note: string]

const absences: readonly [Find, ...Find[]] = [
  ['absent', '签到后离开，同事不知去向'],
  ['absent', '电话无人接听'],
]

function findOf(dice: Dice, isIn: boolean): Find {
  const chance = dice.next()
  if (isIn) return chance < 0.04 ? get(absences, 1) : ['present', '']
  if (chance < 0.75) return ['excused', '请假条在办公室']
  return chance < 0.9 ? ['notVisited', '道路施工，未能到达'] : ['present', '']
}
