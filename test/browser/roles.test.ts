import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { findText, keepSecret, openDataDir } from '../../src/store/files.ts'
import { socketUrl } from '../../src/store/server.ts'
import { bindKey, call, type KioskKey, type KioskLine, openLine } from '../house/wire.ts'
import { listFaceData } from '../roles/faceless.ts'
import { Line } from '../roles/line.ts'
import { openClient } from './client.ts'
import { type Product, startProduct } from './product.ts'
import { type Person, setUpVillage } from './village.ts'

let center: Product
let station: Product
let line: Line
let key: KioskKey
let joinedPage = ''
const people: Person[] = []
const frames: Buffer[] = []
const began = dayOf(new Date().toISOString())
/** What the screen said was done. */
const acknowledged = new Set<string>()

beforeAll(async () => {
  ;[center, station] = await Promise.all([startProduct({ role: 'center' }), startProduct({ role: 'station' })])
  line = await Line.open(center.url)
  const village = await setUpVillage(center, joinByPage)
  for (let n = 0; n < 4; n += 1) people.push(await village.hire(`张${n}`, `10${n}`))
  const link = await poll(async () => {
    const made = await village.kioskLink()
    return made.startsWith(station.url) ? made : undefined
  })
  key = await bindKey(station.url, link)
  for (let n = 0; n < 6; n += 1) frames.push(await noise())
})
afterAll(async () => {
  line?.close()
  await station?.remove()
  await center?.remove()
})

/** As somebody at the station's computer does it: opens its page, types address and code. */
async function joinByPage(code: string): Promise<void> {
  expect((await fetch(station.url, { redirect: 'manual' })).headers.get('location')).toBe('/join')
  const wrong = await send('AAAA-AAAA-AAAA')
  expect([wrong.status, await wrong.text()]).toEqual([409, expect.stringContaining('加入码不正确')])
  const right = await send(code)
  expect(right.status).toBe(303)
  joinedPage = await (await fetch(`${station.url}/join`)).text()
}

const send = (code: string): Promise<Response> =>
  fetch(`${station.url}/join?lang=zh`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: station.url },
    body: new URLSearchParams({ centerUrl: line.url, code }),
  })

const noise = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()

async function poll<T>(found: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const it = await found()
    if (it !== undefined) return it
    await pause(100)
  }
  throw new Error(`never came; the station said:\n${station.said()}`)
}
const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms))

const databasesIn = async ({ dataDir }: Product): Promise<string[]> => {
  const dir = await openDataDir(dataDir)
  const socket = (await findText(dir.socketNote))?.trim() ?? ''
  const url = socketUrl(socket, await keepSecret(dir, 'postgres-superuser'), 'postgres')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'zaigang%'",
  )
  await client.end()
  return rows.map((it) => it.datname)
}

/** People come, one after another, by number and PIN, and stand before the camera meanwhile. */
async function checkInOn(kiosk: KioskLine, enough: () => boolean): Promise<void> {
  for (let turn = 0; !enough() && kiosk.closed === null; turn += 1) {
    const { employeeNo, pin } = people[turn % people.length]!
    kiosk.frame(frames[turn % frames.length]!)
    kiosk.say({ say: 'otherWay' })
    kiosk.say({ say: 'pin', method: 'pin', claim: employeeNo, pin })
    const from = kiosk.heard.length
    for (let tries = 0; tries < 1000 && kiosk.closed === null; tries += 1) {
      const told = kiosk.heard.slice(from)
      for (const it of told) if (it.say === 'show' && it.scene.scene === 'done') acknowledged.add(it.scene.checkInId)
      if (told.some((it) => it.say === 'refused' || (it.say === 'show' && it.scene.scene === 'done'))) break
      await pause(5)
    }
  }
}

const more = (count: number): (() => boolean) => {
  const enough = acknowledged.size + count
  return () => acknowledged.size >= enough
}

async function listIds(): Promise<string[]> {
  const clerk = openClient(center.url)
  await clerk.send('POST', '/api/log-in', { login: 'clerk', password: 'a-long-enough-password' })
  const days = [began, addDays(began, 1)]
  const rows = await Promise.all(days.map((day) => clerk.get<{ checkInId: string }[]>(`/api/check-ins?day=${day}`)))
  return rows.flat().map((it) => it.checkInId)
}

const reachedCenter = () =>
  expect
    .poll(
      async () => {
        const kept = new Set(await listIds())
        return [...acknowledged].filter((id) => !kept.has(id))
      },
      { timeout: 120_000, interval: 500 },
    )
    .toEqual([])

