import { expect, test } from 'vitest'
import { centerProjections } from '../../src/main/answers.ts'
import { peopleProjections } from '../../src/people/projections.ts'

test('an import may append people with the read tables of this room alone: no other room reads `staffKept`', () => {
  const readers = centerProjections.filter(({ kinds }) => kinds.includes('staffKept'))
  expect(readers.map(({ name }) => name)).toEqual(['staff'])
  expect(peopleProjections).toContain(readers[0])
})

test('no table is filled by two projections', () => {
  const tables = centerProjections.flatMap((projection) => projection.tables)
  expect(new Set(tables).size).toBe(tables.length)
})
