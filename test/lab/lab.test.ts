import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { cameraFrame } from '../face/engine-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'zaigang-lab-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...given: string[]) =>
  promisify(execFile)('node', ['--import', 'tsx', 'scripts/lab.ts', ...given], { maxBuffer: 2 ** 26 })

/** A short stream of a real face that comes a little nearer and goes back. */
async function writeStream(path: string): Promise<void> {
  const sizes = [300, 298, 296, 294, 292, 290, 290, 292, 294, 296, 298, 300]
  const frames = await Promise.all(sizes.map((side) => cameraFrame(6, { left: 960, top: 240, side })))
  writeFileSync(path, Buffer.concat(frames))
}

test('a recorded stream and a held picture of a real face are refused, and the figures have their places', async () => {
  await writeStream(join(folder, 'stream.mjpeg'))
  copyFileSync('node_modules/@vladmandic/face-api/demo/sample6.jpg', join(folder, 'still.jpg'))
  const rows = [
    'file,person,kind,simulated,fps',
    'stream.mjpeg,a,genuine,no,12',
    'still.jpg,a,genuine,no,',
    'still.jpg,a,flatPhoto,no,',
    'absent.mp4,a,flatPhoto,no,',
  ]
  writeFileSync(join(folder, 'clips.csv'), rows.join('\n'))
  const readings = join(folder, 'readings.jsonl')
  const { stdout, stderr } = await run(folder, '--json', '--seeds', '4', '--readings', readings)
  const report = JSON.parse(stdout)

  expect(report.species.map((row: { name: string }) => row.name)).toEqual(['flatPhoto', 'injectedRecording'])
  for (const row of report.species) expect(row).toMatchObject({ n: 4, clips: 1, simulated: false, apcer: 0 })
  for (const row of report.species) {
    expect(row.apcerUpper95).toBeCloseTo(1 - 0.05 ** (1 / 4), 6)
    expect(row.nonResponse).toBeGreaterThanOrEqual(0)
    expect(row.iapar).toBe(0)
  }
  expect(report.genuine).toMatchObject({ n: 2, nonResponse: 0.5, how: 'unasked', simulated: false })
  expect(report.genuine.bpcer).toEqual(report.genuine.bpcerSession)
  expect(report.problems).toEqual([{ line: 5, file: 'absent.mp4', why: 'the file is missing or cannot be read' }])
  expect(report.goals[0]).toMatchObject({
    simulated: false,
    judged: 'upper95',
    n: 4,
    state: 'unproven',
    reached: false,
  })
  expect([report.worstReal.apcer, report.worstSimulated]).toEqual([0, null])
  expect(stderr).toContain('[####')
  expect(stderr).toContain('clips.csv, line 5 (absent.mp4): the file is missing or cannot be read.')
  const [first] = readFileSync(readings, 'utf8').split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({ file: 'stream.mjpeg', person: 'a', kind: 'genuine' })
})

test('where nothing can be played the table is said to be bad, and stdout still is JSON', async () => {
  const bare = mkdtempSync(join(folder, 'bare '))
  writeFileSync(join(bare, '空.mp4'), '')
  writeFileSync(join(bare, 'clips.csv'), '\ufefffile;kind\r\n空.mp4;Bona Fide\r\n')
  const failed = await run(bare, '--json').catch((error) => error)
  expect(failed).toMatchObject({ code: 1 })
  expect(JSON.parse(failed.stdout)).toMatchObject({
    species: [],
    genuine: { n: 0, bpcer: 0, bpcerSession: 0, nonResponse: 0 },
    problems: [{ line: 2, file: '空.mp4', why: 'the file is empty' }],
  })
})

test('a folder without a table is refused with a sentence', async () => {
  await expect(run(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 2 })
})
