import { describe, expect, test } from 'vitest'
import { normal, type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { type BurstPunch, burstPolicy, judgeBursts } from '../../../src/presence/terminal/bursts.ts'

// Simulated: no terminal was measured. What one needs to step up and be known is drawn around three seconds, never less
// than one and a half, and a terminal tells whole seconds.

const dayMs = 86_400_000
const eight = Date.parse('2026-03-02T00:00:00.000Z')

/** Seconds one person of a queue takes: lognormal around a middle. */
const turnOf = (random: Random, middle: number): number => Math.max(1.2, middle * Math.exp(normal(random, 0, 0.35)))

interface Habit {
  readonly people: number
  /** All come by one bus and leave by it; else in a quarter of an hour. */
  readonly together: boolean
  /** They queue in the same order every day. */
  readonly inOrder: boolean
  readonly middle: number
}

/** An honest month at one terminal: coming and leaving on 22 days. */
function honestMonth(random: Random, { people, together, inOrder, middle }: Habit): BurstPunch[] {
  const punches: BurstPunch[] = []
  for (let day = 0; day < 22; day += 1) {
    for (const start of [0, 9.5 * 3600]) {
      const arrivals = Array.from({ length: people }, (_, n) => ({
        n,
        at: start + (together ? 0 : random() * 900),
        order: inOrder ? n : random(),
      })).sort((a, b) => a.at - b.at || a.order - b.order)
      let free = start
      for (const { n, at } of arrivals) {
        free = Math.max(free, at) + turnOf(random, middle)
        const ms = eight + day * dayMs + Math.floor(free) * 1000
        punches.push({ checkInId: `${day} ${start} ${n}`, staffId: `s${n}`, at: ms })
      }
    }
  }
  return punches
}

/** One hand with films: so many seconds each, on some days of an honest month of six others. */
function withFilms(random: Random, days: number, slowest: number): BurstPunch[] {
  const punches = honestMonth(random, { people: 6, together: false, inOrder: false, middle: 3 })
  for (let day = 0; day < days; day += 1) {
    let at = 600
    for (let n = 0; n < 5; n += 1) {
      at += 0.7 + random() * (slowest - 0.7)
      const ms = eight + day * dayMs + Math.floor(at) * 1000
      punches.push({ checkInId: `film ${day} ${n}`, staffId: `film ${n}`, at: ms })
    }
  }
  return punches
}

describe('honest months at a terminal', () => {
  const habits = [2.5, 3].flatMap((middle) =>
    [5, 12, 30].flatMap((people) =>
      [true, false].flatMap((together) =>
        [true, false].map((inOrder): Habit => ({ people, together, inOrder, middle })),
      ),
    ),
  )
  test.each(habits)(
    '$people people, $middle seconds each, together $together, in order $inOrder, raise nothing in twenty months',
    (habit) => {
      const random = seeded(habit.people)
      const raised = Array.from({ length: 20 }, () => judgeBursts(honestMonth(random, habit), burstPolicy))
      expect(raised.filter((it) => it !== null)).toEqual([])
    },
  )

  test('two seconds each in one order every day would be called suspect: the limit of this rule', () => {
    const habit = { people: 6, together: true, inOrder: true, middle: 2 }
    expect(judgeBursts(honestMonth(seeded(1), habit), burstPolicy)).not.toBeNull()
  })
})

describe('films in one hand', () => {
  test('pressed one after the other are found, with the people and the days and nobody else', () => {
    const found = judgeBursts(withFilms(seeded(3), 20, 1.4), burstPolicy)
    expect(found?.staffIds).toEqual(['film 0', 'film 1', 'film 2', 'film 3', 'film 4'])
    expect(found?.days.length).toBeGreaterThanOrEqual(15)
    expect(found?.days[0]?.members.every((it) => it.checkInId.startsWith('film'))).toBe(true)
  })

  test('on seven days of a month are not enough', () => {
    expect(judgeBursts(withFilms(seeded(3), 7, 1.4), burstPolicy)).toBeNull()
  })

  test('changed in peace are not seen: what this rule cannot do', () => {
    const slowly = withFilms(seeded(4), 20, 1.4).map((it, i) => ({ ...it, at: it.at + (i % 5) * 4_000 }))
    expect(judgeBursts(slowly, burstPolicy)).toBeNull()
  })
})
