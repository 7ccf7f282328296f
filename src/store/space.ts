import { statfs } from 'node:fs/promises'
import pg from 'pg'
import type { Cluster } from './cluster.ts'

/** A look at the free space, repeated until `stop`. */
export interface SpaceWatch {
  /** Looks now. True when writing is allowed. */
  look(): Promise<boolean>
  stop(): Promise<void>
}

/** Kept free for the log of transactions and for starting again: about two of its files and a checkpoint. */
const reserveBytes = 96_000_000
const everyMs = 250

// [Note: A full disk]
// PostgreSQL survives a table that cannot grow, but not a transaction log that cannot: it stops, and cannot start again
// before somebody makes room. So the embedded server is made read-only while there is still a reserve: writing is
// refused with `diskFull`, reading goes on, and writing is allowed again as soon as there is room.

/** Watches the disk of a cluster, see [Note: A full disk]. */
export function watchSpace(cluster: Cluster, reserve: number = reserveBytes): SpaceWatch {
  let allowed: boolean | undefined
  const look = async () => {
    const disk = await statfs(cluster.dir.cluster)
    const enough = disk.bavail * disk.bsize > reserve
    if (enough !== allowed && (await setReadOnly(cluster, !enough))) allowed = enough
    return enough
  }
  let looking: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look, look).catch(() => undefined)
  }, everyMs)
  timer.unref()
  return {
    look,
    stop: async () => {
      clearInterval(timer)
      await looking.catch(() => undefined)
    },
  }
}

/** Resolves when new sessions see it. False when the server is away: the next look tries again. */
async function setReadOnly(cluster: Cluster, readOnly: boolean): Promise<boolean> {
  const wanted = readOnly ? 'on' : 'off'
  for (let tries = 0; tries < 40; tries += 1) {
    const is = await inSession(cluster, async (client) => {
      const { rows } = await client.query('show default_transaction_read_only')
      if (rows[0]?.default_transaction_read_only === wanted) return wanted
      await client.query(`alter system set default_transaction_read_only = ${wanted}`)
      await client.query('select pg_reload_conf()')
      return 'changing'
    })
    if (is !== 'changing') return is === wanted
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return false
}

async function inSession<T>(cluster: Cluster, work: (client: pg.Client) => Promise<T>): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}
