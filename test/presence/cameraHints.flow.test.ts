import { afterAll, beforeAll, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import { openTroubles } from '../../src/presence/kiosk/troubles.ts'
import type { Station } from '../../src/presence/station/station.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, frameOf, kioskDeps, openBound, openCounty, type TestKiosk } from './county.ts'

let county: County
let running: Running
let kiosk: TestKiosk

beforeAll(async () => {
  county = await openCounty()
  running = await county.openStation()
  kiosk = await openBound(county, running, kioskDeps(county))
})
afterAll(() => county.close())

/** Hints on the disk, once the kiosk has dealt with all it was told. */
async function hints(): Promise<string[]> {
  kiosk.say({ say: 'otherWay' })
  await kiosk.toScene('otherWay')
  kiosk.say({ say: 'cancel' })
  await kiosk.toScene('idle')
  const facts = await listFacts(county.stationDb, county.countyId)
  return facts.flatMap((it) => (it.kind === 'kioskTrouble' && it.body.trouble === 'cameraHint' ? [it.body.detail] : []))
}

const asked = { width: 640, height: 480, frameRate: 15 }
const settings = 'settings 1920x1080@60, asked 640x480@15'

test('a camera that gives another picture is a hint, once a day, and refused nothing', async () => {
  const camera = { label: 'Webcam', width: 1920, height: 1080, frameRate: 60, asked }
  kiosk.say({ say: 'camera', camera })
  kiosk.say({ say: 'camera', camera })
  expect(await hints()).toEqual([settings])
  expect(kiosk.refusals).toEqual([])
})

test('frames of a program are a hint, and go on being looked at', async () => {
  for (let number = 1; number <= 300; number += 1) {
    if (number % 30 === 0) county.run(1000)
    const frame = Buffer.from(frameOf({ signals: { faces: 0 }, looks: 0 }, number))
    frame.writeDoubleBE(number * 70, 4)
    kiosk.sendRaw(frame)
  }
  expect(await hints()).toEqual([settings, 'tooEven 0.000 ms around 70.0 ms'])
  expect(kiosk.closed).toBe(false)
  expect(kiosk.refusals).toEqual([])
})

test('a hint that cannot be written is told nobody but the log', async () => {
  const surprises: unknown[] = []
  const full: Station = { ...running.station, record: () => Promise.reject(new Error('no room')) }
  await openTroubles(full, (failure) => surprises.push(failure)).hint([{ hint: 'unnamed', detail: '' }])
  expect(surprises).toEqual([new Error('no room')])
})
