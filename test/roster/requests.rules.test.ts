import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/contract/people.ts'
import type { Wish } from '../../src/contract/roster.ts'
import { draft } from '../../src/fact/draft.ts'
import { addDays, instantAt, toMs } from '../../src/kit/time.ts'
import {
  type Asker,
  type Decider,
  type Head,
  judgeDecision,
  judgeWithdrawal,
  mayDecide,
} from '../../src/roster/requests/rules/decide.ts'
import { compareHalves, instantOfCorrection, listHalves, spanOfHalves } from '../../src/roster/requests/rules/halves.ts'
import { judgeRequest } from '../../src/roster/requests/rules/judge.ts'
import {
  isOpen,
  after as next,
  type RequestFact,
  type RequestKept,
  spanOfWish,
} from '../../src/roster/requests/rules/standing.ts'

const [county, town, village] = [
  '00000000-0000-4000-8000-00000000000c',
  '00000000-0000-4000-8000-00000000000b',
  '00000000-0000-4000-8000-00000000000a',
]
const [me, boss, other] = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
  '00000000-0000-4000-8000-000000000003',
]
const grant = (role: Role, unitId: string | null = null) => ({ role, unitId })
const path = [village, town, county]

describe('who may decide', () => {
  const led: Head[] = [village, town, county, null].map((unitId) => ({ staffId: null, unitId }))
  const leading = (...unitIds: (string | null)[]): Head[] => [
    ...led,
    ...unitIds.map((unitId) => ({ staffId: me, unitId })),
  ]
  const plain = { staffId: me, unitPath: path, heads: led }
  const head = { ...plain, heads: leading(village) }
  const townHead = { staffId: me, unitPath: [town, county], heads: leading(town) }
  const top = { staffId: me, unitPath: [county], heads: leading(null) }
  const vacant = { ...plain, heads: led.slice(1) }
  const twoAccounts = { ...plain, heads: [...led, { staffId: boss, unitId: village }] }
  const kinds = ['leave', 'outing', 'correction', 'appeal'] as const

  /** The answer for each of the four kinds: y, n, s where it is about himself, e where he wrote it down. */
  const answers = ({ heads, ...asker }: Asker & { heads: Head[] }, decider: Decider): string =>
    kinds
      .map(
        (kind) =>
          ({ yes: 'y', forbidden: 'n', decisionOnSelf: 's', ownEntry: 'e' })[mayDecide(kind, asker, decider, heads)],
      )
      .join('')

  test.each<[string, Asker & { heads: Head[] }, string | null, readonly ReturnType<typeof grant>[], string]>([
    ['the head of the unit', plain, boss, [grant('head', village)], 'yyyn'],
    ['the head above', plain, boss, [grant('head', town)], 'yyyy'],
    ['the head of the county', plain, boss, [grant('head')], 'yyyy'],
    ['the county', plain, null, [grant('county')], 'yyyy'],
    ['a head of elsewhere', plain, boss, [grant('head', other)], 'nnnn'],
    ['the clerk', plain, boss, [grant('clerk', village)], 'nnnn'],
    ['an inspector', plain, null, [grant('inspector')], 'nnnn'],
    ['nobody in particular', plain, boss, [], 'nnnn'],
    ['himself, whatever he is', plain, me, [grant('head', town), grant('county')], 'ssss'],
    ['the direct boss who is also head above', plain, boss, [grant('head', village), grant('head', town)], 'yyyn'],
    ['the direct boss who is also of the county', plain, boss, [grant('head', village), grant('county')], 'yyyn'],
    [
      'the clerk of the unit who is also head above',
      plain,
      boss,
      [grant('clerk', village), grant('head', town)],
      'yyyn',
    ],
    ['the head above, where the unit has none', vacant, boss, [grant('head', town)], 'yyyn'],
    ['two above, where the unit has none', vacant, boss, [grant('head', county)], 'yyyy'],
    ['the direct boss by another account of his', twoAccounts, boss, [grant('county')], 'yyyn'],
    ['another head of the same unit, about a head', head, boss, [grant('head', village)], 'nnnn'],
    ['the head above, about a head', head, boss, [grant('head', town)], 'yyyn'],
    ['two above, about a head', head, boss, [grant('head', county)], 'yyyy'],
    ['a head below, about the head above', townHead, boss, [grant('head', village)], 'nnnn'],
    ['the head of the county, about the head of a town', townHead, boss, [grant('head', county)], 'yyyn'],
    ['another head of the whole county, about one', top, boss, [grant('head')], 'nnnn'],
    ['the county, about the head of the whole county', top, boss, [grant('county')], 'yyyy'],
    ['a head, about somebody of no known unit', { ...plain, unitPath: [] }, boss, [grant('head', village)], 'nnnn'],
  ])('%s: leave, outing, correction, appeal', (_, asker, staffId, grants, wanted) => {
    expect(answers(asker, { staffId, grants })).toBe(wanted)
  })
})

