import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeptFact } from '../../src/fact/kept.ts'
import { listUnsent } from '../../src/fact/outbox.ts'
import { toIso, toMs } from '../../src/kit/time.ts'
import { httpCenter } from '../../src/presence/station/center.ts'
import { type Joined, joinCenter } from '../../src/presence/station/join.ts'
import { openStations, type Running, type Stations } from '../../src/presence/station/stations.ts'
import { fileHook } from '../../src/presence/vault/keyHook.ts'
import { type Db, openDb } from '../../src/store/open.ts'
import { type FreshDb, freshDb } from '../db.ts'
import type { County } from '../presence/county.ts'
import { Line } from './line.ts'

/** The clocks of one machine, driven by a crystal that is a little off. */
export class CrystalClocks {
  #wall: number
  #monotonic = 1000
  readonly #ppm: number
  constructor(at: string, ppm: number) {
    this.#wall = toMs(at)
    this.#ppm = ppm
  }
  now = (): string => toIso(Math.round(this.#wall))
  monotonic = (): number => this.#monotonic
  run(ms: number): void {
    const ran = ms * (1 + this.#ppm / 1e6)
    this.#wall += ran
    this.#monotonic += ran
  }
  setWall(byMs: number): void {
    this.#wall += byMs
  }
  /** What a new start of the machine does. */
  restart(): void {
    this.#monotonic = 1000
  }
}

/** One start of the program, until it is killed. */
interface Life {
  alive: boolean
  /** Dies when the next answer of the center has come and before it is taken in. */
  dying: boolean
}

/** A station's computer: a database, keys, clocks and a line of its own. Its program comes and goes. */
export class Post {
  readonly siteId: string
  readonly clock: CrystalClocks
  readonly line: Line
  readonly fresh: FreshDb
  readonly keysFolder = mkdtempSync(join(tmpdir(), 'station-'))
  readonly surprises: unknown[] = []
  db!: Db
  #stations: Stations | null = null
  #life: Life = { alive: false, dying: false }

  private constructor(siteId: string, clock: CrystalClocks, line: Line, fresh: FreshDb) {
    this.siteId = siteId
    this.clock = clock
    this.line = line
    this.fresh = fresh
  }

  static async open(county: County, center: string, siteId: string, number: number): Promise<Post> {
    const clock = new CrystalClocks(county.clock.now(), ((number * 37) % 121) - 60)
    const line = await Line.open(center, `127.0.1.${number + 1}`)
    const post = new Post(siteId, clock, line, await freshDb('station'))
    await post.boot()
    return post
  }

  get isAlive(): boolean {
    return this.#life.alive
  }

  get stations(): Stations {
    if (this.#stations === null) throw new Error('this program is dead')
    return this.#stations
  }

  get running(): Running {
    const [running] = this.stations.list()
    if (running === undefined) throw new Error('this station has not joined')
    return running
  }

  async boot(): Promise<void> {
    const life = { alive: true, dying: false }
    this.#life = life
    this.clock.restart()
    this.db = openDb(this.fresh.appUrl, { max: 3 })
    this.#stations = await openStations({
      db: this.db,
      clock: this.clock,
      version: '0.1.0',
      keysFolder: this.keysFolder,
      hook: await fileHook(this.keysFolder),
      centerOf: (identity, clock) => httpCenter(this.line.url, identity, clock, this.#fetchOf(life)),
      onSurprise: (failure) => void (life.alive && this.surprises.push(failure)),
      pullEveryMs: 3_600_000,
    })
  }

  async join(code: string): Promise<Joined> {
    const hook = await fileHook(this.keysFolder)
    const joined = await joinCenter({ db: this.db, hook, ask: this.#fetchOf(this.#life) }, this.line.url, code)
    await this.stations.take(joined.identity)
    return joined
  }

  /** The power goes: whatever was under way is not heard of again. */
  kill(): void {
    const stations = this.#stations
    this.#life.alive = false
    this.#stations = null
    void stations?.stop()
    void this.db.destroy().catch(() => undefined)
  }

  /** The power goes in the middle of the next call: after the center has done it, before its answer is taken in. */
  killInNextCall(): void {
    this.#life.dying = true
  }

  unsent = (): Promise<KeptFact[]> => listUnsent(this.db, this.running.station.deviceId, 10_000)

  async close(): Promise<void> {
    await this.#stations?.stop()
    this.line.close()
    if (this.isAlive) await this.db.destroy()
    await this.fresh.close()
  }

  #fetchOf(life: Life): typeof fetch {
    const ask = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
      if (!life.alive) throw new TypeError('no program')
      const response = await fetch(url, init)
      if (life.dying && this.#life === life) this.kill()
      if (!life.alive) throw new TypeError('no program')
      return response
    }
    return ask as typeof fetch
  }
}

/** A code for a site, as a clerk gets it on the console. */
export async function codeFor(county: County, siteId: string): Promise<string> {
  const { body } = await county.system.post(`/api/sites/${siteId}/station-code`)
  return body.code
}

/** Waits for something; the only waiting there is, and no test depends on its length. */
export async function until(found: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 6000; tries += 1) {
    if (await found()) return
    await new Promise((wake) => setTimeout(wake, 10))
  }
  throw new Error(`never: ${what}`)
}
