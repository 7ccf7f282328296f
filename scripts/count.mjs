// Adds up the reports of all test runs: `node scripts/count.mjs FOLDER FAILED`. A skipped test counts as failed.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder = '', failedBefore = '0'] = process.argv.slice(2)
/** As many as `.ci/run` makes. */
const reportsOfCi = 7
let passed = 0
let failed = 0
const reports = readdirSync(folder).filter((name) => name.endsWith('.json'))
for (const name of reports) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const left = report.numPendingTests + report.numTodoTests
  const broken = report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0)
  console.log(`${name.replace('.json', '')}: ${report.numPassedTests} passed, ${broken} failed, ${left} not run`)
  for (const { name: file, assertionResults } of report.testResults)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status !== 'passed') console.log(`  ${status}: ${file} > ${fullName}\n    ${failureMessages?.[0] ?? ''}`)
  passed += report.numPassedTests
  failed += broken + left
}
// A run that left no report has failed too.
failed += Math.max(0, reportsOfCi - reports.length)
if (failedBefore !== '0' && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
