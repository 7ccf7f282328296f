import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { listFacts } from '../../src/fact/store.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { bringBack } from '../../src/main/backup/bring.ts'
import { takeBackup } from '../../src/main/backup/take.ts'
import { openCenterKey } from '../../src/main/centerKey.ts'
import { openRole } from '../../src/main/house.ts'
import { checkRole, readSettings } from '../../src/main/settings.ts'
import { findCounty } from '../../src/people/store/tree.ts'
import { keepSecret, openDataDir } from '../../src/store/files.ts'
import type { Db } from '../../src/store/open.ts'
import { settingsOf, silent } from '../house/backup-house.ts'

const folders: string[] = []
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'zaigang-alone-'))
  folders.push(made)
  return made
}
afterAll(async () => {
  for (const one of folders) await rm(one, { recursive: true, force: true })
})

const now = '2026-03-02T00:30:00.000Z'
const countyId = 420101
const databasesOf = async (owner: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select datname::text as name from pg_database where datname like 'zaigang%'`.execute(owner)
  return rows.map((it) => it.name)
}

describe('a center alone', () => {
  test('has no station’s database, is backed up and comes back with the key its stations know', async () => {
    const [dataDir, other, file] = [await folder(), await folder(), join(await folder(), 'backup')]
    const settings = settingsOf(dataDir, { role: 'center' })
    const center = await openRole('center', settings, silent)
    expect(await databasesOf(center.center.owner)).toEqual(['zaigang_center'])
    const body = { name: '江岸区', demo: false, complaints: { name: '纪委', phone: '12388' } }
    await append(
      center.center.app,
      [draft('countyNamed', body, { countyId, now, by: { kind: 'system' } })],
      centerProjections,
    )
    await keepSecret(await openDataDir(dataDir), 'sealing-key')
    const { publicKey } = await openCenterKey(dataDir)
    const facts = await listFacts(center.center.app, countyId)
    await center.stop()

    await takeBackup(settingsOf(dataDir), file, now, silent)
    await bringBack(settingsOf(other), file, now, silent)

    const back = await openRole('center', settingsOf(other, { role: 'center' }), silent)
    expect(await findCounty(back.center.app)).toMatchObject({ countyId, name: '江岸区' })
    expect(await listFacts(back.center.app, countyId)).toEqual(facts)
    expect((await openCenterKey(other)).publicKey).toBe(publicKey)
    await back.stop()
  })
})

describe('a station alone', () => {
  test('has no center’s database', async () => {
    const station = await openRole('station', settingsOf(await folder(), { role: 'station' }), silent)
    expect(await databasesOf(station.station.owner)).toEqual(['zaigang_station'])
    await station.stop()
  })
})

describe('settings that do not go together stop the start with a sentence', () => {
  test.each([
    [{ CENTER_URL: 'https://x.test' }, [], 'CENTER_URL'],
    [{ JOIN_CODE: 'ABCD-EFGH-JKLM' }, [], 'JOIN_CODE'],
    [{ JOIN_CODE: 'ABCD-EFGH-JKLM' }, ['--role', 'station'], 'CENTER_URL'],
    [{ JOIN_CODE: 'nonsense', CENTER_URL: 'https://x.test' }, ['--role', 'station'], 'JOIN_CODE'],
    [{ CENTER_URL: 'ftp://x.test' }, ['--role', 'station'], 'CENTER_URL'],
    [{ DATABASE_URL: 'postgres://a@b/c' }, ['--role', 'station'], 'STATION_DATABASE_URL'],
    [{ PUBLIC_URL: 'https://x.test' }, ['--role=station'], 'PUBLIC_URL'],
    [{ STATION_DATABASE_URL: 'postgres://a@b/c' }, ['--role', 'center'], 'STATION_DATABASE_URL'],
    [{ FACE_PLUGINS: '/x' }, ['--role', 'center'], 'FACE_PLUGINS'],
    [{}, ['--role', 'center', '--demo'], '--demo'],
    [{}, ['--role'], '--role station'],
    [{}, ['--role', 'roof'], '--role station'],
    [{}, ['--rôle', 'center'], '--role station'],
  ])('%j %j: %s', (environment, argv, named) => {
    let said: unknown
    try {
      checkRole(readSettings(environment, argv))
    } catch (failure) {
      said = failure
    }
    expect(said).toMatchObject({ zh: expect.stringContaining(named), en: expect.stringContaining(named) })
  })

  test.each([
    [{}, [], 'roof'],
    [{ DATABASE_URL: 'postgres://a@b/c', PUBLIC_URL: 'https://x.test' }, ['--role', 'center'], 'center'],
    [{ CENTER_URL: 'https://x.test/', JOIN_CODE: 'abcdefghjklm' }, ['--role=station'], 'station'],
    [{ STATION_DATABASE_URL: 'postgres://a@b/c', KEY_COMMAND: 'kms' }, ['--role', 'station'], 'station'],
  ])('%j %j start as %s', (environment, argv, role) => {
    const settings = checkRole(readSettings(environment, argv))
    expect(settings.role).toBe(role)
    if ('CENTER_URL' in environment) expect(settings.centerUrl).toBe('https://x.test')
  })
})
