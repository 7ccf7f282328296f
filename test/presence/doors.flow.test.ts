import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { seriesPolicy, seriesSigns } from '../../src/presence/rules/series/policy.ts'
import { neededAt, nothingKnown, type Usual } from '../../src/presence/rules/series/usual.ts'
import { honestMonth, ordinarySite } from '../../src/presence/simulate/crowd.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import { keepDoor, listDoors } from '../../src/presence/station/doors.ts'
import type { Station } from '../../src/presence/station/station.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { letGo, openWatching } from '../../src/presence/station/watching.ts'
import { type County, openCounty } from './county.ts'

let county: County
let running: Running
const kioskId = newId()
const surprises: unknown[] = []

beforeAll(async () => {
  county = await openCounty()
  running = await county.openStation()
})
afterAll(() => county.close())

const today = () => dayOf(county.stationClock.now())
const listKept = () => listDoors(county.stationDb, running.station, today())
const sorted = (values: readonly number[] = []): number[] => values.toSorted((a, b) => a - b)
const rounded = (values: readonly number[] = []): number[] => sorted(values).map((it) => Math.round(it * 100) / 100 + 0)

/** Honest people pass the kiosk for some days (simulated numbers), and the watch is told as an ended attempt tells it. */
async function passBy({ station }: Running, days: number): Promise<void> {
  const from = county.stationClock.monotonic()
  const month = honestMonth(seeded(8), ordinarySite).filter(({ beganAt }) => beganAt < days * 86_400_000)
  const watch = openWatching(station, kioskId, (failure) => surprises.push(failure))
  let [now, n] = [0, 0]
  for (const one of month) {
    county.run(one.endedAt - now)
    now = one.endedAt
    station.series.take(
      { ...one, attemptId: `${n}`, beganAt: from + one.beganAt, endedAt: from + one.endedAt },
      kioskId,
    )
    n += 1
    await watch({ facts: [], events: [], checkInId: null, description: undefined, endedAt: from + one.endedAt })
  }
}

const usualOf = ({ series }: Station): Usual | undefined => {
  series.forget(county.stationClock.monotonic())
  return series.unkept().find((door) => door.kioskId === kioskId)?.usual
}

test('a door that was known is known after a restart', async () => {
  await passBy(running, 10)
  county.run(seriesPolicy.windowMs)
  const learnt = usualOf(running.station)
  if (learnt === undefined) throw new Error('the door has learnt nothing')
  await letGo(running.station)
  expect(running.station.series.remembered()).toBe(0)
  expect(surprises).toEqual([])
  expect(learnt.gap.length).toBe(seriesPolicy.mostKnown)

  await county.stations().stop()
  const again = (await county.startStations()).list()[0]
  if (again === undefined) throw new Error('no station')
  running = again
  const [door, ...more] = await listKept()
  expect(more).toEqual([])
  for (const sign of seriesSigns) expect(sorted(door?.usual[sign])).toEqual(rounded(learnt[sign]))
  expect(neededAt(door?.usual ?? nothingKnown, seriesPolicy)).toBe(neededAt(learnt, seriesPolicy))
  expect(running.station.series.unkept()).toEqual([])
  await passBy(running, 1)
  county.run(seriesPolicy.windowMs)
  expect(usualOf(running.station)?.gap).toHaveLength(seriesPolicy.mostKnown)
})

test('what is kept are a bounded number of numbers, with nothing of whom they were read', async () => {
  const rows = await county.stationDb.selectFrom('door_usual').selectAll().execute()
  expect(rows.map(({ readings: _, ...row }) => row)).toEqual([
    {
      county_id: county.countyId,
      device_id: running.station.deviceId,
      kiosk_id: kioskId,
      kept_on: today(),
      measure: 1,
    },
  ])
  const readings = rows[0]?.readings as Record<string, number[]>
  expect(Object.keys(readings).sort()).toEqual([...seriesSigns].sort())
  for (const values of Object.values(readings)) {
    expect(values.length).toBeLessThanOrEqual(seriesPolicy.mostKnown)
    for (const value of values) expect(value).toBe(Math.round(value * 100) / 100)
  }
})

test('readings of two signs do not stand in the order in which they were read', async () => {
  const rising = Array.from({ length: seriesPolicy.mostKnown }, (_, i) => i / 10)
  const usual = Object.fromEntries(seriesSigns.map((sign) => [sign, rising])) as never
  const other = newId()
  await keepDoor(county.stationDb, running.station, { kioskId: other, usual }, today())
  const kept = (await listKept()).find((door) => door.kioskId === other)?.usual
  const orders = seriesSigns.map((sign) => JSON.stringify(kept?.[sign]))
  expect(new Set([...orders, JSON.stringify(rising)]).size).toBe(seriesSigns.length + 1)
})

test('doors of another way of reading, rubbish, and doors that nobody passed for a quarter of a year are unknown', async () => {
  const { countyId: county_id, deviceId: device_id } = running.station
  const before = await listKept()
  const row = { county_id, device_id, kept_on: today(), measure: 1, readings: JSON.stringify(before[0]?.usual) }
  const old = newId()
  await county.stationDb
    .insertInto('door_usual')
    .values([
      { ...row, kiosk_id: newId(), measure: 0 },
      { ...row, kiosk_id: newId(), readings: '{"gap": ["soon"]}' },
      { ...row, kiosk_id: old, kept_on: addDays(today(), -91) },
    ])
    .execute()
  expect(await listKept()).toEqual(before)
  await keepDoor(county.stationDb, running.station, before[0]!, today())
  const left = await county.stationDb.selectFrom('door_usual').select('kiosk_id').execute()
  expect(left.map((it) => it.kiosk_id)).not.toContain(old)
})

test('what a revoked station learnt is removed, and it keeps nothing more', async () => {
  const { station, uplink } = running
  await county.system.post(`/api/devices/${station.deviceId}/revoke`)
  await uplink.pullNow()
  expect(station.revoked()).toBe(true)
  expect(await county.stationDb.selectFrom('door_usual').selectAll().execute()).toEqual([])
  await passBy(running, 2)
  county.run(seriesPolicy.windowMs)
  await letGo(station)
  expect(await county.stationDb.selectFrom('door_usual').selectAll().execute()).toEqual([])
})
