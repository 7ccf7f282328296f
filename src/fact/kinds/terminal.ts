import { z } from 'zod'
import { PunchTime, PunchWay, Terminal, UnreadWhy } from '../../contract/terminals.ts'

const uuid = z.uuid()

/** Attendance terminals of other makers: which are listened to, what they told, and how much of it is here. */
export const terminalKinds = {
  terminalKept: Terminal,
  /** A terminal's word that somebody was there. It knows no liveness. */
  terminalPunched: z.object({
    checkInId: uuid,
    serial: z.string(),
    siteId: uuid,
    /** The terminal's number of the person, and whose it was then; null for nobody known. */
    pin: z.string(),
    staffId: uuid.nullable(),
    direction: z.enum(['arrival', 'departure', 'again']),
    at: z.string(),
    /** The terminal's clock as it told it, and seconds east where it told them. */
    wall: z.string(),
    offset: z.number().int().nullable(),
    status: z.number().int().nullable(),
    verify: z.number().int().nullable(),
    arrivedAt: z.string(),
    time: PunchTime,
    way: PunchWay,
  }),
  /** Lines that could not be read: how many, and beginnings of the first ones. */
  terminalUnread: z.object({
    serial: z.string(),
    siteId: uuid,
    count: z.number().int(),
    lines: z.array(z.object({ why: UnreadWhy, text: z.string().max(120) })).max(20),
  }),
  /** A terminal speaks from an address for the first time; `before` is the one it had until then. */
  terminalHeard: z.object({ serial: z.string(), siteId: uuid, address: z.string(), before: z.string().nullable() }),
  /** Something not on the list wanted to be heard, and was not. */
  terminalRefused: z.object({ serial: z.string(), siteId: uuid, address: z.string() }),
  /** Somebody took in a file of a terminal: by whom, which bytes, how many of its punches were new and of which time. */
  terminalFileKept: z.object({
    serial: z.string(),
    siteId: uuid,
    sha256: z.string(),
    rows: z.number().int(),
    kept: z.number().int(),
    from: z.string(),
    to: z.string(),
  }),
  /** How many punches of a month a terminal holds (null: it does not say) and how many are here; `asked` counts from 1. */
  terminalCounted: z.object({
    serial: z.string(),
    siteId: uuid,
    month: z.string(),
    asked: z.number().int(),
    holds: z.number().int().nullable(),
    kept: z.number().int(),
  }),
} as const
