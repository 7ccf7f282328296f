import callbacks from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'

/*
 * A center's log in small, to be killed: it takes in what is new, step by step, and kills itself (SIGKILL) before its
 * k-th step. A step is a change of a file or a statement to the database: between two of them nothing can be half done
 * that was not half done before. Arguments: database URL, folder, k (0: lives on to the end and says how many steps).
 */
const [url = '', folder = '', k = '0'] = process.argv.slice(2)
let steps = 0
function step(): void {
  steps += 1
  if (steps === Number(k)) process.kill(process.pid, 'SIGKILL')
}

/** The same function, counted. */
const counted = <F extends (...args: never[]) => unknown>(run: F): F =>
  function counting(this: unknown, ...args: never[]) {
    step()
    return run.apply(this, args)
  } as F

fs.open = counted(fs.open)
fs.rename = counted(fs.rename)
fs.rm = counted(fs.rm)
callbacks.open = counted(callbacks.open) as typeof callbacks.open
callbacks.rename = counted(callbacks.rename) as typeof callbacks.rename
syncBuiltinESMExports()
pg.Client.prototype.query = counted(pg.Client.prototype.query) as typeof pg.Client.prototype.query

const { openDb } = await import('../../src/store/open.ts')
const { appendSome, openTestLog } = await import('./logs.ts')
const db = openDb(url, { max: 1 })
const log = await openTestLog(db, folder)
for (const more of [3, 200, 90]) {
  await appendSome(db, more, `${process.pid}-${more}-`)
  await log.grow()
}
await log.cosignAgain()
process.stdout.write(`${steps}\n`)
await db.destroy()
