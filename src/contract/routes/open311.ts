import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { MatterState } from '../matters.ts'
import { route } from '../route.ts'

/**
 * Open311 GeoReport v2: public problems from outside, in front of the same matters. What comes in is read by the handler,
 * so that every refusal has the standard's own form; unknown parameters are passed over, as it demands.
 */
const loose = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const format = z.enum(['json', 'xml'])
/** `test` checks everything and keeps nothing. */
const endpoint = z.enum(['v2', 'test'])
const base = '/open311/:endpoint'
const call = { who: 'anyone', query: loose, output: z.any(), produces: 'text' } as const

export const discover311 = route({
  ...call,
  name: 'discover311',
  method: 'GET',
  path: '/open311/discovery.:format',
  summary: 'Open311 service discovery: where the interface is, in which formats, and how to ask for a key.',
  params: z.object({ format }),
})

export const listServices311 = route({
  ...call,
  name: 'listServices311',
  method: 'GET',
  path: `${base}/services.:format`,
  summary: 'Open311: the kinds of public problem that can be reported.',
  params: z.object({ endpoint, format }),
})

export const readService311 = route({
  ...call,
  name: 'readService311',
  method: 'GET',
  path: `${base}/services/:code.:format`,
  summary: 'Open311: what else is asked for a kind of problem.',
  params: z.object({ endpoint, format, code: z.string().max(64) }),
})

export const makeRequest311 = route({
  ...call,
  name: 'makeRequest311',
  method: 'POST',
  path: `${base}/requests.:format`,
  summary: 'Open311: reports a public problem; with an API key. It becomes a matter with a receipt and a clock.',
  perMinute: 120,
  inParts: true,
  params: z.object({ endpoint, format }),
  body: z.any(),
})

export const readToken311 = route({
  ...call,
  name: 'readToken311',
  method: 'GET',
  path: `${base}/tokens/:token.:format`,
  summary: 'Open311: the request of a token; here both are the same and known at once.',
  params: z.object({ endpoint, format, token: z.string().max(64) }),
})

export const listRequests311 = route({
  ...call,
  name: 'listRequests311',
  method: 'GET',
  path: `${base}/requests.:format`,
  summary: 'Open311: reported public problems; a description only after somebody released it, never who reported.',
  perMinute: 60,
  params: z.object({ endpoint, format }),
})

export const readRequest311 = route({
  ...call,
  name: 'readRequest311',
  method: 'GET',
  path: `${base}/requests/:requestId.:format`,
  summary: 'Open311: one reported public problem.',
  params: z.object({ endpoint, format, requestId: z.string().max(64) }),
})

const keyName = z.string().trim().min(1).max(80)

export const list311Keys = route({
  name: 'list311Keys',
  method: 'GET',
  path: '/api/open311/keys',
  summary: 'The API keys that were given out; never the keys themselves.',
  who: ['county'],
  output: z.array(z.object({ keyId: uuid, holder: z.string(), at: z.string(), revokedAt: z.string().nullable() })),
})

export const make311Key = route({
  name: 'make311Key',
  method: 'POST',
  path: '/api/open311/keys',
  summary: 'Makes an API key for an application. It is shown once.',
  who: ['county'],
  body: z.object({ keyId: uuid, holder: keyName }),
  output: z.object({ keyId: uuid, key: z.string() }),
})

export const revoke311Key = route({
  name: 'revoke311Key',
  method: 'POST',
  path: '/api/open311/keys/:keyId/revoke',
  summary: 'Ends an API key at once.',
  who: ['county'],
  params: z.object({ keyId: uuid }),
  output: Done,
})

/** A public problem whose words wait for somebody to read them before everybody does. */
export const Problem = z.object({
  matterId: uuid,
  typeName: z.string(),
  unitName: z.string(),
  address: z.string(),
  description: z.string(),
  at: z.string(),
  state: MatterState,
  words: z.enum(['waiting', 'released', 'hidden']),
  reason: z.string(),
})
export type Problem = z.infer<typeof Problem>

export const listProblems = route({
  name: 'listProblems',
  method: 'GET',
  path: '/api/problems',
  summary:
    'Public problems of the last 90 days in the units the caller looks after, those whose words wait first; fifty at a time.',
  who: ['clerk', 'head', 'county'],
  query: z.object({ after: z.string().max(80).optional() }),
  /** `next` is where the next page begins; null on the last. */
  output: z.object({ rows: z.array(Problem), next: z.string().nullable() }),
})

export const judgeProblem = route({
  name: 'judgeProblem',
  method: 'POST',
  path: '/api/problems/:matterId',
  summary:
    'Lets everybody read the words of a public problem, or keeps them hidden with a reason. Category and place are public anyway.',
  who: ['clerk', 'head', 'county'],
  params: z.object({ matterId: uuid }),
  body: z.discriminatedUnion('words', [
    z.object({ words: z.literal('released') }),
    z.object({ words: z.literal('hidden'), reason: z.string().trim().min(1).max(300) }),
  ]),
  output: Done,
})
