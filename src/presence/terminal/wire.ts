import { serialForm } from '../../contract/terminals.ts'
import { type Iso, toMs } from '../../kit/time.ts'
import { readAttlog } from './attlog.ts'
import { firstText, readHikvision } from './hikvision.ts'
import type { ReadLine } from './punch.ts'

/** What stands above every answer: nothing but plain text, and the time by which terminals set their clocks. */
export const headersAt = (now: Iso) => ({ 'content-type': 'text/plain', date: new Date(toMs(now)).toUTCString() })

/** What a terminal wants by one HTTP request, told from its method and address alone. */
export type Call =
  | { readonly kind: 'handshake'; readonly serial: string; readonly version: string }
  | { readonly kind: 'poll'; readonly serial: string }
  | { readonly kind: 'punches'; readonly serial: string }
  | { readonly kind: 'results'; readonly serial: string }
  | { readonly kind: 'event'; readonly serial: string }
  /** Photos, templates, names, logs of its menu, and whatever else it sends: answered, never read. */
  | { readonly kind: 'unwanted'; readonly serial: string }
  | { readonly kind: 'nobody' }

/** Reads a request of ZKTeco's push protocol (`/iclock/…`), or a Hikvision event to `/hik/SERIAL`. */
export function readCall(method: string, target: string): Call {
  const [path = '', query = ''] = target.split('?', 2)
  const parts = path.split('/').filter((it) => it !== '')
  if (parts[0]?.toLowerCase() === 'hik') return withSerial(parts[1], (serial) => ({ kind: 'event', serial }))
  const asked = new URLSearchParams(query)
  const what = `${method} ${parts
    .join('/')
    .toLowerCase()
    .replace(/\.aspx$/, '')}`
  return withSerial(asked.get('SN') ?? asked.get('sn'), (serial) => readPushCall(what, serial, asked))
}

function readPushCall(what: string, serial: string, asked: URLSearchParams): Call {
  switch (what) {
    case 'GET iclock/cdata':
      return { kind: 'handshake', serial, version: asked.get('pushver') ?? '' }
    case 'POST iclock/cdata':
      return { kind: asked.get('table')?.toUpperCase() === 'ATTLOG' ? 'punches' : 'unwanted', serial }
    case 'GET iclock/getrequest':
      return { kind: 'poll', serial }
    case 'POST iclock/devicecmd':
      return { kind: 'results', serial }
    default:
      return { kind: 'unwanted', serial }
  }
}

function withSerial(serial: string | null | undefined, read: (serial: string) => Call): Call {
  return serial && serialForm.test(serial) ? read(serial) : { kind: 'nobody' }
}

/** Bytes of a body that are read for a call; 0: none is looked at. */
export function mostBytes({ kind }: Call): number {
  if (kind === 'punches') return 8_000_000
  if (kind === 'event') return 4_000_000
  return kind === 'results' ? 256_000 : 0
}

/** What a terminal of the list said, and how it is answered once that is kept. */
export interface Heard {
  readonly lines: readonly ReadLine[]
  readonly results: readonly CommandResult[]
  readonly reply: string
}

/** `command`: what this terminal is asked to do next, for a poll. */
export function hear(call: Call, body: Buffer, command: string | null): Heard {
  switch (call.kind) {
    case 'nobody':
      return saying(unknownDevice)
    case 'handshake':
      return saying(optionsFor(call.serial, call.version))
    case 'poll':
      return saying(command === null ? 'OK' : `${command}\n`)
    case 'punches': {
      const lines = readAttlog(body.toString('utf8'))
      return { ...saying(`OK: ${lines.length}`), lines }
    }
    case 'event':
      return { ...saying('OK'), lines: readHikvision(firstText(body)) }
    case 'results':
      return { ...saying('OK'), results: readResults(body.toString('utf8')) }
    case 'unwanted':
      return saying('OK')
    default:
      return call satisfies never
  }
}

const saying = (reply: string): Heard => ({ reply, lines: [], results: [] })

/** The only refusal the protocol knows: the terminal keeps its records and asks again later. */
export const unknownDevice = 'UNKNOWN DEVICE'

/**
 * How a terminal is to behave. Only punches are asked for, at once: no photo, no template, no name. Its clock follows
 * the `Date` of every answer in this zone. Stamps say nothing (9999): how much is here is found by counting.
 */
function optionsFor(serial: string, version: string): string {
  const options = {
    ATTLOGStamp: '9999',
    OPERLOGStamp: '9999',
    ATTPHOTOStamp: '9999',
    ErrorDelay: '60',
    Delay: '20',
    TransTimes: '00:00;12:30',
    TransInterval: '1',
    TransFlag: '100000000000',
    TimeZone: '8',
    Realtime: '1',
    Encrypt: '0',
    ServerVer: '2.4.1',
    PushProtVer: /^\d+(?:\.\d+){1,2}$/.test(version) ? version : '2.2.14',
    PushOptionsFlag: '0',
  }
  return [`GET OPTION FROM: ${serial}`, ...Object.entries(options).map((it) => it.join('=')), ''].join('\n')
}

/** What a terminal said to one command; `held` where it was asked how many punches it holds. */
export interface CommandResult {
  readonly id: string
  readonly code: number
  readonly held: number | null
}

/** Results come many at once and over several lines; a line without an id belongs to the one before. */
export const readResults = (text: string): CommandResult[] =>
  resultsIn(text).map((said) => ({
    id: said.get('id') ?? '',
    code: numberIn(said.get('return')) ?? -1,
    held: numberIn(said.get('attlogsum') ?? said.get('attlogcount')),
  }))

/** What was said of each command; what was said first counts. */
function resultsIn(text: string): ReadonlyMap<string, string>[] {
  const found: ReadonlyMap<string, string>[] = []
  for (const line of text.split(/\r\n|\n/)) {
    const said = fieldsIn(line)
    if (said.has('id')) found.push(said)
    else if (said.size > 0) found.push(new Map([...said, ...(found.pop() ?? [])]))
  }
  return found.filter((said) => said.has('id'))
}

/** The fields of `ID=7&Return=0` that are looked at, however they are spaced and capitalised. */
function fieldsIn(line: string): ReadonlyMap<string, string> {
  const pairs = line.split('&').map((it) => it.split('=', 2).map((part) => part.trim()))
  const named = pairs.map(([name = '', value = '']) => [name.toLowerCase(), value] as const)
  return new Map(named.filter(([name, value]) => fieldForms.get(name)?.test(value)).toReversed())
}

const fieldForms: ReadonlyMap<string, RegExp> = new Map([
  ['id', /^\w{1,16}$/],
  ['return', /^-?\d{1,9}$/],
  ['attlogsum', /^\d{1,9}$/],
  ['attlogcount', /^\d{1,9}$/],
])

const numberIn = (text: string | undefined): number | null => (text === undefined ? null : Number(text))

/** First and last day of a month, as commands name them. */
interface Month {
  readonly from: string
  readonly to: string
}

/** Asks a terminal how many punches of a month it holds itself. */
export const countCommand = (id: string, month: Month): string => `C:${id}:VERIFY SUM ATTLOG ${spanOf(month)}`

/** Asks a terminal for all punches of a month again. */
export const queryCommand = (id: string, month: Month): string => `C:${id}:DATA QUERY ATTLOG ${spanOf(month)}`

const spanOf = ({ from, to }: Month): string => `StartTime=${from} 00:00:00\tEndTime=${to} 23:59:59`
