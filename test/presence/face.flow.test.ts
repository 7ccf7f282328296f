import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import type { KioskDeps } from '../../src/presence/kiosk/kioskSocket.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'
import { filmUntil, frameMs } from './filming.ts'
import { engineForTests, faceOf, Performer } from './performer.ts'

let county: County
let running: Running
let deps: KioskDeps
let kiosk: TestKiosk
let engine: ReturnType<typeof engineForTests>
const faces = new Map<string, number>()
let [li, wang, zhao]: StaffMember[] = []

/** Puts a template where an enrolment would: through the vault. */
async function enrol(staff: StaffMember, looks: number): Promise<void> {
  const { station } = running
  faces.set(staff.staffId, looks)
  const enrolled = { templateId: newId(), staffId: staff.staffId, consentId: staff.consentId ?? '' }
  const kept = { ...enrolled, enrolledAt: station.clock.now() }
  await station.vault.keep(station.db, kept, faceOf(looks, seeded(looks)), async () => undefined)
  await station.refresh()
}

beforeAll(async () => {
  county = await openCounty()
  ;[li, wang, zhao] = [
    await county.addStaff({ name: '李某' }),
    await county.addStaff({ name: '王某' }),
    await county.addStaff({ name: '赵某' }),
  ]
  running = await county.openStation()
  await enrol(li!, 1)
  await enrol(wang!, 2)
  engine = engineForTests()
  deps = kioskDeps(county, () => engine)
  kiosk = await openBound(county, running, deps)
})
afterAll(() => county.close())

const film = (performer: Performer, ends: readonly string[]) => filmUntil({ county, kiosk, engine }, performer, ends)

const nobody = async () => {
  kiosk.say({ say: 'cancel' })
  await kiosk.toScene('idle')
  for (let frames = 0; frames < 8; frames += 1) {
    county.run(frameMs * 4)
    kiosk.sendFrame({ signals: { faces: 0 }, looks: 0 })
    await new Promise((wake) => setTimeout(wake, 10))
  }
}
const ownFacts = () => listFacts(county.stationDb, county.countyId)

