import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveAssets } from '../../src/main/assets.ts'

const folder = mkdtempSync(join(tmpdir(), 'packed-'))
const script = `export const words = ${JSON.stringify('在岗 on duty, '.repeat(400))}\n`
const sound = Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * n * 31) % 251))
const tiny = 'a{}'
let server: FastifyInstance

const pack = () => spawnSync(process.execPath, ['scripts/pack.mjs', folder])

beforeAll(async () => {
  mkdirSync(join(folder, 'deep'))
  for (const [name, content] of [
    ['page-1a2b.js', script],
    ['deep/mark.svg', `<svg>${'<g/>'.repeat(99)}</svg>`],
    ['tiny.css', tiny],
    ['sound.ogg', sound],
  ] as const) {
    writeFileSync(join(folder, name), content)
  }
  expect(pack().status).toBe(0)
  server = Fastify()
  await serveAssets(server, { root: folder, prefix: '/files/', hashed: true })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const get = (name: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  server.inject({ method, url: `/files/${name}`, headers })

describe('what the build leaves beside the files', () => {
  test('is both packings of every text that gets smaller, below the folder too, and none of anything else', () => {
    const has = (name: string) => existsSync(join(folder, name))
    expect([has('page-1a2b.js.br'), has('page-1a2b.js.gz'), has('deep/mark.svg.br')]).toEqual([true, true, true])
    expect([has('tiny.css.br'), has('tiny.css.gz'), has('sound.ogg.br')]).toEqual([false, false, false])
    expect(gunzipSync(readFileSync(join(folder, 'page-1a2b.js.gz'))).toString()).toBe(script)
  })

  test('is nothing old: packed again, a file that changed comes with its new content', () => {
    writeFileSync(join(folder, 'deep/mark.svg'), `<svg>${'<i/>'.repeat(99)}</svg>`)
    pack()
    expect(brotliDecompressSync(readFileSync(join(folder, 'deep/mark.svg.br'))).toString()).toContain('<i/>')
    writeFileSync(join(folder, 'deep/mark.svg'), '<svg/>')
    pack()
    expect(existsSync(join(folder, 'deep/mark.svg.br'))).toBe(false)
  })
})

describe('the server', () => {
  test.each([
    ['brotli to a browser', 'gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip to whoever takes only that', 'gzip', 'gzip', gunzipSync],
    ['gzip to whoever would rather have it', 'br;q=0.1, gzip', 'gzip', gunzipSync],
    ['gzip to whoever takes anything', '*', 'gzip', gunzipSync],
  ] as const)('sends %s: fewer bytes, the same words', async (_, accepted, encoding, unpacked) => {
    const answer = await get('page-1a2b.js', { 'accept-encoding': accepted })
    expect(answer.headers).toMatchObject({
      ...{ 'content-encoding': encoding, vary: 'accept-encoding' },
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length)
    expect(answer.rawPayload.length).toBeLessThan(script.length / 10)
    expect(unpacked(answer.rawPayload).toString()).toBe(script)
  })

  test.each([
    ['to whoever says nothing', 'page-1a2b.js', {}],
    ['to whoever takes no packing', 'page-1a2b.js', { 'accept-encoding': 'identity' }],
    ['to whoever refuses both', 'page-1a2b.js', { 'accept-encoding': 'br;q=0, gzip;q=0' }],
    ['to whoever knows only another packing', 'page-1a2b.js', { 'accept-encoding': 'deflate' }],
    ['where packing gains nothing', 'tiny.css', { 'accept-encoding': 'br, gzip' }],
    ['where it is a sound', 'sound.ogg', { 'accept-encoding': 'br, gzip' }],
  ])('sends the file itself %s, and says that it may differ', async (_, name, headers) => {
    const answer = await get(name, headers as Record<string, string>)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.headers.vary).toBe('accept-encoding')
    expect(answer.rawPayload).toEqual(readFileSync(join(folder, name)))
  })

  test('tells the same by HEAD as by GET, without a body', async () => {
    const headers = { 'accept-encoding': 'br' }
    const [head, whole] = [await get('page-1a2b.js', headers, 'HEAD'), await get('page-1a2b.js', headers)]
    expect(head.rawPayload).toHaveLength(0)
    const told = (it: typeof head) => ['content-encoding', 'content-length', 'etag', 'vary'].map((n) => it.headers[n])
    expect(told(head)).toEqual(told(whole))
  })

  test.each([[{}], [{ 'accept-encoding': 'br' }]])(
    'sends a part of just what it would send whole (%o)',
    async (how) => {
      const headers = how as Record<string, string>
      const [whole, part] = [
        await get('page-1a2b.js', headers),
        await get('page-1a2b.js', { ...headers, range: 'bytes=10-29' }),
      ]
      expect([part.statusCode, part.headers['content-encoding']]).toEqual([206, whole.headers['content-encoding']])
      expect(part.headers['content-range']).toBe(`bytes 10-29/${whole.rawPayload.length}`)
      expect(part.rawPayload).toEqual(whole.rawPayload.subarray(10, 30))
    },
  )

  test('sends nothing to whoever has it, and tells packings apart', async () => {
    const [plain, packed] = [await get('page-1a2b.js'), await get('page-1a2b.js', { 'accept-encoding': 'br' })]
    expect(plain.headers.etag).not.toBe(packed.headers.etag)
    const again = { 'accept-encoding': 'br', 'if-none-match': String(packed.headers.etag) }
    expect((await get('page-1a2b.js', again)).statusCode).toBe(304)
    expect((await get('page-1a2b.js', { 'if-none-match': String(packed.headers.etag) })).statusCode).toBe(200)
  })

  test('knows no file that is not there, packed or not', async () => {
    expect((await get('none.js', { 'accept-encoding': 'br, gzip' })).statusCode).toBe(404)
    expect((await get('../pages.ts', { 'accept-encoding': 'br' })).statusCode).toBe(404)
  })
})
