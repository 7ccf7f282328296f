// `npx tsx test/on-debian.ts [files…]`: the flow tests on the host's own PostgreSQL instead of the embedded one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDb } from '../src/store/open.ts'
import { stopServer } from '../src/store/orphan.ts'
import { chooseRunner } from '../src/store/runner.ts'

const versions = '/usr/lib/postgresql'
const major = Math.max(...readdirSync(versions).map(Number))
const bin = join(versions, String(major), 'bin')
const folder = mkdtempSync(join(tmpdir(), 'zg-debian-'))
const cluster = join(folder, 'cluster')

const runner = chooseRunner({ bin, major, origin: 'host' }, cluster)
runner.makeFolder(cluster)
runner.run(join(bin, 'initdb'), ['-D', cluster, '-U', 'test', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'])
const settings = ['listen_addresses=', `unix_socket_directories=${cluster}`, 'fsync=off'].flatMap((one) => ['-c', one])
const log = openSync(join(folder, 'log'), 'a')
const server = runner.start(join(bin, 'postgres'), ['-D', cluster, ...settings], log)

const url = `postgres://test@${encodeURIComponent(cluster)}/postgres`
const db = openDb(url, { max: 1, patienceMs: 20_000 })
const { rows } = await sql<{ version: string }>`select version()`.execute(db)
await db.destroy()
console.log(rows[0]?.version)

const run = spawnSync('npx', ['vitest', 'run', '--project', 'flow', ...process.argv.slice(2)], {
  env: { ...process.env, TEST_DATABASE_URL: url },
  stdio: 'inherit',
})
await stopServer(server.pid ?? 0)
rmSync(folder, { recursive: true, force: true })
process.exit(run.status ?? 1)
