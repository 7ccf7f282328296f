import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCalendar } from '../../src/calendar/layers.ts'
import { type CountName, type CountsView, countNames } from '../../src/contract/routes/counts.ts'
import { draft } from '../../src/fact/draft.ts'
import { type Fact, type FactBody, type FactKind, factBodies } from '../../src/fact/fact.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, instantAt } from '../../src/kit/time.ts'
import { countsOf, lookedAt } from '../../src/publish/counts/counting.ts'
import { groupUnits, leastPeople, type UnitMonth } from '../../src/publish/counts/grouping.ts'
import { silentByMonth } from '../../src/publish/counts/silence.ts'
import { viewOf } from '../../src/publish/counts/view.ts'
import { renderBoards, renderCounts } from '../../web/board/render.tsx'

const county = fc
  .array(fc.record({ above: fc.nat(), people: fc.nat(12), n: fc.nat(9) }), { minLength: 1, maxLength: 14 })
  .map((drawn) =>
    drawn.map(
      ({ above, people, n }, i): UnitMonth => ({
        unitId: `u${i}`,
        parentId: i === 0 ? null : `u${above % i}`,
        people,
        counts: { deleted: n },
      }),
    ),
  )

describe('units told of together', () => {
  test('every unit is in exactly one row, and a number is about five people at least, or about none', () => {
    fc.assert(
      fc.property(county, (units) => {
        const rows = groupUnits(units)
        expect(rows.flatMap((it) => it.unitIds).sort()).toEqual(units.map((it) => it.unitId).sort())
        for (const { counts, people } of rows) {
          if (counts !== null) expect(people === 0 || people >= leastPeople).toBe(true)
        }
      }),
    )
  })

  test('nothing that can be added up or taken away from published numbers is about one to four people', () => {
    fc.assert(
      fc.property(county, fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (units, chosen) => {
        const told = groupUnits(units).filter((it) => it.counts !== null)
        const some = told.filter((_, i) => chosen[i]).reduce((sum, it) => sum + it.people, 0)
        const rest = told.filter((_, i) => !chosen[i]).reduce((sum, it) => sum + it.people, 0)
        for (const people of [some, rest]) expect(people === 0 || people >= leastPeople).toBe(true)
      }),
    )
  })

  test('rows add up to the county; only where fewer than five work in all, nothing is told', () => {
    fc.assert(
      fc.property(county, (units) => {
        const rows = groupUnits(units)
        const people = units.reduce((sum, it) => sum + it.people, 0)
        const all = units.reduce((sum, it) => sum + (it.counts.deleted ?? 0), 0)
        if (people > 0 && people < leastPeople) expect(rows.map((it) => it.counts)).toEqual([null])
        else expect(rows.reduce((sum, it) => sum + (it.counts?.deleted ?? 0), 0)).toBe(all)
      }),
    )
  })

  test.each<[string, [string, string | null, number][], string[][]]>([
    [
      'a village of three goes to its town',
      [
        ['town', null, 9],
        ['village', 'town', 3],
      ],
      [['town', 'village']],
    ],
    [
      'one of five stands alone',
      [
        ['town', null, 9],
        ['village', 'town', 5],
      ],
      [['town'], ['village']],
    ],
    [
      'a unit without people stands alone',
      [
        ['town', null, 0],
        ['village', 'town', 5],
      ],
      [['town'], ['village']],
    ],
    [
      'a small top goes to the smallest below',
      [
        ['town', null, 2],
        ['a', 'town', 9],
        ['b', 'town', 6],
      ],
      [['a'], ['b', 'town']],
    ],
    [
      'two small ones that make five together',
      [
        ['town', null, 2],
        ['a', 'town', 3],
      ],
      [['town', 'a']],
    ],
  ])('%s', (_, drawn, wanted) => {
    const units = drawn.map(([unitId, parentId, people]) => ({ unitId, parentId, people, counts: {} }))
    expect(groupUnits(units).map((it) => it.unitIds)).toEqual(wanted)
  })
})

const [unitId, siteId, staffId] = [newId(), newId(), newId()]
const noon = instantAt('2026-11-20', '12:00')
const made = <K extends FactKind>(kind: K, body: FactBody<K>, about: Partial<Fact> = {}): Fact =>
  ({ ...draft(kind, body, { countyId: 330881, now: noon, by: { kind: 'system' } }), ...about }) as Fact
