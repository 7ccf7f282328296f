import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { route } from '../route.ts'
import { Serial, Terminal, UnreadWhy } from '../terminals.ts'

const keepers = ['systemAdmin', 'clerk'] as const
const readers = ['systemAdmin', 'clerk', 'inspector'] as const

/** What a terminal holds of a month by its own word (null: it does not say), and what is here of it now. */
const MonthCount = z.object({
  month: z.string(),
  /** When it was asked last; `again`: after it had been asked to send the month once more. */
  at: z.string().nullable(),
  again: z.boolean(),
  holds: z.number().int().nullable(),
  kept: z.number().int(),
})

export const TerminalRow = Terminal.extend({
  /** Newest first. */
  months: z.array(MonthCount),
  /** Its numbers that are nobody's, with how many punches wait for a name. */
  unknownPins: z.array(z.object({ pin: z.string(), punches: z.number().int() })),
  /** Lines that could not be read, newest first; the lines themselves are for the clerk and the inspector. */
  unread: z.array(
    z.object({
      at: z.string(),
      count: z.number().int(),
      lines: z.array(z.object({ why: UnreadWhy, text: z.string() })).nullable(),
    }),
  ),
  /** From where it spoke, newest first; `before` null: the first time. */
  addresses: z.array(z.object({ at: z.string(), address: z.string(), before: z.string().nullable() })),
})
export type TerminalRow = z.infer<typeof TerminalRow>

export const listTerminals = route({
  name: 'listTerminals',
  method: 'GET',
  path: '/api/terminals',
  summary: 'Attendance terminals of other makers at the sites the caller keeps, and what wanted to be one.',
  who: readers,
  output: z.object({
    terminals: z.array(TerminalRow),
    /** Serial numbers that are on no list and were not heard. */
    strangers: z.array(z.object({ serial: z.string(), siteId: uuid, address: z.string(), at: z.string() })),
  }),
})

export const keepTerminal = route({
  name: 'keepTerminal',
  method: 'PUT',
  path: '/api/terminals/:serial',
  summary: 'Puts a terminal on the list of a site, says whose its numbers are, or stops listening to it.',
  who: keepers,
  params: z.object({ serial: Serial }),
  body: Terminal.omit({ serial: true }),
  output: Done,
})

const FileRow = z.object({ row: z.number().int(), why: UnreadWhy, text: z.string() })

export const previewTerminalFile = route({
  name: 'previewTerminalFile',
  method: 'POST',
  path: '/api/terminals/:serial/file/preview',
  summary: 'Reads the file of a terminal (attlog.dat of a USB stick) and names every bad row; keeps nothing.',
  who: ['clerk'],
  params: z.object({ serial: Serial }),
  upload: true,
  output: z.object({
    sha256: z.string(),
    rows: z.number().int(),
    /** Not here yet. */
    fresh: z.number().int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    unknownPins: z.array(z.string()),
    bad: z.array(FileRow),
  }),
})

export const keepTerminalFile = route({
  name: 'keepTerminalFile',
  method: 'POST',
  path: '/api/terminals/:serial/file',
  summary: 'Keeps the punches of a terminal’s file that are not here yet; refused as a whole when one row is bad.',
  who: ['clerk'],
  params: z.object({ serial: Serial }),
  upload: true,
  output: z.object({ kept: z.number().int() }),
})