describe('a check-in by face (simulated people)', () => {
  test('whoever does what the screen asks is checked in, with what was measured and nothing else', async () => {
    await film(new Performer(11, 1), ['done', 'failed', 'otherWay'])
    expect(kiosk.scene).toMatchObject({ scene: 'done', name: '李某', method: 'face', direction: 'arrival' })
    const facts = await ownFacts()
    const [attempt, checkIn] = facts.slice(-2)
    expect(attempt).toMatchObject({
      kind: 'attemptJudged',
      staffId: li!.staffId,
      body: { verdict: 'passed', staffId: li!.staffId, record: { number: 1, models: engine.models } },
    })
    expect(checkIn).toMatchObject({ kind: 'checkIn', body: { method: 'face', staffId: li!.staffId } })
    const record = attempt?.kind === 'attemptJudged' ? attempt.body.record : undefined
    expect(checkIn?.kind === 'checkIn' && checkIn.body.attemptId).toBe(record?.attemptId)
    expect(record?.gates.map((gate) => gate.passed)).not.toContain(false)
    expect(record?.steps).toHaveLength(3)
    expect(record?.scores.map((score) => score.name)).toContain('sameAsTrack')
    await nobody()
  })

  test('a face that is nobody’s here fails twice, and the other way is offered at once', async () => {
    await film(new Performer(12, 77), ['otherWay', 'done'])
    expect(kiosk.scene).toEqual({ scene: 'otherWay', offered: true, refused: null })
    const attempts = (await ownFacts()).slice(-2)
    expect(attempts).toMatchObject([
      { kind: 'attemptJudged', body: { verdict: 'failed', staffId: null, record: { number: 1 } } },
      { kind: 'attemptJudged', body: { verdict: 'failed', staffId: null, record: { number: 2 } } },
    ])
    expect(attempts.some((fact) => fact.staffId !== undefined)).toBe(false)
    await nobody()
  })

  test('the right face that does nothing fails twice', async () => {
    const picture = new Performer(13, 1)
    picture.does = () => null
    await film(picture, ['otherWay', 'done'])
    expect(kiosk.scene).toMatchObject({ scene: 'otherWay', offered: true })
    await nobody()
  })

  test('the next arrival by face is asked whether they saw who came without one, and may leave it', async () => {
    kiosk.say({ say: 'pin', method: 'pin', claim: zhao!.employeeNo, pin: zhao!.pin })
    await kiosk.toScene('done')
    await nobody()
    await film(new Performer(14, 2), ['done', 'otherWay'])
    expect(kiosk.scene).toMatchObject({ scene: 'done', name: '王某', countersign: { name: '赵某' } })
    const asked = kiosk.scene?.scene === 'done' ? kiosk.scene.countersign : null
    kiosk.say({ say: 'countersign', checkInId: newId(), seen: true })
    kiosk.say({ say: 'countersign', checkInId: asked?.checkInId, seen: true })
    await kiosk.until(() => kiosk.scene?.scene === 'done' && kiosk.scene.countersign === null)
    expect((await ownFacts()).at(-1)).toMatchObject({
      kind: 'countersigned',
      body: { checkInId: asked?.checkInId, staffId: zhao!.staffId, witness: 'staff', witnessStaffId: wang!.staffId },
    })
    await nobody()
  })

  test('somebody who only walks by leaves nothing behind', async () => {
    const before = (await ownFacts()).length
    const walker = new Performer(15, 5)
    for (let frames = 0; frames < 2; frames += 1) {
      county.run(frameMs * 4)
      kiosk.sendFrame(walker.showing(county.stationClock.monotonic()))
      await new Promise((wake) => setTimeout(wake, 15))
    }
    county.run(2000)
    await kiosk.toScene('idle')
    expect((await ownFacts()).length).toBe(before)
  })

  test('whoever was just checked in and stays is not asked again; somebody else is', async () => {
    const staying = new Performer(16, 1)
    await film(staying, ['done', 'otherWay'])
    county.run(11_000)
    await kiosk.toScene('idle')
    const before = (await ownFacts()).length
    for (let frames = 0; frames < 12; frames += 1) {
      county.run(frameMs * 4)
      kiosk.sendFrame(staying.showing(county.stationClock.monotonic()))
      await new Promise((wake) => setTimeout(wake, 15))
    }
    expect(kiosk.scene).toEqual({ scene: 'idle' })
    await film(new Performer(17, 2), ['done', 'otherWay'])
    expect(kiosk.scene).toMatchObject({ scene: 'done', name: '王某' })
    expect((await ownFacts()).length).toBe(before + 2)
    await nobody()
  })

  test('numbers that are none never check anybody in', async () => {
    const before = (await ownFacts()).filter((fact) => fact.kind === 'checkIn').length
    for (let frames = 0; frames < 80; frames += 1) {
      county.run(frameMs)
      const broken = { ...(new Performer(18, 1).showing(frames).signals as object), face: { turn: 'NaN', eyes: null } }
      kiosk.sendFrame({ signals: frames % 2 ? broken : { faces: Number.MAX_VALUE, face: {} }, looks: 1 })
      await new Promise((wake) => setTimeout(wake, 3))
    }
    expect((await ownFacts()).filter((fact) => fact.kind === 'checkIn').length).toBe(before)
    await nobody()
  })

  test('a flood of frames is counted and dropped, and the kiosk goes on', async () => {
    const looked = engine.looked
    const showing = { signals: { faces: 0 }, looks: 0 }
    for (let frames = 0; frames < 10_000; frames += 1) kiosk.sendFrame(showing)
    await new Promise((wake) => setTimeout(wake, 50))
    expect(engine.looked - looked).toBeLessThan(50)
    expect(kiosk.closed).toBe(false)
    kiosk.say({ say: 'otherWay' })
    await kiosk.toScene('otherWay')
    await nobody()
  })

  test('an absurd flood ends the connection', async () => {
    const other = await openBound(county, running, deps)
    for (let frames = 0; frames < 21_000; frames += 1) other.sendFrame({ signals: { faces: 0 }, looks: 0 })
    expect(other.closed).toBe(true)
    expect(other.refusals).toEqual(['tooManyFrames'])
  })

  test.each([
    ['an empty file', Buffer.alloc(12)],
    ['no JPEG', Buffer.alloc(5000, 1)],
    ['more than the limit', Buffer.alloc(1_000_013, 255)],
  ])('%s ends the connection', async (_, data) => {
    const other = await openBound(county, running, deps)
    county.run(1000)
    other.sendRaw(data)
    expect(other.refusals).toEqual(['messageWrong'])
    expect(other.closed).toBe(true)
  })

  test('a virtual camera and a lost one are facts, the same trouble once a minute', async () => {
    kiosk.say({ say: 'camera', camera: { label: 'OBS Virtual Camera', width: 640, height: 480, frameRate: 30 } })
    kiosk.say({ say: 'camera', camera: { label: 'OBS Virtual Camera', width: 640, height: 480, frameRate: 30 } })
    kiosk.say({ say: 'trouble', trouble: 'cameraLost', detail: 'unplugged' })
    // Messages are dealt with one after the other.
    kiosk.say({ say: 'otherWay' })
    await kiosk.toScene('otherWay')
    const troubles = (await ownFacts()).filter((fact) => fact.kind === 'kioskTrouble')
    expect(troubles.map((fact) => fact.kind === 'kioskTrouble' && fact.body.trouble)).toEqual([
      'virtualCamera',
      'cameraLost',
    ])
  })

  test('while the engine is not ready only the other way works, and the kiosk says so', async () => {
    const without = kioskDeps(county)
    const other = await openBound(county, running, without)
    expect(other.said.find((message) => message.say === 'welcome')).toMatchObject({ face: false })
    other.sendFrame(new Performer(19, 1).showing(0))
    other.say({ say: 'pin', method: 'pin', claim: zhao!.employeeNo, pin: zhao!.pin })
    await other.toScene('done')
    other.hangUp()
  })

  test('above thirty enrolled people a claim comes first, and the face must be that person’s', async () => {
    const many: StaffMember[] = []
    for (let index = 0; index < 30; index += 1) many.push(await county.addStaff())
    await running.uplink.pullNow()
    for (const [index, staff] of many.entries()) await enrol(staff, 100 + index)
    await nobody()
    const performer = new Performer(20, 103)
    await film(performer, ['claimWanted'])
    kiosk.say({ say: 'claim', claim: 'Q77' })
    await kiosk.until(() => kiosk.scene?.scene === 'claimWanted' && kiosk.scene.refused === 'claimUnknown')
    kiosk.say({ say: 'claim', claim: many[3]!.employeeNo })
    await film(performer, ['done', 'otherWay'])
    expect(kiosk.scene).toMatchObject({ scene: 'done', name: many[3]!.name })
    await nobody()
    kiosk.say({ say: 'claim', claim: many[4]!.employeeNo })
    await film(new Performer(21, 103), ['done', 'otherWay'])
    expect(kiosk.scene).toMatchObject({ scene: 'otherWay', offered: true })
    const tries = (await ownFacts()).slice(-2).map((fact) => (fact.kind === 'attemptJudged' ? fact.body : undefined))
    expect(tries.map((it) => it?.record.number)).toEqual([1, 2])
    expect(tries.map((it) => it?.why)).toEqual([['match'], ['match']])
    await nobody()
  })

  test('no fact holds a picture, a vector or anything that could be one', async () => {
    const facts = await ownFacts()
    expect(facts.length).toBeGreaterThan(20)
    for (const fact of facts) {
      const text = JSON.stringify(fact)
      expect(text.length).toBeLessThan(40_000)
      for (const [long] of text.matchAll(/[A-Za-z0-9+/=_-]{257,}/g)) expect(long).toBe('')
      if (fact.kind !== 'attemptJudged') continue
      for (const curve of Object.values(fact.body.record.curves)) {
        expect(curve.length).toBeLessThanOrEqual(360)
        for (const value of curve) expect(Number.isInteger(Math.round(value * 1e6) / 1000)).toBe(true)
      }
    }
  })

  test('nothing of all this was a surprise', () => expect(county.surprises).toEqual([]))
})
