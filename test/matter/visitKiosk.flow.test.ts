import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rebuild } from '../../src/fact/rebuild.ts'
import { listFacts } from '../../src/fact/store.ts'
import { toMs } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { noteBoards } from '../../src/matter/visit/noting.ts'
import { visitProjection } from '../../src/matter/visit/projection.ts'
import { pressedOf } from '../../src/presence/kiosk/press.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type TestKiosk } from '../presence/county.ts'

let county: County
let running: Running
let kiosk: TestKiosk

beforeAll(async () => {
  county = await openCounty()
  running = await county.openStation()
  kiosk = await openBound(county, running, kioskDeps(county))
})
afterAll(() => county.close())

const kept = () => kiosk.said.filter((it) => it.say === 'visitKept')
const until = async (many: number): Promise<void> => {
  while (kept().length < many) await new Promise((again) => setTimeout(again, 5))
}
const facts = async (kind: string) =>
  (await listFacts(county.stationDb, county.countyId)).filter((it) => it.kind === kind)

test('a visitor at the kiosk is kept at the station without a network, and reaches the center with one', async () => {
  county.net.cut = true
  const press = randomUUID()
  kiosk.say({ say: 'visit', press, outcome: null })
  kiosk.say({ say: 'visit', press, outcome: null })
  await until(2)
  expect(kept()[0]).toMatchObject({ press, code: pressedOf(press).code, outcome: null })
  kiosk.say({ say: 'visit', press, outcome: 'nobodyThere' })
  await until(3)
  expect(await facts('visitBegun')).toHaveLength(1)
  const [ended] = await facts('visitEnded')
  expect(ended).toMatchObject({
    by: { kind: 'station' },
    body: {
      visitId: pressedOf(press).visitId,
      siteId: county.siteId,
      outcome: 'nobodyThere',
      matterId: null,
      told: '',
    },
  })
  expect(JSON.stringify(await facts('visitBegun'))).not.toContain(pressedOf(press).code)

  county.net.cut = false
  running.uplink.nudge()
  const endedThere = async () =>
    (await listFacts(county.center, county.countyId)).filter((it) => it.kind === 'visitEnded')
  while ((await endedThere()).length === 0) {
    running.uplink.nudge()
    await new Promise((again) => setTimeout(again, 20))
  }
  const atCenter = await endedThere()
  expect(atCenter.map((it) => it.id)).toEqual([ended!.id])
})

test('what the board said then is noted once the word is there, and only once', async () => {
  await rebuild(county.centerOwner, [visitProjection])
  const [ended] = await facts('visitEnded')
  const now = new Date(toMs(ended!.at) + 60_000).toISOString()
  expect(await noteBoards(county.center, county.countyId, now, centerProjections)).toBe(1)
  expect(await noteBoards(county.center, county.countyId, now, centerProjections)).toBe(0)
  const noted = (await listFacts(county.center, county.countyId)).find((it) => it.kind === 'boardNoted')
  expect(noted).toMatchObject({ at: ended!.at, by: { kind: 'system' }, body: { wordId: ended!.id } })
})
