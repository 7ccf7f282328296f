import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FaceEngine } from '../../src/face/engine.ts'
import { listFacts } from '../../src/fact/store.ts'
import { Refusal } from '../../src/kit/refusals.ts'
import { checkIn } from '../../src/presence/kiosk/checkIn.ts'
import { openKiosk } from '../../src/presence/kiosk/kioskSocket.ts'
import { openTroubles } from '../../src/presence/kiosk/troubles.ts'
import type { Station } from '../../src/presence/station/station.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { bindOne, type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'

let county: County
let running: Running
let li: StaffMember
let kiosk: TestKiosk

beforeAll(async () => {
  county = await openCounty()
  li = await county.addStaff({ name: '李某' })
  running = await county.openStation()
})
afterAll(() => county.close())
beforeEach(async () => {
  kiosk = await openBound(county, running, kioskDeps(county))
})
afterEach(() => {
  kiosk.hangUp()
  county.surprises.length = 0
})

/** The station of the kiosk with something else in place of what it does, until the work is done. */
async function instead<T>(other: Partial<Station>, work: () => Promise<T>): Promise<T> {
  const { station } = running
  const own = { ...station }
  Object.assign(station, other)
  try {
    return await work()
  } finally {
    Object.assign(station, own)
  }
}
const full = { record: () => Promise.reject(new Refusal('diskFull')) }

test('a visitor whose word cannot be kept hears so, and whoever is at work goes on', async () => {
  kiosk.say({ say: 'claim', claim: li.employeeNo })
  const before = await kiosk.toScene('otherWay')
  const press = randomUUID()
  await instead(full, async () => {
    kiosk.say({ say: 'visit', press, outcome: null })
    await kiosk.until(() => kiosk.refusals.includes('diskFull'))
  })
  kiosk.say({ say: 'visit', press, outcome: null })
  await kiosk.until(() => kiosk.said.some((it) => it.say === 'visitKept'))
  expect(kiosk.scene).toEqual(before)
})

test('a check-in that was kept is told, whatever fails after it', async () => {
  const staff = running.station.findStaff(li.staffId)!
  const { db, record } = running.station
  let kept = false
  const broken = new Proxy(db, {
    get: (target, name) => {
      if (kept) throw new Refusal('storeAway')
      const part = Reflect.get(target, name)
      return typeof part === 'function' ? part.bind(target) : part
    },
  })
  const station: Station = {
    ...running.station,
    db: broken,
    record: async (statements) => {
      const facts = await record(statements)
      kept = true
      return facts
    },
  }
  const arrived = { staff, method: 'face', attemptId: null, alongside: [] } as const
  expect(await checkIn({ station, nudge: () => undefined }, arrived)).toMatchObject({ scene: 'done', name: '李某' })
  expect(kept).toBe(true)
})

test('a trouble that could not be kept is kept when it is told again', async () => {
  const troubles = openTroubles(running.station, (failure) => county.surprises.push(failure))
  const lost = { trouble: 'cameraLost', detail: 'ended' } as const
  await instead(full, () => expect(troubles.report(lost)).rejects.toMatchObject({ refusal: 'diskFull' }))
  await troubles.report(lost)
  await troubles.report(lost)
  const facts = await listFacts(county.stationDb, county.countyId, { kinds: ['kioskTrouble'] })
  expect(facts.filter((it) => it.kind === 'kioskTrouble' && it.body.trouble === 'cameraLost')).toHaveLength(1)
})

test('an engine that gives no stream has seen nothing, and the log hears of it', async () => {
  kiosk.hangUp()
  const engine = {
    openStream: () => {
      throw new Error('no worker')
    },
  } as unknown as FaceEngine
  const other = await openBound(
    county,
    running,
    kioskDeps(county, () => engine),
  )
  other.sendFrame({ signals: { faces: 0 }, looks: 0 })
  await other.until(() => county.surprises.length > 0)
  expect(county.surprises).toEqual([new Error('no worker')])
  other.say({ say: 'otherWay' })
  await other.toScene('otherWay')
  other.hangUp()
})

test('a kiosk that cannot even say what went wrong ends, and may open anew', async () => {
  const deps = kioskDeps(county)
  const bound = await bindOne(county, running, deps)
  let closed = false
  let hear: (data: string) => void = () => undefined
  let nonce = ''
  openKiosk(
    {
      send: (text) => {
        const said = JSON.parse(text)
        if (said.say === 'hello') nonce = said.nonce
        if (said.say === 'show' && said.scene.scene === 'otherWay') throw new Error('the line is broken')
      },
      close: () => {
        closed = true
      },
      onMessage: (handle) => {
        hear = handle
      },
      onClose: () => undefined,
    },
    deps,
  )
  const { kioskId } = bound
  hear(JSON.stringify({ say: 'open', kioskId, signature: bound.signatureOver(nonce) }))
  await bound.until(() => deps.open.has(kioskId))
  hear(JSON.stringify({ say: 'otherWay' }))
  await bound.until(() => closed)
  expect(county.surprises).toEqual([new Error('the line is broken')])
  const anew = bound.again(deps)
  anew.open()
  await anew.toScene('idle')
  anew.hangUp()
})
