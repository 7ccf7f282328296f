import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { type FactKind, factBodies } from '../../src/fact/fact.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { auditKinds } from '../../src/people/routes/auditKinds.ts'
import { pages } from '../../web/console/menu.ts'
import { kindsTable } from './kindsTable.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The text of all sources below a folder. */
const readAll = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.tsx?$/.test(it))
    .map((it) => read(join(folder, it)))
    .join('\n')

/** Every file of ours that a file imports, through any number of others. */
function reachedFrom(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry) || !existsSync(join(root, entry))) return found
  found.add(entry)
  for (const [, to = ''] of read(entry).matchAll(/from '(\.[^']+)'/g)) reachedFrom(join(dirname(entry), to), found)
  return found
}

const routes = new Map(allRoutes.map((it) => [it.name, it]))
/** Where an act begins; a route's is where all answers are put together. */
const entries: Readonly<Record<string, string>> = {
  kiosk: 'src/presence/kiosk/kioskSocket.ts',
  station: 'src/presence/station/stations.ts',
  terminal: 'src/presence/terminal/station/listening.ts',
  timetable: 'src/main/sweep.ts',
}
const reached = new Map<string, Set<string>>()
function reachedBy(act: string): Set<string> {
  const entry = entries[act] ?? 'src/main/answers.ts'
  const known = reached.get(entry) ?? reachedFrom(entry)
  reached.set(entry, known)
  return known
}

const web = readAll('web')
const kinds = Object.keys(factBodies) as FactKind[]
const rows = Object.entries(kindsTable) as [FactKind, (typeof kindsTable)[FactKind]][]

test('the table names every kind of fact and no other', () => {
  expect(Object.keys(kindsTable).sort()).toEqual([...kinds].sort())
})

describe('every kind can be made by somebody', () => {
  test.each(rows)('%s', (kind, [{ by, file }]) => {
    expect(read(file)).toMatch(new RegExp(`'${kind}'`))
    expect(by.some((act) => reachedBy(act).has(file))).toBe(true)
    for (const act of by.filter((it) => !(it in entries))) {
      const route = routes.get(act)
      expect([act, route === undefined]).toEqual([act, false])
      // Stations and forms ask by their paths, everything else a page asks by the route's name.
      const asked = new RegExp(`\\b${act}\\b`).test(web)
      expect([act, asked || route?.who === 'station' || route?.produces === 'html']).toEqual([act, true])
    }
  })
})

describe('every kind can be read on a page', () => {
  test.each(rows)('%s', (kind, [, { page, route }]) => {
    expect(Object.keys(pages)).toContain(page)
    expect(routes.get(route)).toBeDefined()
    expect(readAll(`web/console/pages/${page}`)).toMatch(new RegExp(`\\b${route}\\b`))
    if (page === 'audit') return expect(auditKinds).toContain(kind)

    // Not there: then a read table is made of it, or a source that is reached looks for the facts themselves.
    const projected = centerProjections.some((it) => it.name !== 'counts' && it.kinds.includes(kind))
    expect([kind, projected]).toEqual([kind, true])
  })
})

describe('the page of the audit administration', () => {
  test('shows nothing of how or when somebody checked in', () => {
    for (const kind of ['checkIn', 'countersigned', 'attemptJudged', 'templateEnrolled', 'templateErased'] as const) {
      expect(auditKinds).not.toContain(kind)
    }
  })
})
