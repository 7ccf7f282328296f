import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Refusal } from '../../../src/kit/refusals.ts'
import type { Station } from '../../../src/presence/station/station.ts'
import type { Running } from '../../../src/presence/station/stations.ts'
import { wallAt } from '../../../src/presence/terminal/punch.ts'
import { openAddresses } from '../../../src/presence/terminal/station/addresses.ts'
import { listenToTerminals, type Terminals } from '../../../src/presence/terminal/station/listening.ts'
import { type County, openCounty, type StaffMember } from '../county.ts'

const serial = 'BOCK200961014'
let county: County
let running: Running
let terminals: Terminals
let ming: StaffMember
let hua: StaffMember
const surprises: unknown[] = []

beforeAll(async () => {
  county = await openCounty()
  ming = await county.addStaff()
  hua = await county.addStaff()
  running = await county.openStation()
  const body = { siteId: county.siteId, name: '门口考勤机', closed: false, pins: [{ pin: '7', staffId: ming.staffId }] }
  expect((await county.clerk.put(`/api/terminals/${serial}`, body)).status).toBe(200)
  await running.uplink.pullNow()
  terminals = await listen()
})
afterAll(async () => {
  await terminals.stop()
  await county.close()
})

const listen = (): Promise<Terminals> =>
  listenToTerminals({
    stations: county.stations(),
    host: '127.0.0.1',
    port: 0,
    onSurprise: (failure) => surprises.push(failure),
  })
const at = (path: string): string => `http://127.0.0.1:${terminals.port}${path}`

async function say(path: string, body?: string | Uint8Array): Promise<string> {
  const asked = body === undefined ? {} : { method: 'POST', body: body as never }
  const answered = await fetch(at(path), { redirect: 'manual', ...asked })
  expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'text/plain'])
  return answered.text()
}
const push = (lines: readonly string[]): Promise<string> =>
  say(`/iclock/cdata?SN=${serial}&table=ATTLOG&Stamp=9999`, lines.map((line) => `${line}\n`).join(''))
const wall = (): string => wallAt(county.stationClock.now())

async function listFacts(kind: string): Promise<Record<string, unknown>[]> {
  const rows = await county.stationDb
    .selectFrom('fact')
    .select(['body', 'staff_id'])
    .where('kind', '=', kind as never)
    .orderBy('device_seq')
    .execute()
  return rows.map((row) => row.body as Record<string, unknown>)
}

async function pushed(): Promise<void> {
  running.uplink.nudge()
  await vi.waitUntil(async () => (await running.countWaiting()) === 0, { timeout: 20_000 })
}

async function listCheckIns(): Promise<Record<string, unknown>[]> {
  await pushed()
  const day = wallAt(county.clock.now()).slice(0, 10)
  return (await county.clerk.get(`/api/check-ins?day=${day}`)).body
}

