import type { Role } from '../../store/migrate.ts'
import type { Db } from '../../store/open.ts'
import type { Say } from '../say.ts'
import type { ContentKeys } from './contentKeys.ts'
import type { EndMark, Header, TableMark, TableSum } from './format.ts'
import { Obstacle } from './obstacle.ts'
import { listRows, startSum, sumOf } from './rows.ts'
import { listSealedRows } from './sealedRows.ts'
import { findClass, kept, listShapes, roles, type TableShape } from './tables.ts'

/** The tables of a database that are in the file, and those that are made again. */
export interface Sorted {
  readonly kept: readonly TableShape[]
  readonly rebuilt: readonly TableShape[]
}

/** Refuses `unknownTable` for a table nobody has classed. */
export async function sortOut(tx: Db, role: Role): Promise<Sorted> {
  const shapes = await listShapes(tx)
  const unknown = shapes.find((it) => findClass(role, it.name) === undefined)
  if (unknown) throw new Obstacle('unknownTable', unknown.name)
  return {
    kept: kept[role].flatMap((name) => shapes.filter((it) => it.name === name)),
    rebuilt: shapes.filter((it) => findClass(role, it.name) === 'rebuilt'),
  }
}

/** Everything behind the header, see [Note: The form of a backup]. */
export async function* listLines(
  moment: Readonly<Record<Role, Db>>,
  header: Header,
  shapes: Readonly<Record<Role, Sorted>>,
  keys: ContentKeys,
  say: Say,
): AsyncGenerator<string> {
  const counts = Object.values(header.rows).flatMap((it) => Object.values(it))
  const total = counts.reduce((sum, one) => sum + one, 0)
  const end: EndMark = { kind: 'end', kept: [], rebuilt: [] }
  let done = 0
  for (const role of roles) {
    for (const shape of shapes[role].kept) {
      const sum = startSum(role, shape.name)
      const mark: TableMark = { kind: 'table', role, table: shape.name, columns: [...shape.columns] }
      yield `#${JSON.stringify(mark)}\n`
      const tx = moment[role]
      const all = shape.name === 'fact' ? listSealedRows(tx, shape, keys) : listRows(tx, shape)
      for await (const rows of all) {
        sum.add(rows)
        yield `${rows.join('\n')}\n`
        done += rows.length
        say.progress('backup', done, total)
      }
      end.kept.push(sum.end())
    }
    end.rebuilt.push(...(await sumAll(moment[role], role, shapes[role].rebuilt)))
  }
  yield `#${JSON.stringify(end)}\n`
}

async function sumAll(tx: Db, role: Role, shapes: readonly TableShape[]): Promise<TableSum[]> {
  const sums: TableSum[] = []
  for (const shape of shapes) sums.push(await sumOf(tx, role, shape))
  return sums
}
