import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FromStation, Scene } from '../../src/contract/kiosk.ts'
import { openingText } from '../../src/contract/kioskSocket.ts'
import type { LogHead } from '../../src/contract/routes/station.ts'
import { append, type Projection } from '../../src/fact/append.ts'
import type { Answer } from '../../src/http/answer.ts'
import { openServer } from '../../src/http/server.ts'
import { newId } from '../../src/kit/ids.ts'
import { toIso, toMs } from '../../src/kit/time.ts'
import { peopleAnswers } from '../../src/people/answers.ts'
import { peopleProjections } from '../../src/people/projections.ts'
import { digestOf } from '../../src/people/secrets/password.ts'
import { findCaller } from '../../src/people/store/accounts.ts'
import { sessionStore } from '../../src/people/store/sessions.ts'
import { createSetUpToken } from '../../src/people/store/set-up.ts'
import { keepPin } from '../../src/people/store/staff.ts'
import { countyIdOf } from '../../src/people/store/tree.ts'
import { type PresenceDeps, presenceAnswers } from '../../src/presence/center/answers.ts'
import { centerKeyOf } from '../../src/presence/center/centerKey.ts'
import { findStation, sealAnswers } from '../../src/presence/center/deviceAuth.ts'
import { openCheckInFeed } from '../../src/presence/center/feed.ts'
import { presenceProjections } from '../../src/presence/center/projections.ts'
import { type KioskDeps, openKiosk } from '../../src/presence/kiosk/kioskSocket.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { bytesFrom, seeded } from '../../src/presence/simulate/random.ts'
import { httpCenter } from '../../src/presence/station/center.ts'
import { openStations, type Running, type Stations } from '../../src/presence/station/stations.ts'
import { fileHook } from '../../src/presence/vault/keyHook.ts'
import { rosterProjection } from '../../src/roster/projection.ts'
import { type Db, openDb } from '../../src/store/open.ts'
import { freshDb } from '../db.ts'
import { type Answered, Browser, county as countyBody, password } from '../people/house.ts'

export const projections: readonly Projection[] = [...peopleProjections, rosterProjection, ...presenceProjections]
const usualProjections = projections

/** What rooms to the right of presence answer a station, where a test needs them. */
export interface Rooms {
  readonly answers: readonly Answer[]
  readonly projections: readonly Projection[]
  readonly givesNumbers?: NonNullable<PresenceDeps['givesNumbers']>
}

