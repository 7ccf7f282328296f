import { join } from 'node:path'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Description } from '../../src/face/description.ts'
import { erase } from '../../src/fact/erasure.ts'
import { openServer } from '../../src/http/server.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt, toMs } from '../../src/kit/time.ts'
import { noLog } from '../../src/ledger/log.ts'
import { centerProjections, listAnswers } from '../../src/main/answers.ts'
import { openStore } from '../../src/main/house.ts'
import { sayTo } from '../../src/main/say.ts'
import type { Settings } from '../../src/main/settings.ts'
import { findCaller } from '../../src/people/store/accounts.ts'
import { sessionStore } from '../../src/people/store/sessions.ts'
import { createSetUpToken } from '../../src/people/store/set-up.ts'
import { countyIdOf } from '../../src/people/store/tree.ts'
import { centerKeyOf } from '../../src/presence/center/centerKey.ts'
import { findStation, sealAnswers } from '../../src/presence/center/deviceAuth.ts'
import { openCheckInFeed } from '../../src/presence/center/feed.ts'
import { httpCenter } from '../../src/presence/station/center.ts'
import { openStations, type Running, type Stations } from '../../src/presence/station/stations.ts'
import { openKeyHook } from '../../src/presence/vault/keyHook.ts'
import { keepSecret, openDataDir } from '../../src/store/files.ts'
import type { Db } from '../../src/store/open.ts'
import { Browser, county, password } from '../people/house.ts'
import { TwoClocks } from '../presence/county.ts'

export const silent = sayTo({ write: () => true } as unknown as NodeJS.WriteStream)

export const settingsOf = (dataDir: string, more: Partial<Settings> = {}): Settings => ({
  port: 8080,
  host: '127.0.0.1',
  dataDir,
  demo: false,
  role: 'roof',
  logEveryMs: 60_000,
  ...more,
})

/** The program on a data directory, as `main` wires it but for sockets and the face engine. */
export async function startProgram(settings: Settings, clock = new TwoClocks()) {
  const { dataDir } = settings
  const store = await openStore(settings, silent)
  const dir = await openDataDir(dataDir)
  const sealingKey = Buffer.from(await keepSecret(dir, 'sealing-key'), 'base64url')
  const [apart, sessions] = [store.center.open(4, 'test apart'), store.center.open(4, 'test sessions')]
  let stations: Stations | undefined
  const presence = {
    makeStation: (about: Parameters<Stations['make']>[0]) => stations!.make(about),
    kioskOrigin: () => 'http://127.0.0.1:8080',
    centerKey: centerKeyOf(Buffer.from(await keepSecret(dir, 'center-key'), 'base64url')),
    feed: openCheckInFeed(),
  }
  const server = await openServer({
    db: store.center.app,
    apart,
    clock,
    projections: centerProjections,
    findCaller,
    findStation,
    countyIdOf,
    sealAnswer: sealAnswers(presence.centerKey),
    answers: listAnswers({ sealingKey }, presence, noLog),
    sessionStore: sessionStore(sessions, clock),
    cookieSecret: await keepSecret(dir, 'cookie-secret'),
    https: false,
    log: false,
  })
  const ask = (async (url: URL, init: RequestInit) => {
    const { statusCode, headers, body } = await server.inject({
      method: init.method as 'GET',
      url: new URL(url).pathname,
      headers: init.headers as Record<string, string>,
      ...(init.body ? { payload: String(init.body) } : {}),
    })
    return new Response(body, { status: statusCode, headers: headers as Record<string, string> })
  }) as unknown as typeof fetch
  const surprises: unknown[] = []
  const keysFolder = join(dataDir, 'keys')
  stations = await openStations({
    db: store.station.app,
    clock,
    version: '0.1.0',
    keysFolder,
    hook: await openKeyHook(keysFolder, settings.keyCommand),
    centerOf: (identity, ownClock) => httpCenter('http://center.test', identity, ownClock, ask),
    onSurprise: (failure) => void surprises.push(failure),
    pullEveryMs: 3_600_000,
  })
  let browsers = 0
  const running = stations
  return {
    store,
    clock,
    stations: running,
    surprises,
    browser: () => new Browser(server, `10.9.0.${++browsers}`),
    async stop() {
      await running.stop()
      await server.close()
      await store.stop()
    },
  }
}

export type Program = Awaited<ReturnType<typeof startProgram>>

/** What somebody had before a backup and must have after a restore. */
export interface Lived {
  readonly siteId: string
  readonly unitId: string
  readonly staffIds: readonly string[]
  readonly pin: string
  readonly totpSecret: string
  readonly deviceId: string
}

export const faceOf = (seed: number): Description => ({
  version: 'test-1',
  vectors: { fa: Float32Array.from({ length: 128 }, (_, i) => Math.sin(seed * 13.7 + i * 1.3)) },
})

