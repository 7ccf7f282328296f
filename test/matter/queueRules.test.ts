import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CounterAct, Lane } from '../../src/contract/queue.ts'
import { instantAt, toIso, toMs } from '../../src/kit/time.ts'
import { type Decided, decideAct, decideLeave, type Move } from '../../src/matter/queue/decide.ts'
import { expectWait } from '../../src/matter/queue/expected.ts'
import {
  afterFact,
  atCounter,
  emptyLine,
  inState,
  type Line,
  type LineFact,
  lastNumber,
} from '../../src/matter/queue/line.ts'

const start = toMs(instantAt('2026-03-09', '08:30'))
const at = (minute: number): string => toIso(start + minute * 60_000)
const its = (ticketId: string) => ({ ticketId, siteId: 's', day: '2026-03-09' })

function take(line: Line, lane: Lane = 'usual', minute = 0): Line {
  const number = lastNumber(line) + 1
  const body = { ...its(`t${number}`), codeHash: '', number, lane }
  return afterFact(line, { kind: 'numberTaken', at: at(minute), body })
}

const factOf = ({ move, ...rest }: Move, minute: number): LineFact =>
  ({ kind: move, at: at(minute), body: { ...its(rest.ticketId), ...rest } }) as LineFact

const apply = (line: Line, decided: Decided, minute = 0): Line =>
  'moves' in decided ? decided.moves.reduce((now, move) => afterFact(now, factOf(move, minute)), line) : line
const press = (line: Line, act: CounterAct['act'], counter = '1', minute = 0, ticketId = ''): Line =>
  apply(line, decideAct(line, { act, counter, ticketId } as CounterAct), minute)

const five = (): Line => [1, 2, 3, 4, 5].reduce((line) => take(line), emptyLine)
const order = ({ waiting, tickets }: Line): number[] => waiting.map((id) => tickets[id]?.number ?? 0)

describe('the line', () => {
  test('is served in the order of numbers', () => {
    let line = five()
    const served: number[] = []
    for (let n = 0; n < 5; n++) {
      line = press(line, 'next')
      served.push(atCounter(line, '1')?.number ?? 0)
    }
    expect(served).toEqual([1, 2, 3, 4, 5])
    expect(inState(line, 'done').map((it) => it.number)).toEqual([1, 2, 3, 4])
  })

  test('whoever needs help comes first after the one being served, behind others who do', () => {
    let line = press(five(), 'next')
    line = take(take(line, 'helped'), 'helped')
    expect(atCounter(line, '1')?.number).toBe(1)
    expect(order(line)).toEqual([6, 7, 2, 3, 4, 5])
  })

  test('one who is missed is called three times, goes back three places, and missed again has left', () => {
    let line = press(five(), 'next')
    line = press(press(line, 'noShow'), 'noShow')
    expect(atCounter(line, '1')?.is).toMatchObject({ state: 'called', calls: 3 })
    line = press(line, 'noShow')
    expect(atCounter(line, '1')).toBeUndefined()
    expect(order(line)).toEqual([2, 3, 4, 1, 5])
    for (let n = 0; n < 4; n++) line = press(line, 'next')
    expect(atCounter(line, '1')).toMatchObject({ number: 1, putBack: 1, is: { calls: 1 } })
    line = press(press(press(line, 'noShow'), 'noShow'), 'noShow')
    expect(line.tickets.t1?.is).toMatchObject({ state: 'left', why: 'missed' })
    expect(order(line)).toEqual([5])
  })

  test('one on hold keeps his place and is served before others when he is back', () => {
    let line = press(press(five(), 'next'), 'hold')
    expect(inState(line, 'held').map((it) => it.number)).toEqual([1])
    line = press(line, 'next')
    line = press(line, 'resume', '1', 0, 't1')
    expect(atCounter(line, '1')?.number).toBe(1)
    expect(line.tickets.t2?.is.state).toBe('done')
    expect(order(line)).toEqual([3, 4, 5])
  })

  test('several counters call one after the other, never the same', () => {
    const line = press(press(press(five(), 'next', '1'), 'next', '2'), 'next', '3')
    expect(['1', '2', '3'].map((it) => atCounter(line, it)?.number)).toEqual([1, 2, 3])
  })

  test.each(['next', 'done', 'noShow', 'hold'] as const)('“%s” with nobody there is refused', (act) => {
    expect(decideAct(emptyLine, { act, counter: '1' })).toEqual({ refused: 'idle' })
  })

  test('what is not on hold cannot come back from it; what has ended cannot be given back', () => {
    const line = press(press(five(), 'next'), 'done')
    expect(decideAct(line, { act: 'resume', counter: '1', ticketId: 't2' })).toEqual({ refused: 'otherwise' })
    expect(decideLeave(line, 't1')).toEqual({ refused: 'otherwise' })
    expect(decideLeave(line, 'nobody')).toEqual({ refused: 'otherwise' })
    expect(apply(line, decideLeave(line, 't2')).tickets.t2?.is).toMatchObject({ state: 'left', why: 'own' })
  })
})

