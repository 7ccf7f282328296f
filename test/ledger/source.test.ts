import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tilePath } from '../../src/kit/tlog/tile.ts'
import { readGiven } from '../../src/ledger/commands/given.ts'
import { openSource } from '../../src/ledger/source.ts'

const mebibyte = Buffer.alloc(1024 * 1024)
const [full, partial] = [
  { level: 0, index: 0, width: 256 },
  { level: 0, index: 0, width: 3 },
] as const
const fullBytes = Buffer.from(Array.from({ length: 256 * 32 }, (_, i) => i % 251))
let sent = 0
/** A log whose checkpoint never ends. */
const server = createServer((request, response) => {
  if (request.url === `/${tilePath(full)}`) return response.end(fullBytes)
  if (request.url === '/policy') return response.end('log …')
  if (request.url !== '/checkpoint') return response.writeHead(404).end()
  const more = () => {
    while (!response.destroyed && sent < 200) {
      sent += 1
      if (!response.write(mebibyte)) return response.once('drain', more)
    }
    return response.end()
  }
  return more()
})
const where = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('a published log is read by its address; a partial tile that is gone is the beginning of its full one', async () => {
  const source = openSource(where())
  expect(await source.readText('policy')).toBe('log …')
  expect(Buffer.from(await source.readTile(partial))).toEqual(fullBytes.subarray(0, 3 * 32))
  await expect(source.readText('other')).rejects.toThrow('/other: 404')
})

test.each([
  ['beside the tiles', 17, () => openSource(where()).readText('checkpoint')],
  ['named by somebody', 1, () => readGiven(`${where()}/checkpoint`)],
])('an answer without an end, %s, is left after what may be there', async (_, most, read) => {
  sent = 0
  await expect(read()).rejects.toThrow(`/checkpoint: > ${most * mebibyte.length} bytes`)
  expect(sent).toBeLessThan(most + 40)
})