/** Two clocks of one machine: the wall can be set, the monotonic one only runs. */
export class TwoClocks {
  #wall: number
  #monotonic = 1000
  constructor(at = '2026-03-02T00:30:00.000Z') {
    this.#wall = toMs(at)
  }
  now = (): string => toIso(Math.round(this.#wall))
  monotonic = (): number => this.#monotonic
  run(ms: number): void {
    this.#wall += ms
    this.#monotonic += ms
  }
  setWall(byMs: number): void {
    this.#wall += byMs
  }
}

/** The network between station and center. */
export interface Net {
  cut: boolean
  /** The center hears and does, but its answer is lost. */
  losesAnswers: boolean
  calls: number
}

export interface StaffMember {
  readonly staffId: string
  readonly consentId: string | null
  readonly name: string
  readonly employeeNo: string
  readonly pin: string
}

const centerKey = centerKeyOf(new Uint8Array(32).fill(5))

/** A county after its set-up with its center's server, and a station program beside it on a database of its own. */
export async function openCounty(more: Rooms = { answers: [], projections: [] }) {
  const projections = [...usualProjections, ...more.projections]
  const center = await freshDb('center')
  const stationDb = await freshDb('station')
  const sessions = openDb(center.appUrl, { max: 2 })
  const clock = new TwoClocks()
  const stationClock = new TwoClocks()
  const feed = openCheckInFeed()
  const net: Net = { cut: false, losesAnswers: false, calls: 0 }
  const surprises: unknown[] = []
  /** What the county's log has published, as the center tells it. */
  const log: { head: LogHead | null } = { head: null }
  const keysFolder = mkdtempSync(join(tmpdir(), 'station-'))
  let stations: Stations | undefined
  const server = await openServer({
    db: center.app,
    apart: sessions,
    clock,
    projections,
    findCaller,
    findStation,
    countyIdOf,
    sealAnswer: sealAnswers(centerKey),
    answers: [
      ...peopleAnswers({ sealingKey: new Uint8Array(32).fill(7) }),
      ...presenceAnswers({
        projections,
        feed,
        makeStation: (about) => stations!.make(about),
        kioskOrigin: () => 'http://127.0.0.1:8080',
        centerKey,
        logHead: () => log.head,
        ...(more.givesNumbers && { givesNumbers: more.givesNumbers }),
      }),
      ...more.answers,
    ],
    sessionStore: sessionStore(sessions, clock),
    cookieSecret: 'c'.repeat(64),
    https: false,
    log: false,
  })
  const ask = (async (url: URL, init: RequestInit) => {
    net.calls += 1
    if (net.cut) throw new TypeError('fetch failed')
    const { statusCode, headers, body } = await server.inject({
      method: init.method as 'GET',
      url: new URL(url).pathname,
      headers: init.headers as Record<string, string>,
      ...(init.body ? { payload: String(init.body) } : {}),
    })
    if (net.losesAnswers) throw new TypeError('fetch failed')
    return new Response(body, { status: statusCode, headers: headers as Record<string, string> })
  }) as unknown as typeof fetch
  const startStations = async (): Promise<Stations> => {
    stations = await openStations({
      db: stationDb.app,
      clock: stationClock,
      version: '0.1.0',
      keysFolder,
      hook: await fileHook(keysFolder),
      centerOf: (identity, ownClock) => httpCenter('http://center.test', identity, ownClock, ask),
      onSurprise: (failure) => void surprises.push(failure),
      pullEveryMs: 3_600_000,
    })
    return stations
  }
  await startStations()

  const browsers = await setUp(server, center.app, clock)
  const countyId = countyBody.countyId
  const state = (kind: string, body: object, more: object = {}) =>
    append(
      center.app,
      [
        {
          id: newId(),
          countyId,
          at: clock.now(),
          recordedAt: clock.now(),
          by: { kind: 'system' },
          simulated: false,
          idemKey: newId(),
          kind,
          body,
          ...more,
        } as never,
      ],
      projections,
    )
  let numbers = 0
  return {
    center: center.app,
    centerOwner: center.owner,
    stationDb: stationDb.app,
    clock,
    stationClock,
    server,
    net,
    log,
    feed,
    surprises,
    keysFolder,
    countyId,
    state,
    ...browsers,
    stations: () => stations!,
    startStations,
    /** Runs both machines. */
    run(ms: number): void {
      clock.run(ms)
      stationClock.run(ms)
    },
    async addSite(name: string) {
      const siteId = newId()
      const body = { siteId, unitId: browsers.unitId, name, address: '', hours: {}, dutyPhone: '1', closed: false }
      await state('siteKept', body, { siteId })
      return siteId
    },
    async addStaff(more: { siteId?: string; name?: string; consents?: boolean; cardNo?: string } = {}) {
      numbers += 1
      const { siteId = browsers.siteId, name = `工作人员${numbers}`, consents = true, cardNo = null } = more
      const staffId = newId()
      const consentId = consents ? newId() : null
      const employeeNo = `A${String(numbers).padStart(4, '0')}`
      const pin = String(100_000 + numbers * 7919)
      const common = { staffId, unitId: browsers.unitId, siteId, name, post: '干部', employeeNo, phone: '1' }
      const body = { ...common, partyBranch: null, published: true, cardNo, leftOn: null }
      await state('staffKept', body, { staffId, siteId })
      if (consentId !== null) await giveConsent(staffId, consentId)
      await keepPin(center.app, countyId, staffId, await digestOf(pin), clock.now())
      return { staffId, consentId, name, employeeNo, pin } satisfies StaffMember
    },
    async leave(staff: StaffMember) {
      const row = await center.app
        .selectFrom('staff')
        .selectAll()
        .where('staff_id', '=', staff.staffId)
        .executeTakeFirstOrThrow()
      const common = {
        staffId: staff.staffId,
        unitId: row.unit_id,
        siteId: row.site_id,
        name: row.name,
        post: row.post,
      }
      const rest = { employeeNo: row.employee_no, phone: row.phone, partyBranch: null, published: true, cardNo: null }
      await state('staffKept', { ...common, ...rest, leftOn: '2026-03-01' }, { staffId: staff.staffId })
    },
    withdrawConsent: (staff: StaffMember) =>
      state(
        'consentWithdrawn',
        { consentId: staff.consentId, staffId: staff.staffId, how: 'ownAccount' },
        { staffId: staff.staffId },
      ),
    /** A station for the first site, known to the center and up to date. */
    async openStation(siteId = browsers.siteId): Promise<Running> {
      const { body } = await browsers.clerk.post(`/api/sites/${siteId}/station`)
      const running = stations!.find(body.deviceId)!
      await running.uplink.pullNow()
      return running
    },
    async close() {
      await stations?.stop()
      await server.close()
      await sessions.destroy()
      await Promise.all([center.close(), stationDb.close()])
    },
  }

  async function giveConsent(staffId: string, consentId: string): Promise<void> {
    const { version, sha256 } = (await browsers.clerk.get('/api/consent-text')).body
    const about = { consentId, staffId, purpose: 'faceCheckIn', how: 'paper', shownAt: clock.now() }
    await state('consentGiven', { ...about, textVersion: version, textSha256: sha256 }, { staffId })
  }
}

export type County = Awaited<ReturnType<typeof openCounty>>

/** Logs in again when the clock has run past its session. */
class PatientBrowser extends Browser {
  login = ''
  override async call(...asked: Parameters<Browser['call']>): Promise<Answered> {
    const answered = await super.call(...asked)
    const lapsed = answered.status === 401 || answered.body?.refusal === 'csrfWrong'
    if (!lapsed || this.login === '' || asked[1] === '/api/log-in') return answered
    this.cookies.clear()
    this.csrf = ''
    await super.call('POST', '/api/log-in', { login: this.login, password })
    await this.me()
    return super.call(...asked)
  }
}

async function setUp(server: Awaited<ReturnType<typeof openServer>>, db: Db, clock: TwoClocks) {
  let browsers = 0
  const browser = (): PatientBrowser => new PatientBrowser(server, `10.0.1.${++browsers}`)
  const token = await createSetUpToken(db, clock.now())
  const system = browser()
  const { body } = await system.post('/api/set-up', { token, ...countyBody })
  const links: { role: string; link: string }[] = body.invitations
  const accept = async (role: string): Promise<PatientBrowser> => {
    const one = browser()
    const link = links.find((it) => it.role === role)?.link ?? ''
    await one.post(`/api/invitations/${link.split('#')[1]}`, { login: role, name: role, password })
    await one.me()
    one.login = role
    return one
  }
  const clerk = await accept('clerk')
  await system.post('/api/log-in', { login: countyBody.login, password })
  system.login = countyBody.login
  const tree = (await system.get('/api/tree')).body
  return { system, clerk, unitId: tree.units[0].unitId as string, siteId: tree.sites[0].siteId as string }
}

/** A kiosk's end of a socket: keeps what the station said. */
export class TestKiosk {
  readonly said: FromStation[] = []
  closed = false
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #hear: (data: Uint8Array | string) => void = () => undefined
  #gone: () => void = () => undefined
  #frames = 0
  kioskId = ''

  connect(deps: KioskDeps): this {
    openKiosk(
      {
        send: (text) => void this.said.push(JSON.parse(text)),
        close: () => {
          this.closed = true
        },
        onMessage: (handle) => {
          this.#hear = handle
        },
        onClose: (handle) => {
          this.#gone = handle
        },
      },
      deps,
    )
    return this
  }

  say = (message: object): void => this.#hear(JSON.stringify(message))
  sendRaw = (data: Uint8Array | string): void => this.#hear(data)
  hangUp = (): void => this.#gone()

  sendFrame(content: unknown): void {
    this.#frames += 1
    this.#hear(frameOf(content, this.#frames))
  }

  get publicKey(): object {
    const { kty, crv, x, y } = this.#keys.publicKey.export({ format: 'jwk' })
    return { kty, crv, x, y }
  }

  signatureOver(nonce: string, kioskId = this.kioskId): string {
    const key = { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' as const }
    return sign('sha256', Buffer.from(openingText(kioskId, nonce)), key).toString('base64url')
  }

  get nonce(): string {
    const hello = this.said.findLast((message) => message.say === 'hello')
    return hello?.say === 'hello' ? hello.nonce : ''
  }

  open(): void {
    this.say({ say: 'open', kioskId: this.kioskId, signature: this.signatureOver(this.nonce) })
  }

  /** The same browser on a new connection. */
  again(deps: KioskDeps): TestKiosk {
    const other = new TestKiosk().connect(deps)
    other.kioskId = this.kioskId
    other.signatureOver = (nonce, kioskId = this.kioskId) => this.signatureOver(nonce, kioskId)
    return other
  }

  get scene(): Scene | undefined {
    const shown = this.said.findLast((message) => message.say === 'show')
    return shown?.say === 'show' ? shown.scene : undefined
  }

  get refusals(): string[] {
    return this.said.flatMap((message) => (message.say === 'refused' ? [message.refusal] : []))
  }

  /** Waits until the station has said or shown something; the only waiting there is, and no test depends on its length. */
  async until<T>(found: () => T | undefined | false): Promise<T> {
    for (let tries = 0; tries < 2000; tries += 1) {
      const it = found()
      if (it !== undefined && it !== false) return it as T
      await new Promise((wake) => setTimeout(wake, 5))
    }
    throw new Error(`never came; scene ${JSON.stringify(this.scene)}, last ${JSON.stringify(this.said.slice(-3))}`)
  }

  toScene = (scene: Scene['scene']): Promise<Scene> =>
    this.until(() => (this.scene?.scene === scene ? this.scene : undefined))
}

/** A binary message with a file that starts like a JPEG and holds what the test's engine sees in it. */
export function frameOf(content: unknown, number: number): Uint8Array {
  const json = Buffer.from(JSON.stringify(content))
  const header = Buffer.alloc(12)
  header.writeUInt32BE(number, 0)
  // A camera trembles; one that does not is taken for a program.
  header.writeDoubleBE(number * 70 + ((number * number) % 11) / 10, 4)
  return Buffer.concat([
    header,
    Buffer.from([0xff, 0xd8, 0xff]),
    json,
    Buffer.alloc(Math.max(0, 100 - json.length), 0x20),
  ])
}

/** Bytes from a seed: a run that fails fails again. */
const seededBytes = () => {
  const random = seeded(7)
  return (count: number) => bytesFrom(random, count)
}

export const kioskDeps = (county: County, engine: KioskDeps['engine'] = () => null): KioskDeps => ({
  stations: county.stations(),
  engine,
  policy: attemptPolicy,
  random: seededBytes(),
  version: '0.1.0',
  onSurprise: (failure) => void county.surprises.push(failure),
  open: new Map(),
})

/** A browser bound as kiosk of a station, its page open. */
export async function openBound(county: County, running: Running, deps: KioskDeps): Promise<TestKiosk> {
  const kiosk = await bindOne(county, running, deps)
  const open = kiosk.again(deps)
  open.open()
  await open.toScene('idle')
  return open
}

export async function bindOne(county: County, running: Running, deps: KioskDeps): Promise<TestKiosk> {
  const { body } = await county.clerk.post(`/api/devices/${running.station.deviceId}/kiosk`)
  const kiosk = new TestKiosk().connect(deps)
  kiosk.say({ say: 'bind', token: body.link.split('#bind=')[1], publicKey: kiosk.publicKey })
  const bound = await kiosk.until(() => kiosk.said.find((message) => message.say === 'bound'))
  if (bound.say === 'bound') kiosk.kioskId = bound.kioskId
  return kiosk
}