export const codeAt = (secret: string, at: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: toMs(at) })

/** A county with people, credentials, a station, templates, check-ins and a fact whose content was destroyed. */
export async function liveABit(program: Program): Promise<Lived> {
  const { clock, browser, store } = program
  const token = await createSetUpToken(store.center.app, clock.now())
  const system = browser()
  const { body } = await system.post('/api/set-up', { token, ...county })
  const link: string = body.invitations.find((it: { role: string }) => it.role === 'clerk').link
  const clerk = browser()
  await clerk.post(`/api/invitations/${link.split('#')[1]}`, { login: 'clerk', name: '考勤员', password })
  await clerk.me()
  await system.post('/api/log-in', { login: county.login, password })
  const tree = (await system.get('/api/tree')).body
  const [unitId, siteId] = [tree.units[0].unitId, tree.sites[0].siteId]

  const totpSecret: string = (await system.post('/api/me/totp', { password })).body.secret
  await system.post('/api/me/totp/confirm', { code: codeAt(totpSecret, clock.now()) })
  const staffIds = [newId(), newId(), newId()]
  for (const [i, staffId] of staffIds.entries()) await addStaff(clerk, { unitId, siteId, staffId, place: i })
  const { pin } = (await clerk.post(`/api/staff/${staffIds[0]}/pin`)).body
  const duty = { staffId: staffIds[0], siteId, note: '“窗口”' }
  const hours = { starts: instantAt('2026-03-02', '08:00'), ends: instantAt('2026-03-02', '12:00') }
  await clerk.put(`/api/duties/${newId()}`, { ...duty, ...hours })

  const { deviceId } = (await clerk.post(`/api/sites/${siteId}/station`)).body
  await liveAtStation(program, deviceId, staffIds)
  await forgetOne(store.center.owner, clock.now())
  return { siteId, unitId, staffIds, pin, totpSecret, deviceId }
}

async function addStaff(
  clerk: Browser,
  { unitId, siteId, staffId, place }: { unitId: string; siteId: string; staffId: string; place: number },
): Promise<void> {
  const about = { unitId, siteId, name: `𠮷野\\"${place}`, post: '干部', employeeNo: `A${place}`, phone: '1' }
  await clerk.put(`/api/staff/${staffId}`, { ...about, partyBranch: null, published: true, cardNo: null, leftOn: null })
  const { version, sha256 } = (await clerk.get('/api/consent-text')).body
  const shown = { textVersion: version, textSha256: sha256, shownAt: '2026-03-02T00:20:00.000Z', how: 'paper' }
  await clerk.post(`/api/staff/${staffId}/consent`, shown)
}

/** Everybody is enrolled and comes; the last one's template is erased again, so that the site key is not the first. */
async function liveAtStation({ stations, clock }: Program, deviceId: string, staffIds: readonly string[]) {
  const running = stations.find(deviceId)!
  await running.uplink.pullNow()
  const { station } = running
  for (const [i, staffId] of staffIds.entries()) {
    const consentId = station.findStaff(staffId)!.consentId!
    const enrolled = { templateId: newId(), staffId, consentId, enrolledAt: clock.now() }
    await station.vault.keep(station.db, enrolled, faceOf(i), async () => undefined)
    clock.run(61_000)
    await comeIn(running, staffId)
  }
  await station.erase([{ staffId: staffIds[2]!, why: 'staffLeft' }])
  await untilSent(running)
}

export async function comeIn({ station }: Running, staffId: string): Promise<void> {
  const { siteId, clock } = station
  const about = { checkInId: newId(), staffId, siteId, method: 'pin', direction: 'arrival' } as const
  const body = { ...about, time: clock.read(), attemptId: null, reason: null }
  await station.record([{ kind: 'checkIn', staffId, body }])
}

export async function untilSent(running: Running): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if ((await running.countWaiting()) === 0) return
    running.uplink.nudge()
    await new Promise((wake) => setTimeout(wake, 10))
  }
  throw new Error('the center did not take what the station sent')
}

async function forgetOne(owner: Db, now: string): Promise<void> {
  const { id } = await owner
    .selectFrom('fact')
    .select('id')
    .where('kind', '=', 'loggedIn')
    .orderBy('position')
    .executeTakeFirstOrThrow()
  await erase(owner, [id], 'test', { countyId: county.countyId, now, by: { kind: 'system' } })
}

/** Every row of some tables as text, sorted: byte by byte what is there. */
export async function dump(db: Db, tables: readonly string[]): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select one.*::text as row from ${sql.table(table)} as one order by 1`.execute(db)
    all[table] = rows.map((it) => it.row)
  }
  return all
}
