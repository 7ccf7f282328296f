import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DataDir, findText } from './files.ts'
import { findArguments, untilGone } from './process.ts'
import { StartError } from './start-error.ts'

/**
 * Stops the database that a killed program left running on our cluster, cleanly if it can. Someone else's server on the
 * same cluster (its socket is not where we put ours) is not touched: `StartError` `foreignServer`.
 * Returns whether there was one.
 */
export async function stopOrphan(dir: DataDir, onFound: () => void = () => undefined): Promise<boolean> {
  const path = join(dir.cluster, 'postmaster.pid')
  const note = await findText(path)
  if (note === undefined) return false

  const pid = Number(note.split('\n')[0])
  const args = pid > 0 ? findArguments(pid) : undefined
  if (args === undefined || !args.includes(dir.cluster)) return forget(path, args !== undefined || !(pid > 0))
  const socket = await findText(dir.socketNote)
  if (socket === undefined || !args.some((arg) => arg.includes(socket))) {
    throw new StartError('foreignServer', `pid ${pid}`)
  }
  onFound()
  await stopServer(pid)
  return true
}

/** Fast shutdown first; immediate (the next start recovers) when that takes too long. */
export async function stopServer(pid: number, patienceMs = 20_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    sendTo(pid, signal)
    // A process that was halted hears nothing else before this.
    sendTo(pid, 'SIGCONT')
    if (await untilGone(pid, patienceMs)) return
  }
  throw new StartError('foreignServer', `pid ${pid}`)
}

/**
 * A note of a process that is no database (the number was given away anew, or the note is empty after a power cut) would
 * keep PostgreSQL from starting. A note of a dead one stays: PostgreSQL itself looks whether its children still live.
 */
async function forget(path: string, misleading: boolean): Promise<false> {
  if (misleading) await rm(path, { force: true })
  return false
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    return
  }
}