test('whoever called somebody absent does not decide his appeal against it', () => {
  const asker = { staffId: me, unitPath: path }
  const decider = { staffId: null, grants: [grant('county')], calledAbsent: true }
  expect([mayDecide('appeal', asker, decider, []), mayDecide('leave', asker, decider, [])]).toEqual([
    'forbidden',
    'yes',
  ])
})

const now = '2026-03-02T02:00:00.000Z' // a Monday, 10:00
const today = '2026-03-02'
const half = (day: string, which: 'am' | 'pm' = 'am') => ({ day, half: which })
const leave = (from: string, to = from, halves: ['am' | 'pm', 'am' | 'pm'] = ['am', 'pm']): Wish => ({
  kind: 'leave',
  leave: 'annual',
  from: half(from, halves[0]),
  to: half(to, halves[1]),
  note: '',
})
const outing = (from: string, to: string, day = today, last = day): Wish => ({
  kind: 'outing',
  siteId: other,
  starts: instantAt(day, from),
  ends: instantAt(last, to),
  where: '三组',
})
const correction = (
  day: string,
  which: 'am' | 'pm' = 'am',
  what: 'arrival' | 'departure' = 'arrival',
  at = '08:25',
): Wish => ({
  kind: 'correction',
  day,
  half: which,
  what,
  at,
  reason: 'forgot',
  note: '',
})
const appeal = (day: string, which: 'am' | 'pm' = 'am', text = '我在岗'): Wish => ({
  kind: 'appeal',
  day,
  half: which,
  text,
})
const kept = (wish: Wish, state: RequestKept['standing']['state'] = 'waiting', requestId = 'an id'): RequestKept => ({
  requestId,
  staffId: me,
  wish,
  onBehalf: false,
  enteredBy: null,
  madeAt: now,
  span: spanOfWish(wish),
  standing: state === 'approved' || state === 'refused' ? { state, at: now, by: boss, reason: '' } : { state },
})

