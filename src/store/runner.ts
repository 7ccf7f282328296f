import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { StartError } from './start-error.ts'

/** Starts programs of PostgreSQL as somebody who is not root, because PostgreSQL refuses root. */
export interface Runner {
  readonly as: 'self' | 'userNamespace' | 'otherUser'
  /** Starts a program that ends (by SIGINT, a fast shutdown) when this program ends, however it ends. */
  start(program: string, args: readonly string[], output: number): ChildProcess
  /** Runs a program to its end and returns what it printed. Throws when it fails. */
  run(program: string, args: readonly string[]): string
  /** Gives a file or folder, with all in it, to whom the programs run as. */
  give(path: string): void
  /** Makes an empty folder that belongs to whom the programs run as, and lets them through the folder it is in. */
  makeFolder(path: string): void
}

/**
 * Not root: as ourselves. Root: in a user namespace where root's files seem to be nobody's (works below a 0700 folder
 * too); where the system refuses namespaces, as an existing ordinary user, who then owns the cluster.
 * A cluster that such a user owns already keeps its owner.
 */
export function chooseRunner(binaries: Binaries, cluster: string): Runner {
  if (process.getuid?.() !== 0) return runnerOf('self', [], undefined)
  const owner = ownerOf(cluster)
  const namespaced = runnerOf('userNamespace', ['unshare', '--user', '--map-user=65534', '--'], undefined)
  if ((owner === undefined || owner.uid === 0) && works(namespaced, binaries)) return namespaced

  const users = owner && owner.uid !== 0 ? [owner] : listOrdinaryUsers()
  const asUser = users.map((user) => runnerOf('otherUser', [], user)).find((runner) => works(runner, binaries))
  if (!asUser)
    throw new StartError('noUnprivilegedUser', users.map((user) => `uid ${user.uid}`).join(', ') || 'no user')
  return asUser
}

interface User {
  readonly uid: number
  readonly gid: number
}

function runnerOf(as: Runner['as'], prefix: readonly string[], user: User | undefined): Runner {
  const whole = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = program, ...rest] = [...prefix, program, ...args]
    return [first, rest]
  }
  // Detached: a Ctrl-C at the terminal is for this program, which then stops the database in its own order.
  const common = { ...user, cwd: '/', env: environment(), detached: true }
  return {
    as,
    start(program, args, output) {
      const tied = tieToParent(program, args)
      return spawn(...whole(tied.program, tied.args), {
        ...common,
        stdio: [setpriv ? 'ignore' : 'pipe', output, output],
      })
    },
    run(program, args) {
      return execFileSync(...whole(program, args), { ...common, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    },
    give(path) {
      if (user) giveTo(path, user)
    },
    makeFolder(path) {
      mkdirSync(path, { mode: 0o700 })
      if (!user) return
      chmodSync(dirname(path), 0o711)
      giveTo(path, user)
    },
  }
}

/** Nothing of the operator's locale, PG* variables or secrets reaches the database. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))

/**
 * Linux: the kernel sends SIGINT when the parent dies. Elsewhere a shell sends it when its input ends, the other end of
 * which only we hold.
 */
function tieToParent(program: string, args: readonly string[]): { program: string; args: string[] } {
  if (setpriv) return { program: setpriv, args: ['--pdeathsig', 'INT', program, ...args] }
  const script = `exec 3<&0; "$0" "$@" 3<&- & child=$!
    (cat <&3 >/dev/null; kill -INT $child) 2>/dev/null & waiting=$!
    exec 3<&-; wait $child; status=$?; kill $waiting; exit $status`
  return { program: '/bin/sh', args: ['-c', script, program, ...args] }
}

function works(runner: Runner, binaries: Binaries): boolean {
  try {
    runner.run(join(binaries.bin, 'postgres'), ['--version'])
    return true
  } catch {
    return false
  }
}

function ownerOf(cluster: string): User | undefined {
  return existsSync(cluster) ? lstatSync(cluster) : undefined
}

/** `postgres` where the host has one, then `nobody`. */
function listOrdinaryUsers(): User[] {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  return ['postgres', 'nobody'].flatMap((name) => {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    return Number(uid) > 0 ? [{ uid: Number(uid), gid: Number(gid) }] : []
  })
}

function giveTo(path: string, user: User): void {
  chownSync(path, user.uid, user.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveTo(join(path, name), user)
}
