import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAttendance } from '../../scripts/cases/attendance.ts'
import samples from './samples/attendance.json' with { type: 'json' }
import hours from './samples/hours.json' with { type: 'json' }

/** Of the samples about working time, those that libraries disagree about and the product decides otherwise. */
const decided = 9
const root = resolve(import.meta.dirname, '../..')

/** Runs the command as a user does, in some time zone. */
function run(folder: string, timeZone = 'UTC'): { readonly lines: readonly string[]; readonly code: number | null } {
  const env = { ...process.env, TZ: timeZone }
  const tsx = join(root, 'node_modules/.bin/tsx')
  const { stdout, status } = spawnSync(tsx, [join(root, 'scripts/cases.ts'), folder], { encoding: 'utf8', env })
  return { lines: stdout.trimEnd().split('\n'), code: status }
}

describe('cases of other projects', () => {
  test.each(runAttendance(samples.cases).map((it) => [it.name, it.wrong] as const))('%s', (_, wrong) => {
    expect(wrong).toEqual([])
  })

  test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
    'the command says how many passed under TZ=%s',
    (timeZone) => {
      const { lines, code } = run(join(root, 'test/cases/samples'), timeZone)
      expect(lines.at(-1)).toBe(`${samples.cases.length + hours.length - decided + 365 + 6} passed, 0 failed`)
      expect(code).toBe(0)
    },
  )
})

describe('what is wrong is said', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cases-'))
    const [first] = samples.cases
    const cases = [
      { ...first, expected: { status: 'absent' } },
      { ...first, id: 'odd', kind: 'horoscope' },
      { ...first, id: 'no-answer', expected: { moonPhase: 3 } },
      { ...first, id: 'away', kind: 'geofence' },
      { kind: 'daily_status' },
    ]
    writeFileSync(join(folder, 'some.json'), JSON.stringify({ cases }))
    writeFileSync(join(folder, 'broken.json'), '{ "cases": [')
    writeFileSync(join(folder, 'other.json'), '{ "hours": 3 }')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('each in one line, and the command fails', () => {
    const { lines, code } = run(folder)
    expect(lines).toEqual([
      'not run: other.json: no cases that this product judges yet',
      expect.stringMatching(/^failed: broken\.json: cannot be read: /),
      'failed: frappe-st-01 (daily_status): status: expected "absent", got "present"',
      'failed: odd (horoscope): unknown kind horoscope',
      'failed: no-answer (daily_status): moonPhase: expected 3, got no answer',
      'failed: case 5: not a case: id, kind and expected are needed',
      expect.stringMatching(/^skipped: away \(geofence\): the product knows no location/),
      '2 of them ask rules of the engine that no page of the product uses',
      '1 skipped',
      '0 passed, 5 failed',
    ])
    expect(code).toBe(1)
  })

  test('a folder that is not there has failed', () => {
    expect(run(join(folder, 'nowhere'))).toMatchObject({ code: 1 })
  })
})
