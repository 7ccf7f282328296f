import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogView } from '../../src/contract/routes/log.ts'
import { textOf, utf8 } from '../../src/kit/tlog/bytes.ts'
import { sha256 } from '../../src/kit/tlog/hash.ts'
import { leafBytes } from '../../src/kit/tlog/leaf.ts'
import { formatVkey } from '../../src/kit/tlog/note.ts'
import { formatReceipt } from '../../src/kit/tlog/receipt.ts'
import { renderLog } from '../../web/board/render.tsx'
import { litewitness, missingTools, spicyVerifiers } from '../ledger/debian.ts'
import { newKeys, paperLog, pemOf } from '../ledger/paperLog.ts'
import { temporaryFolder } from '../ledger/witnessHouse.ts'
import { logSample } from './logSample.ts'

const keys = newKeys('kq.330881/log1')
const log = paperLog(keys)
/** What is served: the log, or another one in its place. */
let served = log
const server = createServer(({ url = '' }, response) => {
  if (url === '/log/checkpoint' || url === '/log/checkpoints/320') response.end(served.note(320))
  else response.writeHead(404).end()
})
let view: LogView
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`
  view = { ...logSample, url, keys: [{ vkey: formatVkey(keys.key), pem: pemOf(keys.key) }] }
})
afterAll(() => server.close())

const commands = (): string[] =>
  [...renderLog(view, 'zh').matchAll(/<pre>([^<]*)<\/pre>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
const run = (command: string, cwd: string) => promisify(execFile)('bash', ['-c', command], { cwd })

test('the commands on the page work as they stand there: openssl', async () => {
  const { folder, remove } = temporaryFolder()
  served = log
  expect((await run(commands()[0] ?? '', folder)).stdout).toContain('Verified Successfully')
  served = paperLog(newKeys(keys.key.name))
  await expect(run(commands()[0] ?? '', folder)).rejects.toMatchObject({ code: 1 })
  remove()
})

test('the commands on the page work as they stand there: curl and diff', async () => {
  const { folder, remove } = temporaryFolder()
  const [, same = ''] = commands()
  const [keep = '', , compare = ''] = same.split('\n')
  served = log
  await run(keep, folder)
  expect((await run(compare, folder)).stdout).toBe('')
  served = paperLog(keys, (index) => `other ${index}`)
  await expect(run(compare, folder)).rejects.toMatchObject({ code: 1 })
  remove()
})

if (missingTools.length === 0) {
  const path = [litewitness, ...spicyVerifiers].map((it) => dirname(it)).join(':')
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}` }

  test('the commands on the page work as they stand there: Debian’s witnessctl', () => {
    const { folder, remove } = temporaryFolder()
    execFileSync('bash', ['-ec', commands()[3] ?? ''], { cwd: folder, env, stdio: 'pipe' })
    const list = execFileSync('witnessctl', ['list-logs', '-db', 'w.db'], { cwd: folder, env, encoding: 'utf8' })
    expect(list).toContain(keys.key.name)
    remove()
  })

  test('the commands on the page work as they stand there: a receipt in Debian’s two verifiers', () => {
    const { folder, remove } = temporaryFolder()
    const leaf = { commitment: sha256(utf8('c')), device: { mark: '0123456789abcdef', seq: 7 } }
    const own = paperLog(keys, (index) => (index === 41 ? textOf(leafBytes(leaf)) : `leaf ${index}`))
    const proof = { index: 41, path: own.path(41, 320), signed: own.signed(320) }
    const opening = { fact: { kind: 'checkIn', body: { braces: '{}' } }, salt: new Uint8Array(32) }
    const verify = (seq: number) => {
      const device = { ...leaf.device, seq }
      writeFileSync(join(folder, 'receipt.tlog-proof'), formatReceipt({ leaf: { ...leaf, device }, opening, proof }))
      return spawnSync('bash', ['-ec', commands()[2] ?? ''], { cwd: folder, env, encoding: 'utf8' })
    }
    const { status, stdout, stderr } = verify(7)
    expect([status, `${stdout}${stderr}`.match(/verified/gi)?.length]).toEqual([0, 2])
    expect(verify(8).status).not.toBe(0)
    remove()
  })
}
