import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { NoFaces, readBases } from './lab/make/bases.ts'
import { columns } from './lab/make/clip.ts'
import { renderAll } from './lab/make/crew.ts'
import { planSet, usual, type Wish } from './lab/make/plan.ts'
import { type Kind, species } from './lab/make/species.ts'

/** Renders a set of simulated clips: see docs/lab-make.md. */
const usage = `Usage: npm run lab:make -- OUT [--seed N] [--people N] [--species a,b] [--clips N] [--clips kind=N]…
  [--visits N] [--split calibrate|report] [--photos DIR] [--threads N]
Species: ${species.join(', ')}`

class Mistake extends Error {}

async function main(): Promise<void> {
  const { folder, wish, photos, threads } = readWish()
  const plans = planSet(wish)
  mkdirSync(folder, { recursive: true })
  const bases = await readBases(photos)
  const startedAt = performance.now()
  const tell = (done: number, frames: number) => {
    const perFrame = ((performance.now() - startedAt) / Math.max(1, frames)).toFixed(1)
    process.stderr.write(
      `\r${bar(done / plans.length)} ${done}/${plans.length} clips, ${frames} frames, ${perFrame} ms each `,
    )
  }
  const rows = await renderAll(plans, { bases, seed: wish.seed, folder }, threads, tell)
  writeFileSync(join(folder, 'clips.csv'), stringify([...rows], { header: true, columns: [...columns] }))
  process.stderr.write('\n')
}

interface Wanted {
  readonly folder: string
  readonly wish: Wish
  readonly photos: string | null
  readonly threads: number
}

function readWish(): Wanted {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: String(usual.seed) },
      people: { type: 'string', default: String(usual.people) },
      clips: { type: 'string', multiple: true, default: [] },
      visits: { type: 'string', default: String(usual.visits) },
      species: { type: 'string', default: usual.species.join(',') },
      split: { type: 'string', default: usual.splits.join(',') },
      photos: { type: 'string' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new Mistake(usage)
  const { clips, counts } = readClips(values.clips)
  const wish = {
    seed: whole('seed', values.seed, 0),
    people: whole('people', values.people, 1),
    clips,
    visits: whole('visits', values.visits, 1),
    counts,
    species: named('species', values.species, species),
    splits: named('split', values.split, usual.splits),
  }
  return { folder, wish, photos: values.photos ?? null, threads: whole('threads', values.threads, 1) }
}

/** `--clips 40` for all kinds, `--clips genuine=150` for one. */
function readClips(texts: readonly string[]): Pick<Wish, 'clips' | 'counts'> {
  let { clips } = usual
  const counts: Partial<Record<Kind, number>> = {}
  for (const text of texts) {
    const [name = '', count] = text.split('=')
    if (count === undefined) clips = whole('clips', name, 1)
    else for (const kind of named('clips', name, ['genuine', ...species])) counts[kind] = whole('clips', count, 0)
  }
  return { clips, counts }
}

function named<Name extends string>(option: string, text: string, known: readonly Name[]): readonly Name[] {
  const wanted = text.split(',').filter((name) => name !== '')
  const unknown = wanted.filter((name) => !known.includes(name as Name))
  if (unknown.length > 0) throw new Mistake(`--${option}: there is no ${unknown.join(', ')}.\n${usage}`)
  return known.filter((name) => wanted.includes(name))
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least)
    throw new Mistake(`--${name} must be a whole number of at least ${least}.`)
  return value
}

const bar = (share: number): string => `[${'#'.repeat(Math.round(share * 30)).padEnd(30, '.')}]`

main().catch((error: unknown) => {
  console.error(error instanceof Mistake || error instanceof NoFaces ? error.message : error)
  process.exitCode = 1
})