describe('what can be asked for', () => {
  const frame = { now, staff: { leftOn: null }, others: [] }
  const judge = (wish: Wish, more: Partial<Parameters<typeof judgeRequest>[1]> = {}): string => {
    const judged = judgeRequest(wish, { ...frame, ...more })
    return judged.kind === 'allowed' ? 'allowed' : judged.why
  }

  test.each<[string, Wish, string]>([
    ['a day of leave', leave(today), 'allowed'],
    ['one half', leave(today, today, ['pm', 'pm']), 'allowed'],
    ['a year', leave(today, addDays(today, 365)), 'allowed'],
    ['a year and a day', leave(today, addDays(today, 366)), 'leaveSpanWrong'],
    ['ten years', leave(today, '2036-03-02'), 'leaveSpanWrong'],
    ['from afternoon to morning of one day', leave(today, today, ['pm', 'am']), 'leaveSpanWrong'],
    ['backwards', leave('2026-03-05', '2026-03-04'), 'leaveSpanWrong'],
    ['a sick note two months late', leave(addDays(today, -62)), 'allowed'],
    ['one later still', leave(addDays(today, -63)), 'dayOutOfReach'],
    ['leave a year ahead', leave(addDays(today, 366)), 'allowed'],
    ['leave further ahead', leave(addDays(today, 367)), 'dayOutOfReach'],
    ['leave in 1900', leave('1900-01-01'), 'dayOutOfReach'],
    ['leave in 2199', leave('2199-12-31'), 'dayOutOfReach'],
    ['from 1900 to 2199', leave('1900-01-01', '2199-12-31'), 'leaveSpanWrong'],
    ['an outing today', outing('08:30', '17:30'), 'allowed'],
    ['one across midnight', outing('20:00', '06:00', today, '2026-03-03'), 'allowed'],
    ['one of three days', outing('08:00', '09:00', today, '2026-03-05'), 'spanWrong'],
    ['one that ends as it starts', outing('08:00', '08:00'), 'spanWrong'],
    ['one forgotten a week ago', outing('08:00', '12:00', addDays(today, -7)), 'allowed'],
    ['one forgotten longer ago', outing('08:00', '12:00', addDays(today, -8)), 'dayOutOfReach'],
    ['one in three months', outing('08:00', '12:00', addDays(today, 90)), 'dayOutOfReach'],
    ['a correction of this morning', correction(today), 'allowed'],
    ['a correction of a time to come', correction(today, 'am', 'departure', '12:00'), 'dayOutOfReach'],
    ['a correction of tomorrow', correction('2026-03-03'), 'dayOutOfReach'],
    ['a correction two months old', correction(addDays(today, -62)), 'allowed'],
    ['a correction older than that', correction(addDays(today, -63)), 'dayOutOfReach'],
    ['a correction of 1900', correction('1900-01-01'), 'dayOutOfReach'],
    ['an appeal about yesterday', appeal('2026-03-01'), 'allowed'],
    ['an appeal about this afternoon', appeal(today, 'pm'), 'dayOutOfReach'],
    ['an appeal about long ago', appeal(addDays(today, -63)), 'dayOutOfReach'],
    ['an appeal in several lines', appeal(today, 'am', '第一行\n第二行'), 'allowed'],
    ['an appeal with a bell', appeal(today, 'am', 'a\u0007b'), 'badInput'],
    ['half a character', { ...leave(today), note: 'a\ud842' } as Wish, 'badInput'],
  ])('%s', (_, wish, wanted) => expect(judge(wish)).toBe(wanted))

  test.each<[string, string, Wish, string]>([
    ['left today', today, leave('2026-02-20'), 'staffLeft'],
    ['left long ago', '2026-01-01', appeal('2026-02-20'), 'staffLeft'],
    ['will leave before the leave ends', '2026-03-20', leave('2026-03-19', '2026-03-20'), 'staffLeft'],
    ['will leave right after it', '2026-03-20', leave('2026-03-19'), 'allowed'],
  ])('somebody who %s', (_, leftOn, wish, wanted) => expect(judge(wish, { staff: { leftOn } })).toBe(wanted))

  test.each<[string, Wish, RequestKept, string]>([
    ['the same leave again', leave(today), kept(leave(today)), 'requestOverlaps'],
    ['leave over approved leave', leave(today), kept(leave('2026-03-01', '2026-03-05'), 'approved'), 'requestOverlaps'],
    ['leave over refused leave', leave(today), kept(leave(today), 'refused'), 'allowed'],
    ['leave over leave taken back', leave(today), kept(leave(today), 'withdrawn'), 'allowed'],
    [
      'the afternoon after the morning',
      leave(today, today, ['pm', 'pm']),
      kept(leave(today, today, ['am', 'am'])),
      'allowed',
    ],
    ['the whole day over the morning', leave(today), kept(leave(today, today, ['am', 'am'])), 'requestOverlaps'],
    ['an outing during leave', outing('08:30', '17:30'), kept(leave(today), 'approved'), 'allowed'],
    ['an outing during an outing', outing('11:00', '17:30'), kept(outing('08:30', '12:00')), 'requestOverlaps'],
    ['an outing after an outing', outing('12:00', '17:30'), kept(outing('08:30', '12:00')), 'allowed'],
    ['the same correction again', correction(today), kept(correction(today)), 'requestOverlaps'],
    ['the other end of the half', correction(today, 'am', 'departure', '09:00'), kept(correction(today)), 'allowed'],
    ['a correction of a corrected half', correction(today), kept(correction(today), 'approved'), 'allowed'],
    ['an appeal about the same half', appeal(today), kept(appeal(today)), 'requestOverlaps'],
    ['an appeal that was granted already', appeal(today), kept(appeal(today), 'approved'), 'requestOverlaps'],
    ['an appeal about a corrected half', appeal(today), kept(correction(today)), 'allowed'],
  ])('%s', (_, wish, before, wanted) => expect(judge(wish, { others: [before] })).toBe(wanted))

  test('a refusal names the request it meets, and until when', () => {
    const met = kept(leave(today), 'approved', 'the other')
    expect(judgeRequest(leave(today), { ...frame, others: [met] })).toEqual({
      kind: 'refused',
      why: 'requestOverlaps',
      detail: {
        requestId: 'the other',
        state: 'approved',
        starts: '2026-03-01T16:00:00.000Z',
        ends: '2026-03-02T16:00:00.000Z',
      },
    })
  })

  const anyHalf = fc.record({
    day: fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days)),
    half: fc.constantFrom('am' as const, 'pm' as const),
  })

  test('two leaves of one person are both allowed only when they share no half-day', () => {
    fc.assert(
      fc.property(anyHalf, anyHalf, anyHalf, anyHalf, (a, b, c, d) => {
        const [from, to] = compareHalves(a, b) <= 0 ? [a, b] : [b, a]
        const [since, until] = compareHalves(c, d) <= 0 ? [c, d] : [d, c]
        const wish: Wish = { kind: 'leave', leave: 'sick', from, to, note: '' }
        const before = kept({ kind: 'leave', leave: 'sick', from: since, to: until, note: '' })
        const mine = new Set(listHalves(from, to).map((it) => it.day + it.half))
        const shared = listHalves(since, until).some((it) => mine.has(it.day + it.half))
        expect(judge(wish, { others: [before] })).toBe(shared ? 'requestOverlaps' : 'allowed')
      }),
    )
  })
})

