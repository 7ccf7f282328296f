import { z } from 'zod'
import { type Punch, pinForm, type ReadLine, shortened, wallAt } from './punch.ts'

/**
 * What an access terminal of Hikvision tells of one event, over HTTP (`AccessControllerEvent`, JSON or XML) or in the
 * list it answers with (`AcsEvent`). Passes of persons become punches; refusals, doors and heartbeats are nothing.
 */
export function readHikvision(text: string): ReadLine[] {
  const trimmed = text.trim()
  if (trimmed.startsWith('<')) return readEvent(fromXml(trimmed), trimmed)
  const read = fromJson(trimmed)
  const listed = AcsEvent.safeParse(read)
  if (!listed.success) return readEvent(read, trimmed)
  return (listed.data.AcsEvent.InfoList ?? []).flatMap((it) => readPass({ ...it, dateTime: it.time }, trimmed))
}

/** The text of the first part of a multipart body that is one; pictures in other parts are not looked at. */
export function firstText(body: Buffer): string {
  const text = body.toString('latin1')
  if (!text.startsWith('--')) return body.toString('utf8')
  const boundary = text.slice(0, text.indexOf('\r\n'))
  const part = text.split(boundary).find((it) => /Content-Type:\s*(?:application|text)\/(?:json|xml)/i.test(it))
  const from = part?.indexOf('\r\n\r\n') ?? -1
  return part === undefined || from === -1
    ? ''
    : Buffer.from(part.slice(from + 4), 'latin1')
        .toString('utf8')
        .trimEnd()
}

const Pass = z.object({
  majorEventType: z.coerce.number(),
  subEventType: z.coerce.number(),
  employeeNoString: z.string().optional(),
  attendanceStatus: z.string().optional(),
  dateTime: z.string(),
})
const Event = z.object({ dateTime: z.string(), AccessControllerEvent: Pass.partial({ dateTime: true }) })
const Row = z.object({
  major: z.number(),
  minor: z.number(),
  time: z.string(),
  employeeNoString: z.string().optional(),
  attendanceStatus: z.string().optional(),
})
const AcsEvent = z.object({
  AcsEvent: z.object({
    InfoList: z
      .array(Row.transform(({ major, minor, ...it }) => ({ majorEventType: major, subEventType: minor, ...it })))
      .optional(),
  }),
})

function readEvent(read: unknown, text: string): ReadLine[] {
  const event = Event.safeParse(read).data
  if (event !== undefined) return readPass({ ...event.AccessControllerEvent, dateTime: event.dateTime }, text)
  return isOtherEvent(read) ? [] : [{ kind: 'unread', why: 'form', text: shortened(text) }]
}

const isOtherEvent = (read: unknown): boolean =>
  z.object({ eventType: z.string() }).safeParse(read).success && !JSON.stringify(read).includes('AccessControllerEvent')

/** By the maker's numbers: major 5 is an event of a person; of its minor ones these are passes. */
const passes: Readonly<Record<number, number>> = { 1: 4, 38: 1, 75: 15 }

function readPass({ majorEventType, subEventType, ...it }: z.infer<typeof Pass>, text: string): ReadLine[] {
  const verify = majorEventType === 5 ? passes[subEventType] : undefined
  if (verify === undefined) return []
  const { employeeNoString: pin = '', dateTime, attendanceStatus } = it
  if (!pinForm.test(pin)) return [{ kind: 'unread', why: 'pin', text: shortened(text) }]
  const time = readIsapiTime(dateTime)
  if (time === undefined) return [{ kind: 'unread', why: 'time', text: shortened(text) }]
  return [{ kind: 'punch', punch: { pin, ...time, verify, status: statuses.get(attendanceStatus ?? '') ?? null } }]
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['checkIn', 0],
  ['checkOut', 1],
  ['breakOut', 2],
  ['breakIn', 3],
  ['overtimeIn', 4],
  ['overtimeOut', 5],
])

/** `2026-08-20T11:27:27+08:00`, with or without parts of a second; without an offset it is the terminal's own. */
function readIsapiTime(text: string): Pick<Punch, 'wall' | 'offset'> | undefined {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text)
  if (parts === null) return undefined
  const [, wall = '', zone] = parts
  const ms = Date.parse(`${wall}${zone ?? '+08:00'}`)
  if (Number.isNaN(ms)) return undefined
  return { wall: wallAt(new Date(ms).toISOString()), offset: null }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The few elements of an event, each of which stands once; no entity, no nesting but theirs is looked at. */
function fromXml(text: string): unknown {
  const of = (name: string): string | undefined => new RegExp(`<${name}>([^<]{0,64})</${name}>`).exec(text)?.[1]
  const eventType = of('eventType')
  if (!text.includes('<AccessControllerEvent>')) return { eventType }
  const names = ['majorEventType', 'subEventType', 'employeeNoString', 'attendanceStatus'] as const
  const inside = Object.fromEntries(names.flatMap((name) => (of(name) === undefined ? [] : [[name, of(name)]])))
  return { eventType, dateTime: of('dateTime') ?? '', AccessControllerEvent: inside }
}
