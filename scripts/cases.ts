import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runFile } from './cases/file.ts'
import type { Result } from './cases/result.ts'

/** `npm run cases -- DIR…`: judges every case below folders that the product can judge, whatever its files are called. */
const places = process.argv.slice(2)
if (places.length === 0) {
  console.log('Which folder? npm run cases -- DIR')
  process.exit(2)
}
process.exitCode = report(places.flatMap((place) => listFiles(place).flatMap((path) => runOne(place, path))))

function listFiles(from: string): readonly string[] {
  if (statSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) return [from]
  const inside = readdirSync(from, { recursive: true, withFileTypes: true })
  return inside
    .filter((it) => !it.isDirectory() && /\.(?:json|xml)$/i.test(it.name))
    .map((it) => join(it.parentPath, it.name))
    .sort()
}

function runOne(place: string, path: string): readonly Result[] {
  const name = relative(place, path) || path
  const run = runFile(name, path)
  if ('results' in run)
    return run.results.map((it) => ({ ...it, name: it.name === name ? name : `${name}: ${it.name}` }))
  console.log(`not run: ${name}: ${run.notRun}`)
  return []
}

function report(results: readonly Result[]): number {
  const failed = results.filter((it) => it.wrong.length > 0)
  const skipped = results.filter((it) => it.skipped !== null)
  for (const it of failed) console.log(`failed: ${it.name}: ${it.wrong.join('; ')}`)
  for (const it of skipped) console.log(`skipped: ${it.name}: ${it.skipped}`)
  const unused = results.filter((it) => it.unused === true)
  if (unused.length > 0)
    console.log(`${unused.length} of them ask rules of the engine that no page of the product uses`)
  console.log(`${skipped.length} skipped`)
  console.log(`${results.length - failed.length - skipped.length} passed, ${failed.length} failed`)
  return failed.length > 0 || results.length === 0 ? 1 : 0
}
