import { randomUUID } from 'node:crypto'
import { link, unlink, writeFile } from 'node:fs/promises'
import { findText, hasCode, isMissing } from './files.ts'
import { findBirth } from './process.ts'
import { StartError } from './start-error.ts'

/** The right to use a data directory. Ends with `release`, or with the process. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Takes the lock file of a data directory. A holder that no longer lives (same number, same start) does not count.
 * Throws `StartError` `dataDirInUse` while another program holds it. PostgreSQL's own lock on its cluster stands behind
 * this one; neither is seen across machines, so a data directory must not be shared by a network file system.
 */
export async function takeLock(path: string): Promise<Lock> {
  const mine = `${process.pid} ${findBirth(process.pid)}`
  for (let tries = 0; tries < 50; tries += 1) {
    if (await createOnly(path, mine)) return { release: () => release(path, mine) }
    await clearStale(path)
  }
  throw new StartError('dataDirInUse', path)
}

async function clearStale(path: string): Promise<void> {
  const holder = await findText(path)
  if (holder === undefined) return
  if (isAlive(holder)) throw new StartError('dataDirInUse', `pid ${holder.split(' ')[0]}`)

  // Only one may clear, and only what it has just read: else two programs could each remove the other's fresh lock.
  const clearing = `${path}.clearing`
  if (!(await createOnly(clearing, `${process.pid} ${findBirth(process.pid)}`))) {
    const other = await findText(clearing)
    if (other !== undefined && !isAlive(other)) await removeIfThere(clearing)
    await new Promise((wake) => setTimeout(wake, 50))
    return
  }
  try {
    if ((await findText(path)) === holder) await removeIfThere(path)
  } finally {
    await removeIfThere(clearing)
  }
}

/** An empty file was left by a power cut between creating and writing. */
function isAlive(holder: string): boolean {
  const [pid, birth] = holder.split(' ')
  return pid !== undefined && birth !== undefined && findBirth(Number(pid)) === birth
}

/** The file appears with its content or not at all, so nobody can mistake a fresh lock for an empty one. */
async function createOnly(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, text, { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (failure) {
    if (hasCode(failure, 'EEXIST')) return false
    throw failure
  } finally {
    await unlink(draft)
  }
}

async function release(path: string, mine: string): Promise<void> {
  if ((await findText(path)) === mine) await removeIfThere(path)
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (failure) {
    if (!isMissing(failure)) throw failure
  }
}
