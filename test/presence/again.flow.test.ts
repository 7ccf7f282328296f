import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FrameSignals } from '../../src/contract/signals.ts'
import type { FaceEngine } from '../../src/face/engine.ts'
import { listFacts } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import { anyRoom, anySubject, liveOf } from '../../src/presence/simulate/live.ts'
import { bytesFrom, seeded } from '../../src/presence/simulate/random.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'
import { filmUntil, frameMs } from './filming.ts'
import { engineForTests, faceOf, Performer, type Showing } from './performer.ts'

const dayMs = 24 * 3_600_000
let county: County
let running: Running
let kiosk: TestKiosk
let engine: ReturnType<typeof engineForTests>
let [li, wang]: StaffMember[] = []

/** Puts a template where an enrolment would: through the vault. */
async function enrol({ staffId, consentId }: StaffMember, looks: number): Promise<void> {
  const { station } = running
  const kept = { templateId: newId(), staffId, consentId: consentId ?? '', enrolledAt: station.clock.now() }
  await station.vault.keep(station.db, kept, faceOf(looks, seeded(looks)), async () => undefined)
  await station.refresh()
}

beforeAll(async () => {
  county = await openCounty()
  ;[li, wang] = [await county.addStaff({ name: '李某' }), await county.addStaff({ name: '王某' })]
  running = await county.openStation()
  await enrol(li!, 1)
  await enrol(wang!, 2)
  engine = engineForTests()
  const looking: FaceEngine = engine
  // The same bytes each time: the challenge happens to be equal.
  const random = (count: number) => bytesFrom(seeded(3), count)
  kiosk = await openBound(county, running, { ...kioskDeps(county, () => looking), random })
})
afterAll(() => county.close())

/** Somebody living, as the engine measures a face, who looks otherwise each day; what was shown is written down. Simulated. */
class Living extends Performer {
  readonly shown: Showing[] = []
  readonly #random
  readonly #subject
  readonly #room
  constructor(seed: number, looks: number) {
    super(seed, looks)
    this.#random = seeded(seed)
    this.#subject = anySubject(this.#random, 'living')
    this.#room = anyRoom(this.#random)
  }
  override showing(at: number): Showing {
    const { signals, looks } = super.showing(at)
    const { face, ...rest } = signals as FrameSignals
    const live = face && liveOf(this.#subject, face, 0.5, undefined, this.#room, this.#random)
    const showing = { signals: { ...rest, face: { ...face, live } }, looks }
    this.shown.push(showing)
    return showing
  }
}

/** The film of what somebody showed, under somebody's face, whatever is asked. */
class Film extends Performer {
  readonly #frames: Showing[]
  constructor(shown: readonly Showing[], looks: number) {
    super(1, looks)
    this.#frames = [...shown]
  }
  override see = () => undefined
  override showing(): Showing {
    return { signals: (this.#frames.shift() ?? { signals: { faces: 0 } }).signals, looks: this.looks }
  }
}

/** Before the camera until it is decided; then nobody is there, and a day passes. */
async function film(performer: Performer) {
  await filmUntil({ county, kiosk, engine }, performer, ['done', 'failed', 'otherWay'])
  const scene = kiosk.scene?.scene
  const attempt = (await listFacts(county.stationDb, county.countyId)).findLast((fact) => fact.kind === 'attemptJudged')
  if (attempt?.kind !== 'attemptJudged') throw new Error('no attempt was judged')
  kiosk.say({ say: 'cancel' })
  await kiosk.toScene('idle')
  county.run(dayMs)
  await nobody()
  const reading = (name: string) => attempt.body.record.liveness?.readings.find(({ signal }) => signal === name)
  return { scene, verdict: attempt.body.verdict, reading, attempt }
}

async function nobody(): Promise<void> {
  for (let frames = 0; frames < 8; frames += 1) {
    county.run(frameMs * 4)
    kiosk.sendFrame({ signals: { faces: 0 }, looks: 0 })
    await new Promise((wake) => setTimeout(wake, 10))
  }
}

const remembered = ({ staffId }: StaffMember) =>
  running.station.captures.of(staffId, running.station.clock.monotonic()).length

const first = new Living(11, 1)

test('a passed check-in is remembered', async () => {
  expect(remembered(li!)).toBe(0)
  expect(await film(first)).toMatchObject({ scene: 'done', verdict: 'passed' })
  expect(remembered(li!)).toBe(1)
})

test('yesterday’s film of a passed check-in is named, though it does all that is asked', async () => {
  const again = await film(new Film(first.shown, 1))
  expect(again.reading('replay')?.value).toBeLessThan(0.1)
  expect(again.reading('replay')?.evidence).toBeLessThan(-1)
  expect(again.verdict).toBe('failed')
  expect(remembered(li!)).toBe(1)
})

test('the living person comes again the next day and is not held for a film', async () => {
  const next = await film(new Living(12, 1))
  expect(next).toMatchObject({ scene: 'done', verdict: 'passed' })
  expect(next.reading('replay')?.value).toBeGreaterThan(0.95)
  expect(remembered(li!)).toBe(2)
})

test('nobody is compared with what others looked like', async () => {
  const living = new Living(13, 1)
  await film(living)
  const other = await film(new Film(living.shown, 2))
  expect(other).toMatchObject({ scene: 'done', verdict: 'passed', attempt: { staffId: wang!.staffId } })
  expect(other.reading('replay')?.value).toBeGreaterThan(0.95)
  expect(remembered(wang!)).toBe(1)
})

test('who is struck off in the second of passing gets the other way, and the attempt stays told (the station is made to know nobody)', async () => {
  const knowsNobody = vi.spyOn(running.station, 'findStaff').mockReturnValue(undefined)
  const { scene, verdict, attempt } = await film(new Living(14, 2))
  knowsNobody.mockRestore()
  expect({ scene, verdict, who: attempt.staffId }).toEqual({ scene: 'otherWay', verdict: 'passed', who: wang!.staffId })
  expect(remembered(wang!)).toBe(1)
})

test('with the consent goes what was remembered, at once, and only that', async () => {
  expect(remembered(li!)).toBe(3)
  await county.withdrawConsent(li!)
  await running.uplink.pullNow()
  expect(remembered(li!)).toBe(0)
  expect(remembered(wang!)).toBe(1)
})

test('nothing of all this was a surprise', () => expect(county.surprises).toEqual([]))
