import { z } from 'zod'
import { Contact } from '../people.ts'
import { route } from '../route.ts'

/** What a witness outside our line says of the newest checkpoint. */
export const LogWitness = z.object({
  name: z.string(),
  vkey: z.string(),
  /** When it cosigned the newest checkpoint, by its own clock; null when it has not. */
  cosignedAt: z.string().nullable(),
  /** What came of asking it last: `forked` and `ahead` are alarms. */
  said: z
    .enum(['cosigned', 'ahead', 'forked', 'unknownLog', 'refusedSignature', 'noAddress', 'silent', 'odd'])
    .nullable(),
  /** Since when it says so. */
  since: z.string().nullable(),
})
export type LogWitness = z.infer<typeof LogWitness>

export const LogCheckpoint = z.object({
  size: z.number().int(),
  /** Base64. */
  root: z.string(),
  publishedAt: z.string(),
  /** Witnesses of the policy in force that cosigned it. */
  cosigned: z.number().int(),
})
export type LogCheckpoint = z.infer<typeof LogCheckpoint>

/**
 * What the whole comes to. `alarm`: a witness has seen another log. `stopped`: nothing was published for too long.
 * `alone`: there is no witness. `waiting`: not cosigned by enough of them. `confirmed`: by enough.
 */
export const LogVerdict = z.enum(['none', 'alarm', 'stopped', 'alone', 'waiting', 'confirmed'])
export type LogVerdict = z.infer<typeof LogVerdict>

export const LogView = z.object({
  countyName: z.string(),
  demo: z.boolean(),
  complaints: Contact,
  /** The address of the log, for commands and feeds. */
  url: z.string(),
  verdict: LogVerdict,
  origin: z.string().nullable(),
  newest: LogCheckpoint.extend({ lastSeenAlive: z.string() }).nullable(),
  witnesses: z.array(LogWitness),
  /** Every alarm a witness ever raised, newest first, settled or not. */
  alarms: z.array(
    z.object({ witness: z.string(), alarm: z.enum(['ahead', 'forked']), size: z.number().int(), at: z.string() }),
  ),
  /** A C2SP tlog-policy file: keys, witnesses, quorum. */
  policy: z.string(),
  /** The log's Ed25519 keys; `pem` for tools that know nothing of logs. */
  keys: z.array(z.object({ vkey: z.string(), pem: z.string() })),
  recent: z.array(LogCheckpoint),
  /** Logs that ended with more in them than was kept: last checkpoint, since when and why there is another. */
  former: z.array(
    z.object({ origin: z.string(), size: z.number().int(), note: z.string(), because: z.string(), at: z.string() }),
  ),
  asOf: z.string(),
})
export type LogView = z.infer<typeof LogView>

export const showLog = route({
  name: 'showLog',
  method: 'GET',
  path: '/log',
  summary: 'The county’s log: newest checkpoint, who confirmed it from outside, how to check it: as a page.',
  who: 'anyone',
  query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
  output: z.any(),
  produces: 'html',
})

export const readLog = route({
  name: 'readLog',
  method: 'GET',
  path: '/api/log',
  summary: 'The same as data.',
  who: 'anyone',
  output: LogView,
})

/** Below 2^53, in the one form a checkpoint writes it. */
const size = z.string().regex(/^(0|[1-9]\d{0,14})$/)

export const listCheckpoints = route({
  name: 'listCheckpoints',
  method: 'GET',
  path: '/log/checkpoints.txt',
  summary: 'Checkpoints as signed notes, newest first, a hundred at most; `before` a size for older ones.',
  who: 'anyone',
  query: z.object({ before: size.optional() }),
  output: z.string(),
  produces: 'text',
})

export const showCheckpoint = route({
  name: 'showCheckpoint',
  method: 'GET',
  path: '/log/checkpoints/:size',
  summary: 'The checkpoint of one size as a signed note, with the cosignatures it has by now.',
  who: 'anyone',
  params: z.object({ size }),
  output: z.string(),
  produces: 'text',
})

export const feedCheckpoints = route({
  name: 'feedCheckpoints',
  method: 'GET',
  path: '/log/feed.xml',
  summary: 'The newest checkpoints as an Atom feed.',
  who: 'anyone',
  output: z.string(),
  produces: 'text',
})
