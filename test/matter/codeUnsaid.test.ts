import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { logOptions } from '../../src/http/server.ts'

test('a receipt’s code is in no line of the log, at whatever level, whatever becomes of the call', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write: (line, _, done) => {
      lines.push(String(line))
      done()
    },
  })
  const server = Fastify({ logger: { ...logOptions, level: 'trace', stream } })
  // As the product does: Fastify's own tells the address.
  server.setNotFoundHandler((_, reply) => reply.status(404).send())
  server.get('/matter/:code', async (request) => {
    const { code } = request.params as { code: string }
    request.log.warn({ req: request }, 'a call')
    if (code.startsWith('B')) throw new Error('surprise')
    return 'found'
  })
  const answers = [
    await server.inject('/matter/ABCDE-12345-6789?lang=zh'),
    await server.inject('/matter/BBCDE-12345-6789'),
    await server.inject({ method: 'POST', url: '/matter/CBCDE-12345-6789', payload: { code: 'CBCDE-12345-6789' } }),
  ]
  await server.close()
  expect(answers.map((it) => it.statusCode)).toEqual([200, 500, 404])
  expect(lines.filter((it) => it.includes('"route":"/matter/:code"')).length).toBeGreaterThan(2)
  expect(lines.filter((it) => it.includes('12345-6789'))).toEqual([])
})

test('of a surprise of the database the log says where it came from, and nothing of the row', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write: (line, _, done) => {
      lines.push(String(line))
      done()
    },
  })
  const server = Fastify({ logger: { ...logOptions, stream } })
  const row = { detail: 'Failing row contains (1, Zhang San).', where: 'COPY staff, line 1: "Zhang San"' }
  const ofDatabase = Object.assign(new Error('violates check constraint'), { code: '23514', constraint: 'c', ...row })
  server.get('/', async () => {
    throw new Error('surprise', { cause: ofDatabase })
  })
  server.get('/plain', async (request) => request.log.error(ofDatabase))
  await server.inject('/')
  await server.inject('/plain')
  await server.close()
  expect(lines.filter((it) => it.includes('"code":"23514"') && it.includes('codeUnsaid.test'))).toHaveLength(2)
  expect(lines.filter((it) => it.includes('Zhang San'))).toEqual([])
})
