import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { takeBackup } from '../../src/main/backup/take.ts'
import { openRole } from '../../src/main/house.ts'
import { settingsOf, silent } from './backup-house.ts'

const now = '2026-03-02T00:00:00.000Z'

test('a station on its own is not backed up, and its owner is told how much of it the center still lacks', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-alone-'))
  try {
    const file = join(dataDir, 'backup')
    const store = await openRole('station', settingsOf(dataDir, { role: 'station' }), silent)
    const [county_id, device_id] = [330_723, newId()]
    const own = { county_id, device_id, site_id: newId(), name: '东村', public_key: 'x', private_key: Buffer.of(1) }
    await store.station.owner
      .insertInto('own_station')
      .values({ ...own, revoked: false })
      .execute()
    const head = { county_id, device_id, seq: 12, acknowledged_seq: 9 }
    await store.station.owner.insertInto('device_head').values(head).execute()
    // While it runs, and when it does not.
    const alone = {
      reason: 'stationAlone',
      message: expect.stringMatching(/还有 3 条没有送到[\s\S]*3 facts are not there/),
    }
    await expect(takeBackup(settingsOf(dataDir), file, now, silent)).rejects.toMatchObject(alone)
    await store.stop()
    await expect(takeBackup(settingsOf(dataDir), file, now, silent)).rejects.toMatchObject(alone)
    expect([file, `${file}.keys`].filter(existsSync)).toEqual([])
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