describe('a terminal on the list', () => {
  test('is told how to behave: punches alone, at once, by our clock', async () => {
    const answered = await fetch(at(`/iclock/cdata?SN=${serial}&options=all&pushver=2.4.1`))
    expect(Date.parse(answered.headers.get('date') ?? '')).toBe(Date.parse(county.stationClock.now()))
    const options = (await answered.text()).split('\n')
    expect(options[0]).toBe(`GET OPTION FROM: ${serial}`)
    expect(options).toContain('TransFlag=100000000000')
    expect(options).toContain('TimeZone=8')
    expect(await listFacts('terminalHeard')).toMatchObject([{ serial, address: '127.0.0.1', before: null }])
  })

  test('a punch is somebody’s check-in at the center, told again it is the same', async () => {
    const line = `${ming.employeeNo}\t${wall()}\t0\t15\t0\t0\t0`
    expect(await push([line])).toBe('OK: 1')
    county.run(5_000)
    expect(await push([line, line])).toBe('OK: 2')
    expect(await listFacts('terminalPunched')).toMatchObject([
      { pin: ming.employeeNo, staffId: ming.staffId, way: 'push', time: { grade: 'B' }, verify: 15 },
    ])
    expect(await listCheckIns()).toMatchObject([{ staffId: ming.staffId, method: 'terminal', timeGrade: 'B' }])
  })

  test('its numbers are whom the list names, else employee numbers, and zeros in front do not matter', async () => {
    await push([`7\t${wall()}\t0\t15`, `0${hua.employeeNo}\t${wall()}\t0\t15`, `00${hua.employeeNo}\t${wall()}\t0\t15`])
    const [, own, ...others] = await listFacts('terminalPunched')
    expect(own).toMatchObject({ pin: '7', staffId: ming.staffId })
    expect(others).toHaveLength(2)
  })

  test('who is nobody is kept, and is somebody once the list says so', async () => {
    county.run(60_000)
    expect(await push([`900\t${wall()}\t0\t15`])).toBe('OK: 1')
    await pushed()
    const listed = (await county.clerk.get('/api/terminals')).body.terminals[0]
    expect(listed.unknownPins).toContainEqual({ pin: '900', punches: 1 })
    const pins = [
      { pin: '7', staffId: ming.staffId },
      { pin: '900', staffId: hua.staffId },
    ]
    const body = { siteId: county.siteId, name: '门口考勤机', closed: false, pins }
    expect((await county.clerk.put(`/api/terminals/${serial}`, body)).status).toBe(200)
    expect(await listCheckIns()).toContainEqual(expect.objectContaining({ staffId: hua.staffId, method: 'terminal' }))
    await running.uplink.pullNow()
  })

  test('punches held back for twenty hours keep their own times, less sure', async () => {
    const held = [0, 1, 2, 3, 4].map((n) =>
      wallAt(new Date(Date.parse(county.stationClock.now()) + n * 300_000).toISOString()),
    )
    county.run(20 * 3_600_000)
    expect(await push(held.map((time) => `7\t${time}\t255\t15\t0\t0\t0\t0\t0\t0\t+28800`))).toBe('OK: 5')
    const facts = (await listFacts('terminalPunched')).filter((it) => held.includes(String(it.wall)) && it.pin === '7')
    expect(facts.map((it) => (it.time as { grade: string }).grade)).toEqual(['C', 'C', 'C', 'C', 'C'])
  })

  test('what cannot be read is acknowledged, kept once and shown', async () => {
    const bad = ['0090\tyesterday\t255\t1', '\t2026-03-02 08:00:00\t255\t1', `7\t2000-01-01 00:00:09\t0\t1`]
    expect(await push(bad)).toBe('OK: 3')
    expect(await push(bad)).toBe('OK: 3')
    expect(await listFacts('terminalUnread')).toMatchObject([
      { count: 3, lines: [{ why: 'time' }, { why: 'pin' }, { why: 'clock', text: '7 2000-01-01 00:00:09' }] },
    ])
    await pushed()
    expect((await county.clerk.get('/api/terminals')).body.terminals[0].unread).toMatchObject([{ count: 3 }])
  })

  test.each(['BIODATA', 'ATTPHOTO', 'OPERLOG', 'BIOPHOTO', 'NEWTABLE'])(
    '%s is answered and nothing of it is kept',
    async (table) => {
      const secret = `Tmp=${createHash('sha256').update(table).digest('hex')}`
      expect(await say(`/iclock/cdata?SN=${serial}&table=${table}&Stamp=1`, `BIODATA Pin=7\tNo=0\t${secret}`)).toBe(
        'OK',
      )
      const { rows } = await county.stationDb
        .selectFrom('fact')
        .select('body')
        .execute()
        .then((rows) => ({ rows }))
      expect(JSON.stringify(rows)).not.toContain(secret)
    },
  )

  test('an event of Hikvision with a picture is a punch; nothing of the picture is kept', async () => {
    county.run(60_000)
    const event = { majorEventType: 5, subEventType: 75, employeeNoString: hua.employeeNo, attendanceStatus: 'checkIn' }
    const dateTime = `${wall().replace(' ', 'T')}+08:00`
    const told = JSON.stringify({ dateTime, eventType: 'AccessControllerEvent', AccessControllerEvent: event })
    const part = (name: string, type: string, content: string) =>
      `--MIME_boundary\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`
    const picture = '\u00ff\u00d8\u00ff\u00e0picture-of-a-face'
    const body = `${part('event_log', 'application/json', told)}${part('Picture', 'image/jpeg', picture)}--MIME_boundary--\r\n`
    expect(await say(`/hik/${serial}`, Buffer.from(body, 'latin1'))).toBe('OK')
    expect((await listFacts('terminalPunched')).at(-1)).toMatchObject({ pin: hua.employeeNo, verify: 15, status: 0 })
    const rows = await county.stationDb.selectFrom('fact').select('body').execute()
    expect(JSON.stringify(rows)).not.toContain('picture-of-a-face')
  })

  test('from another address is told of, and heard', async () => {
    const { address: before } = (await listFacts('terminalHeard'))[0] as { address: string }
    const moved = await listenToTerminals({
      stations: county.stations(),
      host: '127.0.0.2',
      port: 0,
      onSurprise: (it) => surprises.push(it),
    })
    const socket = connect({ host: '127.0.0.2', port: moved.port, localAddress: '127.0.0.2' })
    socket.write(`GET /iclock/getrequest?SN=${serial} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    const heard = await new Promise<string>((done) => socket.once('data', (data) => done(String(data))))
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK/)
    await moved.stop()
    expect((await listFacts('terminalHeard')).at(-1)).toMatchObject({ address: '127.0.0.2', before })
  })
})

describe('whatever is no terminal of ours', () => {
  test('an unknown serial number is refused in the protocol’s own words, told of once a day, and kept of nothing', async () => {
    const before = await listFacts('terminalPunched')
    const line = `7\t${wall()}\t0\t15\n`
    for (const _ of [1, 2]) expect(await say('/iclock/cdata?SN=STRANGER01&table=ATTLOG', line)).toBe('UNKNOWN DEVICE')
    expect(await listFacts('terminalRefused')).toMatchObject([{ serial: 'STRANGER01', address: '127.0.0.1' }])
    expect(await listFacts('terminalPunched')).toEqual(before)
    await pushed()
    expect((await county.clerk.get('/api/terminals')).body.strangers).toMatchObject([{ serial: 'STRANGER01' }])
  })

  test.each([
    ['a page of ours', '/'],
    ['a path of ours', '/api/terminals'],
    ['a serial number that is a path', '/iclock/cdata?SN=../../keys&options=all'],
  ])('%s is nothing', async (_, path) => {
    expect(await say(path)).toBe('UNKNOWN DEVICE')
  })

  test('no HTTP at all is cut off', async () => {
    const socket = connect(terminals.port, '127.0.0.1')
    const closed = new Promise((done) => socket.once('close', done))
    socket.on('error', () => undefined)
    socket.write(Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x0a, 0x0a]))
    await closed
    expect(await say(`/iclock/ping?SN=${serial}`)).toBe('OK')
  })

  test('fifty megabytes of punches are cut off, of photos let by, and the next punch is heard', async () => {
    const big = Buffer.alloc(50_000_000, 'x\n')
    const cutOff = fetch(at(`/iclock/cdata?SN=${serial}&table=ATTLOG`), { method: 'POST', body: big })
    await expect(cutOff).rejects.toThrow()
    expect(await say(`/iclock/cdata?SN=${serial}&table=ATTPHOTO`, big)).toBe('OK')
    county.run(60_000)
    expect(await push([`7\t${wall()}\t0\t15`])).toBe('OK: 1')
  })

  test('calls that come together are heard one after the other, and each punch once', async () => {
    county.run(60_000)
    const time = wall()
    const answers = await Promise.all(Array.from({ length: 6 }, () => push([`7\t${time}\t0\t15`])))
    expect(answers).toEqual(Array.from({ length: 6 }, () => 'OK: 1'))
    expect((await listFacts('terminalPunched')).filter((it) => it.wall === time && it.pin === '7')).toHaveLength(1)
  })

  test('many connections of one address that say nothing leave room for a terminal', async () => {
    const idle = Array.from({ length: 9 }, () => connect(terminals.port, '127.0.0.1'))
    for (const socket of idle) socket.on('error', () => undefined)
    expect(await say(`/iclock/ping?SN=${serial}`)).toBe('OK')
    for (const socket of idle) socket.destroy()
  })
})

test('nothing of all this surprised anybody', () => {
  expect(surprises).toEqual([])
  expect(county.surprises).toEqual([])
})

test('an address that could not be kept is told of with the next call', async () => {
  const { station } = running
  const full: Station = { ...station, record: () => Promise.reject(new Refusal('diskFull')) }
  const addresses = openAddresses()
  await expect(addresses.note(full, serial, '127.0.0.3')).rejects.toMatchObject({ refusal: 'diskFull' })
  await expect(addresses.refuse([full], 'STRANGER03', '127.0.0.3')).rejects.toMatchObject({ refusal: 'diskFull' })
  await addresses.note(station, serial, '127.0.0.3')
  await addresses.refuse([station], 'STRANGER03', '127.0.0.3')
  expect((await listFacts('terminalHeard')).at(-1)).toMatchObject({ address: '127.0.0.3', before: '127.0.0.2' })
  expect((await listFacts('terminalRefused')).at(-1)).toMatchObject({ serial: 'STRANGER03' })
})
