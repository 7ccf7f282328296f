import { toIso } from '../../../src/kit/time.ts'
import { isDahua, readDahua } from '../../../src/presence/terminal/dahua.ts'
import { firstText, readHikvision } from '../../../src/presence/terminal/hikvision.ts'
import type { ReadLine } from '../../../src/presence/terminal/punch.ts'
import {
  type Call,
  countCommand,
  headersAt,
  hear,
  queryCommand,
  readCall,
  unknownDevice,
} from '../../../src/presence/terminal/wire.ts'
import { type Fields, isFields, textOf } from '../case.ts'
import { show } from '../compare.ts'
import type { Result } from '../result.ts'

/** What a terminal of another maker sends, or is answered. */
export const isSample = (it: unknown): boolean => isFields(it) && typeof it.protocol === 'string'

/**
 * Plays samples of what terminals of other makers send against what the listening port does: how it is read, and how it
 * is answered.
 */
export function runSamples(cases: readonly unknown[]): readonly Result[] {
  const samples = cases.filter(isFields)
  return samples.map((it) => {
    const name = `${textOf(it.id) ?? '?'} (${textOf(it.protocol) ?? '?'})`
    try {
      return { name, ...judge(it, samples) }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return { name, wrong: [`cannot be judged: ${why}`], skipped: null }
    }
  })
}

type Judged = Omit<Result, 'name'>
const passed: Judged = { wrong: [], skipped: null }
const decided = (reason: string): Judged => ({ wrong: [], skipped: reason })
const failed = (expected: unknown, got: unknown): Judged => ({
  wrong: [`expected ${show(expected)}, got ${show(got)}`],
  skipped: null,
})

function judge(it: Fields, all: readonly Fields[]): Judged {
  switch (textOf(it.protocol)) {
    case 'zk-push':
      return judgePush(it)
    case 'hikvision-isapi-push':
      return judgeEvent(it, all)
    case 'hikvision-isapi-pull':
      return judgeList(it)
    case 'dahua-cgi-pull':
      return judgeRecords(textOf(it.reply) ?? '')
    case 'hikvision-isapi-config':
      return decided('the product sets nothing on a terminal: its address is entered there by hand')
    case 'dahua-event-stream':
      return decided('the product listens, it calls no terminal: a saved list of records is taken in instead')
    default:
      return judgeUnknown(textOf(it.protocol) ?? '')
  }
}

function judgeUnknown(protocol: string): Judged {
  if (/^(?:zk|hikvision|dahua)/i.test(protocol)) return { wrong: [`unknown protocol ${show(protocol)}`], skipped: null }
  return decided('the product hears terminals of ZKTeco, Hikvision and Dahua, and no others')
}

const serial = 'CASE00000001'
const withSerial = (told: string): string => told.replaceAll('{SN}', serial)

function judgePush(it: Fields): Judged {
  const reply = withSerial(textOf(it.reply) ?? '')
  if (reply.includes('ICLOCKSVRURL')) return judgeRepointing()
  if (reply.startsWith('HTTP/1.1')) return judgeHeaders(reply)
  const call = callOf(it, reply)
  const body = bodyOf(textOf(it.body) ?? '')
  const { lines, reply: said, results } = hear(call, Buffer.from(body), null)
  if (/^C:/.test(reply)) return judgeCommand(reply, said, body === '' || results.length > 0)
  if (!isAnswered(reply.replace('{n}', String(lines.length)), said)) return failed(reply, said)
  return call.kind === 'punches' ? judgeLines(lines, body, /bad/.test(textOf(it.id) ?? '')) : passed
}

/** The request line of a sample; where it has none, what it is about tells which one it was. */
function callOf(it: Fields, reply: string): Call {
  const line = /\b(GET|POST) (\/\S+)/.exec(withSerial(textOf(it.request) ?? ''))
  if (line !== null) return readCall(line[1] ?? '', line[2] ?? '')
  if (reply === unknownDevice) return { kind: 'nobody' }
  if (reply.startsWith('GET OPTION FROM')) return { kind: 'handshake', serial, version: '' }
  if (/^OK ?:/.test(reply)) return { kind: 'punches', serial }
  return textOf(it.body) ? { kind: 'results', serial } : { kind: 'poll', serial }
}

/** Some bodies are told in words: so many lines for these times. `\\0` stands for a byte that is nothing. */
function bodyOf(told: string): string {
  if (!/\blines for\b/.test(told) || told.includes('\t')) return told.replaceAll('\\0', '\0')
  return (told.match(/\d\d:\d\d:\d\d/g) ?? []).map((clock) => `1\t2026-08-20 ${clock}\t255\t15\t0\t0\t0\n`).join('')
}