const duty = (day: string) =>
  ({
    dutyId: newId(),
    staffId,
    siteId,
    starts: instantAt(day, '08:00'),
    ends: instantAt(day, '17:00'),
    note: '',
    as: 'member',
  }) as const
const yesterday = { dayOf: () => '2026-11-19', silentAt: () => false }
const tomorrow = { dayOf: () => '2026-11-21', silentAt: () => false }
const decided = (decision: 'approved' | 'refused') =>
  made('requestDecided', { requestId: newId(), decision, reason: '' })

describe('what counts', () => {
  test.each<[string, Fact, Parameters<typeof countsOf>[1], CountName[]]>([
    ['a duty for a day that is over is written late', made('dutyKept', duty('2026-11-19')), tomorrow, ['writtenLate']],
    ['a duty for the same day is not', made('dutyKept', duty('2026-11-20')), tomorrow, []],
    ['a leave approved when it is over changes afterwards', decided('approved'), yesterday, ['changedAfter']],
    ['a leave approved before is none', decided('approved'), tomorrow, []],
    ['refusing changes nothing', decided('refused'), yesterday, []],
    ['a past duty cancelled', made('dutyCancelled', { dutyId: newId(), reason: '' }), yesterday, ['changedAfter']],
    [
      'what is done alone says so',
      made('changeMadeAlone' as 'pinSet', { staffId, alone: true } as never),
      tomorrow,
      ['doneAlone'],
    ],
  ])('%s', (_, fact, known, counts) => {
    expect(countsOf(fact, known)).toEqual(counts)
  })

  const time = { wall: noon, monotonicMs: 0, bootId: newId(), beacon: null, clockJumped: false }
  const ways = ['face', 'pin', 'card', 'clerk'] as const
  test.each([true, false])('a check-in counts the same whichever way it was made (station silent: %s)', (silent) => {
    const known = { ...tomorrow, silentAt: () => silent }
    const counts = ways.map((method) =>
      countsOf(
        made(
          'checkIn',
          { checkInId: newId(), staffId, siteId, method, direction: 'arrival', time, attemptId: null, reason: null },
          { deviceId: newId() },
        ),
        known,
      ),
    )
    expect(new Set(counts.map(String)).size).toBe(1)
    expect(counts[0]).toEqual(silent ? ['arrivedLate'] : [])
  })

  test('nothing that only some ways of checking in bring with them is counted', () => {
    const telling: FactKind[] = [
      'attemptJudged',
      'otherWayRefused',
      'templateEnrolled',
      'templateErased',
      'enrolmentRefused',
      'consentGiven',
      'consentWithdrawn',
      'countersigned',
      'pinSet',
      'kioskTrouble',
      'suspectRaised',
    ]
    const known = { dayOf: () => '2020-01-01', silentAt: () => true }
    for (const kind of telling) {
      expect(Object.keys(factBodies)).toContain(kind)
      const fact = { ...made('pinSet', { staffId }), kind, deviceId: newId() } as unknown as Fact
      expect([kind, countsOf(fact, known)]).toEqual([kind, []])
    }
  })
})

test('whatever says that it was done alone is looked at', () => {
  expect(lookedAt).toContain('changeMadeAlone')
})

describe('hours of silence', () => {
  const hours = { '5': [{ from: '08:30', to: '12:00' }], '4': [{ from: '08:30', to: '12:00' }] }
  const calendar = makeCalendar([], [])
  const hoursOf = (from: string, to: string, before = '2027-01-01') =>
    Object.fromEntries([...silentByMonth({ from, to }, hours, calendar, before)].map(([m, ms]) => [m, ms / 3_600_000]))
  test.each([
    ['within opening hours', instantAt('2026-11-20', '09:00'), instantAt('2026-11-20', '10:30'), { '2026-11': 1.5 }],
    ['over a night', instantAt('2026-11-19', '11:00'), instantAt('2026-11-20', '09:30'), { '2026-11': 2 }],
    ['while shut', instantAt('2026-11-20', '13:00'), instantAt('2026-11-20', '20:00'), {}],
    ['on a national holiday', instantAt('2026-10-01', '08:00'), instantAt('2026-10-01', '12:00'), {}],
  ])('%s', (_, from, to, wanted) => {
    expect(hoursOf(from, to)).toEqual(wanted)
  })

  test('nothing of the day that still lasts', () => {
    expect(hoursOf(instantAt('2026-11-19', '11:00'), instantAt('2026-11-20', '11:00'), '2026-11-20')).toEqual({
      '2026-11': 1,
    })
  })
})