describe('halves of days', () => {
  test('from one to another take as many half-days as lie between', () => {
    expect(listHalves(half('2026-02-28', 'pm'), half('2026-03-01', 'am'))).toEqual([
      half('2026-02-28', 'pm'),
      half('2026-03-01', 'am'),
    ])
    expect(listHalves(half(today, 'pm'), half(today, 'am'))).toEqual([])
    expect(spanOfHalves(half(today, 'pm'), half(today, 'pm'))).toEqual({
      starts: '2026-03-02T04:00:00.000Z',
      ends: '2026-03-02T16:00:00.000Z',
    })
  })

  test.each([
    ['am', 'arrival', '08:20', '2026-03-02T00:20:00.000Z'],
    ['pm', 'arrival', '11:50', '2026-03-02T03:50:00.000Z'],
    ['pm', 'departure', '17:31', '2026-03-02T09:31:00.000Z'],
    ['pm', 'departure', '02:10', '2026-03-02T18:10:00.000Z'],
  ] as const)('a correction of the %s %s at %s is at %s', (which, what, at, wanted) => {
    expect(instantOfCorrection({ day: today, half: which, what, at })).toBe(wanted)
  })
})

describe('taking back', () => {
  const later = leave('2026-03-03')
  test.each<[string, RequestKept, string]>([
    ['what waits', kept(leave(today)), 'allowed'],
    ['an outing that waits and runs', kept(outing('08:30', '17:30')), 'allowed'],
    ['approved leave to come', kept(later, 'approved'), 'allowed'],
    ['approved leave of today', kept(leave(today), 'approved'), 'leaveBegun'],
    ['approved leave of this afternoon', kept(leave(today, today, ['pm', 'pm']), 'approved'), 'allowed'],
    ['an approved outing to come', kept(outing('13:00', '17:30'), 'approved'), 'allowed'],
    ['an approved outing that runs', kept(outing('08:30', '17:30'), 'approved'), 'leaveBegun'],
    ['an approved correction', kept(correction(today), 'approved'), 'alreadyDone'],
    ['an approved appeal', kept(appeal(today), 'approved'), 'alreadyDone'],
    ['what was refused', kept(later, 'refused'), 'alreadyDone'],
    ['what was taken back', kept(later, 'withdrawn'), 'alreadyDone'],
  ])('%s', (_, request, wanted) => {
    const judged = judgeWithdrawal(request, now)
    expect(judged.kind === 'allowed' ? 'allowed' : judged.why).toBe(wanted)
  })
})

