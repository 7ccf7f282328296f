import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAttlog, readAttlogFile } from '../../../src/presence/terminal/attlog.ts'
import { readFile } from '../../../src/presence/terminal/file.ts'
import { readHikvision } from '../../../src/presence/terminal/hikvision.ts'
import { instantOfPunch, type Punch, type ReadLine, readWall, wallAt } from '../../../src/presence/terminal/punch.ts'
import { hear, readCall, readResults } from '../../../src/presence/terminal/wire.ts'

const said = (line: ReadLine | undefined): unknown =>
  line?.kind === 'punch'
    ? [line.punch.pin, line.punch.wall, line.punch.offset, line.punch.status, line.punch.verify]
    : line?.why

describe('a line of ATTLOG', () => {
  test.each([
    ['seven fields and a tab', '1\t2024-07-28 01:25:24\t0\t1\t\t0\t0\t', ['1', '2024-07-28 01:25:24', null, 0, 1]],
    [
      'with the offset of push 2.4.2',
      '7\t2026-08-20 11:27:27\t255\t15\t0\t0\t0\t0\t0\t0\t+28800\teyJ9',
      ['7', '2026-08-20 11:27:27', 28_800, 255, 15],
    ],
    ['number and time alone', '999\t2024-01-01 08:00:00', ['999', '2024-01-01 08:00:00', null, null, null]],
    ['a status that is none', '100\t2024-01-01 08:00:00\tabc\t1\t0', ['100', '2024-01-01 08:00:00', null, null, 1]],
    ['leading zeros', '0090\t2024-01-01 08:00:00\t0\t1', ['0090', '2024-01-01 08:00:00', null, 0, 1]],
    ['no time', '0090\tyesterday morning\t255\t1', 'time'],
    ['a day that is none', '0090\t2026-02-30 08:00:00\t255\t1', 'time'],
    ['seconds since 1970', '789\t1704096000\t0\t1\t0', 'time'],
    ['nobody', '\t2026-08-18 08:00:00\t255\t1', 'pin'],
    ['no tab', '1 2026-08-18 08:00:00 0 1', 'form'],
    ['a number of a name', "'; drop table\t2026-08-18 08:00:00\t0\t1", 'pin'],
  ])('%s', (_, line, expected) => {
    expect(readAttlog(line).map(said)).toEqual([expected])
  })

  test('any bytes give as many lines as they have, and nothing long is kept of what cannot be read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = Buffer.from(bytes).toString('utf8')
        const lines = readAttlog(text)
        expect(lines).toHaveLength(text.split(/\r\n|\r|\n/).filter((it) => it.trim() !== '').length)
        for (const line of lines) if (line.kind === 'unread') expect(line.text.length).toBeLessThanOrEqual(120)
      }),
    )
  })

  test('a wall clock and its instant are one, whatever the offset', () => {
    const instants = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, fc.integer({ min: -48, max: 56 }), (date, quarters) => {
        const at = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()
        const offset = quarters * 900
        const punch: Punch = { pin: '1', wall: wallAt(at, offset), offset, status: null, verify: null }
        expect(readWall(punch.wall)).toBe(punch.wall)
        expect(instantOfPunch(punch)).toBe(at)
      }),
    )
  })
})

describe('a file', () => {
  const stick = '        1\t2026-08-03 07:58:01\t1\t0\t1\t0\r\n       12\t2026-08-03 17:31:40\t1\t1\t15\t0\r\n'
  test('of a USB stick has the terminal’s number before status and verify', () => {
    expect(readAttlogFile(stick).map(said)).toEqual([
      ['1', '2026-08-03 07:58:01', null, 0, 1],
      ['12', '2026-08-03 17:31:40', null, 1, 15],
    ])
  })

  test('may have names in GB2312, which are not read', () => {
    const gbk = Buffer.concat([Buffer.from('1\t2026-08-03 07:58:01\t1\t0\t1\t'), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd])])
    expect(readFile(gbk)?.map(said)).toEqual([['1', '2026-08-03 07:58:01', null, 0, 1]])
  })

  test('that is no text is none', () => {
    expect(readFile(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe]))).toBeUndefined()
  })

  test('of a Dahua terminal: who was refused is no punch', () => {
    const records = (status: number) =>
      `totalCount=1\r\nfound=1\r\nrecords[0].UserID=1001\r\nrecords[0].CreateTime=1790654400\r\nrecords[0].Method=15\r\nrecords[0].Status=${status}\r\n`
    expect(readFile(Buffer.from(records(1)))?.map(said)).toEqual([['1001', '2026-09-29 12:00:00', null, null, 15]])
    expect(readFile(Buffer.from(records(0)))).toEqual([])
    const odd = records(1).replace('Method=15', 'Method=1e999').concat('records[0].AttendanceState=constructor\r\n')
    expect(readFile(Buffer.from(odd))?.map(said)).toEqual([['1001', '2026-09-29 12:00:00', null, null, null]])
  })
})

