import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { type Nodes, openTree, wayTo, without } from '../../src/main/backup/keyTree.ts'

const root = (): Nodes => new Map([['', randomBytes(32)]])
const leaf = fc.array(fc.constantFrom('0', '1', '2', '3'), { minLength: 5, maxLength: 5 }).map((it) => it.join(''))
const leaves = fc.uniqueArray(leaf, { minLength: 1, maxLength: 30 })
const hex = (key: Uint8Array | undefined): string | undefined => key && Buffer.from(key).toString('hex')

describe('a tree of keys', () => {
  test('destroying some leaves leaves every other as it was, in whatever order they are asked', () => {
    fc.assert(
      fc.property(leaves, leaves, (gone, asked) => {
        const whole = root()
        const left = openTree(without(whole, gone))
        for (const way of [...asked, ...gone]) {
          const before = hex(openTree(whole).find(way))
          expect(hex(left.find(way))).toBe(gone.includes(way) ? undefined : before)
        }
      }),
    )
  })

  test('no node that is kept is on the way to a destroyed leaf: nobody can have its key again', () => {
    fc.assert(
      fc.property(leaves, (gone) => {
        const kept = [...without(root(), gone).keys()]
        for (const way of gone) expect(kept.filter((node) => way.startsWith(node))).toEqual([])
      }),
    )
  })

  test('destroying again, one by one or all at once, is the same', () => {
    fc.assert(
      fc.property(leaves, (gone) => {
        const whole = root()
        const atOnce = without(whole, gone)
        const oneByOne = gone.reduce<Nodes>((nodes, way) => without(nodes, [way]), whole)
        expect([...oneByOne].sort().map(([way, key]) => [way, hex(key)])).toEqual(
          [...without(atOnce, gone)].sort().map(([way, key]) => [way, hex(key)]),
        )
      }),
    )
  })

  test('unlike leaves have unlike keys', () => {
    fc.assert(
      fc.property(leaves, (asked) => {
        const tree = openTree(root())
        expect(new Set(asked.map((way) => hex(tree.find(way)))).size).toBe(asked.length)
      }),
    )
  })

  test('the way to a fact is 36 digits from 0 to 3, and facts made together share its beginning', () => {
    const [a, b] = [wayTo(newId()), wayTo(newId())]
    expect(a).toMatch(/^[0-3]{36}$/)
    expect(a.slice(0, 14)).toBe(b.slice(0, 14))
    expect(wayTo('0199F0E4-7A3C-7000-8000-000000000001')).toBe(wayTo('0199f0e4-7a3c-7000-8000-000000000001'))
  })

  test('a few hundred erasures cost some hundred kilobytes', () => {
    const gone = Array.from({ length: 300 }, () => wayTo(newId()))
    const kept = without(root(), gone)
    const bytes = [...kept.keys()].reduce((sum, way) => sum + way.length + 44, 0)
    expect(bytes).toBeLessThan(2_000_000)
  })
})