const town = { unitId, parentId: null, name: '清溪镇', kind: 'township' as const }
const village = { unitId: newId(), parentId: unitId, name: '上溪村', kind: 'village' as const }
const stays = (n: number, where: string) =>
  Array.from({ length: n }, () => ({ staffId: newId(), unitId: where, from: '2026-01-01', to: null }))

describe('a month in public', () => {
  const months = ['2026-10', '2026-11']
  const base = { units: [town, village], months, silent: [], today: '2026-11-22' }

  test('somebody who left a village and is written about later still counts as one of few there', () => {
    const gone = { staffId, unitId: village.unitId, from: '2026-01-01', to: '2026-10-31' }
    const rows = [{ count: 'changedAfter' as const, month: '2026-11', unitId: village.unitId, staffId, n: 1 }]
    const view = viewOf({ ...base, stays: [...stays(6, unitId), gone], rows })
    expect(view.months[1]?.units.map((it) => [it.unitName, it.with, it.counts?.changedAfter])).toEqual([
      ['清溪镇', ['上溪村'], 1],
    ])
  })

  test('what is told of a month does not change with other months', () => {
    const rows = [{ count: 'deleted' as const, month: '2026-10', unitId: village.unitId, staffId: null, n: 2 }]
    const before = viewOf({ ...base, stays: [...stays(6, unitId), ...stays(3, village.unitId)], rows })
    const grown = stays(4, village.unitId).map((it) => ({ ...it, from: '2026-11-02' }))
    const after = viewOf({ ...base, stays: [...stays(6, unitId), ...stays(3, village.unitId), ...grown], rows })
    expect(after.months[0]).toEqual(before.months[0])
    expect(after.months[1]?.units).toHaveLength(2)
  })
})

const numbers = (n: number) => Object.fromEntries(countNames.map((it) => [it, n])) as Record<CountName, number>
const view: CountsView = {
  countyName: '示例县',
  demo: true,
  until: '2026-11-21',
  least: 5,
  months: Array.from({ length: 13 }, (_, i) => ({
    month: addDays('2025-11-15', (i * 30.5) | 0).slice(0, 7),
    all: numbers(i),
    units: Array.from({ length: 40 }, (__, j) => ({
      unitId: newId(),
      unitName: `单位${j}`,
      with: j === 3 ? ['上溪村', '下溪村'] : [],
      counts: numbers(j % 2 === 0 ? j : 0),
    })),
  })),
  alarms: [{ siteName: '上溪村便民站', alarm: 'double', day: '2026-11-03', settled: false }],
  devices: { stated: 3, whole: 2 },
}

describe('the page', () => {
  test.each(['zh', 'en'] as const)('says for every count what it counts and what it does not mean (%s)', (language) => {
    const page = renderCounts(view, '2026-11', language)
    for (const name of countNames) expect(page).toContain(`id="${name}"`)
    expect(page.match(language === 'zh' ? /怎么看/g : /How to read it/g)).toHaveLength(countNames.length)
    expect(page).toContain('上溪村便民站')
    expect(page).toContain('href="/api/counts"')
  })

  test('needs no script, and with forty units in each of eight counts has less than 25 kB packed', () => {
    const page = renderCounts(view, undefined, 'zh')
    expect(gzipSync(page).length).toBeLessThan(25_000)
    expect(page).not.toMatch(/<script(?![^>]*src="\/board\/assets\/board\.js")/)
  })

  test('never says how anybody checks in', () => {
    for (const language of ['zh', 'en'] as const) {
      const page = renderCounts(view, undefined, language)
      expect(page).not.toMatch(/刷脸|人脸|刷卡|face|card|\bPIN\b/i)
    }
  })

  test('is linked from the list of boards', () => {
    const list = { countyName: '示例县', demo: true, complaints: { name: '纪委', phone: '1' }, sites: [] }
    expect(renderBoards(list, 'zh')).toContain('href="/counts?lang=zh"')
  })
})
