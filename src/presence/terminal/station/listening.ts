import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Station } from '../../station/station.ts'
import type { Running, Stations } from '../../station/stations.ts'
import { type Call, headersAt, hear, mostBytes, readCall, unknownDevice } from '../wire.ts'
import { type Addresses, openAddresses } from './addresses.ts'
import { mostLetBy, readBody } from './body.ts'
import { type Counting, openCounting } from './counting.ts'
import { keepLines } from './keeping.ts'

export interface TerminalsParts {
  readonly stations: Stations
  readonly host: string
  readonly port: number
  readonly onSurprise: (failure: unknown) => void
}

/** The port at which terminals of the sites' stations are heard. */
export interface Terminals {
  readonly port: number
  stop(): Promise<void>
}

// [Note: The terminals' port]
// Terminals know no password and no certificate. So: a port of its own, that never answers anything but 200, plain text
// and the time; only serial numbers on the list are heard; nothing of a photo, template or name is read; what is heard is
// on the disk before it is acknowledged; whatever is no terminal is cut off.

/** Listens for terminals. Throws what the system says where the port is taken. */
export async function listenToTerminals(parts: TerminalsParts): Promise<Terminals> {
  const desk = openDesk(parts)
  const limits = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 30_000 }
  const server = createServer({ ...limits, connectionsCheckingInterval: 5_000, maxHeaderSize: 8_192 })
  server.maxConnections = 64
  server.on('request', (request, response) => {
    desk(request, response).catch((failure: unknown) => {
      parts.onSurprise(failure)
      response.destroy()
    })
  })
  limitEachAddress(server)
  server.on('clientError', (_, socket) => socket.destroy())
  server.on('upgrade', (_, socket) => socket.destroy())
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(parts.port, parts.host, done)
  })
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) }
}

/** No one address takes all connections. */
const mostFromOne = 16

function limitEachAddress(server: Server): void {
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const from = socket.remoteAddress ?? ''
    const count = (open.get(from) ?? 0) + 1
    if (count > mostFromOne) return void socket.destroy()
    open.set(from, count)
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left === 0) open.delete(from)
      else open.set(from, left)
    })
  })
}

const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

type Desk = (request: IncomingMessage, response: ServerResponse) => Promise<void>

function openDesk(parts: TerminalsParts): Desk {
  const { stations } = parts
  const addresses = openAddresses()
  const answerCall = openAnswering(parts, addresses)
  const turns = openTurns()
  const meetListed = async (request: IncomingMessage, running: Running, call: Known): Promise<string | null> => {
    const address = addressOf(request)
    const body = await readBody(request, mostBytes(call))
    return body && turns(running.station, () => answerCall(running, call, { body, address }))
  }
  const meetStranger = async (request: IncomingMessage, call: Call): Promise<string | null> => {
    const address = addressOf(request)
    if ((await readBody(request, 0, mostLetBy.stranger)) === null) return null
    if (call.kind !== 'nobody')
      await addresses.refuse(
        listLive(stations).map((it) => it.station),
        call.serial,
        address,
      )
    return unknownDevice
  }
  return async (request, response) => {
    const { socket } = request
    const call = readCall(request.method ?? '', request.url ?? '')
    const met = findListed(stations, call)
    const reply = met ? await meetListed(request, met.running, met.call) : await meetStranger(request, call)
    if (reply === null) socket.destroy()
    else say(response, stations, reply)
  }
}

const addressOf = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? ''

/** Answers a terminal of the list once what it said is kept. */
function openAnswering({ onSurprise }: TerminalsParts, addresses: Addresses) {
  const countings = new Map<Station, Counting>()
  const countingOf = (station: Station): Counting => {
    const known = countings.get(station) ?? openCounting(station)
    countings.set(station, known)
    return known
  }
  return async ({ station, uplink }: Running, call: Known, { body, address }: Sent): Promise<string> => {
    try {
      await addresses.note(station, call.serial, address)
      const counting = countingOf(station)
      const command = call.kind === 'poll' ? await counting.nextCommand(call.serial) : null
      const heard = hear(call, body, command)
      await keepLines(station, call.serial, heard.lines)
      await counting.take(call.serial, heard.results)
      if (heard.lines.length > 0) uplink.nudge()
      return heard.reply
    } catch (failure) {
      // No room, or no database: whatever is not `OK` is told again later.
      onSurprise(failure)
      return 'ERROR'
    }
  }
}

type Known = Exclude<Call, { kind: 'nobody' }>
interface Sent {
  readonly body: Buffer
  readonly address: string
}

/** A terminal on a list, and the station whose center gave it. */
function findListed(stations: Stations, call: Call): { readonly running: Running; readonly call: Known } | undefined {
  if (call.kind === 'nobody') return undefined
  const running = listLive(stations).find(({ station }) => hasOnList(station, call.serial))
  return running && { running, call }
}

const listLive = (stations: Stations): Running[] => stations.list().filter(({ station }) => !station.revoked())

const hasOnList = (station: Station, serial: string): boolean =>
  station.snapshot()?.terminals?.some((one) => one.serial === serial) ?? false

function say(response: ServerResponse, stations: Stations, reply: string): void {
  const now = stations.list()[0]?.station.clock.now() ?? stations.clock.now()
  const length = String(Buffer.byteLength(reply))
  response.writeHead(200, { ...headersAt(now), 'content-length': length }).end(reply)
}

/** So many calls wait for their turn with what they brought; others are cut off and come again. */
const mostWaiting = 8

/** One thing at a time for each station, so that two calls never state the same; null where too many wait already. */
function openTurns() {
  const last = new Map<Station, Promise<unknown>>()
  const waiting = new Map<Station, number>()
  return async <T>(station: Station, work: () => Promise<T>): Promise<T | null> => {
    const before = waiting.get(station) ?? 0
    if (before >= mostWaiting) return null
    waiting.set(station, before + 1)
    const turn = (last.get(station) ?? Promise.resolve()).then(work, work)
    last.set(station, turn)
    try {
      return await turn
    } finally {
      waiting.set(station, (waiting.get(station) ?? 1) - 1)
    }
  }
}
