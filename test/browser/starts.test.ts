import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { type Client, openClient } from './client.ts'
import { findFreePort, type Product, startProduct } from './product.ts'
import { setUpVillage } from './village.ts'

const root = new URL('../../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'zaigang-starts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly said: string
}

interface Start {
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

/** A start that must not succeed, to its end. */
function startInVain({ env = {}, args = [] }: Start): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'dist/server/src/main/main.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '24999', DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString()
    })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

/** Ends with code 1, having said why in Chinese and in English, and nothing of its insides. */
function expectSentence({ code, said }: Ended, zh: RegExp, en: RegExp): void {
  expect(said).toMatch(zh)
  expect(said).toMatch(en)
  expect(said).not.toMatch(/\n\s+at |secret-word/)
  expect(code).toBe(1)
}

describe('a start that is asked for wrongly stops with a sentence', () => {
  const wrong = [/设置有误/, /A setting is wrong/] as const
  test.each<readonly [string, Start, RegExp, RegExp]>([
    ['a port that is no number', { env: { PORT: 'abc' } }, ...wrong],
    ['a port there is not', { env: { PORT: '99999' } }, ...wrong],
    ['port 0', { env: { PORT: '0' } }, ...wrong],
    ['half a port', { env: { PORT: '80.5' } }, ...wrong],
    ['another kind of database', { env: { DATABASE_URL: 'mysql://me:secret-word@127.0.0.1/x' } }, ...wrong],
    ['an address that is none', { env: { PUBLIC_URL: 'javascript:alert(1)' } }, ...wrong],
    ['half an identity provider', { env: { OIDC_ISSUER: 'https://id.example' } }, ...wrong],
    ['an unknown argument', { args: ['--delete-everything'] }, ...wrong],
    ['plug-ins that are not there', { env: { FACE_PLUGINS: '/nothing/here' } }, ...wrong],
    [
      'a database where nobody answers',
      { env: { DATABASE_URL: 'postgres://me:secret-word@127.0.0.1:1/x' } },
      /无法连接数据库：127\.0\.0\.1:1\/x/,
      /cannot be reached/,
    ],
    ['a host that is not this machine', { env: { HOST: '203.0.113.9' } }, /HOST/, /does not have the address/],
  ])('%s', async (_, start, zh, en) => expectSentence(await startInVain(start), zh, en))

  test('a data directory that is a file, or below one', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, 'not a folder')
    for (const dir of [file, join(file, 'below')]) {
      expectSentence(await startInVain({ env: { DATA_DIR: dir } }), /数据目录不可写/, /cannot be written/)
    }
    expect(readFileSync(file, 'utf8')).toBe('not a folder')
  })

  test('a data directory that may not be written', async () => {
    const locked = join(folder, 'locked')
    mkdirSync(locked)
    chmodSync(locked, 0o555)
    // To the superuser only the kernel's own folders are closed.
    const dir = process.getuid?.() === 0 ? '/sys/zaigang' : locked
    expectSentence(await startInVain({ env: { DATA_DIR: dir } }), /数据目录不可写/, /cannot be written/)
  })

  test('a port that is taken; the database is ended with the start', async () => {
    const taken = createServer()
    await new Promise<void>((ready) => void taken.listen(0, '127.0.0.1', ready))
    const { port } = taken.address() as AddressInfo
    const dataDir = join(folder, 'data')
    const ended = await startInVain({ env: { PORT: String(port), DATA_DIR: dataDir } })
    taken.close()
    expectSentence(ended, /端口已被占用/, /The port is taken/)
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
    expect(existsSync(join(dataDir, 'program.lock'))).toBe(false)
  })
})

test('who ends `npm start` has ended the program, its database and all', async () => {
  const dataDir = join(folder, 'npm')
  const port = await findFreePort()
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
  })
  onTestFinished(() => void npm.kill())
  const isOpen = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
  await expect.poll(isOpen, { timeout: 120_000 }).toBe(true)
  npm.kill('SIGTERM')
  await expect.poll(() => existsSync(join(dataDir, 'program.lock')), { timeout: 30_000 }).toBe(false)
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
  expect(await isOpen()).toBe(false)
})

describe('one data directory', () => {
  let product: Product
  let clerk: Client
  let system: Client
  const acknowledged: string[] = []
  let about: { siteId: string; unitId: string }

  beforeAll(async () => {
    product = await startProduct()
    const village = await setUpVillage(product)
    ;({ clerk, system } = village)
    about = { siteId: village.siteId, unitId: village.unitId }
  })
  afterAll(() => product?.remove())

  const hire = (client: Client, n: number, staffId: string): Promise<unknown> =>
    client.send('PUT', `/api/staff/${staffId}`, {
      ...about,
      name: `工作人员${n}`,
      employeeNo: `N${n}`,
      post: '村干部',
      phone: '1',
      partyBranch: null,
      published: true,
      cardNo: null,
      leftOn: null,
    })

  test('serves one program: a second one says who has it, and the first goes on', async () => {
    const second = await startInVain({ env: { DATA_DIR: product.dataDir } })
    expectSentence(second, /另一个程序正在使用此数据目录（pid \d+）/, /Another program is using this data directory/)
    expect(second.said).toContain(`pid ${product.pid}`)
    expect((await clerk.get<unknown[]>('/api/staff')).length).toBe(0)
  })

  test('keeps all that was acknowledged when the program is killed in the middle of work', async () => {
    const work = (async () => {
      for (let n = 0; n < 10_000; n += 1) {
        const staffId = newId()
        await hire(clerk, n, staffId)
        acknowledged.push(staffId)
      }
    })().catch(() => undefined)
    while (acknowledged.length < 25) await new Promise((wake) => setTimeout(wake, 10))
    await product.kill9()
    await work
    expect(acknowledged.length).toBeLessThan(10_000)

    product = await startProduct({ dataDir: product.dataDir })
    expect(product.said()).not.toMatch(/set-up#/)
    const again = openClient(product.url)
    await again.send('POST', '/api/log-in', { login: 'clerk', password: 'a-long-enough-password' })
    const kept = new Set((await again.get<{ staffId: string }[]>('/api/staff')).map((it) => it.staffId))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    // The one under way may have been kept without an answer.
    expect(kept.size - acknowledged.length).toBeLessThanOrEqual(1)
    clerk = again
  })

  test('recovers the database a killed program left behind, and its stations find the new port', async () => {
    const { dataDir } = product
    await product.kill9()
    product = await startProduct({ dataDir })
    const again = openClient(product.url)
    await again.send('POST', '/api/log-in', { login: 'system', password: 'a-long-enough-password' })
    await hire(again, 20_000, newId())
    const seen = async (): Promise<string | null> => {
      const [device] = await again.get<{ lastSeenAt: string | null }[]>('/api/devices')
      return device?.lastSeenAt ?? null
    }
    const before = new Date().toISOString()
    while (((await seen()) ?? '') < before) await new Promise((wake) => setTimeout(wake, 100))
    system = again
  })

  test('is left in order by a program that is asked to stop', async () => {
    const { dataDir } = product
    expect(await system.get<unknown[]>('/api/staff')).not.toHaveLength(0)
    await product.stop()
    expect(product.said()).toMatch(/正在停止/)
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
    expect(existsSync(join(dataDir, 'program.lock'))).toBe(false)
  })
})
