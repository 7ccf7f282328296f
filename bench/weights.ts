import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BenchRow, row } from './row.ts'

const web = new URL('../dist/web/', import.meta.url).pathname

/** Weight over the wire of what a browser loads first, gzip level 9, against the page's budget. */
export async function bench(): Promise<BenchRow[]> {
  return [
    row(
      'kiosk page, first load',
      [weigh('kiosk', /\.(html|css|js)$/), 'kB gzip'],
      [60, 'budget of the kiosk shell'],
      '≤ 1',
    ),
    row(
      'board style and script',
      [weigh('board', /\.(css|js)$/), 'kB gzip'],
      [25, 'budget of a public page, HTML included'],
      '≤ 1',
    ),
    row(
      'verify style and script, first load',
      [weigh('verify', /(verify\.css|verify\.js)$/), 'kB gzip'],
      [25, 'budget of a public page, HTML included'],
      '≤ 1',
    ),
    row(
      'verify page with what checks',
      [weigh('verify', /(verify\.css|verify\.js|checker\.js)$/), 'kB gzip'],
      [25, 'budget of a public page, HTML included'],
      '≤ 1',
    ),
    row('console, first load', [weighConsole(), 'kB gzip'], [500, 'budget of the console'], '≤ 1'),
  ]
}

const listFiles = (folder: string): string[] =>
  readdirSync(join(web, folder), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))

const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length / 1024

const weigh = (folder: string, kind: RegExp): number =>
  listFiles(folder)
    .filter((file) => kind.test(file))
    .reduce((sum, file) => sum + gzipped(file), 0)

/** What index.html names and what those files import at once; lazy pages come later. */
function weighConsole(): number {
  const files = listFiles('console')
  const seen = new Set<string>()
  const queue = files.filter((file) => file.endsWith('index.html'))
  let sum = 0
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    sum += gzipped(file)
    const text = readFileSync(file, 'utf8')
    const named = [
      ...text.matchAll(/(?:src|href)="\/console\/([^"]+)"|(?:^|[;}])import(?:[^("']*from)?["']\.\/([^"']+)["']/g),
    ]
    for (const [, page, chunk] of named) {
      const found = files.find((it) => it.endsWith(page ?? chunk ?? '?'))
      if (found) queue.push(found)
    }
  }
  return sum
}
