import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMatters, readMatter } from '../../src/contract/routes/matters.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { happen } from '../../src/main/demo/acts.ts'
import { castOf } from '../../src/main/demo/cast.ts'
import { openPutClock } from '../../src/main/demo/clock.ts'
import { makeCounty } from '../../src/main/demo/county.ts'
import { makeDice } from '../../src/main/demo/dice.ts'
import { loadCounty, makeSecrets } from '../../src/main/demo/load.ts'
import { matterActs } from '../../src/main/demo/matterActs.ts'
import { idOf } from '../../src/main/demo/names.ts'
import { type Office, openOffice } from '../../src/main/demo/office.ts'
import { spanOfDemo } from '../../src/main/demo/span.ts'
import { listSamples } from '../../src/matter/types/samples.ts'
import { type FreshDb, freshDb } from '../db.ts'

/** A Friday, and the two weeks of matters before it, in a small county with the kinds of matters that are shipped. */
const now = '2026-03-20T06:00:00.000Z'
const county = makeCounty(makeDice(1), { villages: 4, communities: 1, court: 6, town: 12 })
const span = spanOfDemo(now, 20)

let center: FreshDb
let office: Office

beforeAll(async () => {
  center = await freshDb('center')
  await loadCounty(center.app, county, span, await makeSecrets(), centerProjections)
  const about = { countyId: county.countyId, now: span.setUp, by: { kind: 'system' }, simulated: true } as const
  let made = 0
  const types = listSamples(span.since, () => idOf(`type ${made++}`))
  await append(
    center.app,
    types.map((it) => draft('matterTypeKept', it, about)),
    centerProjections,
  )
  const clock = openPutClock(span.setUp)
  office = await openOffice(center.app, clock)
  await happen(office, matterActs(castOf(county), span), now, () => undefined)
  clock.put(now)
})

afterAll(async () => {
  await office?.close()
  await center?.close()
})

test('its matters stand in every way a matter can stand, and show every light', async () => {
  const rows = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await office.ask('xian', listMatters, { query: { state: 'all', ...(after && { after }) } })
    rows.push(...page.rows)
    after = page.next
  }
  expect(new Set(rows.map((it) => it.state))).toEqual(
    new Set(['taken', 'lacking', 'running', 'paused', 'finished', 'refused', 'withdrawn']),
  )
  expect(new Set(rows.map((it) => it.light))).toEqual(new Set(['green', 'yellow', 'red', 'grey', 'done']))
  expect(rows.some((it) => it.offered)).toBe(true)
  expect(rows.some((it) => it.over && it.light === 'done')).toBe(true)
  expect(rows.every((it) => it.simulated)).toBe(true)
  const views = []
  for (const { matterId } of rows) views.push(await office.ask('xian', readMatter, { params: { matterId } }))
  expect(views.some((it) => new Set(it.hops.map((hop) => hop.unitId)).size > 1)).toBe(true)
  const told = views.flatMap((it) => it.events.map((event) => event.what.en)).join('\n')
  for (const word of ['Taken over', 'Extended by', 'Opened again', 'The clock stops by law', 'Told what is missing']) {
    expect(told).toContain(word)
  }
})

test('all of it is marked simulated, and the read tables are what the facts make of them', async () => {
  const { count } = await center.app
    .selectFrom('fact')
    .select((it) => it.fn.countAll<number>().as('count'))
    .where('simulated', '=', false)
    .executeTakeFirstOrThrow()
  expect(count).toBe(0)
  expect(await compare(center.owner, centerProjections)).toEqual([])
})
