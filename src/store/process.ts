import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What tells a process from a later one with the same number. Nothing when there is no such process. */
export function findBirth(pid: number): string | undefined {
  if (process.platform !== 'linux') return findByPs(pid, 'lstart=')
  const stat = findProc(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // The name in parentheses may hold anything; after it, the state is field 3 and the start is field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const dead = fields[0] === 'Z' || fields[0] === 'X'
  return dead ? undefined : `${findProc('/proc/sys/kernel/random/boot_id')?.trim()}:${fields[19]}`
}

/** The arguments a process was started with. Nothing when there is no such process. */
export function findArguments(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return findByPs(pid, 'command=')?.split(' ')
  return findProc(`/proc/${pid}/cmdline`)?.split('\0')
}

/** Waits until a process is gone; false when it is still there after that time. */
export async function untilGone(pid: number, withinMs: number): Promise<boolean> {
  const birth = findBirth(pid)
  const until = performance.now() + withinMs
  while (birth !== undefined && findBirth(pid) === birth) {
    if (performance.now() > until) return false
    await new Promise((wake) => setTimeout(wake, 20))
  }
  return true
}

function findProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function findByPs(pid: number, column: string): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line === '' ? undefined : line
  } catch {
    return undefined
  }
}
