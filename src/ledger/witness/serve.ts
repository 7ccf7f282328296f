import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { formatNote, formatVkey } from '../../kit/tlog/note.ts'
import { originMark } from './memory.ts'
import { longestSubmission, parseSubmission, sizeType } from './submission.ts'
import type { Added, Witness, WitnessParts } from './witness.ts'

export interface Serving extends Pick<WitnessParts, 'key' | 'logs' | 'memory'> {
  readonly witness: Witness
  /** The names it answers to (header `Host`, without port); none: to any. */
  readonly hosts: readonly string[]
  /** Where a surprise goes; the caller only hears 500. */
  readonly complain: (failure: unknown) => void
  readonly told?: (origin: string, size: number, added: Added) => void
}

interface Plain {
  readonly status: number
  readonly text: string
  readonly type?: string
  readonly allow?: string
}

/** The witness over HTTP: `POST /add-checkpoint`, and to read `GET /<SHA-256 of the origin>/checkpoint`. Not yet listening. */
export function serveWitness(serving: Serving): Server {
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 }, (request, response) => {
    answerOne(serving, request)
      .catch((failure: unknown) => {
        serving.complain(failure)
        return { status: 500, text: 'internal error\n' }
      })
      .then((plain) => finish(response, plain))
      .catch(serving.complain)
  })
  server.maxConnections = 200
  return server
}

async function answerOne(serving: Serving, request: IncomingMessage): Promise<Plain> {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (!isOurHost(serving.hosts, request.headers.host)) return { status: 421, text: 'not this host\n' }
  if (path === '/add-checkpoint') {
    return request.method === 'POST' ? addCheckpoint(serving, request) : notAllowed('POST')
  }
  const text = path === '/' ? describe(serving) : findCheckpoint(serving, path)
  if (text === undefined) return { status: 404, text: 'not found\n' }
  return request.method === 'GET' || request.method === 'HEAD' ? { status: 200, text } : notAllowed('GET, HEAD')
}

const notAllowed = (allow: string): Plain => ({ status: 405, text: `use ${allow}\n`, allow })

function isOurHost(hosts: readonly string[], given = ''): boolean {
  const name = given.toLowerCase().replace(/:\d+$/, '')
  return hosts.length === 0 || hosts.some((host) => host.toLowerCase() === name)
}

async function addCheckpoint({ witness, told }: Serving, request: IncomingMessage): Promise<Plain> {
  const body = await readBody(request)
  if (body === undefined) return { status: 413, text: 'too long\n' }
  const submission = parseSubmission(body)
  if (submission === undefined) return { status: 400, text: 'not a submission\n' }
  const added = await witness.add(submission)
  told?.(submission.signed.checkpoint.origin, submission.signed.checkpoint.size, added)
  return plainOf(added)
}

/** The statuses of C2SP tlog-witness. */
function plainOf(added: Added): Plain {
  switch (added.kind) {
    case 'cosigned':
      return { status: 200, text: added.line }
    case 'unknownLog':
      return { status: 404, text: 'unknown log\n' }
    case 'wrongSignature':
      return { status: 403, text: 'not signed by the log\n' }
    case 'backwards':
      return { status: 400, text: 'the old size is larger than the checkpoint\n' }
    case 'otherSize':
    case 'otherRoot':
      return { status: 409, text: `${added.known}\n`, type: sizeType }
    case 'wrongProof':
      return { status: 422, text: 'the proof does not lead from the last checkpoint to this one\n' }
    default:
      return added satisfies never
  }
}

/** Nothing when it is longer than any submission; the rest is let go by unread. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > longestSubmission) return undefined
  const parts: Uint8Array[] = []
  let length = 0
  // Left before its end it must stay open, for the answer goes over the same line.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > longestSubmission) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function findCheckpoint({ logs, memory }: Serving, path: string): string | undefined {
  const mark = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1]
  const origin = [...logs.keys()].find((it) => originMark(it) === mark)
  const head = origin === undefined ? undefined : memory.find(origin)
  return head && formatNote(head.note)
}

/** For a person who looks by: who this is and where the newest checkpoints are. */
function describe({ key, logs, memory }: Serving): string {
  const lines = [...logs.keys()].map((origin) => {
    const size = memory.find(origin)?.checkpoint.size
    return `${origin}  ${size ?? '-'}  /${originMark(origin)}/checkpoint`
  })
  return `${formatVkey(key)}\n\n${lines.join('\n')}\n`
}

function finish(response: ServerResponse, { status, text, type, allow }: Plain): void {
  response.writeHead(status, {
    'content-type': type ?? 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(allow && { allow }),
    // What was not read of a body must not be taken for the next request.
    ...(status === 413 && { connection: 'close' }),
  })
  response.end(text)
}
