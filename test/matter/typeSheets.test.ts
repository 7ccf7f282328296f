import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MatterType } from '../../src/contract/matterTypes.ts'
import { isSameType } from '../../src/matter/types/changes.ts'
import { judgeType } from '../../src/matter/types/rules.ts'
import { readTypes, type SheetFrame } from '../../src/matter/types/sheet/read.ts'
import { typeTables } from '../../src/matter/types/sheet/write.ts'
import type { NamedGrid } from '../../src/people/sheet/xlsx.ts'
import { anyLimit, anyWarning, idOf, plainType, unitId } from './types.ts'

const unitName = '城关镇'
const spell = (id: string): string => (id === unitId ? unitName : id)
const frame = (known: readonly MatterType[] = []): SheetFrame => {
  let n = 100
  return {
    known: new Map(known.map((type) => [type.code, { type, retired: false }])),
    findUnit: (name) => (name === unitName ? { kind: 'found', id: unitId } : { kind: 'unknown' }),
    unitIds: new Set([unitId]),
    today: '2026-03-02',
    newId: () => idOf(++n),
  }
}
const gridsOf = (types: readonly MatterType[], language: 'zh' | 'en'): NamedGrid[] =>
  typeTables(types, spell, language).map(({ title, table }) => ({
    name: title,
    rows: table.map((cells, i) => ({ row: i + 1, cells: cells.map((text) => ({ text })) })),
  }))

const line = (most: number, least = 0) =>
  fc
    .string({ unit: 'grapheme', minLength: least, maxLength: most })
    .map((text) => text.trim())
    .filter((text) => text.length >= least && text.length <= most)
const text = (most: number) => line(most, 1)
const unit = fc.constantFrom(null, unitId)
const keyed = <T>(shape: fc.Arbitrary<T>, min: number) =>
  fc
    .uniqueArray(shape, { minLength: min, maxLength: 4, selector: (it) => (it as { name: string }).name })
    .map((all) => all.map((it, i) => ({ ...it, key: `k${i}` })))

const anyType = fc
  .record({
    typeId: fc.uuid({ version: 7 }),
    version: fc.constant(1),
    unitId: unit,
    code: fc.stringMatching(/^[0-9A-Za-z-]{1,12}$/),
    name: text(80),
    group: text(40),
    description: line(60),
    conditions: line(60),
    materials: keyed(fc.record({ name: text(40), required: fc.boolean(), how: line(60) }), 0),
    steps: keyed(fc.record({ name: text(40), post: text(40), unitId: unit, limit: anyLimit, warning: anyWarning }), 1),
    acceptWithin: anyLimit,
    legal: anyLimit,
    promised: anyLimit,
    warning: anyWarning,
    legalBasis: line(60),
    publicProblem: fc.boolean(),
    keywords: fc.uniqueArray(text(12), { maxLength: 4 }),
    from: fc.constantFrom('2025-12-01', '2026-01-01', '2027-01-01'),
  })
  .filter((it) => {
    const read = MatterType.safeParse(it)
    const at = { before: undefined, otherCodes: new Set<string>(), unitIds: new Set([unitId]) }
    return read.success && judgeType(read.data, at).length === 0
  })
const anyTypes = fc.uniqueArray(anyType, { maxLength: 4, selector: (it) => it.code })

describe('a workbook of kinds of matter', () => {
  test.each(['zh', 'en'] as const)('gives back what was written into it (%s)', (language) => {
    fc.assert(
      fc.property(anyTypes, (types) => {
        const { types: read, faults } = readTypes(gridsOf(types, language), frame())
        expect(faults).toEqual([])
        expect(read.map((it) => ({ ...it.type, typeId: '' }))).toEqual(types.map((it) => ({ ...it, typeId: '' })))
        const again = readTypes(gridsOf(types, language), frame(types))
        expect(again.types.every(({ change, type }, i) => change === 'same' && type === types[i])).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('whatever stands in its cells, every fault names its row, and without one each kind may be kept', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('是', '5个工作日', '80%', 'sb-1', ''),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(13), cell), { maxLength: 6 }), (edits) => {
        const grids = gridsOf([plainType, { ...plainType, typeId: idOf(8), code: 'sb-2', name: '别的' }], 'zh')
        const cut = grids.map(({ name, rows }, sheet) => ({
          name,
          rows: rows.map(({ row, cells }) => ({
            row,
            cells: cells.map((old, column) => {
              const edit = edits.find(([s, r, c]) => s === sheet && r + 1 === row - 1 && c === column)
              return edit ? { text: edit[3] } : old
            }),
          })),
        }))
        const { types, faults } = readTypes(cut, frame([plainType]))
        expect(faults.every((it) => it.row >= 1 && it.column !== '' && it.zh !== '' && it.en !== '')).toBe(true)
        if (faults.length > 0) return
        for (const { type, before } of types) {
          expect(MatterType.safeParse(type).success).toBe(true)
          if (before && type !== before) expect(isSameType(type, before)).toBe(false)
        }
      }),
    )
  })

  test('without its sheet, parts stay; a part keeps its key by its name', () => {
    const grids = gridsOf([{ ...plainType, name: '新名' }], 'zh')
    const [alone] = readTypes(grids.slice(0, 1), frame([plainType])).types
    expect(alone).toMatchObject({ change: 'changed', type: { name: '新名', steps: plainType.steps, version: 2 } })
    const rows = grids[1]?.rows.map(({ row, cells }) => ({
      row,
      cells: cells.map((it, i) => (i === 1 ? { text: '' } : it)),
    }))
    const [named] = readTypes([grids[0], { name: '环节', rows: rows ?? [] }] as NamedGrid[], frame([plainType])).types
    expect(named?.type.steps).toEqual(plainType.steps)
  })

  test('a limit nobody wrote is a fault for a new kind, and stays for a known one', () => {
    const without = gridsOf([plainType], 'zh').map(({ name, rows }) => ({
      name,
      rows: rows.map(({ row, cells }) => ({ row, cells: name === '事项' ? cells.filter((_, i) => i !== 8) : cells })),
    }))
    expect(readTypes(without, frame()).faults).toMatchObject([
      { sheet: '事项', row: 2, column: '承诺时限', zh: '必填' },
    ])
    expect(readTypes(without, frame([plainType])).types[0]?.change).toBe('same')
  })

  test('more kinds than may be kept at once are not even read', () => {
    const types = Array.from({ length: 301 }, (_, i) => ({ ...plainType, code: `n${i}` }))
    const { types: read, faults } = readTypes(gridsOf(types, 'zh'), frame())
    expect([read, faults.map((it) => it.zh)]).toEqual([[], ['一次最多导入300个事项']])
  })

  test('a row without a key gets the first free one', () => {
    const step = plainType.steps[0]
    const types = [{ ...plainType, steps: [step, { ...step, key: '', name: '第二步' }] }] as MatterType[]
    const { types: read } = readTypes(gridsOf(types, 'zh'), frame([plainType]))
    expect(read[0]?.type.steps.map(({ key }) => key)).toEqual(['s1', 's2'])
  })

  test('days are read as people write them, and a changed kind begins today at the earliest', () => {
    const type = { ...plainType, name: '新名', from: '2020年1月5日' }
    expect(readTypes(gridsOf([type], 'zh'), frame()).types[0]?.type.from).toBe('2020-01-05')
    expect(readTypes(gridsOf([type], 'zh'), frame([plainType])).types[0]?.type.from).toBe('2026-03-02')
  })
})