describe('station and center as two programs', () => {
  test('have each its own database, and the center neither face engine nor station keys', async () => {
    expect(await databasesIn(center)).toEqual(['zaigang_center'])
    expect(await databasesIn(station)).toEqual(['zaigang_station'])
    expect(existsSync(join(center.dataDir, 'models'))).toBe(false)
    // What it wraps there are the keys of the log; a station's have its own ending.
    const rings = (dataDir: string) => readdirSync(join(dataDir, 'keys')).filter((name) => name.endsWith('.site'))
    expect([rings(center.dataDir).length, rings(station.dataDir).length]).toEqual([0, 1])
    expect(existsSync(join(station.dataDir, 'secrets/center-key'))).toBe(false)
    const status = async (url: string) => (await fetch(url, { redirect: 'manual' })).status
    expect(await status(`${center.url}/kiosk/`)).toBe(404)
    expect(await status(`${station.url}/kiosk/`)).toBe(200)
    for (const path of ['/api/me', '/api/station/snapshot', '/console/', '/boards', '/api/openapi.json']) {
      expect([path, await status(station.url + path)]).toEqual([path, 404])
    }
  })

  test('show the same fingerprint of the center’s key', async () => {
    const clerk = openClient(center.url)
    await clerk.send('POST', '/api/log-in', { login: 'clerk', password: 'a-long-enough-password' })
    const { here, fingerprint } = await clerk.get<{ here: boolean; fingerprint: string }>('/api/station-places')
    expect(here).toBe(false)
    expect(joinedPage).toContain(fingerprint)
  })

  test('the station’s own page answers nobody but this computer under its own name', async () => {
    for (const headers of [{ host: 'evil.test' }, { origin: 'https://evil.test' }]) {
      const { status } = await call(station.url, 'GET', '/join', { headers })
      expect(status).toBe(403)
    }
  })

  test('a check-in by PIN at the station is seen at the center', async () => {
    const kiosk = await openLine(station.url, key)
    await checkInOn(kiosk, more(3))
    kiosk.socket.close()
    await reachedCenter()
  })

  test('the center is killed while check-ins come, again and again; none is lost, none is there twice', async () => {
    const kills = 6
    for (let kill = 0; kill < kills; kill += 1) {
      const kiosk = await openLine(station.url, key)
      const work = checkInOn(kiosk, more(6))
      await pause(300 + kill * 150)
      await center.kill9()
      await work
      // Without any center the page of the kiosk opens and people check in.
      expect((await fetch(`${station.url}/kiosk/`)).status).toBe(200)
      await checkInOn(kiosk, more(2))
      kiosk.socket.close()
      const { dataDir, url } = center
      center = await startProduct({ role: 'center', dataDir, port: Number(new URL(url).port) })
    }
    await reachedCenter()
  })

  test('the station is killed too, and knows who it is when it comes back', async () => {
    for (let kill = 0; kill < 2; kill += 1) {
      const kiosk = await openLine(station.url, key)
      await checkInOn(kiosk, more(2))
      const { dataDir, url } = station
      await station.kill9()
      station = await startProduct({ role: 'station', dataDir, port: Number(new URL(url).port) })
      expect(station.said()).toContain('上溪村便民服务站')
    }
    await reachedCenter()
    const ids = await listIds()
    expect(new Set(ids).size).toBe(ids.length)
    console.log(`check-ins acknowledged ${acknowledged.size}, kept ${ids.length}, lost 0`)
  })

  test('another site’s station joins by its settings alone, and one with a wrong code says so and ends', async () => {
    const system = openClient(center.url)
    await system.send('POST', '/api/log-in', { login: 'system', password: 'a-long-enough-password' })
    const { units } = await system.get<{ units: { unitId: string }[] }>('/api/tree')
    const siteId = newId()
    const site = {
      unitId: units[0]?.unitId,
      name: '下溪村便民服务站',
      address: '',
      hours: {},
      dutyPhone: '1',
      closed: false,
    }
    await system.send('PUT', `/api/sites/${siteId}`, site)
    const { code } = await system.send<{ code: string }>('POST', `/api/sites/${siteId}/station-code`)
    const settings = (joinCode: string) => ({ env: { CENTER_URL: line.url, JOIN_CODE: joinCode } })
    await expect(startProduct({ role: 'station', ...settings('AAAA-AAAA-AAAA') })).rejects.toThrow('未能加入中心')
    const second = await startProduct({ role: 'station', ...settings(code) })
    expect(second.said()).toContain('已加入 试验县 下溪村便民服务站')
    const { dataDir } = second
    await second.stop()
    // The code stays in the settings of whoever starts it; it is not needed again.
    const again = await startProduct({ role: 'station', dataDir, ...settings(code) })
    expect(again.said()).not.toContain('已加入')
    expect(again.said()).toContain('下溪村便民服务站')
    await again.remove()
  })

  test('no frame went over the line', () => {
    const secrets = frames.map((bytes, n) => ({ name: `frame ${n}`, bytes }))
    expect(line.all.length).toBeGreaterThan(50)
    expect(listFaceData(line.all, secrets)).toEqual([])
  })
})
