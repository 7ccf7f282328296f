import fc from 'fast-check'
import { z } from 'zod'
import type { Route } from '../../src/contract/route.ts'
import { newId } from '../../src/kit/ids.ts'

/** Real ids by the names of the fields that carry them; a name that is missing gets an id nobody has. */
export type Ids = Readonly<Record<string, string>>

export interface Sample {
  readonly params: Record<string, unknown>
  readonly query: Record<string, unknown>
  readonly body: unknown
}

/** Input a route accepts, made from its shapes. */
export const sampleOf = (route: Route, ids: Ids): Sample => ({
  params: (exampleOf(schemaOf(route.params), '', ids) ?? {}) as Record<string, unknown>,
  query: (exampleOf(schemaOf(route.query), '', ids) ?? {}) as Record<string, unknown>,
  body: exampleOf(schemaOf(route.body), '', ids),
})

/** Input of the right form, with whatever people and programs might put into it. */
export const anyInputOf = (route: Route, ids: Ids): fc.Arbitrary<Sample> =>
  fc.record({
    params: anyOf(schemaOf(route.params), '', ids).map((it) => (it ?? {}) as Record<string, unknown>),
    query: anyOf(schemaOf(route.query), '', ids).map((it) => (it ?? {}) as Record<string, unknown>),
    body: anyOf(schemaOf(route.body), '', ids),
  })

/** The address of a call. */
export function addressOf(route: Route, { params, query }: Sample): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  ).toString()
  return search === '' ? path : `${path}?${search}`
}

interface Schema {
  /** Several where it may be null. */
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly propertyNames?: Schema
  readonly additionalProperties?: Schema | boolean
}

function schemaOf(shape: z.ZodType | undefined): Schema | undefined {
  if (shape === undefined || shape instanceof z.ZodUndefined) return undefined
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema
}

const candidates = [
  '123456',
  '12:30',
  'A001',
  'AB-12',
  '2026-03',
  '2026-Q1',
  'A'.repeat(43),
  'ABCD-EFGH-JKLM',
  'ab'.repeat(32),
  'handle',
]
/** What a name alone tells of a text. */
const byName: Readonly<Record<string, string>> = { below: 'true', all: 'true', fourReason: '' }
/** Halves of a working day: periods in order. */
const periods: Readonly<Record<string, object>> = {
  am: { from: '08:30', to: '12:00' },
  pm: { from: '14:00', to: '17:30' },
}

/** What can be named only after it was made, and may be left out. */
const unmade = new Set(['revision'])

function exampleOf(schema: Schema | undefined, name: string, ids: Ids): unknown {
  if (schema === undefined || unmade.has(name)) return undefined
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const [first, ...others] = schema.anyOf ?? schema.oneOf ?? []
  // Somebody who has left is the rarer case.
  if (first?.format === 'date' && others.some((it) => it.type === 'null')) return null
  if (first) return exampleOf(first, name, ids)
  if (Array.isArray(schema.type)) return exampleOf({ ...schema, type: schema.type[0] }, name, ids)
  switch (schema.type) {
    case 'string':
      return textOf(schema, name, ids)
    case 'integer':
    case 'number':
      return Math.min(schema.maximum ?? Number.POSITIVE_INFINITY, Math.max(1, schema.minimum ?? 1))
    case 'boolean':
      return false
    case 'array':
      return schema.minItems ? [exampleOf(schema.items, name.replace(/Ids$/, 'Id'), ids)] : []
    case 'object':
      if (schema.properties?.from && periods[name]) return periods[name]
      if (schema.propertyNames?.enum && schema.required) return signsOf(schema.propertyNames.enum)
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, value]) => [key, exampleOf(value, key, ids)]),
      )
    default:
      return undefined
  }
}

/** A sign of its own for every key. */
const signsOf = (keys: readonly unknown[]): object =>
  Object.fromEntries(keys.map((key, i) => [key, String.fromCodePoint(0x4e00 + i)]))

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: Schema, name: string, ids: Ids): string {
  if (format === 'uuid') return ids[name] ?? newId()
  if (format === 'date') return '2026-03-02'
  if (format === 'email') return 'name@example.test'
  if (format === 'uri') return 'https://example.test/1'
  // Taken before it was sent.
  if (format === 'date-time' && name === 'takenAt') return '2026-03-02T00:10:00.000Z'
  if (format === 'date-time') return name === 'ends' ? '2026-03-02T04:00:00.000Z' : '2026-03-02T01:00:00.000Z'
  if (name in byName) return byName[name] ?? ''
  if (pattern) return candidates.find((it) => new RegExp(pattern).test(it)) ?? ''
  return 'wu'.repeat(40).slice(0, Math.min(maxLength, Math.max(minLength, 12)))
}

const nastyTexts = [
  "'; drop table fact; --",
  '" or ""="',
  '\u0000',
  '\ud800',
  '\u202e反向',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '=cmd|calc!A1',
  ' ',
  '',
  '在'.repeat(60),
  '😀'.repeat(500),
  '__proto__',
]

const nasty = (schema: Schema, name: string, ids: Ids): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(textOf(schema, name, ids)) },
    { weight: 2, arbitrary: fc.constantFrom(...nastyTexts) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('0001-01-01', '9999-12-31', '2026-02-29', '0001-01-01T00:00:00.000Z') },
    { weight: 1, arbitrary: fc.constantFrom('9999-12-31T23:59:59.999Z', '2026-03-02T01:00:00+23:59') },
  )

function anyOf(schema: Schema | undefined, name: string, ids: Ids): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  if ('const' in schema || schema.enum) return fc.constantFrom(...(schema.enum ?? [schema.const]))
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => anyOf(one, name, ids)))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => anyOf({ ...schema, type }, name, ids)))
  switch (schema.type) {
    case 'string':
      return nasty(schema, name, ids)
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1e308, 2 ** 53, 100_000))
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(schema.items ? anyOf(schema.items, name, ids) : fc.jsonValue(), { maxLength: 3 })
    case 'object':
      return objectOf(schema, ids)
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue()
  }
}

function objectOf(schema: Schema, ids: Ids): fc.Arbitrary<unknown> {
  if (schema.propertyNames?.enum && schema.required) return fc.constant(signsOf(schema.propertyNames.enum))
  const { additionalProperties: more } = schema
  const values = typeof more === 'object' ? anyOf(more, '', ids) : fc.jsonValue()
  if (!schema.properties) return fc.dictionary(fc.string({ maxLength: 8 }), values, { maxKeys: 4 })
  const fields = Object.entries(schema.properties).map(([key, value]) => [key, anyOf(value, key, ids)])
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] as never })
}