type Doing =
  | { readonly do: 'take'; readonly lane: Lane }
  | { readonly do: 'leave'; readonly which: number }
  | { readonly do: CounterAct['act']; readonly counter: string; readonly which: number }

const counter = fc.constantFrom('1', '2', '3')
const doing: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ do: fc.constant('take' as const), lane: fc.constantFrom<Lane>('usual', 'usual', 'helped') }),
  fc.record({ do: fc.constant('leave' as const), which: fc.nat(8) }),
  fc.record({
    do: fc.constantFrom<CounterAct['act']>('next', 'next', 'done', 'noShow', 'hold', 'resume'),
    counter,
    which: fc.nat(8),
  }),
)

function go(line: Line, it: Doing, minute: number): Line {
  if (it.do === 'take') return take(line, it.lane, minute)
  if (it.do === 'leave') return apply(line, decideLeave(line, `t${it.which}`), minute)
  return press(line, it.do, it.counter, minute, `t${it.which}`)
}

describe('whatever is pressed in whatever order', () => {
  test('every number is in one place, none is lost, and no counter has two', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 60 }), (all) => {
        const line = all.reduce((now, it, minute) => go(now, it, minute), emptyLine)
        const tickets = Object.values(line.tickets)
        expect(tickets.map((it) => it.number).sort((a, b) => a - b)).toEqual(tickets.map((_, n) => n + 1))
        const waiting = tickets.filter((it) => it.is.state === 'waiting').map((it) => it.ticketId)
        expect([...line.waiting].sort()).toEqual(waiting.sort())
        const called = inState(line, 'called').map(({ is }) => (is.state === 'called' ? is.counter : ''))
        expect(new Set(called).size).toBe(called.length)
        expect(tickets.every((it) => it.putBack <= 1)).toBe(true)
        expect(inState(line, 'called').every(({ is }) => is.state === 'called' && is.calls <= 3)).toBe(true)
      }),
    )
  })

  test('who was not put back and asked for no help is overtaken only by those who did, or were put back before', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 60 }), (all) => {
        const line = all.reduce((now, it, minute) => go(now, it, minute), emptyLine)
        const plain = line.waiting.filter((id) => line.tickets[id]?.putBack === 0 && line.tickets[id]?.lane === 'usual')
        const numbers = plain.map((id) => line.tickets[id]?.number ?? 0)
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      }),
    )
  })

  test('a number that is done or has left never moves again', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), fc.array(doing, { maxLength: 20 }), (first, more) => {
        const before = first.reduce((now, it, minute) => go(now, it, minute), emptyLine)
        const after = more.reduce((now, it, minute) => go(now, it, first.length + minute), before)
        for (const it of [...inState(before, 'done'), ...inState(before, 'left')])
          expect(after.tickets[it.ticketId]).toEqual(it)
      }),
    )
  })

  test('the next one is called as long as anybody waits', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (all) => {
        let line = all.reduce((now, it, minute) => go(now, it, minute), emptyLine)
        const many = line.waiting.length
        for (let n = 0; n < many; n++) line = press(line, 'next')
        expect(line.waiting).toEqual([])
      }),
    )
  })
})

/** So many served at one counter, each for some minutes. */
function served(minutes: readonly number[]): { line: Line; now: number } {
  let now = 0
  let line = minutes.reduce((it) => take(it), emptyLine)
  for (const minute of minutes) {
    line = press(line, 'next', '1', now)
    now += minute
  }
  return { line: press(line, 'done', '1', now), now }
}

describe('how long it takes', () => {
  test('is not estimated below five served', () => {
    const { line, now } = served([5, 5, 5, 5])
    expect(expectWait(line, 3, at(now))).toBeNull()
  })

  test('comes from today’s own times: the middle half of them, shared among the counters that serve', () => {
    const { line, now } = served([4, 6, 6, 8, 10])
    expect(expectWait(line, 0, at(now))).toEqual({ from: 0, to: 0 })
    expect(expectWait(line, 3, at(now))).toEqual({ from: 18, to: 24 })
    const busy = press(press(take(take(line)), 'next', '1', now), 'next', '2', now)
    expect(expectWait(busy, 4, at(now))).toEqual({ from: 12, to: 24 })
  })

  test('never shrinks with more people ahead, and its beginning is never after its end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 20 }),
        fc.nat(20),
        (all, ahead) => {
          const { line, now } = served(all)
          const [fewer, more] = [expectWait(line, ahead, at(now)), expectWait(line, ahead + 1, at(now))]
          expect(fewer!.from).toBeLessThanOrEqual(fewer!.to)
          expect(more!.from).toBeGreaterThanOrEqual(fewer!.from)
          expect(more!.to).toBeGreaterThanOrEqual(fewer!.to)
        },
      ),
    )
  })
})
