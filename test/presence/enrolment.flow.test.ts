import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import type { KioskDeps } from '../../src/presence/kiosk/kioskSocket.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { bindOne, type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'
import { filmUntil } from './filming.ts'
import { engineForTests, Performer } from './performer.ts'

let county: County
let running: Running
let deps: KioskDeps
let kiosk: TestKiosk
/** Another screen of the same station. */
let bound: TestKiosk
const engine = engineForTests()
let [li, wang]: StaffMember[] = []

beforeAll(async () => {
  county = await openCounty()
  ;[li, wang] = [await county.addStaff({ name: '李某' }), await county.addStaff({ name: '王某' })]
  running = await county.openStation()
  deps = kioskDeps(county, () => engine)
  kiosk = await openBound(county, running, deps)
  bound = await bindOne(county, running, deps)
})
afterAll(() => county.close())

const codeFor = async (staff: StaffMember): Promise<string> =>
  (await county.clerk.post(`/api/staff/${staff.staffId}/enrolment`)).body.code
const film = (performer: Performer, ends: readonly string[]) => filmUntil({ county, kiosk, engine }, performer, ends)
const back = async () => {
  kiosk.say({ say: 'cancel' })
  await kiosk.toScene('idle')
}
const enterPin = async (code: string, pin: string) => {
  kiosk.say({ say: 'enrol', code })
  await kiosk.toScene('enrolPin')
  kiosk.say({ say: 'enrolPin', pin })
}
const ownFacts = () => listFacts(county.stationDb, county.countyId)
const templates = () => county.stationDb.selectFrom('template').selectAll().execute()

