import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Fact, type FactKind, factBodies } from '../../src/fact/fact.ts'
import { auditKinds, toldBody } from '../../src/people/routes/auditKinds.ts'
import { countValues, namesIn, readBody } from '../../web/console/pages/audit/read.ts'
import { auditKindWords, auditRooms, findField, findValue } from '../../web/console/pages/audit/words/find.ts'

// Whoever adds a kind of fact that auditors read, or a field to one, adds its words in
// `web/console/pages/audit/words/<room>.ts`; what is read elsewhere stands in `src/people/routes/auditKinds.ts`.

describe('the words of the audit page', () => {
  it('name every kind that is read there, and no other', () => {
    expect([...auditKindWords.keys()].toSorted()).toEqual([...auditKinds].toSorted())
  })

  it('name every field that a kind of fact may show, nested ones too', () => {
    const seen = auditKinds.flatMap((kind) => [...shownOf(kind).fields].map((field) => ({ kind, field })))
    expect(seen.length).toBeGreaterThan(200)
    const missing = seen.filter(({ kind, field }) => !isInBoth(findField(kind, field)))
    expect(missing.map(({ kind, field }) => `${kind}.${field}`)).toEqual([])
  })

  it('say every value that is a word of ours', () => {
    const seen = auditKinds.flatMap((kind) => shownOf(kind).values.map(([field, value]) => ({ kind, field, value })))
    expect(seen.length).toBeGreaterThan(100)
    const missing = seen.filter(({ kind, field, value }) => !isInBoth(findValue(kind, field, value)))
    expect(new Set(missing.map(({ kind, field, value }) => `${kind}.${field} = ${value}`))).toEqual(new Set())
  })

  it('say by which act a clock was set, and leave a written reason as it is', () => {
    expect(findValue('clocksSet', 'because', 'matterAccepted')).toEqual(auditKindWords.get('matterAccepted'))
    expect(findValue('clocksSet', 'because', '国务院办公厅通知')).toBeUndefined()
  })

  it('stand in one room each, so that none hides another', () => {
    for (const part of ['kinds', 'fields', 'values'] as const) {
      const names = auditRooms.flatMap((it) => Object.keys(it[part]))
      expect(names.filter((it, n) => names.indexOf(it) !== n)).toEqual([])
    }
  })

  it('tell nobody’s half-days, not even in months kept by earlier versions', () => {
    expect([...shownOf('monthFinalised').fields]).not.toContain('halves')
  })
})

describe('the content of a record', () => {
  it('is read as names and parts, without what is empty', () => {
    expect(readBody({ a: 1, b: null, c: '', d: { e: true, f: [] }, g: ['x', 'y'], h: {} }, 'zh')).toEqual([
      ['a', { kind: 'value', value: '1' }],
      ['d', { kind: 'fields', fields: [['e', { kind: 'value', value: 'true' }]] }],
      [
        'g',
        {
          kind: 'several',
          parts: [
            { kind: 'value', value: 'x' },
            { kind: 'value', value: 'y' },
          ],
        },
      ],
    ])
    expect(readBody(null, 'zh')).toEqual([])
  })

  it.each([
    ['zh', '现在'],
    ['en', 'now'],
  ] as const)('says a sentence kept in both languages in %s alone', (language, value) => {
    expect(readBody({ told: { zh: '现在', en: 'now' } }, language)).toEqual([['told', { kind: 'value', value }]])
  })

  it('is counted by its values, however deep', () => {
    const [field] = readBody({ a: { b: [1, 2], c: { d: 3 } } }, 'zh')
    expect(countValues(field![1])).toBe(3)
  })

  it('names what it is about, for other records on the page', () => {
    const rows = [
      { kind: 'staffKept', body: { name: '王芳', unitId: 'u', staffId: 's' } },
      { kind: 'dutyKept', body: { dutyId: 'd', staffId: 't' } },
    ]
    expect(namesIn(rows)).toEqual([['s', '王芳']])
  })
})

const isInBoth = (both: readonly [string, string] | undefined): boolean => both?.every((it) => it !== '') === true

interface Shown {
  readonly fields: Set<string>
  readonly values: [field: string, value: string][]
}

/** All names of fields, and all values that are words of ours, that an auditor may be told of a kind. */
function shownOf(kind: FactKind): Shown {
  const shape: Record<string, z.core.$ZodType> = factBodies[kind].shape
  const body = Object.fromEntries(Object.keys(shape).map((name) => [name, true]))
  const shown: Shown = { fields: new Set(), values: [] }
  for (const name of Object.keys(toldBody({ kind, body } as unknown as Fact))) walkField(name, shape[name]!, shown)
  return shown
}

function walkField(name: string, type: z.core.$ZodType, shown: Shown): void {
  shown.fields.add(name)
  walk(name, type, shown)
}

function walk(field: string, type: z.core.$ZodType, shown: Shown): void {
  for (const word of wordsOf(type)) shown.values.push([field, word])
  const { def } = (type as z.core.$ZodTypes)._zod
  if (def.type === 'object') {
    if (Object.keys(def.shape).toSorted().join() === 'en,zh') return
    for (const [name, inner] of Object.entries(def.shape)) walkField(name, inner, shown)
  }
  if (def.type === 'record') for (const name of wordsOf(def.keyType)) shown.fields.add(name)
  for (const inner of innerOf(type)) walk(field, inner, shown)
}

/** What a type is made of, under the same name; a type nobody told this test of is a surprise. */
function innerOf(type: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = (type as z.core.$ZodTypes)._zod
  if (def.type === 'array') return [def.element]
  if (def.type === 'record') return [def.valueType]
  if (def.type === 'union') return def.options
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default') return [def.innerType]
  if (['object', 'enum', 'literal', 'string', 'number', 'boolean'].includes(def.type)) return []
  throw new Error(`nobody told this test how to look into ${def.type}`)
}

function wordsOf(type: z.core.$ZodType): string[] {
  const { def } = (type as z.core.$ZodTypes)._zod
  if (def.type === 'enum') return Object.values(def.entries).map(String)
  return def.type === 'literal' ? def.values.filter((it) => typeof it === 'string') : []
}
