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

interface Said {
  readonly lines: readonly string[]
  readonly code: number | null
}

/** Runs the command as a user does, in some time zone. */
function run(folder: string | readonly string[], timeZone = 'UTC'): Said {
  const env = { ...process.env, TZ: timeZone }
  const tsx = join(root, 'node_modules/.bin/tsx')
  const { stdout, status } = spawnSync(tsx, [join(root, 'scripts/cases.ts'), ...[folder].flat()], {
    encoding: 'utf8',
    env,
  })
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

const [first] = samples.cases
const dayOff = { year: 2026, description: '10月1日放假', expected: [{ date: '2026-10-01', isOffDay: true }] }

/** A folder with such files. */
function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'))
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return folder
}

describe('what is wrong is said', () => {
  let folder = ''
  beforeAll(() => {
    const cases = [
      { ...first, expected: { status: 'absent' } },
      { ...first, id: 'odd', kind: 'horoscope' },
      { ...first, id: 'odder', kind: 'toString' },
      { ...first, id: 'no-answer', expected: { moonPhase: 3 } },
      { ...first, id: 'no-question', expected: {} },
      { ...first, id: 'away', kind: 'geofence' },
      { kind: 'daily_status' },
      'a word',
    ]
    folder = folderWith({
      'some.json': { cases },
      'broken.json': '{ "cases": [',
      'other.json': '{ "hours": 3 }',
      'deep.json': `{"code":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      'void.json': { cases: [1, 2] },
      'shares.json': [{ kind: 'wilson95', x: 3, n: 1, lower: 0, upper: 1, digits: 4 }],
      'terminals.json': { samples: [{ id: 'a', protocol: 'zk-push', reply: 'HTTP/1.1 200 OK\r\nDate: never\r\n' }] },
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('each in one line with its file, and the command fails', () => {
    const { lines, code } = run(folder)
    expect(lines).toEqual([
      'not run: other.json: no cases that this product judges yet',
      expect.stringMatching(/^failed: broken\.json: cannot be read: /),
      expect.stringMatching(/^failed: deep\.json: cannot be judged: /),
      'failed: shares.json: wilson95 3 of 1: not a case: x of n, lower and upper are needed, and digits from 0 to 15',
      'failed: some.json: frappe-st-01 (daily_status): status: expected "absent", got "present"',
      'failed: some.json: odd (horoscope): unknown kind horoscope',
      'failed: some.json: odder (toString): unknown kind toString',
      'failed: some.json: no-answer (daily_status): moonPhase: expected 3, got no answer',
      'failed: some.json: no-question (daily_status): nothing is expected, so nothing can be judged',
      'failed: some.json: case 7: not a case: id, kind and expected are needed',
      'failed: some.json: case 8: of no known sort',
      expect.stringMatching(/^failed: terminals\.json: a \(zk-push\): cannot be judged: /),
      'failed: void.json: none of its 2 cases is of a known sort',
      expect.stringMatching(/^skipped: some\.json: away \(geofence\): the product knows no location/),
      '3 of them ask rules of the engine that no page of the product uses',
      '1 skipped',
      '0 passed, 12 failed',
    ])
    expect(code).toBe(1)
  })

  test('a folder that is not there has failed, and so has one without cases', () => {
    expect(run(join(folder, 'nowhere'))).toMatchObject({ code: 1 })
    expect(run(join(folder, 'other.json'))).toMatchObject({ code: 1 })
  })
})

describe('files may be laid out as they like', () => {
  let folder = ''
  beforeAll(() => {
    folder = folderWith({
      'a.JSON': [first],
      'b.json': `\uFEFF${JSON.stringify({ cases: [dayOff, hours[0]] })}`,
      'c.json': [{ id: 'poll', protocol: 'zk-push', request: 'GET /iclock/getrequest?SN={SN}', reply: 'OK' }],
      'd.json': { year: 2025, days: [{ date: '2025-10-01', isOffDay: true }] },
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('lists, samples, years and several sorts in one file, of several places', () => {
    const places = ['a.JSON', 'b.json', 'c.json'].map((name) => join(folder, name))
    expect(run(places)).toMatchObject({ code: 0, lines: [expect.any(String), '0 skipped', '4 passed, 0 failed'] })
  })

  test('a single year is held against the calendar day by day', () => {
    const { lines } = run(join(folder, 'd.json'))
    expect(lines.some((line) => line.includes('2025-10-02 china calendar: expected work, got holiday'))).toBe(true)
    expect(lines.some((line) => line.includes('2025-10-01'))).toBe(false)
  })
})
