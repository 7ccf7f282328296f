import { XMLParser } from 'fast-xml-parser'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import type { Matter } from '../../src/matter/handling/matter.ts'
import { errorAnswer, Wrong } from '../../src/matter/open311/errors.ts'
import { tellDefinition, tellDiscovery, tellService } from '../../src/matter/open311/services.ts'
import { tellMade, tellRequest, tellToken } from '../../src/matter/open311/telling.ts'
import {
  type Format,
  requestNames,
  serviceNames,
  type Told,
  writeList,
  writeOne,
} from '../../src/matter/open311/wire.ts'
import { isFields, listOf } from './case.ts'
import type { Result } from './result.ts'

/**
 * Holds an answer of Open311 GeoReport v2 as others publish it against ours: every name in it must stand at the same place
 * in what we answer. Undefined if the text is no such answer. Values are their own; names of choices are not looked at,
 * since all that is asked here besides place and words is text.
 */
export function runOpen311(text: string, format: Format): readonly Result[] | undefined {
  const example = /service_code|service_request_id|key_service|errors|"code"/.test(text)
    ? read(text, format)
    : undefined
  const plain = JSON.stringify(example ?? null)
  const found = isAnswer(plain) ? answers.find((it) => it.fits(plain)) : undefined
  if (found === undefined) return undefined
  const ours = new Set(placesIn(read(found.write(format), format)))
  const missing = placesIn(example).filter((place) => !ours.has(place) && !/(?:^|\.)values\./.test(place))
  const wrong = [...new Set(missing)].map((place) => `${place}: not in our answer`)
  return [{ name: `Open311 ${found.name} (${format})`, wrong, skipped: null }]
}

interface OurAnswer {
  readonly name: string
  readonly fits: (example: string) => boolean
  readonly write: (format: Format) => string
}

const hasField = (field: string) => (example: string) => example.includes(`"${field}":`)
const inList = (one: Told) => (format: Format) => writeList(format, requestNames, [one])

const type = { code: 'lamp', name: '路灯', description: '', group: '', keywords: [] }
const asked = { ...type, materials: [{ key: 'depth', name: '井深', required: true, how: '' }] } as unknown as MatterType
const takenAt = '2026-03-02T00:00:00.000Z'
const matter = { taken: { matterId: '1' }, words: null, takenAt, standing: { state: 'taken' }, clocks: [] }

/** The first that fits is meant: what is looked for last stands in others too. */
const answers: readonly OurAnswer[] = [
  {
    name: 'discovery',
    fits: hasField('endpoints'),
    write: (format) => writeOne(format, 'discovery', tellDiscovery('http://localhost', 'x')),
  },
  {
    name: 'service definition',
    fits: hasField('attributes'),
    write: (format) => writeOne(format, 'service_definition', tellDefinition(asked)),
  },
  {
    name: 'service requests',
    fits: hasField('requested_datetime'),
    write: inList(tellRequest(matter as unknown as Matter, { type: asked, unitName: '', released: false })),
  },
  { name: 'request made', fits: hasField('service_notice'), write: inList(tellMade('1', '1', '')) },
  { name: 'request of a token', fits: hasField('token'), write: inList(tellToken('1')) },
  {
    name: 'service list',
    fits: hasField('service_name'),
    write: (format) => writeList(format, serviceNames, [tellService(asked)]),
  },
  {
    name: 'errors',
    fits: (it) => /^(?:\[\{"code":[^{}]*\}\]|\{"errors":.*\})$/.test(it),
    write: (format) => errorAnswer(new Wrong(400, ['x']), format)?.text ?? '',
  },
]

/** Requests and services carry codes or ids; anything else with a field of the same name is not of this standard. */
const isAnswer = (example: string): boolean =>
  /"(?:service_code|service_request_id|key_service)":|^\[\{"code":\d|^\{"errors":\{"error"/.test(example)

/** Published examples have a status line above, and numbers that begin with 0. */
function read(text: string, format: Format): unknown {
  const body = text.replace(/^HTTP\/1\.1 .*\r?\n\r?\n/, '').trim()
  try {
    if (format === 'xml') return new XMLParser({ ignoreDeclaration: true, parseTagValue: false }).parse(body, true)
    return JSON.parse(body.replace(/(:\s*)0+(?=[1-9])/g, '$1'))
  } catch {
    return undefined
  }
}

/** The names in a tree with what stands above them, `services.service.group`; lists add no name. */
function placesIn(tree: unknown, above = ''): readonly string[] {
  if (Array.isArray(tree)) return listOf(tree).flatMap((one) => placesIn(one, above))
  if (!isFields(tree)) return []
  return Object.entries(tree).flatMap(([name, value]) => [above + name, ...placesIn(value, `${above}${name}.`)])
}
