import { expect, test } from 'vitest'
import { centerProjections } from '../../src/main/answers.ts'

test.each([
  ['adviceGiven', 'advice'],
  ['digestGiven', 'roster'],
])('%s may be appended with the read tables of one room: only %s reads it', (kind, reader) => {
  const readers = centerProjections.filter(({ kinds }) => kinds.includes(kind))
  expect(readers.map(({ name }) => name)).toEqual([reader])
})

test('no table is filled by two projections', () => {
  const tables = centerProjections.flatMap((projection) => projection.tables)
  expect(new Set(tables).size).toBe(tables.length)
})
