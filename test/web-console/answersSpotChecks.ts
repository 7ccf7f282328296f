import { createHash } from 'node:crypto'
import * as routes from '../../src/contract/routes/spotChecks.ts'
import type { SpotCheck, SpotCheckItem } from '../../src/contract/spotChecks.ts'
import { drawPeople, sampleSize, shareBounds } from '../../src/presence/rules/spotCheck.ts'
import { done, find, No, on, type TestAnswer } from './answering.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

type Kept = Omit<SpotCheck, 'figures'> & { items: SpotCheckItem[]; populationIds: string[] }

const worlds = new WeakMap<World, Kept[]>()
const minutes = 60_000
const before = (ms: number): string => new Date(Date.now() - ms).toISOString()

/** The spot checks of a world: one done, one under way, one that waits for its number, one whose number is out. */
export function spotChecksOf(world: World): Kept[] {
  const known = worlds.get(world)
  if (known) return known
  const fresh = world.staff.length === 0 ? [] : busyChecks(world)
  worlds.set(world, fresh)
  return fresh
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function busyChecks(world: World): Kept[] {
  const ids = world.staff.filter((it) => it.leftOn === null).map((it) => it.staffId)
  const check = (n: number, more: Partial<Kept> = {}): Kept => ({
    spotCheckId: idOf(40, n),
    unitId: idOf(1, 1),
    confidence: 0.95,
    rate: 0.3,
    population: ids.length,
    size: 6,
    beaconSource: '中国福利彩票双色球 2026-03-01 开奖的七个号码，红球从小到大，再加蓝球，用空格隔开',
    beaconAt: before(3 * 60 * minutes),
    announcedAt: before(26 * 60 * minutes),
    announcedBy: '督查甲',
    drawn: null,
    items: [],
    populationIds: ids,
    ...more,
  })
  const drawn = { beacon: '03 08 11 19 25 30 07', publishedAt: before(170 * minutes), at: before(160 * minutes) }
  const found = (found: 'present' | 'absent', note = '') => ({
    ...{ found, at: before(100 * minutes), note, onPaper: false, by: '督查甲', checkedIn: true },
  })
  const running = check(2, { drawn })
  const over = check(3, { drawn, unitId: idOf(1, 4), announcedAt: before(500 * 60 * minutes) })
  const [first, second] = [itemsOf(world, running), itemsOf(world, over)]
  return [
    check(1, { beaconAt: before(-9 * 60 * minutes), announcedAt: before(20 * minutes) }),
    { ...running, items: first.map((it, n) => (n === 2 ? { ...it, found: found('absent', '同事说回家了') } : it)) },
    { ...over, items: second.map((it, n) => ({ ...it, found: found(n === 1 ? 'absent' : 'present') })) },
    check(4, { unitId: idOf(1, 5) }),
  ]
}

function itemsOf(world: World, { populationIds, drawn, spotCheckId, size }: Kept): SpotCheckItem[] {
  const beacon = drawn?.beacon ?? ''
  return drawPeople(populationIds, { beacon, spotCheckId, size }, sha256)
    .map((staffId) => find(world.staff, (it) => it.staffId === staffId))
    .map(({ staffId, name, siteId }) => ({ staffId, name, siteId, found: null }))
    .toSorted((a, b) => (a.siteId < b.siteId ? -1 : Number(a.siteId > b.siteId)))
}

function plain({ items, populationIds: _, ...rest }: Kept): SpotCheck {
  const recorded = items.flatMap((it) => it.found ?? [])
  const checked = recorded.filter(
    (it) => it.checkedIn && ['present', 'absent', 'otherPerson'].includes(it.found),
  ).length
  const caught = recorded.filter((it) => it.checkedIn && ['absent', 'otherPerson'].includes(it.found)).length
  const share = checked === 0 ? null : { value: caught / checked, ...shareBounds(caught, checked) }
  return { ...rest, figures: { drawn: items.length, recorded: recorded.length, checked, caught, share } }
}

const get = (world: World, id: string): Kept => find(spotChecksOf(world), (it) => it.spotCheckId === id)

/** The answers about spot checks, by the product's own rules of size, draw and bounds. */
export const spotCheckAnswers: readonly TestAnswer[] = [
  on(routes.sizeSpotCheck, ({ world, query }) => {
    const population = world.staff.filter((it) => it.leftOn === null).length
    return { population, size: sampleSize(population, query) }
  }),
  on(routes.listSpotChecks, ({ world }) => spotChecksOf(world).map(plain)),
  on(routes.readSpotCheck, ({ world, params }) => {
    const one = get(world, params.spotCheckId)
    return { ...plain(one), items: one.items, populationIds: one.populationIds }
  }),
  on(routes.announceSpotCheck, ({ world, params, body }) => {
    if (Date.parse(body.beaconAt) <= Date.now()) throw new No('beaconTooOld')
    const populationIds = world.staff.filter((it) => it.leftOn === null).map((it) => it.staffId)
    const size = sampleSize(populationIds.length, body)
    const announced = { announcedAt: new Date().toISOString(), announcedBy: '督查甲', drawn: null }
    const kept = { ...params, ...body, ...announced, size, population: populationIds.length, items: [], populationIds }
    spotChecksOf(world).unshift(kept)
    return plain(kept)
  }),
  on(routes.drawSpotCheck, ({ world, params, body }) => {
    const one = get(world, params.spotCheckId)
    if (one.drawn !== null) throw new No('alreadyDone')
    if (Date.parse(body.publishedAt) > Date.now()) throw new No('beaconNotYet')
    one.drawn = { ...body, at: new Date().toISOString() }
    one.items = itemsOf(world, one)
    return plain(one)
  }),
  on(routes.recordSpotCheck, ({ world, params, body }) => {
    const item = find(get(world, params.spotCheckId).items, (it) => it.staffId === params.staffId)
    if (item.found !== null) throw new No('alreadyDone')
    item.found = { ...body, by: '督查甲', checkedIn: true }
    return done
  }),
]
