import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { satisfiedAnswers, solvedAnswers } from '../../src/contract/ratings.ts'
import { type EndedMatters, measuresOf, type ToldAnswers } from '../../src/publish/matter/view.ts'

const units = ['a', 'b', 'c'].map((it) => ({ unitId: it, name: `${it}村` }))
const answer = fc.record({
  solved: fc.option(fc.constantFrom(...solvedAnswers)),
  satisfied: fc.option(fc.constantFrom(...satisfiedAnswers)),
  told: fc.option(fc.boolean()),
})
const told: fc.Arbitrary<ToldAnswers[]> = fc.array(
  fc.record({
    unitId: fc.constantFrom('a', 'b', 'c', null),
    withUnits: fc.constant([]),
    period: fc.constantFrom('2026-Q1', '2026-Q2', '2026'),
    round: fc.constantFrom(1 as const, 2 as const),
    source: fc.constantFrom('self' as const, 'callBack' as const),
    answers: fc.array(answer, { minLength: 5, maxLength: 9 }),
  }),
  { maxLength: 8 },
)
const ended: fc.Arbitrary<EndedMatters[]> = fc.uniqueArray(
  fc.record({
    unitId: fc.constantFrom('a', 'b', 'c'),
    period: fc.constantFrom('2026-Q1', '2026-Q2'),
    ended: fc.integer({ min: 1, max: 40 }),
    inTime: fc.constant(0),
    reopened: fc.constant(0),
    medianHours: fc.constant(10),
  }),
  { selector: (it) => `${it.unitId} ${it.period}` },
)
const measured = (period: string, all: ToldAnswers[], ends: EndedMatters[]) =>
  measuresOf({ units, countyName: '县', period, told: all, ended: ends, visits: new Map() })
const periods = fc.constantFrom('2026-Q1', '2026-Q2', '2026')

describe('what is told in public', () => {
  test('is never of fewer than five', () => {
    fc.assert(
      fc.property(told, ended, periods, (all, ends, period) => {
        const { county, units: rows } = measured(period, all, ends)
        for (const it of [county, ...rows]) {
          const shares = [it.first, it.second].flatMap((round) => [round.solved, round.satisfied])
          for (const share of [...shares, it.called.solved]) if (share) expect(share.n).toBeGreaterThanOrEqual(5)
          for (const n of [it.asked, it.first.answered, it.second.answered])
            if (n !== null) expect(n).toBeGreaterThan(4)
        }
      }),
    )
  })

  test('cannot be completed by subtraction: the county’s ended are those its units show', () => {
    fc.assert(
      fc.property(told, ended, periods, (all, ends, period) => {
        const { county, units: rows } = measured(period, all, ends)
        const shown = rows.reduce((sum, it) => sum + (it.asked ?? 0), 0)
        expect(county.asked ?? 0).toBe(shown)
      }),
    )
  })

  test('keeps the order of the tree, whatever the figures', () => {
    fc.assert(
      fc.property(told, ended, periods, (all, ends, period) => {
        const names = measured(period, all, ends).units.map((it) => it.unitId)
        expect(names).toEqual(units.map((it) => it.unitId).filter((it) => names.includes(it)))
      }),
    )
  })

  test('counts neither silence nor “too early” as solved', () => {
    const said = (solved: ToldAnswers['answers'][number]['solved']) => ({ solved, satisfied: null, told: null })
    const answers = [said('yes'), said('yes'), said('yes'), said('no'), said('partly'), said('tooEarly'), said(null)]
    const all: ToldAnswers[] = [{ unitId: 'a', withUnits: [], period: '2026-Q1', round: 1, source: 'self', answers }]
    const ends = [{ unitId: 'a', period: '2026-Q1', ended: 20, inTime: 18, reopened: 1, medianHours: 30 }]
    const [row] = measured('2026-Q1', all, ends).units
    expect(row?.first).toMatchObject({ answered: 7, satisfied: null, solved: { x: 3, n: 5, few: true } })
    expect(row?.first.solved?.silent).toEqual({ low: 3 / 20, high: 18 / 20 })
    expect(row).toMatchObject({ asked: 20, inTime: 18, reopened: 1, medianHours: 30 })
  })

  test('says no bounds with the silent where the answers of others are among them', () => {
    const answers = Array.from({ length: 6 }, () => ({ solved: 'yes' as const, satisfied: null, told: null }))
    const all: ToldAnswers[] = [{ unitId: 'a', withUnits: ['b'], period: '2026', round: 1, source: 'self', answers }]
    const [row] = measured('2026', all, []).units
    expect(row).toMatchObject({ withUnits: ['b村'], first: { solved: { x: 6, n: 6, silent: null } } })
  })
})
