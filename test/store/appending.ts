import { sql } from 'kysely'
import { openAppender } from '../../src/fact/appender.ts'
import { draft } from '../../src/fact/draft.ts'
import type { Fact } from '../../src/fact/fact.ts'
import { Refusal } from '../../src/kit/refusals.ts'
import { listMigrations } from '../../src/store/migrate.ts'
import { startStore } from '../../src/store/start.ts'
import { countyId, deviceId, makeNotes, noteProjection, staffId } from '../fact/samples.ts'

/*
 * A station in small, to be killed: writers that each append one fact after the other and say which was acknowledged,
 * `ack <writer> <n> <seq>`. Arguments: the data directory, then for each writer the fact to begin with.
 */
const [dataDir = '', ...begins] = process.argv.slice(2)

const store = await startStore({
  dataDir,
  migrations: { center: [], station: await listMigrations('station', ['fact']) },
})
await makeNotes(store.station.owner, false).catch(() => undefined)
await sql`grant all on note_seen to public`.execute(store.station.owner)
const appender = openAppender(store.station.app, [noteProjection], { device: deviceId })
process.stdout.write('ready\n')
await Promise.all(begins.map((begin, writer) => write(writer, Number(begin))))

async function write(writer: number, begin: number): Promise<void> {
  for (let n = begin; ; n += 1) {
    const kept = await untilKept(factOf(writer, n))
    process.stdout.write(`ack ${writer} ${n} ${kept.deviceSeq}\n`)
  }
}

/** As a station does: the same fact again until there is an answer. */
async function untilKept(fact: Fact): Promise<Fact> {
  for (;;) {
    try {
      return await appender.append(fact)
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.refusal !== 'storeAway') throw failure
    }
  }
}

function factOf(writer: number, n: number): Fact {
  const now = new Date().toISOString()
  const note = `${writer}-${n}`
  const body = {
    dutyId: deviceId,
    staffId,
    siteId: staffId,
    starts: '2026-03-02',
    ends: '2026-03-02',
    note,
    as: 'member' as const,
  }
  return draft('dutyKept', body, { countyId, now, by: { kind: 'system' }, idemKey: note })
}
