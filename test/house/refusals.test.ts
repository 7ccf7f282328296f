import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { refusals } from '../../src/kit/refusals.ts'

const root = resolve(import.meta.dirname, '../..')
const catalogue = 'src/kit/refusals.ts'

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((it) => it.isFile() && /\.tsx?$/.test(it.name))
  .map((it) => join(it.parentPath, it.name))
  .filter((file) => !file.endsWith(catalogue))
  .map((file) => readFileSync(file, 'utf8'))

const named = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/\b(?:refuse|refused|Refusal)\(\s*'(\w+)'/g)].map((found) => found[1] ?? ''),
  ),
)
const entries = Object.entries(refusals)

test('the test sees the refusals', () => {
  expect(named.size).toBeGreaterThan(25)
  expect(entries.length).toBeGreaterThan(40)
})

test('every name that is refused with stands in the catalogue', () => {
  expect([...named].filter((name) => !(name in refusals))).toEqual([])
})

test('no entry of the catalogue is unused', () => {
  const unused = entries.map(([name]) => name).filter((name) => !sources.some((text) => text.includes(`'${name}'`)))
  expect(unused).toEqual([])
})

test.each(entries)('%s has a status of a refusal and a sentence in both languages', (name, [status, zh, en]) => {
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(600)
  if (status === 500) expect(name).toBe('surprise')
  expect(zh).toMatch(/\p{Script=Han}.*。$/u)
  expect(en).toMatch(/^[A-Z].*\.$/)
  expect(en).not.toMatch(/\p{Script=Han}/u)
})

test('the catalogue is in the order of the alphabet, for those who look something up', () => {
  const names = entries.map(([name]) => name)
  expect(names).toEqual([...names].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'en')))
})

test('nobody writes the sentence of a refusal elsewhere', () => {
  const copies = entries.filter(([, [, zh, en]]) => sources.some((text) => text.includes(zh) || text.includes(en)))
  expect(copies.map(([name]) => name)).toEqual([])
})
