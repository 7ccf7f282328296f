import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/** Where the counter begins, and the door for whoever is not logged in. */
const starts = ['pages/counter/page.tsx', 'pages/logIn/page.tsx']

/** Writes into the built worker what the build consists of, and what of it the counter needs to be opened. */
export const tellWorker = (): Plugin => ({
  name: 'tell-worker',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    const page = readFileSync(join(dir, 'index.html'), 'utf8')
    const all = Object.keys(bundle).filter((it) => it.startsWith('assets/'))
    const entry = Object.values(bundle).find((it) => it.type === 'chunk' && it.isEntry && it.name === 'index')
    if (entry === undefined) throw new Error('the console has no entry')
    const needed = [...neededIn(bundle, entry.fileName), ...all.filter((it) => page.includes(it))]
    const version = createHash('sha256').update(page).update(all.toSorted().join()).digest('hex').slice(0, 16)
    const place = (it: string): string => `/console/${it}`
    const built = { version, entry: entry.fileName, needed: [...new Set(needed)].map(place), all: all.map(place) }
    const worker = join(dir, 'worker.js')
    writeFileSync(worker, `self.built=${JSON.stringify(built)};\n${readFileSync(worker, 'utf8')}`)
  },
})

/** Scripts and styles behind the entry and the starts, as far as they name each other. */
function neededIn(bundle: Rolldown.OutputBundle, entry: string): Set<string> {
  const found = new Set<string>()
  const isStart = (it: Rolldown.OutputChunk) => starts.some((start) => it.facadeModuleId?.endsWith(start))
  const queue = Object.values(bundle).flatMap((it) => (it.type === 'chunk' && isStart(it) ? [it.fileName] : []))
  if (queue.length !== starts.length) throw new Error('a page the worker keeps is not in the build')
  queue.push(entry)
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') continue
    found.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    queue.push(...chunk.imports, ...(name === entry ? [] : chunk.dynamicImports))
  }
  return found
}
