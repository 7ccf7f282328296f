import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Checkpoint, parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { auditFacts } from '../../src/ledger/audit.ts'
import { examine } from '../../src/ledger/fsck.ts'
import { openSource } from '../../src/ledger/source.ts'
import { countFacts } from '../../src/ledger/store.ts'
import { freshDb } from '../db.ts'
import { countyId } from '../fact/samples.ts'
import { openTestLog, withFolder } from './logs.ts'

const kills = Number(process.env.LOG_KILLS ?? 40)

/** One life of the program; how many steps it took, or nothing when it was killed. */
function live(url: string, folder: string, k: number): Promise<number | undefined> {
  const args = ['--import', 'tsx', 'test/ledger/growing.ts', url, folder, String(k)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  return new Promise((resolve, reject) =>
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(undefined)
      else if (code === 0) resolve(Number(said))
      else reject(new Error(`step ${k}: the program ended with ${code}`))
    }),
  )
}

async function published(folder: string): Promise<Checkpoint | null> {
  const text = await readFile(join(folder, 'log', 'checkpoint'), 'utf8').catch(() => undefined)
  return text === undefined ? null : (parseSignedCheckpoint(text)?.checkpoint ?? null)
}

test(`killed ${kills} times, at steps all over a life: what was published never shrinks, forks or has a hole`, {
  timeout: 1_200_000,
}, async () => {
  const { app, appUrl, close } = await freshDb()
  try {
    await withFolder(async (folder) => {
      const steps = (await live(appUrl, folder, 0)) ?? 0
      expect(steps).toBeGreaterThan(50)
      let earlier = await published(folder)
      let killed = 0
      for (let i = 0; i < kills; i += 1) {
        const k = 1 + Math.floor((i * (steps - 1)) / kills)
        if ((await live(appUrl, folder, k)) === undefined) killed += 1
        const now = await published(folder)
        if (now === null) throw new Error('nothing is published any more')
        // As an outsider sees it who comes right after the kill.
        const { readTile } = openSource(join(folder, 'log'))
        expect(await examine({ readTile, checkpoint: now, earlier }), `after step ${k}`).toEqual([])
        earlier = now
      }
      expect(killed).toBeGreaterThan(kills * 0.9)
      const log = await openTestLog(app, folder)
      await log.grow()
      const last = await published(folder)
      expect(last?.size).toBe(await countFacts(app, countyId))
      if (last) expect((await auditFacts(app, countyId, last)).deviations).toEqual([])
    })
  } finally {
    await close()
  }
})
