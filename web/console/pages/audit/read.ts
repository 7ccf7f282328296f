import { z } from 'zod'

const Actor = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('account'), id: z.string() }),
    z.object({ kind: z.literal('staff') }),
    z.object({ kind: z.literal('station') }),
    z.object({ kind: z.literal('system') }),
    z.object({ kind: z.literal('public') }),
  ])
  .catch({ kind: 'system' })

/** Who did it, as far as the log tells; the system where it does not. */
export const readActor = (by: unknown): z.infer<typeof Actor> => Actor.parse(by)

/** The content of a record, or a part of it: a value, several alike, or fields with names. */
export type Part =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'several'; readonly parts: readonly Part[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
export type Field = readonly [name: string, part: Part]

/** The content of a record without what is empty; of a sentence in both languages the one that is read. */
export function readBody(body: unknown, language: 'zh' | 'en'): readonly Field[] {
  const part = readPart(body, language)
  return part?.kind === 'fields' ? part.fields : []
}

function readPart(it: unknown, language: 'zh' | 'en'): Part | undefined {
  if (it === null || it === undefined || it === '') return undefined
  if (typeof it !== 'object') return { kind: 'value', value: String(it) }
  if (Array.isArray(it)) {
    const parts = it.flatMap((one) => readPart(one, language) ?? [])
    return parts.length === 0 ? undefined : { kind: 'several', parts }
  }
  const sentence = Sentence.safeParse(it).data
  if (sentence) return readPart(sentence[language], language)
  const fields = Object.entries(it).flatMap(([name, value]): Field[] => {
    const part = readPart(value, language)
    return part === undefined ? [] : [[name, part]]
  })
  return fields.length === 0 ? undefined : { kind: 'fields', fields }
}

const Sentence = z.strictObject({ zh: z.string(), en: z.string() })

/** How many values a part has in all. */
export function countValues(part: Part): number {
  if (part.kind === 'value') return 1
  const parts = part.kind === 'several' ? part.parts : part.fields.map(([, it]) => it)
  return parts.reduce((sum, it) => sum + countValues(it), 0)
}

/** Kinds whose records name what they are about, and by which id. */
const naming: Readonly<Record<string, string>> = {
  staffKept: 'staffId',
  accountOpened: 'accountId',
  unitKept: 'unitId',
  siteKept: 'siteId',
  stationKept: 'deviceId',
  shiftKept: 'shiftId',
  patternKept: 'patternId',
}
const Named = z.looseObject({ name: z.string() })

/** Names that records give to what they are about. */
export function namesIn(rows: readonly { kind: string; body: unknown }[]): (readonly [id: string, name: string])[] {
  return rows.flatMap(({ kind, body }) => {
    const named = Named.safeParse(body).data
    const id = named?.[naming[kind] ?? '']
    return named && typeof id === 'string' ? [[id, named.name] as const] : []
  })
}
