import type { Applicant, Place } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import { wrong } from './errors.ts'

/** Parameters by name; one given as `name[]` may have several values. Empty ones count as absent. */
export type Params = ReadonlyMap<string, readonly string[]>

/** Query and form together, as clients send some here and some there; the form wins. */
export function mergeParams(query: Readonly<Record<string, string | readonly string[]>>, form: string): Params {
  const merged = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(query)) put(merged, name, [value].flat())
  const posted = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(form)) posted.set(name, [...(posted.get(name) ?? []), value])
  for (const [name, values] of posted) put(merged, name, values)
  return merged
}

function put(params: Map<string, readonly string[]>, name: string, values: readonly string[]): void {
  const filled = values.map((it) => it.trim()).filter((it) => it !== '')
  if (filled.length > 0) params.set(name, filled)
}

export const one = (params: Params, name: string): string | undefined => params.get(name)?.[0]

/** What is reported, checked. Every fault of it is told at once. */
export interface Reported {
  readonly description: string
  readonly place: Place
  readonly applicant: Applicant | null
  /** Keys of what was asked for besides and answered. */
  readonly answered: readonly string[]
}

const longest = { description: 4000, address: 200, name: 60, phone: 120, answer: 500, media: 500 } as const

export function readReported(params: Params, type: MatterType): Reported {
  const faults: string[] = []
  const answers = readAnswers(params, type, faults)
  const media = readMedia(params, faults)
  const lines = [limited(params, 'description', longest.description, faults), ...answers.map((it) => it.line), ...media]
  const description = lines.filter((it) => it !== '').join('\n')
  if (description.length > longest.description) faults.push(`description: more than ${longest.description} characters`)
  const reported = {
    description,
    place: readPlace(params, faults),
    applicant: readApplicant(params, faults),
    answered: answers.map((it) => it.key),
  }
  if (faults.length > 0) wrong(400, ...new Set(faults))
  return reported
}

function limited(params: Params, name: string, most: number, faults: string[]): string {
  const text = one(params, name) ?? ''
  if (text.length > most) faults.push(`${name}: more than ${most} characters`)
  return text
}

/** `attribute[CODE]=…`, or `attribute[CODE][]=…` several times. Codes nobody asked for are passed over. */
function readAnswers(params: Params, { materials }: MatterType, faults: string[]): { key: string; line: string }[] {
  return materials.flatMap(({ key, name, required }) => {
    const given = params.get(`attribute[${key}]`) ?? params.get(`attribute[${key}][]`) ?? []
    const text = given.join('、')
    if (text.length > longest.answer) faults.push(`attribute[${key}]: more than ${longest.answer} characters`)
    if (text === '' && required) faults.push(`attribute[${key}]: is required (${name})`)
    return text === '' ? [] : [{ key, line: `${name}：${text}` }]
  })
}

function readMedia(params: Params, faults: string[]): string[] {
  const link = one(params, 'media_url')
  if (link === undefined) return []
  const isLink = link.length <= longest.media && /^https?:\/\//i.test(link) && URL.canParse(link)
  if (!isLink) faults.push('media_url: must be a link that begins with http')
  return [`图片：${link}`]
}

/** One of latitude with longitude, an address in words, or the id of one. */
function readPlace(params: Params, faults: string[]): Place {
  const [latText, longText] = [one(params, 'lat'), one(params, 'long')]
  const address = one(params, 'address_string') ?? one(params, 'address_id') ?? ''
  if (address.length > longest.address) faults.push(`address_string: more than ${longest.address} characters`)
  const lat = readDegrees('lat', latText, 90, faults)
  const long = readDegrees('long', longText, 180, faults)
  if ((latText === undefined) !== (longText === undefined)) faults.push('lat and long: both or neither')
  if (address === '' && latText === undefined && longText === undefined) {
    faults.push('lat and long, address_string or address_id: one of them is required')
  }
  return { address, lat, long }
}

function readDegrees(name: string, text: string | undefined, most: number, faults: string[]): number | null {
  if (text === undefined) return null
  const degrees = /^[+-]?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
  if (Math.abs(degrees) <= most) return degrees
  faults.push(`${name}: must be degrees between -${most} and ${most}`)
  return null
}

/** Who reported, only as far as it is needed to reach him; never told again. */
function readApplicant(params: Params, faults: string[]): Applicant | null {
  const [first, last] = [one(params, 'first_name') ?? '', one(params, 'last_name') ?? '']
  const name = /[A-Za-z]/.test(first + last) ? `${first} ${last}`.trim() : last + first
  const phone = one(params, 'phone') ?? one(params, 'email') ?? ''
  if (name.length > longest.name) faults.push(`first_name, last_name: more than ${longest.name} characters`)
  if (phone.length > longest.phone) faults.push(`phone or email: more than ${longest.phone} characters`)
  return name === '' && phone === '' ? null : { name, phone }
}
