import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BoardWord, EmptyFinding } from '../../src/contract/visits.ts'
import { readReceiptCode } from '../../src/kit/receiptCode.ts'
import { instantAt, toIso, toMs } from '../../src/kit/time.ts'
import { type BoardFacts, judgeEmpty, readBoardSaid } from '../../src/matter/visit/boardSaid.ts'
import { judgeBreach, type MatterTrips, type TripRead } from '../../src/matter/visit/breach.ts'
import { countVisits, momentOf, standingOf, takesWords, toldFigure } from '../../src/matter/visit/standing.ts'
import { pressedOf } from '../../src/presence/kiosk/press.ts'
import { type BoardInput, boardOf } from '../../src/publish/board.ts'

const day = '2026-03-09'
const t = (clock: string): string => instantAt(day, clock)

describe('what a press leads to', () => {
  test('the same press is the same visit; another one is another; the code is a code; the id is a UUID', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (press, other) => {
        const pressed = pressedOf(press)
        expect(pressedOf(press.toUpperCase())).toEqual(pressed)
        expect(readReceiptCode(pressed.code)).toBe(pressed.code)
        expect(pressed.visitId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        if (press !== other) expect(pressedOf(other).visitId).not.toBe(pressed.visitId)
        if (press !== other) expect(pressedOf(other).code).not.toBe(pressed.code)
      }),
    )
  })
})

const trip = (begunAt: string, more: Partial<TripRead> = {}): TripRead => ({
  visitId: begunAt,
  begunAt,
  outcome: 'sentAway',
  endedAt: begunAt,
  told: '',
  materials: [],
  ...more,
})
const matter = (more: Partial<MatterTrips>): MatterTrips => ({
  takenAt: t('09:00'),
  trips: [],
  notices: [],
  nameOf: (key) => key,
  ...more,
})
const notice = (at: string, ...materials: string[]) => ({ at, materials, words: '' })

