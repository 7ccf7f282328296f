import { z } from 'zod'
import { uuid } from './common.ts'

/** A maker's serial number, as it stands on the terminal. */
export const serialForm = /^[A-Za-z0-9_-]{4,40}$/
export const Serial = z.string().regex(serialForm)

/** Whose a terminal's own number is; whoever is not named here is known by his employee number. */
export const TerminalPin = z.object({ pin: z.string().min(1).max(24), staffId: uuid })
export type TerminalPin = z.infer<typeof TerminalPin>

/** An attendance terminal of another maker that stands at a site and is listened to. */
export const Terminal = z.object({
  serial: Serial,
  siteId: uuid,
  name: z.string().trim().min(1).max(60),
  /** Not listened to any more. */
  closed: z.boolean(),
  pins: z.array(TerminalPin).max(500),
})
export type Terminal = z.infer<typeof Terminal>

/** How a punch came: told by the terminal over the network, or in a file that somebody took from it. */
export const PunchWay = z.enum(['push', 'file'])

/**
 * How well the time of a punch is known. B: it came at once, so the terminal's clock was right. C: only by the
 * terminal's clock, which is believed to ten minutes; nothing counts against anybody by it alone.
 */
export const PunchTime = z.object({ grade: z.enum(['B', 'C']), earliest: z.string(), latest: z.string() })
export type PunchTime = z.infer<typeof PunchTime>

/** Why a line of a terminal could not be read: its form, its number of a person, its time, or a clock that is far off. */
export const UnreadWhy = z.enum(['form', 'pin', 'time', 'clock'])
export type UnreadWhy = z.infer<typeof UnreadWhy>