/** To punches any OK is one, with or without their number. */
function isAnswered(expected: string, said: string): boolean {
  if (expected.startsWith('GET OPTION FROM'))
    return said.startsWith(expected.split(/[\r\n…]/)[0] ?? '') && said.includes('ServerVer=')
  const [wanted, got] = [expected, said].map((it) => it.replace(/\s/g, ''))
  return wanted === got || (wanted === 'OK' && /^OK:\d+$/.test(got ?? ''))
}

function judgeLines(lines: readonly ReadLine[], body: string, isBad: boolean): Judged {
  const told = body.split(/\r?\n/).filter((line) => line.trim() !== '')
  const punches = lines.flatMap((line) => (line.kind === 'punch' ? [line.punch] : []))
  if (isBad) return lines.length === told.length ? passed : failed(told.length, lines.length)
  const expected = told.filter((line) => line.includes('\t')).map((line) => line.split('\t').slice(0, 2).join(' '))
  const got = punches.map(({ pin, wall }) => `${pin} ${wall}`)
  return expected.join() === got.join() ? passed : failed(expected, got)
}

/** Of commands only those that ask for punches are sent; results of any other are answered. */
function judgeCommand(expected: string, said: string, isRead: boolean): Judged {
  if (said !== 'OK' || !isRead) return failed('OK', said)
  const asked = /^C:(\w+):(VERIFY SUM|DATA QUERY) ATTLOG StartTime=(\S+) 00:00:00\tEndTime=(\S+) 23:59:59$/.exec(
    expected.trim(),
  )
  if (asked === null)
    return decided('the product asks terminals for the punches of a month and their number, and nothing else')
  const [, id = '', what, from = '', to = ''] = asked
  const got = (what === 'DATA QUERY' ? queryCommand : countCommand)(id, { from, to })
  return got === expected.trim() ? passed : failed(expected, got)
}

function judgeHeaders(reply: string): Judged {
  const of = (name: string): string => new RegExp(`^${name}: (.+?)\\r?$`, 'im').exec(reply)?.[1] ?? ''
  if (!/^HTTP\/1\.1 200\b/.test(reply)) return decided('whatever a terminal says is answered with 200 and plain text')
  const date = of('Date')
  const got = headersAt(toIso(date === '' ? 0 : Date.parse(date)))
  const isAlike = (date === '' || got.date === date) && got['content-type'] === of('Content-Type').split(';')[0]
  return isAlike ? passed : failed(reply, got)
}

function judgeRepointing(): Judged {
  const { reply } = hear({ kind: 'handshake', serial, version: '2.4.1' }, Buffer.alloc(0), null)
  return reply.includes('ICLOCKSVRURL')
    ? failed('no other server named', reply)
    : decided('a terminal is never sent to another server')
}

function judgeEvent(it: Fields, all: readonly Fields[]): Judged {
  const plain = all.map((one) => textOf(one.body) ?? '').find((body) => body.startsWith('{"ipAddress"')) ?? ''
  const body = (textOf(it.body) ?? '').replace(/\{ …as .*?… \}/, plain)
  const { lines, reply } = hear({ kind: 'event', serial }, Buffer.from(body), null)
  if (reply !== 'OK') return failed('OK', reply)
  return readsOnly(lines, pinsIn(body), !/eventType/.test(body))
}

function judgeList(it: Fields): Judged {
  const reply = textOf(it.reply) ?? ''
  if (reply.includes('statusString')) return decided('the product calls no terminal, so none answers it')
  return readsOnly(readHikvision(firstText(Buffer.from(reply))), pinsIn(reply))
}

/** The persons of an event or a list who passed: 76 is a face that was refused. */
function pinsIn(text: string): readonly string[] {
  const events = text.split(/(?="(?:major|majorEventType)":|<majorEventType>)/)
  return events.flatMap((one) => {
    if (/(?:minor|subEventType)["\s:>]+76\b/.test(one)) return []
    return /employeeNoString(?:": ?"|>)([^"<]+)/.exec(one)?.[1] ?? []
  })
}

function judgeRecords(reply: string): Judged {
  if (!isDahua(reply)) return decided('the product calls no terminal, so none answers it')
  const passedOnes = [...reply.matchAll(/records\[(\d+)\]\.Status=1/g)].map(([, n = '']) => n)
  const pins = passedOnes.map((n) => new RegExp(`records\\[${n}\\]\\.UserID=(.*?)\\r?\\n`).exec(reply)?.[1] ?? '')
  return readsOnly(readDahua(reply), pins)
}

/** `unread`: what is no event at all is kept as one line that cannot be read. */
function readsOnly(lines: readonly ReadLine[], pins: readonly string[], unread = false): Judged {
  const got = lines.map((line) => (line.kind === 'punch' ? line.punch.pin : `unread ${line.why}`))
  const expected = unread && pins.length === 0 ? ['unread form'] : pins
  return got.join() === expected.join() ? passed : failed(expected, got)
}
