import { expect, test } from 'vitest'
import { openServer } from '../../src/http/server.ts'

const never = async (): Promise<never> => {
  throw new Error('no route here asks for anything')
}

/** A server without answers that says from which address it believes to be called. */
async function whence(https: boolean, forwarded: string | undefined, remoteAddress: string): Promise<string> {
  const server = await openServer({
    db: undefined as never,
    apart: undefined as never,
    clock: { now: () => '2026-03-02T00:30:00.000Z', monotonic: () => 0 },
    projections: [],
    findCaller: never,
    findStation: never,
    countyIdOf: never,
    answers: [],
    sessionStore: { get: never, set: never, destroy: never } as never,
    cookieSecret: 'c'.repeat(64),
    https,
    log: false,
    more: (it) => void it.get('/whence', (request) => request.ip),
  })
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const { body } = await server.inject({ url: '/whence', remoteAddress, headers })
  await server.close()
  return body
}

// Limits count by address: whoever could choose it would have none.
test.each([
  ['behind a proxy, what the proxy says', true, '203.0.113.5', '203.0.113.5'],
  ['behind a proxy, never what its client claims', true, '127.0.0.1, 198.51.100.1, 203.0.113.5', '203.0.113.5'],
  ['behind a proxy that says nothing, the proxy', true, undefined, '10.0.0.9'],
  ['without a proxy, the connection itself', false, '203.0.113.5', '10.0.0.9'],
])('the address of a caller is %s', async (_, https, forwarded, address) => {
  expect(await whence(https, forwarded, '10.0.0.9')).toBe(address)
})
