import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('every scene of the kiosk and every board is clean at four sizes, with camera, clock and station going away', () => {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'test/web/kiosk.e2e.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
    encoding: 'utf8',
    timeout: 280_000,
  })
  expect({ status: run.status, said: run.status === 0 ? '' : (run.stdout + run.stderr).slice(-4000) }).toEqual({
    status: 0,
    said: '',
  })
})
