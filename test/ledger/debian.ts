import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { formatVkey, keyTypes, type VerifierKey, verifierKey } from '../../src/kit/tlog/note.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = resolve(root, process.env.TLOG_TOOLS ?? 'out/tlog-tools')
const program = (path: string): string => join(folder, path)

/**
 * Debian's tools for transparency logs, which nobody here wrote; `scripts/tlogTools.sh` fetches them. Of the released
 * suite only the verifier is of use: its witness (litetlog 0.4.3-3+b3) ends every first checkpoint with a failure in Go.
 */
export const litewitness = program('torchwood/usr/bin/litewitness')
export const spicyVerifiers = [program('litetlog/usr/bin/spicy-litetlog'), program('torchwood/usr/bin/spicy-torchwood')]
const witnessctl = program('torchwood/usr/bin/witnessctl')

export const missingTools = [litewitness, witnessctl, ...spicyVerifiers].filter((path) => !existsSync(path))

/** In the whole proof of `.ci/run` they must be there; elsewhere a machine that is no Debian may do without. */
export const needsDebianTools = process.env.CI === 'true'

export interface Litewitness {
  readonly url: string
  readonly key: VerifierKey
  stop(): Promise<void>
}

/** Debian's witness with a fresh key in an ssh-agent, knowing these logs. `place` must be a short path. */
export async function startLitewitness(
  place: string,
  name: string,
  logs: readonly VerifierKey[],
): Promise<Litewitness> {
  const [keyFile, db, socket] = [join(place, 'key'), join(place, 'w.db'), join(place, 's')]
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile])
  for (const key of logs) {
    execFileSync(witnessctl, ['add-log', '-db', db, '-origin', key.name])
    execFileSync(witnessctl, ['add-key', '-db', db, '-origin', key.name, '-key', formatVkey(key)])
  }
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  await until(() => existsSync(socket))
  execFileSync('ssh-add', ['-q', keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' })
  const publicKey = execFileSync('ssh-keygen', ['-y', '-f', keyFile], { encoding: 'utf8' })
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', keyFile], { encoding: 'utf8' }).split(' ')

  const port = await freePort()
  const args = ['-db', db, '-key', fingerprint, '-name', name, '-ssh-agent', socket, '-listen', `127.0.0.1:${port}`]
  const witness = spawn(litewitness, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await until(() =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  )
  const raw = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64').subarray(-32)
  const stop = async (): Promise<void> => {
    for (const child of [witness, agent]) await new Promise((end) => child.once('exit', end) && child.kill())
  }
  return { url, key: verifierKey(name, keyTypes.cosignature, raw), stop }
}

async function until(seen: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await seen()) return
    await new Promise((wake) => setTimeout(wake, 50))
  }
  throw new Error('it did not start')
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => found(port))
    })
  })
}
