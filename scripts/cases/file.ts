import { readFileSync } from 'node:fs'
import { runAttendance } from './attendance.ts'
import { isNoticeCase, runNotices, runYears, yearsIn } from './calendar.ts'
import { isFields } from './case.ts'
import { isHoursCase } from './hours/case.ts'
import { runHours } from './hours/run.ts'
import { isSample, runSamples } from './kinds/terminals.ts'
import { runOpen311 } from './open311.ts'
import type { Result } from './result.ts'
import { isShareCase, runShares } from './shares.ts'

/** What came of a file: results, or why it has none. */
export type FileRun = { readonly results: readonly Result[] } | { readonly notRun: string }

/** Runs whatever cases a file holds, however it is called and laid out: a list, `{ cases }`, `{ samples }`, years. */
export function runFile(name: string, path: string): FileRun {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return failed(name, `cannot be read: ${messageOf(error)}`)
  }
  try {
    return runText(name, text, /\.xml$/i.test(path) ? 'xml' : 'json')
  } catch (error) {
    return failed(name, `cannot be judged: ${messageOf(error)}`)
  }
}

function runText(name: string, text: string, format: 'json' | 'xml'): FileRun {
  const answer = runOpen311(text, format)
  if (answer !== undefined) return { results: answer }
  if (format === 'xml') return { notRun: 'no answer of Open311' }
  let content: unknown
  try {
    // Some editors put a mark of the byte order before the first sign.
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return notRead(name, text, messageOf(error))
  }
  return runContent(name, content)
}

/** A file that is no JSON has failed, unless it does not speak of cases: published samples are sometimes broken on purpose. */
function notRead(name: string, text: string, why: string): FileRun {
  const speaksOfCases = /"(?:cases|samples|years|isOffDay|op|kind|protocol|expected)"\s*:/.test(text)
  if (speaksOfCases) return failed(name, `cannot be read: ${why}`)
  return { notRun: `cannot be read (${why}) and speaks of no cases` }
}

function runContent(name: string, content: unknown): FileRun {
  const years = yearsIn(content)
  if (years !== undefined) return { results: runYears(years) }
  const listed = isFields(content) ? (content.cases ?? content.samples) : content
  if (!Array.isArray(listed)) return { notRun: 'no cases that this product judges yet' }
  const results = runList(listed)
  if (results !== undefined) return { results }
  if (listed.some((one) => isFields(one) && typeof one.rule === 'string'))
    return {
      notRun: 'rules in words: those of Open311 are played against a running house by test/matter/open311.flow.test.ts',
    }
  // A bare list may be anything; one that calls itself cases promises some.
  if (Array.isArray(content) || listed.length === 0) return { notRun: 'no cases that this product judges yet' }
  return failed(name, `none of its ${listed.length} cases is of a known sort`)
}

interface Sort {
  readonly fits: (one: unknown) => boolean
  readonly run: (cases: readonly unknown[]) => readonly Result[]
}

/** Cases are told apart by themselves, so that a file may hold several sorts. The last sort takes every other kind. */
const sorts: readonly Sort[] = [
  { fits: isHoursCase, run: runHours },
  { fits: isShareCase, run: runShares },
  { fits: isSample, run: runSamples },
  { fits: isNoticeCase, run: runNotices },
  { fits: (one) => isFields(one) && typeof one.kind === 'string', run: runAttendance },
]

/** Undefined if no case is of a known sort; else those that are of none have failed. */
function runList(cases: readonly unknown[]): readonly Result[] | undefined {
  const sortOf = (one: unknown): Sort | undefined => sorts.find((it) => it.fits(one))
  if (!cases.some(sortOf)) return undefined
  const known = sorts.flatMap((sort) => {
    const mine = cases.filter((one) => sortOf(one) === sort)
    return mine.length === 0 ? [] : sort.run(mine)
  })
  const unknown = cases.flatMap((one, index): Result[] =>
    sortOf(one) ? [] : [{ name: `case ${index + 1}`, wrong: ['of no known sort'], skipped: null }],
  )
  return [...known, ...unknown]
}

const failed = (name: string, why: string): FileRun => ({ results: [{ name, wrong: [why], skipped: null }] })

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