describe('an enrolment at the kiosk (simulated people)', () => {
  test('without a live consent there is no code', async () => {
    const without = await county.addStaff({ consents: false })
    const { status, body } = await county.clerk.post(`/api/staff/${without.staffId}/enrolment`)
    expect([status, body.refusal]).toEqual([409, 'consentWanted'])
  })

  test('an invented code is refused', async () => {
    kiosk.say({ say: 'enrol', code: '000000' })
    expect(await kiosk.toScene('enrolFailed')).toMatchObject({ refused: 'enrolmentCodeWrong' })
    await back()
  })

  test('the person confirms by PIN; a wrong one is counted and may be typed again', async () => {
    await enterPin(await codeFor(li!), '000000')
    await kiosk.until(() => kiosk.scene?.scene === 'enrolPin' && kiosk.scene.refused === 'pinWrong')
    kiosk.say({ say: 'enrolPin', pin: li!.pin })
    await kiosk.toScene('enrolling')
    await back()
    expect(await templates()).toEqual([])
  })

  test('code, PIN, challenge, good frames: the template is in the vault, its fact names consent and clerk', async () => {
    const code = await codeFor(li!)
    await enterPin(code, li!.pin)
    await kiosk.toScene('enrolling')
    await film(new Performer(31, 1), ['enrolled', 'enrolFailed'])
    expect(kiosk.scene).toMatchObject({ scene: 'enrolled', name: '李某' })
    const [attempt, enrolled] = (await ownFacts()).slice(-2)
    expect(attempt).toMatchObject({ kind: 'attemptJudged', body: { verdict: 'passed', staffId: li!.staffId } })
    expect(enrolled).toMatchObject({
      kind: 'templateEnrolled',
      staffId: li!.staffId,
      body: { consentId: li!.consentId, confirmedBy: 'pin', models: engine.models },
    })
    expect(enrolled?.kind === 'templateEnrolled' && enrolled.body.frames).toBeGreaterThanOrEqual(3)
    expect((await templates()).map((row) => row.staff_id)).toEqual([li!.staffId])
    await back()
    kiosk.say({ say: 'enrol', code })
    await kiosk.toScene('enrolPin')
    await back()
  })

  test('and with it the person checks in', async () => {
    for (let frames = 0; frames < 6; frames += 1) {
      county.run(300)
      kiosk.sendFrame({ signals: { faces: 0 }, looks: 0 })
      await new Promise((wake) => setTimeout(wake, 10))
    }
    await film(new Performer(32, 1), ['done', 'otherWay'])
    expect(kiosk.scene).toMatchObject({ scene: 'done', name: '李某', method: 'face' })
    await back()
  })

  test('the same face under another name is refused, and the kiosk says whose it is', async () => {
    await enterPin(await codeFor(wang!), wang!.pin)
    await kiosk.toScene('enrolling')
    await film(new Performer(33, 1), ['enrolled', 'enrolFailed'])
    expect(kiosk.scene).toEqual({ scene: 'enrolFailed', refused: 'faceSameAs', sameAs: '李某' })
    expect((await ownFacts()).at(-1)).toMatchObject({
      kind: 'enrolmentRefused',
      body: { staffId: wang!.staffId, sameAsStaffId: li!.staffId },
    })
    expect(await templates()).toHaveLength(1)
    await back()
  })

  test('a picture that does nothing is not enrolled, and the same code may be tried again without the center', async () => {
    const code = await codeFor(wang!)
    await enterPin(code, wang!.pin)
    await kiosk.toScene('enrolling')
    const picture = new Performer(34, 2)
    picture.does = () => null
    await film(picture, ['enrolled', 'enrolFailed'])
    expect(kiosk.scene).toMatchObject({ scene: 'enrolFailed', refused: 'enrolmentFailed' })
    await back()
    county.net.cut = true
    await enterPin(code, wang!.pin)
    await kiosk.toScene('enrolling')
    await film(new Performer(35, 2), ['enrolled', 'enrolFailed'])
    expect(kiosk.scene).toMatchObject({ scene: 'enrolled', name: '王某' })
    county.net.cut = false
    await back()
  })

  test.each<[string, (withdrawn: () => Promise<void>, code: string, sun: StaffMember) => Promise<void>]>([
    [
      'before the code is typed again',
      async (withdrawn, code) => {
        await withdrawn()
        kiosk.say({ say: 'enrol', code })
      },
    ],
    [
      'at another screen meanwhile',
      async (withdrawn, code, sun) => {
        await enterPin(code, sun.pin)
        await kiosk.toScene('enrolling')
        await withdrawn()
        await film(new Performer(37, 7), ['enrolled', 'enrolFailed'])
      },
    ],
  ])('a consent that was withdrawn %s enrols nobody, with or without a network', async (_, enrol) => {
    const sun = await county.addStaff({ name: '孙某' })
    const code = await codeFor(sun)
    kiosk.say({ say: 'enrol', code })
    await kiosk.toScene('enrolPin')
    await back()
    const before = (await templates()).length
    county.net.cut = true
    const withdrawn = async () => {
      const other = bound.again(deps)
      other.open()
      await other.toScene('idle')
      other.say({ say: 'withdraw', claim: sun.employeeNo, pin: sun.pin })
      await other.toScene('withdrawn')
      other.hangUp()
    }
    await enrol(withdrawn, code, sun)
    expect(await kiosk.toScene('enrolFailed')).toMatchObject({ refused: 'consentWanted' })
    expect(await templates()).toHaveLength(before)
    county.net.cut = false
    await back()
  })

  test('enrolling anew replaces the template and certifies the end of the old one', async () => {
    await enterPin(await codeFor(li!), li!.pin)
    await kiosk.toScene('enrolling')
    await film(new Performer(36, 1), ['enrolled', 'enrolFailed'])
    expect(kiosk.scene).toMatchObject({ scene: 'enrolled' })
    expect((await ownFacts()).slice(-3)).toMatchObject([
      { kind: 'attemptJudged' },
      { kind: 'templateErased', body: { staffId: li!.staffId, why: 'replaced' } },
      { kind: 'templateEnrolled', body: { staffId: li!.staffId } },
    ])
    expect(await templates()).toHaveLength(2)
    await back()
  })

  test('a code for another site, an old one, and one without a network open nothing', async () => {
    const elsewhere = await county.addStaff({ siteId: await county.addSite('另一站点') })
    const foreign = await codeFor(elsewhere)
    kiosk.say({ say: 'enrol', code: foreign })
    expect(await kiosk.toScene('enrolFailed')).toMatchObject({ refused: 'enrolmentCodeWrong' })
    await back()
    const old = await codeFor(wang!)
    county.run(11 * 60_000)
    kiosk.say({ say: 'enrol', code: old })
    expect(await kiosk.toScene('enrolFailed')).toMatchObject({ refused: 'enrolmentCodeWrong' })
    await back()
    const fresh = await codeFor(wang!)
    county.net.cut = true
    kiosk.say({ say: 'enrol', code: fresh })
    expect(await kiosk.toScene('enrolFailed')).toMatchObject({ refused: 'centerAway' })
    county.net.cut = false
    await back()
  })

  test('what lies in the station’s database names nobody and shows no face', async () => {
    const { rows } = await (await import('kysely')).sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public'`.execute(county.stationDb)
    const { sql } = await import('kysely')
    let dump = ''
    for (const { name } of rows) {
      if (name === 'fact') continue
      const lines = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
        county.stationDb,
      )
      dump += lines.rows.map((line) => line.row).join('\n')
    }
    expect(dump.length).toBeGreaterThan(1000)
    expect(dump).not.toContain('某,')
    for (const staff of [li!, wang!])
      for (const secret of [staff.name, staff.pin, '$argon2id']) expect(dump).not.toContain(secret)
  })

  test('nothing of all this was a surprise', () => expect(county.surprises).toEqual([]))
})