describe('the one-time notice', () => {
  const second = trip(t('14:00'), { materials: ['photo'] })
  test.each<[string, MatterTrips, 'breach' | 'none' | 'unclear', string[]]>([
    [
      'sent away again for what the notice names',
      matter({ trips: [second], notices: [notice(t('09:10'), 'photo')] }),
      'none',
      [],
    ],
    [
      'sent away again for what it does not name',
      matter({ trips: [second], notices: [notice(t('09:10'), 'form')] }),
      'breach',
      ['photo'],
    ],
    ['sent away again and no notice was ever given', matter({ trips: [second] }), 'breach', ['photo']],
    [
      'a notice given only afterwards does not help',
      matter({ trips: [second], notices: [notice(t('14:05'), 'photo')] }),
      'breach',
      ['photo'],
    ],
    [
      'several notices count together',
      matter({
        trips: [trip(t('14:00'), { materials: ['photo', 'form'] })],
        notices: [notice(t('09:10'), 'photo'), notice(t('10:00'), 'form')],
      }),
      'none',
      [],
    ],
    ['told in words alone is for a person', matter({ trips: [trip(t('14:00'), { told: '还要证明' })] }), 'unclear', []],
    ['the first visit, taken during it', matter({ takenAt: t('14:10'), trips: [second] }), 'none', []],
    [
      'came before and found nobody: nothing had been told',
      matter({ takenAt: t('14:10'), trips: [trip(t('08:00'), { outcome: 'nobodyThere' }), second] }),
      'none',
      [],
    ],
    [
      'came before and was sent away',
      matter({ takenAt: t('14:10'), trips: [trip(t('08:00'), { materials: ['form'] }), second] }),
      'breach',
      ['photo'],
    ],
  ])('%s', (_, read, verdict, materials) => {
    const view = judgeBreach(read, t('14:00'))!
    expect([view.verdict, view.materials]).toEqual([verdict, materials])
    expect(view.why.length).toBeGreaterThan(0)
    expect([...view.why, ...view.used, ...view.ignored].every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
  })

  test('who was not sent away broke nothing', () => {
    for (const outcome of ['served', 'nobodyThere', null] as const)
      expect(judgeBreach(matter({ trips: [trip(t('14:00'), { outcome })] }), t('14:00'))).toBeNull()
  })

  const keys = fc.subarray(['a', 'b', 'c', 'd'])
  test('a breach names exactly what was asked for and stands on no earlier notice, whatever the order', () => {
    fc.assert(
      fc.property(keys, keys, keys, fc.boolean(), (asked, told, late, turned) => {
        const notices = [notice(t('09:10'), ...told), notice(t('15:00'), ...late)]
        const read = matter({
          trips: [trip(t('14:00'), { materials: asked })],
          notices: turned ? notices.reverse() : notices,
        })
        const view = judgeBreach(read, t('14:00'))!
        const extra = asked.filter((it) => !told.includes(it))
        expect(view.materials).toEqual(extra)
        expect(view.verdict).toBe(asked.length === 0 ? 'unclear' : extra.length > 0 ? 'breach' : 'none')
      }),
    )
  })

  test('one more notice before the visit never makes a breach of what was none', () => {
    fc.assert(
      fc.property(keys, keys, keys, (asked, told, more) => {
        const judge = (notices: MatterTrips['notices']) =>
          judgeBreach(matter({ trips: [trip(t('14:00'), { materials: asked })], notices }), t('14:00'))!.materials
        const before = judge([notice(t('09:10'), ...told)])
        const after = judge([notice(t('09:10'), ...told), notice(t('09:20'), ...more)])
        expect(after.every((it) => before.includes(it))).toBe(true)
      }),
    )
  })
})

const facts = (more: Partial<BoardFacts> = {}): BoardFacts => ({
  midnight: t('00:00'),
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
  duties: [],
  outings: [],
  checkIns: [],
  ...more,
})
const span = (staffId: string, from: string, to: string) => ({ staffId, starts: t(from), ends: t(to) })
const seen = (staffId: string, direction: 'arrival' | 'departure' | 'again', clock: string) => ({
  ...{ staffId, direction, at: t(clock) },
})

describe('what the duty board said', () => {
  test.each<[string, BoardFacts, string, BoardWord, string, EmptyFinding]>([
    ['closed at noon', facts(), '12:30', 'closed', '12:00', 'none'],
    ['open and nobody listed', facts(), '09:00', 'noneListed', '08:30', 'hoursEmpty'],
    [
      'on duty and not seen',
      facts({ duties: [span('a', '08:30', '12:00')] }),
      '09:00',
      'expected',
      '08:30',
      'dutyEmpty',
    ],
    [
      'seen since he came',
      facts({ duties: [span('a', '08:30', '12:00')], checkIns: [seen('a', 'arrival', '08:40')] }),
      ...(['09:00', 'seen', '08:40', 'saidHere'] as const),
    ],
    [
      'seen though off duty',
      facts({ checkIns: [seen('b', 'arrival', '07:50')] }),
      ...(['09:00', 'seen', '07:50', 'saidHere'] as const),
    ],
    [
      'left again',
      facts({ checkIns: [seen('b', 'arrival', '07:50'), seen('b', 'departure', '08:50')] }),
      ...(['09:00', 'noneListed', '08:50', 'hoursEmpty'] as const),
    ],
    [
      '“again” after leaving brings nobody back',
      facts({
        checkIns: [seen('b', 'arrival', '07:50'), seen('b', 'departure', '08:50'), seen('b', 'again', '08:51')],
      }),
      ...(['09:00', 'noneListed', '08:50', 'hoursEmpty'] as const),
    ],
    [
      'the one seen is in the field',
      facts({ checkIns: [seen('a', 'arrival', '08:00')], outings: [span('a', '08:45', '11:00')] }),
      ...(['09:00', 'inTheField', '08:45', 'none'] as const),
    ],
    [
      'a night duty that began yesterday',
      facts({
        duties: [{ staffId: 'a', starts: toIso(toMs(t('00:00')) - 6 * 3_600_000), ends: t('08:00') }],
        checkIns: [{ staffId: 'a', direction: 'arrival', at: toIso(toMs(t('00:00')) - 6 * 3_600_000) }],
      }),
      ...(['07:00', 'seen', '00:00', 'saidHere'] as const),
    ],
  ])('%s', (_, given, clock, said, since, finding) => {
    const read = readBoardSaid(given, t(clock))
    expect([read.said, read.since]).toEqual([said, t(since)])
    expect(judgeEmpty(read)).toBe(finding)
  })

  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
  const clockOf = (of: number): string => toIso(toMs(t('00:00')) + of * 60_000)
  const who = fc.constantFrom('a', 'b', 'c')
  const spans = fc.array(
    fc
      .record({ staffId: who, from: minute, long: fc.integer({ min: 1, max: 600 }) })
      .map(({ staffId, from, long }) => ({
        ...{ staffId, starts: clockOf(from), ends: clockOf(from + long) },
      })),
    { maxLength: 3 },
  )
  const checkIns = fc
    .array(fc.record({ staffId: who, direction: fc.constantFrom('arrival', 'departure', 'again'), at: minute }), {
      maxLength: 5,
    })
    .map((all) =>
      all
        .toSorted((x, y) => x.at - y.at)
        .map((it) => ({ ...it, at: clockOf(it.at) }) as BoardFacts['checkIns'][number]),
    )
  const any = fc.record({ duties: spans, outings: spans, checkIns })

  test('is what the board itself shows of the same facts, at any minute of the day', () => {
    fc.assert(
      fc.property(any, minute, (some, of) => {
        const given = facts(some)
        const now = clockOf(of)
        const board = boardOf(asInput(given, now))
        const states = board.now.map((it) => it.state)
        const first = (['seen', 'expected', 'inTheField'] as const).find((it) => states.includes(it))
        const { said, open } = readBoardSaid(given, now)
        expect(said).toBe(first ?? (board.open ? 'noneListed' : 'closed'))
        expect(open).toBe(board.open)
      }),
      { numRuns: 500 },
    )
  })

  test('was the same at every minute since then', () => {
    fc.assert(
      fc.property(any, minute, (some, of) => {
        const given = facts(some)
        const { said, since } = readBoardSaid(given, clockOf(of))
        for (let ms = toMs(since); ms <= toMs(clockOf(of)); ms += 60_000)
          expect(readBoardSaid(given, toIso(ms)).said).toBe(said)
      }),
      { numRuns: 100 },
    )
  })
})

/** The board's own input of the same facts: it is given the last check-in of each. */
function asInput({ hours, duties, outings, checkIns }: BoardFacts, now: string): BoardInput {
  const last = new Map<string, BoardInput['seen'][number]>()
  for (const it of checkIns.filter((one) => one.at <= now)) {
    const direction = it.direction === 'again' ? (last.get(it.staffId)?.direction ?? 'arrival') : it.direction
    last.set(it.staffId, { staffId: it.staffId, direction })
  }
  const person = (staffId: string) => ({ staffId, name: staffId, post: '', phone: '', published: true })
  return {
    county: { countyId: 1, name: '', demo: false, complaints: { name: '', phone: '' } },
    unit: { unitId: 'u', parentId: null, name: '', kind: 'village' },
    site: { siteId: 's', unitId: 'u', name: '', address: '', hours: { '1': [...hours] }, dutyPhone: '', closed: false },
    staff: ['a', 'b', 'c'].map(person),
    duties: duties.map((it) => ({ ...it, dutyId: it.starts, siteId: 's', note: '', as: 'member' })),
    outings: outings.map((it) => ({ ...it, outingId: it.starts, siteId: 's', where: '' })),
    seen: [...last.values()],
    now,
  }
}

describe('a visit nobody said anything of', () => {
  test('waits for half a day of work, then is unknown; never good', () => {
    const visit = { begunAt: t('09:00'), outcome: null }
    expect(standingOf(visit, t('11:59'))).toBe('waiting')
    expect(standingOf(visit, t('12:00'))).toBe('unknown')
    expect(countVisits([{ ...visit, breach: false }])).toEqual({
      ...{ visits: 1, served: 0, nobodyThere: 0, sentAway: 0, unknown: 1, breaches: 0 },
    })
  })

  test('words are taken for a day; one said long after is held against the board of when he came', () => {
    expect(takesWords(t('09:00'), t('23:59'))).toBe(true)
    expect(takesWords(t('09:00'), instantAt('2026-03-10', '09:00'))).toBe(false)
    expect(momentOf(t('09:00'), t('09:20'))).toBe(t('09:20'))
    expect(momentOf(t('09:00'), t('20:00'))).toBe(t('09:00'))
  })
})

test('figures for the public begin at five, and nothing below them is told apart from none', () => {
  expect([0, 1, 4, 5, 6].map(toldFigure)).toEqual([null, null, null, 5, 6])
})

test('the parts of a count are the whole', () => {
  const outcome = fc.constantFrom('served', 'nobodyThere', 'sentAway', null)
  fc.assert(
    fc.property(fc.array(outcome), (all) => {
      const n = countVisits(all.map((it) => ({ begunAt: t('09:00'), outcome: it, breach: it === 'sentAway' })))
      expect(n.served + n.nobodyThere + n.sentAway + n.unknown).toBe(n.visits)
      expect(n.breaches).toBeLessThanOrEqual(n.sentAway)
    }),
  )
})
