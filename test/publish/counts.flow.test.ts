import { expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { erase } from '../../src/fact/erasure.ts'
import type { Fact, FactBody, FactKind } from '../../src/fact/fact.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { findCounts } from '../../src/publish/counts/store.ts'
import type { Db } from '../../src/store/open.ts'
import { withDb } from '../db.ts'

const countyId = 330881
const [town, village, siteId, deviceId] = [newId(), newId(), newId(), newId()]
const people = Array.from({ length: 9 }, () => newId())
const start = instantAt('2026-09-28', '08:00')
const by = { kind: 'system' } as const

const fact = <K extends FactKind>(kind: K, body: FactBody<K>, at: string, about: object = {}): Fact =>
  draft(kind, body, { countyId, now: at, by, ...about })

const person = (staffId: string, unitId: string) =>
  ({
    staffId,
    unitId,
    siteId,
    name: '甲',
    post: '',
    employeeNo: staffId.slice(-6),
    phone: '',
    partyBranch: null,
    published: false,
    cardNo: null,
    leftOn: null,
  }) as const

/** A town of seven and a village of two, with a site in the village. */
const place = (): Fact[] => [
  fact('countyNamed', { name: '试验县', demo: false, complaints: { name: '纪委', phone: '12388' } }, start),
  fact('unitKept', { unitId: town, parentId: null, name: '清溪镇', kind: 'township' }, start),
  fact('unitKept', { unitId: village, parentId: town, name: '上溪村', kind: 'village' }, start),
  fact(
    'siteKept',
    {
      siteId,
      unitId: village,
      name: '站',
      address: '',
      hours: { '3': [{ from: '08:00', to: '12:00' }] },
      dutyPhone: '',
      closed: false,
    },
    start,
  ),
  ...people.map((staffId, i) => fact('staffKept', person(staffId, i < 7 ? town : village), start, { staffId, siteId })),
]

const late = (staffId: string) =>
  fact(
    'dutyKept',
    {
      dutyId: newId(),
      staffId,
      siteId,
      starts: instantAt('2026-10-06', '08:00'),
      ends: instantAt('2026-10-06', '12:00'),
      note: '',
      as: 'member',
    },
    instantAt('2026-10-08', '09:00'),
    { staffId, siteId },
  )

const checkIn = (clock: string) => {
  const staffId = people[0] ?? ''
  const at = instantAt('2026-10-14', clock)
  const time = { wall: at, monotonicMs: 0, bootId: newId(), beacon: null, clockJumped: false }
  return fact(
    'checkIn',
    { checkInId: newId(), staffId, siteId, method: 'pin', direction: 'arrival', time, attemptId: null, reason: null },
    at,
    { staffId, siteId, deviceId },
  )
}

async function october(db: Db, now = instantAt('2026-11-22', '10:00')) {
  const view = await findCounts(db, now)
  return view?.months.find((it) => it.month === '2026-10')
}

test(
  'counts come from facts: of a small village together with its town, and the same after a rebuild',
  withDb(async (db) => {
    const written = people.slice(5).map(late)
    const silent = { deviceId, siteId, from: instantAt('2026-10-14', '08:30'), to: instantAt('2026-10-14', '11:30') }
    await append(db, [...place(), ...written], centerProjections)
    await append(db, [fact('deviceSilent', silent, silent.to, { siteId })], centerProjections)
    await append(db, [checkIn('09:00'), checkIn('11:00'), checkIn('11:40')], centerProjections)

    const before = await october(db)
    expect(before?.units).toHaveLength(1)
    expect(before?.units[0]).toMatchObject({ unitName: '清溪镇', with: ['上溪村'] })
    expect(before?.units[0]?.counts).toMatchObject({ writtenLate: 4, arrivedLate: 1, silentHours: 3, deleted: 0 })
    expect(before?.all).toEqual(before?.units[0]?.counts)
    expect(await compare(db, centerProjections)).toEqual([])
  }),
)

test(
  'destroying can hide what was done, never that something was: each certificate is a deletion',
  withDb(async (db) => {
    const written = late(people[0] ?? '')
    await append(db, [...place(), written], centerProjections)
    await erase(db, [written.id], '试验', { countyId, now: instantAt('2026-10-15', '09:00'), by })
    expect((await october(db))?.all).toMatchObject({ deleted: 1 })
  }),
)

test(
  'nothing of today is told, so that nobody can watch the numbers move',
  withDb(async (db) => {
    await append(db, [...place(), late(people[0] ?? '')], centerProjections)
    expect((await october(db, instantAt('2026-10-08', '23:00')))?.all).toMatchObject({ writtenLate: 0 })
    expect((await october(db, instantAt('2026-10-09', '01:00')))?.all).toMatchObject({ writtenLate: 1 })
  }),
)