describe('an event of Hikvision', () => {
  const event = (sub: number, pin = '1001') =>
    `<EventNotificationAlert><dateTime>2026-08-20T11:27:27+08:00</dateTime><eventType>AccessControllerEvent</eventType><AccessControllerEvent><majorEventType>5</majorEventType><subEventType>${sub}</subEventType><employeeNoString>${pin}</employeeNoString><attendanceStatus>checkOut</attendanceStatus></AccessControllerEvent></EventNotificationAlert>`
  test.each([
    ['in XML', event(75), [['1001', '2026-08-20 11:27:27', null, 1, 15]]],
    ['of a refused face', event(76), []],
    [
      'with a word every object has',
      event(75).replace('checkOut', 'constructor'),
      [['1001', '2026-08-20 11:27:27', null, null, 15]],
    ],
    ['of a pass of nobody', event(38, ''), ['pin']],
    ['heartbeat', '{"eventType":"heartBeat","dateTime":"2026-08-20T11:27:27+08:00"}', []],
    ['rubbish', '{"a":', ['form']],
  ])('%s', (_, text, expected) => {
    expect(readHikvision(text).map(said)).toEqual(expected)
  })
})

describe('a request', () => {
  test.each([
    ['GET', '/iclock/cdata?SN=BOCK200961014&options=all&pushver=2.4.0', 'handshake'],
    ['GET', '/iclock/cdata.aspx?SN=BOCK200961014&options=all', 'handshake'],
    ['POST', '/iclock/cdata/?SN=BOCK200961014&table=ATTLOG&Stamp=9999', 'punches'],
    ['POST', '/iclock/cdata?SN=BOCK200961014&table=BIODATA', 'unwanted'],
    ['POST', '/iclock/cdata?SN=BOCK200961014&table=OPERLOG&OpStamp=9999', 'unwanted'],
    ['GET', '/iclock/ping?SN=BOCK200961014', 'unwanted'],
    ['POST', '/iclock/exchange?SN=BOCK200961014', 'unwanted'],
    ['GET', '/iclock/getrequest?SN=BOCK200961014', 'poll'],
    ['POST', '/iclock/devicecmd?SN=BOCK200961014', 'results'],
    ['POST', '/hik/DS-K1T341', 'event'],
    ['GET', '/iclock/cdata?SN=../../etc/passwd&options=all', 'nobody'],
    ['GET', '/', 'nobody'],
  ])('%s %s is %s', (method, target, kind) => {
    expect(readCall(method, target).kind).toBe(kind)
  })

  test('of any form is read and answered in one line or as options', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'PUT'),
        fc.webPath(),
        fc.webQueryParameters(),
        (method, path, query) => {
          const call = readCall(method, `${path}?SN=BOCK200961014&${query}`)
          expect(hear(call, Buffer.from(query), null).reply).toMatch(/^(OK|GET OPTION FROM|UNKNOWN DEVICE)/)
        },
      ),
    )
  })

  test('tells results of several commands, over several lines', () => {
    const body =
      'ID=1&Return=0&CMD=INFO\n~DeviceName=SpeedFace\nID=V2202610&Return=0&CMD=VERIFY SUM ATTLOG\nAttlogCount=12\nID=x&Return=-22&CMD=?'
    expect(readResults(body)).toEqual([
      { id: '1', code: 0, held: null },
      { id: 'V2202610', code: 0, held: 12 },
      { id: 'x', code: -22, held: null },
    ])
  })

  test('tells a result however it is spaced, capitalised and cut into lines', () => {
    const body =
      ' id = 4 & return = 0 & cmd = CHECK \r\nID=5\r\nReturn=0\r\nCMD=Shell\r\nContent=ID&Return=9\r\nAttlogSum=7'
    expect(readResults(body)).toEqual([
      { id: '4', code: 0, held: null },
      { id: '5', code: 0, held: 7 },
    ])
    expect(readResults('ID=6&CMD=CHECK')).toEqual([{ id: '6', code: -1, held: null }])
    expect(readResults('Return=0\nID=a b&Return=0\nconstructor=1&__proto__=2')).toEqual([])
  })
})
