import { expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import type { FactBody, FactKind } from '../../src/fact/fact.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { alarmMissing, compareCounts, raiseAlarm } from '../../src/presence/center/completeness/comparing.ts'
import { noteReturn, noteSilences, startListening } from '../../src/presence/center/completeness/listening.ts'
import { noteHealth } from '../../src/presence/center/hearing.ts'
import { findCounts } from '../../src/publish/counts/store.ts'
import type { Db } from '../../src/store/open.ts'
import { withDb } from '../db.ts'

const countyId = 330881
const [unitId, siteId, deviceId] = [newId(), newId(), newId()]
const day = '2026-11-18'
const at = (clock: string) => instantAt(day, clock)
const by = { kind: 'system' } as const
const station = { deviceId, siteId }

const fact = <K extends FactKind>(kind: K, body: FactBody<K>, now = at('07:00')) =>
  draft(kind, body, { countyId, now, by, siteId })

async function village(db: Db): Promise<void> {
  await append(
    db,
    [
      fact('countyNamed', { name: '试验县', demo: false, complaints: { name: '纪委', phone: '12388' } }),
      fact('unitKept', { unitId, parentId: null, name: '镇', kind: 'township' }),
      fact('siteKept', { siteId, unitId, name: '便民站', address: '', hours: {}, dutyPhone: '', closed: false }),
      fact('stationKept', { deviceId, siteId, name: '站点机', publicKey: 'x', revoked: false }),
    ],
    centerProjections,
  )
}

const speak = async (db: Db, clock: string): Promise<void> => {
  await noteReturn(db, { countyId, station, now: at(clock) }, centerProjections)
  await noteHealth(db, { countyId, station, now: at(clock) }, 0)
}
const silences = async (db: Db): Promise<string[][]> =>
  (await db.selectFrom('device_silence').selectAll().orderBy('from_at').execute()).map((it) => [it.from_at, it.to_at])

test(
  'a station that comes back after more than ten minutes was silent in between, and says nothing of shorter ones',
  withDb(async (db) => {
    await village(db)
    for (const clock of ['08:00', '08:09', '09:30', '09:31']) await speak(db, clock)
    expect(await silences(db)).toEqual([[at('08:09'), at('09:30')]])
  }),
)

test(
  'a silence that lasts is told once a day, each part once',
  withDb(async (db) => {
    await village(db)
    await speak(db, '08:00')
    expect(await noteSilences(db, countyId, at('12:00'), centerProjections)).toBe(1)
    expect(await noteSilences(db, countyId, at('12:00'), centerProjections)).toBe(0)
    await speak(db, '13:00')
    expect(await silences(db)).toEqual([
      [at('08:00'), at('12:00')],
      [at('12:00'), at('13:00')],
    ])
    expect(await compare(db, centerProjections)).toEqual([])
  }),
)

test(
  'nobody was silent while the center itself was away',
  withDb(async (db) => {
    await village(db)
    await speak(db, '08:00')
    await startListening(db, at('11:55'))
    await speak(db, '12:00')
    expect(await silences(db)).toEqual([])
  }),
)

test(
  'the center compares what a station stated with what is here, and a loss is a public alarm',
  withDb(async (db) => {
    await village(db)
    const trouble = Array.from({ length: 3 }, () =>
      draft(
        'kioskTrouble',
        { siteId, trouble: 'cameraHint', detail: 'x' },
        { countyId, now: at('08:00'), by: { kind: 'station', deviceId }, siteId, deviceId },
      ),
    )
    await append(db, trouble, centerProjections, { device: deviceId })
    const state = (month: string, made: number) =>
      append(
        db,
        [
          draft(
            'stationCounted',
            { siteId, month, made, lastSeq: made },
            { countyId, now: at('08:30'), by: { kind: 'station', deviceId }, siteId, deviceId },
          ),
        ],
        centerProjections,
        { device: deviceId },
      )
    await state('2026-11', 3)
    expect((await compareCounts(db, countyId)).map(({ made, held }) => [made, held])).toEqual([[3, 3]])
    expect(await alarmMissing(db, countyId, at('09:00'), centerProjections)).toBe(0)

    await state('2026-12', 9)
    expect(await alarmMissing(db, countyId, at('10:00'), centerProjections)).toBe(1)
    expect(await alarmMissing(db, countyId, at('10:05'), centerProjections)).toBe(1)
    await raiseAlarm(db, { countyId, station, now: at('10:06') }, { alarm: 'gap', seq: 2 }, centerProjections)
    const view = await findCounts(db, instantAt('2026-11-19', '09:00'))
    expect(view?.alarms).toEqual([
      { siteName: '便民站', alarm: 'gap', day, settled: true },
      { siteName: '便民站', alarm: 'missing', day, settled: false },
    ])
    expect(view?.devices).toEqual({ stated: 1, whole: 0 })
  }),
)
