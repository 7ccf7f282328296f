import { sql } from 'kysely'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import { rebuild } from '../../fact/rebuild.ts'
import type { Iso } from '../../kit/time.ts'
import { findCounty } from '../../people/store/tree.ts'
import { type Migration, migrate, type Role } from '../../store/migrate.ts'
import type { Db } from '../../store/open.ts'
import type { Say } from '../say.ts'
import type { ContentKeys } from './contentKeys.ts'
import type { EndMark } from './format.ts'
import { Obstacle } from './obstacle.ts'
import { type BackupFile, listParts } from './read.ts'
import { addRows, readPlainly, sumOf } from './rows.ts'
import { openRow } from './sealedRows.ts'
import type { StagedKeys } from './stagedKeys.ts'
import { demandEmpty, listShapes, passing, projectionsOf, roles } from './tables.ts'

export interface Filled {
  /** Facts of both databases. */
  readonly facts: number
  /** Read tables that came out of the facts otherwise than they were when the backup was made. */
  readonly different: readonly string[]
  /** Facts whose content was destroyed since the backup was made: it stays destroyed. */
  readonly destroyed: number
}

export interface Filling {
  /** Rows to come, for the progress. */
  readonly total: number
  readonly staged: StagedKeys
  /** Nothing for a backup of before contents were sealed, whose keys are of before too. */
  readonly contents: ContentKeys | undefined
  readonly at: Iso
  /** Every migration of this program: those the backup had not are run on what it brings. */
  readonly now: Readonly<Record<Role, readonly Migration[]>>
}

/** Fills two empty databases from a backup, makes the read tables and puts the keys in place: all or nothing. */
export async function fill(
  owners: Readonly<Record<Role, Db>>,
  file: BackupFile,
  filling: Filling,
  say: Say,
): Promise<Filled> {
  return owners.center.transaction().execute((center) =>
    owners.station.transaction().execute(async (station) => {
      const dbs = { center, station }
      for (const role of roles) await makeReady(dbs[role], role)
      const { end, shut } = await addAll(dbs, file, filling, say)
      for (const role of roles) await migrate(dbs[role], filling.now[role])
      let facts = 0
      for (const role of roles) {
        const bar = (done: number, all: number) => say.progress(`facts → ${role}`, done, all)
        facts += (await rebuild(dbs[role], projectionsOf[role], bar)).facts
      }
      const different = await listDifferent(dbs, end)
      await certify(center, shut, filling.at)
      await filling.staged.place()
      return { facts, different, destroyed: shut.length }
    }),
  )
}

async function makeReady(tx: Db, role: Role): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await readPlainly(tx)
  await sql`lock table fact_head in access exclusive mode`.execute(tx)
  await demandEmpty(tx, role)
  const there = (await listShapes(tx)).map((it) => it.name)
  for (const table of passing[role].filter((it) => there.includes(it))) {
    await sql`delete from ${sql.table(table)}`.execute(tx)
  }
}

interface Added {
  readonly end: EndMark
  /** Facts at the center that came without the content they had. */
  readonly shut: readonly string[]
}

async function addAll(
  dbs: Readonly<Record<Role, Db>>,
  file: BackupFile,
  { total, contents }: Filling,
  say: Say,
): Promise<Added> {
  let end: EndMark | undefined
  let done = 0
  const shut: string[] = []
  for await (const part of listParts(file)) {
    if (part.kind === 'end') {
      end = part.end
      continue
    }
    const { role, table, columns } = part.mark
    const opened = table === 'fact' ? part.rows.map((it) => openRow(it, contents)) : undefined
    await addRows(dbs[role], table, columns, opened?.map((it) => it.row) ?? part.rows)
    if (role === 'center') shut.push(...(opened ?? []).filter((it) => it.shut).map((it) => idIn(it.row)))
    done += part.rows.length
    say.progress('restore', done, total)
  }
  if (end === undefined) throw new Obstacle('damaged', file.path)
  return { end, shut }
}

const idIn = (row: string): string => (JSON.parse(row) as { id: string }).id

/** The certificates of what was destroyed after the backup are lost with the rest: each fact gets one anew. */
async function certify(center: Db, factIds: readonly string[], now: Iso): Promise<void> {
  const county = await findCounty(center)
  if (county === undefined || factIds.length === 0) return
  const about = { countyId: county.countyId, now, by: { kind: 'system' } as const, simulated: county.demo }
  const facts = factIds.map((factId) =>
    draft('factErased', { factId, reason: '备份之后已销毁 / destroyed after the backup was made' }, about),
  )
  await append(center, facts, projectionsOf.center)
}

/** A newer program may make read tables otherwise: then the facts are right, and it is only said. */
async function listDifferent(dbs: Readonly<Record<Role, Db>>, { rebuilt }: EndMark): Promise<string[]> {
  const different: string[] = []
  for (const role of roles) {
    const shapes = await listShapes(dbs[role])
    for (const was of rebuilt.filter((it) => it.role === role)) {
      const shape = shapes.find((it) => it.name === was.table)
      const is = shape && (await sumOf(dbs[role], role, shape))
      if (is?.sha256 !== was.sha256) different.push(`${role}.${was.table}`)
    }
  }
  return different
}
