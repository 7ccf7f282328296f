import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { readBases } from './lab/make/bases.ts'
import { columns } from './lab/make/clip.ts'
import { renderAll } from './lab/make/crew.ts'
import { planSet, usual, type Wish } from './lab/make/plan.ts'
import { type Species, species } from './lab/make/species.ts'

/** Renders a set of simulated clips: `npm run lab:make -- OUT [--seed N] [--people N] [--species a,b] [--clips N]`. */
const usage = `Usage: npm run lab:make -- OUT [--seed N] [--people N] [--species a,b] [--clips N]
Species: ${species.join(', ')}`

class Mistake extends Error {}

async function main(): Promise<void> {
  const { folder, wish } = readWish()
  const plans = planSet(wish)
  mkdirSync(folder, { recursive: true })
  const bases = await readBases()
  const startedAt = performance.now()
  const tell = (done: number, frames: number) => {
    const perFrame = ((performance.now() - startedAt) / Math.max(1, frames)).toFixed(1)
    process.stderr.write(
      `\r${bar(done / plans.length)} ${done}/${plans.length} clips, ${frames} frames, ${perFrame} ms each `,
    )
  }
  const rows = await renderAll(plans, { bases, seed: wish.seed, folder }, availableParallelism(), tell)
  writeFileSync(join(folder, 'clips.csv'), stringify([...rows], { header: true, columns: [...columns] }))
  process.stderr.write('\n')
}

function readWish(): { readonly folder: string; readonly wish: Wish } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: String(usual.seed) },
      people: { type: 'string', default: String(usual.people) },
      clips: { type: 'string', default: String(usual.clips) },
      species: { type: 'string', default: usual.species.join(',') },
    },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new Mistake(usage)
  const wanted = values.species.split(',').filter((name) => name !== '')
  const unknown = wanted.filter((name) => !species.includes(name as Species))
  if (unknown.length > 0) throw new Mistake(`There is no species ${unknown.join(', ')}.\n${usage}`)
  const wish = {
    seed: whole('seed', values.seed, 0),
    people: whole('people', values.people, 1),
    clips: whole('clips', values.clips, 1),
    species: wanted as Species[],
  }
  return { folder, wish }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least)
    throw new Mistake(`--${name} must be a whole number of at least ${least}.`)
  return value
}

const bar = (share: number): string => `[${'#'.repeat(Math.round(share * 30)).padEnd(30, '.')}]`

main().catch((error: unknown) => {
  console.error(error instanceof Mistake ? error.message : error)
  process.exitCode = 1
})
