import { XMLBuilder } from 'fast-xml-parser'

export type Format = 'json' | 'xml'

/** What is told, as JSON has it: lists are plain arrays, `null` is nothing. */
export type Told = string | number | boolean | null | readonly Told[] | { readonly [name: string]: Told }

/** How lists are named in XML: the whole and each of them. */
export interface Names {
  readonly all: string
  readonly one: string
}

export const requestNames: Names = { all: 'service_requests', one: 'request' }
export const serviceNames: Names = { all: 'services', one: 'service' }

export const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
}

/** A list in either format of the standard: in JSON an array at the top, in XML inside its own element. */
export const writeList = (format: Format, { all, one }: Names, list: readonly Told[]): string =>
  format === 'json' ? JSON.stringify(list) : writeXml({ [all]: { [one]: list.map(inXml) } })

/** One thing in either format; in XML it is the root. */
export const writeOne = (format: Format, name: string, one: Told): string =>
  format === 'json' ? JSON.stringify(one) : writeXml({ [name]: inXml(one) })

const builder = new XMLBuilder({ format: true, indentBy: '  ', suppressEmptyNode: false })

const writeXml = (tree: object): string => `<?xml version="1.0" encoding="utf-8"?>\n${builder.build(tree)}`

/** Lists within: `formats` holds `format`s. */
const within: Readonly<Record<string, string>> = {
  endpoints: 'endpoint',
  formats: 'format',
  attributes: 'attribute',
  values: 'value',
}

function inXml(told: Told): unknown {
  if (told === null) return ''
  if (typeof told === 'string') return told.replaceAll(unwritable, '\u{FFFD}')
  if (typeof told !== 'object') return String(told)
  if (Array.isArray(told)) return told.map(inXml)
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => {
      const one = within[name]
      return [name, one === undefined ? inXml(value) : { [one]: inXml(value) }]
    }),
  )
}

/** What XML 1.0 has no way to write, and other control characters. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu
