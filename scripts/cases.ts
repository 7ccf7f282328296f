import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runAttendance } from './cases/attendance.ts'
import { isNoticeCase, runNotices, runYears } from './cases/calendar.ts'
import { isFields } from './cases/case.ts'
import { isHoursCase } from './cases/hours/case.ts'
import { runHours } from './cases/hours/run.ts'
import { runSamples } from './cases/kinds/terminals.ts'
import type { Result } from './cases/result.ts'
import { isShareCase, runShares } from './cases/shares.ts'

/** `npm run cases -- DIR`: judges every case below a folder that the product can judge, whatever its files are called. */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.log('Which folder? npm run cases -- DIR')
  process.exit(2)
}
process.exitCode = report(listFiles(folder).flatMap(runFile))

function listFiles(from: string): readonly string[] {
  const found = statSync(from, { throwIfNoEntry: false })
  if (found === undefined) return [from]
  if (found.isFile()) return [from]
  const inside = readdirSync(from, { recursive: true, withFileTypes: true })
  return inside
    .filter((it) => it.isFile() && it.name.endsWith('.json'))
    .map((it) => join(it.parentPath, it.name))
    .sort()
}

function runFile(path: string): readonly Result[] {
  const name = relative(folder ?? '', path) || path
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return notRead(name, path, error)
  }
  const results = runSamples(content) ?? runContent(content)
  if (results === undefined) console.log(`not run: ${name}: no cases that this product judges yet`)
  return results ?? []
}

/** The results of what a file contains; undefined if it has no cases of any known sort. */
function runContent(content: unknown): readonly Result[] | undefined {
  const cases = isFields(content) ? content.cases : content
  const judged = Array.isArray(cases) ? runAny(cases) : undefined
  if (judged !== undefined) return judged
  if (Array.isArray(content)) return content.some(isNoticeCase) ? runNotices(content) : undefined
  if (Array.isArray(cases) && cases.some(hasKind)) return runAttendance(cases)
  return isFields(content) && isFields(content.years) ? runYears(content) : undefined
}

/** Cases that are told apart by themselves, in whatever file they stand. */
function runAny(cases: readonly unknown[]): readonly Result[] | undefined {
  if (cases.some(isHoursCase)) return runHours(cases)
  return cases.some(isShareCase) ? runShares(cases) : undefined
}

function hasKind(it: unknown): boolean {
  return isFields(it) && typeof it.kind === 'string'
}

/** A file that is no JSON has failed, unless it does not speak of cases: published samples are sometimes broken on purpose. */
function notRead(name: string, path: string, error: unknown): readonly Result[] {
  const why = error instanceof Error ? error.message : String(error)
  const text = statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : '"cases"'
  if (/"cases"|"years"|"isOffDay"/.test(text)) return [{ name, wrong: [`cannot be read: ${why}`], skipped: null }]
  console.log(`not run: ${name}: cannot be read (${why}) and speaks of no cases`)
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
