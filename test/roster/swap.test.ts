import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Duty } from '../../src/contract/routes/duties.ts'
import { instantAt } from '../../src/kit/time.ts'
import { overlap } from '../../src/roster/duty.ts'
import { type Exchange, judgeSwap, type Taker } from '../../src/roster/rules/swap.ts'
import { duty } from './world.ts'

const [monday, tuesday] = ['2026-11-23', '2026-11-24']
const now = instantAt('2026-11-22', '12:00')
const mine = duty('mine', 'a', `${monday} 08:30`, '17:30')
const his = duty('his', 'b', `${tuesday} 08:30`, '17:30')
const free: Taker = { gone: false, duties: [], away: [] }

const judge = (exchange: Partial<Exchange>, to: Partial<Taker> = {}, from: Partial<Taker> = {}, when = now) =>
  judgeSwap(
    { fromStaffId: 'a', toStaffId: 'b', duty: mine, returnDuty: null, ...exchange },
    { from: { ...free, ...from }, to: { ...free, ...to } },
    when,
  )

describe('an exchange of duties', () => {
  test('goes ahead between two who are free', () => {
    expect(judge({})).toBeUndefined()
    expect(judge({ returnDuty: his }, { duties: [his] }, { duties: [mine] })).toBeUndefined()
  })

  test.each<[string, ReturnType<typeof judge>, string]>([
    ['with oneself', judge({ toStaffId: 'a' }), 'badInput'],
    ['of a duty that has another holder by now', judge({ duty: { ...mine, staffId: 'c' } }), 'swapGone'],
    ['for a duty the other no longer has', judge({ returnDuty: { ...his, staffId: 'c' } }), 'swapGone'],
    ['of a duty that runs', judge({}, {}, {}, mine.starts), 'dutyBegun'],
    ['for a duty that runs', judge({ returnDuty: duty('r', 'b', '2026-11-22 08:00', '18:00') }), 'dutyBegun'],
    ['with somebody who has left', judge({}, { gone: true }), 'staffLeft'],
    ['by somebody who has left', judge({}, {}, { gone: true }), 'staffLeft'],
    ['with somebody on leave', judge({}, { away: [{ starts: mine.starts, ends: mine.ends }] }), 'staffAway'],
    [
      'with somebody on duty elsewhere',
      judge({}, { duties: [duty('x', 'b', `${monday} 17:00`, '19:00')] }),
      'dutyOverlaps',
    ],
    [
      'whose return falls on a leave',
      judge({ returnDuty: his }, {}, { away: [{ starts: his.starts, ends: his.ends }] }),
      'staffAway',
    ],
    [
      'whose return overlaps another duty',
      judge({ returnDuty: his }, { duties: [his] }, { duties: [mine, duty('y', 'a', `${tuesday} 12:00`, '13:00')] }),
      'dutyOverlaps',
    ],
  ])('%s is refused', (_, found, wanted) => {
    expect(found).toBe(wanted)
  })
})

test('however many exchanges follow each other, every duty keeps exactly one holder who is free for it', () => {
  const people = ['a', 'b', 'c', 'd']
  const duties = people.map((staffId, i) => duty(`d${i}`, staffId, `2026-11-2${3 + i} 08:30`, '17:30'))
  const leave = [{ starts: duties[2]?.starts ?? '', ends: duties[2]?.ends ?? '' }]
  const step = fc.record({
    duty: fc.nat(3),
    back: fc.option(fc.nat(3)),
    to: fc.constantFrom(...people),
    gone: fc.constantFrom(undefined, ...people),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let now_: Duty[] = duties
      for (const { duty: n, back, to, gone } of steps) {
        const given = now_[n] as Duty
        const returned = back === null ? null : (now_[back] as Duty)
        const taker = (who: string): Taker => ({
          gone: who === gone,
          duties: now_.filter((it) => it.staffId === who),
          away: who === 'd' ? leave : [],
        })
        const exchange = { fromStaffId: given.staffId, toStaffId: to, duty: given, returnDuty: returned }
        if (judgeSwap(exchange, { from: taker(given.staffId), to: taker(to) }, now) !== undefined) continue
        expect([to, given.staffId]).not.toContain(gone)
        now_ = now_.map((it) => {
          if (it.dutyId === given.dutyId) return { ...it, staffId: to }
          return it.dutyId === returned?.dutyId ? { ...it, staffId: given.staffId } : it
        })
      }
      expect(now_.map((it) => it.dutyId)).toEqual(duties.map((it) => it.dutyId))
      expect(now_.every((it) => people.includes(it.staffId))).toBe(true)
      expect(now_.some((it) => it.staffId === 'd' && leave.some((span) => overlap(span, it)))).toBe(false)
    }),
  )
})
