import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/contract/people.ts'
import { fewest, hidingUnit, mayReadAdvice } from '../../src/people/rules/advice.ts'
import { pathOf } from '../../src/people/rules/tree.ts'

const grant = (role: Role, unitId: string | null = null) => ({ role, unitId })
const path = ['village', 'town', 'county']

describe('who reads what came from a unit', () => {
  test.each<[string, readonly ReturnType<typeof grant>[], boolean]>([
    ['its own head', [grant('head', 'village')], false],
    ['its own clerk', [grant('clerk', 'village')], false],
    ['a clerk above', [grant('clerk', 'town')], false],
    ['a clerk of the whole county', [grant('clerk')], false],
    ['the head above', [grant('head', 'town')], true],
    ['the head of the whole county', [grant('head')], true],
    ['a head of elsewhere', [grant('head', 'other')], false],
    ['the county', [grant('county')], true],
    ['an inspector', [grant('inspector')], true],
    ['its own head who is also head above', [grant('head', 'village'), grant('head', 'town')], false],
    ['its own clerk who is also of the county', [grant('clerk', 'village'), grant('county')], false],
    ['administrators', [grant('systemAdmin'), grant('securityAdmin'), grant('auditAdmin')], false],
    ['staff', [grant('staff')], false],
  ])('%s', (_, grants, may) => expect(mayReadAdvice(grants, path)).toBe(may))
})

describe('the unit under which something without a name is kept', () => {
  const parents = new Map([
    ['county', null],
    ['town', 'county'],
    ['small', 'town'],
    ['tiny', 'town'],
    ['large', 'town'],
  ])
  test.each<[string, Record<string, number>, string, string]>([
    ['a unit of three is its own', { small: 3 }, 'small', 'small'],
    ['of two goes to the unit above', { small: 2, town: 5 }, 'small', 'town'],
    ['two small ones hide each other', { small: 2, tiny: 1, town: 0 }, 'tiny', 'town'],
    ['a large one beside it hides nobody', { tiny: 1, large: 50, town: 1, county: 9 }, 'tiny', 'county'],
    ['an office of one above large units goes further up', { large: 50, town: 1, county: 2 }, 'town', 'county'],
    ['at the top it stays', { county: 1 }, 'county', 'county'],
    ['too few everywhere: at the top', { tiny: 1 }, 'tiny', 'county'],
    ['an unknown unit stays what it is', {}, 'nowhere', 'nowhere'],
  ])('%s', (_, sizes, unitId, wanted) => {
    expect(hidingUnit(parents, new Map(Object.entries(sizes)), unitId)).toBe(wanted)
  })

  const anyTree = fc
    .array(fc.record({ parent: fc.nat(), people: fc.nat({ max: 4 }) }), { minLength: 1, maxLength: 12 })
    .map((units) => ({
      parents: new Map(units.map(({ parent }, i) => [`u${i}`, i === 0 ? null : `u${parent % i}`])),
      sizes: new Map(units.map(({ people }, i) => [`u${i}`, people])),
    }))

  test('whoever reads a unit’s name finds three possible authors at least, unless it is the top', () => {
    fc.assert(
      fc.property(anyTree, ({ parents: tree, sizes }) => {
        const crowds = new Map<string, number>()
        for (const unitId of tree.keys()) {
          const shown = hidingUnit(tree, sizes, unitId)
          expect(pathOf(tree, unitId)).toContain(shown)
          crowds.set(shown, (crowds.get(shown) ?? 0) + (sizes.get(unitId) ?? 0))
        }
        for (const [shown, people] of crowds) if (shown !== 'u0') expect(people).toBeGreaterThanOrEqual(fewest)
      }),
      { numRuns: 500 },
    )
  })
})