/** One person's request, and whatever several people try on it in turn. */
describe('whatever is tried in whatever order', () => {
  const about = { countyId: 420101, now }
  const people: Decider[] = [
    { staffId: me, grants: [grant('head', village), grant('county')] },
    { staffId: me, grants: [grant('staff')] },
    { staffId: boss, grants: [grant('head', village)] },
    { staffId: other, grants: [grant('head', town)] },
    { staffId: null, grants: [grant('county')] },
    { staffId: null, grants: [grant('clerk', village)] },
  ]
  const accountOf = (who: number): string => `00000000-0000-4000-8000-0000000001${String(who).padStart(2, '0')}`
  const requestId = '00000000-0000-4000-8000-0000000000aa'
  const asker: Asker = { staffId: me, unitPath: path }
  const heads: Head[] = [village, town].map((unitId, i) => ({ staffId: [boss, other][i] ?? null, unitId }))

  const anyTry = fc.oneof(
    fc.record({
      kind: fc.constant('decide' as const),
      who: fc.nat({ max: people.length - 1 }),
      decision: fc.constantFrom('approved' as const, 'refused' as const),
      reason: fc.constantFrom('', ' ', '不合规定'),
    }),
    fc.record({ kind: fc.constant('withdraw' as const), minutes: fc.integer({ min: -3000, max: 3000 }) }),
    fc.record({ kind: fc.constant('askAgain' as const), hour: fc.integer({ min: 9, max: 20 }) }),
    fc.record({ kind: fc.constant('comeBack' as const), hour: fc.integer({ min: 9, max: 20 }) }),
  )
  const wishes = [leave('2026-03-03'), outing('08:30', '17:30'), correction(today), appeal(today)]

  const factOf = (kind: RequestFact['kind'], body: object, who = 0): RequestFact =>
    draft(kind, body as never, { ...about, by: { kind: 'account', id: accountOf(who) } }) as RequestFact

  /** What the rules let through, as facts. */
  function tried(request: RequestKept, it: typeof anyTry extends fc.Arbitrary<infer T> ? T : never): RequestFact[] {
    if (it.kind === 'decide') {
      const judged = judgeDecision(request, it, asker, people[it.who] as Decider, heads)
      const body = { requestId, decision: it.decision, reason: it.reason }
      return judged.kind === 'allowed' ? [factOf('requestDecided', body, it.who)] : []
    }
    if (it.kind === 'withdraw') {
      const at = new Date(toMs(now) + it.minutes * 60_000).toISOString()
      return judgeWithdrawal(request, at).kind === 'allowed' ? [factOf('requestWithdrawn', { requestId })] : []
    }
    if (request.wish.kind !== 'outing' || !isOpen(request)) return []
    const ends = instantAt(today, `${it.hour}:00`.padStart(5, '0'))
    if (it.kind === 'comeBack') return [factOf('outingEnded', { outingId: requestId, ends })]
    const { kind: _, ...its } = request.wish
    return [factOf('outingKept', { outingId: requestId, staffId: me, ...its, ends })]
  }

  test('nothing becomes approved or refused but by a person who may and is not the one asking', () => {
    fc.assert(
      fc.property(fc.constantFrom(...wishes), fc.array(anyTry, { maxLength: 12 }), (wish, tries) => {
        let request = next(undefined, factOf('requestMade', { requestId, staffId: me, wish, onBehalf: false }))
        for (const one of tries) {
          const before = request as RequestKept
          for (const fact of tried(before, one)) request = next(request, fact)
          const { standing } = request as RequestKept
          if (standing.state === 'approved' || standing.state === 'refused') {
            const decider = people.findIndex((_, who) => accountOf(who) === standing.by)
            expect(mayDecide(wish.kind, asker, people[decider] as Decider, heads)).toBe('yes')
            if (standing.state === 'refused') expect(standing.reason.trim()).not.toBe('')
          }
          if (before.standing.state === 'refused' || before.standing.state === 'withdrawn') {
            expect(request?.standing).toEqual(before.standing)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a second decision changes nothing, and a stranger’s request under the same id is not his', () => {
    const made = next(undefined, factOf('requestMade', { requestId, staffId: me, wish: wishes[0], onBehalf: false }))
    const first = next(made, factOf('requestDecided', { requestId, decision: 'approved', reason: '' }, 2))
    const second = next(first, factOf('requestDecided', { requestId, decision: 'refused', reason: 'x' }, 3))
    expect(second).toEqual(first)
    const stranger = factOf('requestMade', { requestId, staffId: other, wish: wishes[0], onBehalf: false })
    expect(next(first, stranger)).toEqual(first)
  })
})
