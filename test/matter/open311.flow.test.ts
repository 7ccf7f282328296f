import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { readReceiptCode } from '../../src/kit/receiptCode.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { findMatter, findMatterByCode } from '../../src/matter/handling/store.ts'
import { Browser, county } from '../people/house.ts'
import { type Counter, done, hashOf, keepType, openCounter, refusalOf, taking, typeOf } from './counter.ts'
import { names } from './open311Names.ts'

let counter: Counter
let key: string
let lamp: MatterType
let well: MatterType
let addresses = 0

beforeAll(async () => {
  counter = await openCounter()
  await counter.put('2026-03-02 09:00:00')
  const open = { publicProblem: true, materials: [], group: '市政', keywords: ['路灯', '照明'] }
  lamp = { ...typeOf(counter.town), ...open, code: 'lamp', name: '路灯故障', description: '不亮、闪烁或倒伏' }
  const asked = [
    { key: 'depth', name: '井深', required: true, how: '米' },
    { key: 'since', name: '何时起', required: false, how: '' },
  ]
  well = { ...typeOf(counter.town), ...open, code: 'well', name: '水井缺水', materials: asked }
  await keepType(counter.house, lamp)
  await keepType(counter.house, well)
  const made = await counter.by.county.post('/api/open311/keys', { keyId: newId(), holder: '随手报小程序' })
  expect(made.status).toBe(200)
  key = made.body.key
})
afterAll(() => counter.house.close())

type Form = Readonly<Record<string, string | readonly string[]>>

function encode(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
  return new URLSearchParams(pairs).toString()
}

/** A client that knows nothing of us: no cookie, no token. */
async function call(path: string, form?: Form) {
  addresses += 1
  const response = await counter.house.server.inject({
    method: form ? 'POST' : 'GET',
    url: `/open311/${path}`,
    remoteAddress: `10.9.${addresses >> 8}.${addresses % 256}`,
    headers: { host: 'zaigang.test', ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(form && { payload: encode(form) }),
  })
  return { status: response.statusCode, type: String(response.headers['content-type']), text: response.body }
}

const get = async (path: string) => JSON.parse((await call(path)).text)
const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => ['error', 'request', 'service'].includes(name),
})
const getXml = async (path: string) => parser.parse((await call(path)).text)

const report = (more: Form = {}): Form => ({
  ...{ api_key: key, service_code: 'lamp', address_string: '东村村口', description: '路灯不亮\n三天了' },
  ...{ first_name: '小明', last_name: '赵', phone: '13900000001', email: 'zhao@example.cn' },
  ...more,
})
const post = (more: Form = {}, path = 'v2/requests.json') => call(path, report(more))

async function made(more: Form = {}): Promise<{ id: string; code: string }> {
  const { status, text } = await post(more)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  const [{ service_request_id: id, service_notice }] = JSON.parse(text)
  return { id, code: /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{4}/.exec(service_notice)?.[0] ?? '' }
}

/** The names at every level, in order; of lists only what one of them holds. */
function namesOf(value: unknown): unknown {
  if (Array.isArray(value)) return [namesOf(value[0])]
  if (typeof value !== 'object' || value === null) return 0
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, namesOf(it)]))
}

describe('the answers have the form of the standard', () => {
  test('XML, name by name', async () => {
    const { id } = await made()
    const named = async (path: string) => namesOf(await getXml(path))
    expect(await named('v2/services.xml')).toEqual(names.services)
    expect(await named(`v2/requests/${id}.xml`)).toEqual(names.requests)
    expect(await named('v2/requests.xml')).toEqual(names.requests)
    expect(await named(`v2/tokens/${id}.xml`)).toEqual(names.token)
    expect(await named('v2/services/well.xml')).toEqual(names.definition)
    expect(await named('v2/services/none.xml')).toEqual(names.errors)
  })

  test('JSON: lists are arrays at the top, what is empty is null, ids and codes are texts', async () => {
    const { id } = await made({ lat: '30.5', long: '114.25' })
    const [request] = await get(`v2/requests/${id}.json`)
    expect(Object.keys(request)).toEqual(Object.keys(names.request))
    expect(request).toMatchObject({
      service_request_id: id,
      service_code: 'lamp',
      status: 'open',
      lat: 30.5,
      long: 114.25,
    })
    expect(request).toMatchObject({ description: null, zipcode: null, media_url: null })
    for (const at of [request.requested_datetime, request.updated_datetime, request.expected_datetime]) {
      expect(at).toMatch(/^2026-03-\d\dT\d\d:\d\d:\d\d\+08:00$/)
    }
    expect(await get('v2/services/none.json')).toEqual([{ code: 404, description: 'service_code: not found' }])
  })

  test.each([
    ['xml', 'text/xml; charset=utf-8'],
    ['json', 'application/json; charset=utf-8'],
  ])('%s is said to be %s, also where a call fails', async (format, type) => {
    for (const path of [`discovery.${format}`, `v2/services.${format}`, `v2/services/none.${format}`]) {
      expect((await call(path)).type).toBe(type)
    }
    expect((await call(`v2/requests.${format}`, {})).type).toBe(type)
  })
})

describe('the rules of published validators and clients', () => {
  test('scf-01 to 07: discovery in both formats, two endpoints, whole instants in the past, contact and key service', async () => {
    const [json, { discovery }] = [await get('discovery.json'), await getXml('discovery.xml')]
    for (const [found, formats] of [
      [json, (it: { formats: unknown }) => it.formats],
      [
        { ...discovery, endpoints: discovery.endpoints.endpoint },
        (it: { formats: { format: unknown } }) => it.formats.format,
      ],
    ] as const) {
      expect(found.contact).toContain(county.complaints.phone)
      expect(found.key_service).not.toBe('')
      expect(found.endpoints).toHaveLength(2)
      for (const endpoint of found.endpoints) {
        expect(formats(endpoint)).toEqual(['text/xml', 'application/json'])
        expect(endpoint.specification).toMatch(/_v2$/i)
        expect(endpoint.url).toMatch(/^http:\/\/zaigang\.test\/open311\/(v2|test)$/)
        expect(Date.parse(endpoint.changeset)).toBeLessThan(Date.now())
      }
      expect(found.changeset).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
    }
  })

  test('scf-02 holds for JSON; for XML the standard wants the charset that this rule does not know', async () => {
    expect((await call('discovery.json')).type.split(';')[0]).toBe('application/json')
    expect((await call('discovery.xml')).type).not.toBe('text/xml')
  })

  test('scf-08, 09: services of this county, and a definition for each that has one', async () => {
    const services = await get(`v2/services.json?jurisdiction_id=${county.countyId}`)
    expect(services.map((it: { service_code: string }) => it.service_code)).toEqual(['lamp', 'well'])
    for (const { service_code, metadata } of services) {
      if (!metadata) continue
      const definition = await get(`v2/services/${service_code}.json`)
      expect(definition.attributes.map((it: { code: string; required: boolean }) => [it.code, it.required])).toEqual([
        ['depth', true],
        ['since', false],
      ])
    }
    expect((await call('v2/services.json?jurisdiction_id=elsewhere')).status).toBe(404)
    expect((await call(`v2/services.json?jurisdiction_id=${encodeURIComponent(county.countyName)}`)).status).toBe(200)
  })

  test('scf-10, cli-02: the key, the place and the words in the form, the jurisdiction in the query', async () => {
    const { status } = await post({}, `v2/requests.json?jurisdiction_id=${county.countyId}`)
    expect(status).toBe(200)
    const asThatClient = await post(
      { service_code: 'well', 'attribute[depth]': '9' },
      'v2/requests.json?jurisdiction_id=',
    )
    expect(asThatClient.status).toBe(200)
  })

  test('chi-01: what is posted is found by its token, and then by its id', async () => {
    const [{ token }] = JSON.parse((await post()).text)
    const [{ service_request_id }] = await get(`v2/tokens/${token}.json`)
    expect(await get(`v2/requests/${service_request_id}.json`)).toMatchObject([{ service_request_id }])
    expect((await call(`v2/tokens/${newId()}.json`)).status).toBe(404)
  })

  test('chi-02: what is required and missing is named', async () => {
    const { status, text } = await post({ service_code: 'well' })
    expect([status, text]).toEqual([400, expect.stringContaining('attribute[depth]: is required (井深)')])
  })

  test('fms-01 to 03: long words of several lines, answered in XML; errors in XML', async () => {
    const form = report({ lat: '30.1', long: '114.1', address_string: '', address_id: '#NOTPINPOINTED#' })
    const { status, text } = await call('v2/requests.xml', { ...form, description: '行\n'.repeat(1999) })
    expect(status).toBe(200)
    expect(parser.parse(text).service_requests.request[0].service_request_id).toMatch(/^[0-9a-f-]{36}$/)
    const failed = await call('v2/requests.xml', report({ api_key: 'x' }))
    expect(failed.status).toBe(403)
    expect(parser.parse(failed.text)).toEqual({
      '?xml': '',
      errors: { error: [{ code: '403', description: 'api_key: missing, unknown or revoked' }] },
    })
  })

  test('cli-01: dates as 2026-03-02T00:00:00Z, pages by page_size', async () => {
    const found = await get(
      'v2/requests.json?start_date=2026-03-01T00:00:00Z&end_date=2026-03-03T00:00:00Z&page_size=2',
    )
    expect(found).toHaveLength(2)
    const second = await get('v2/requests.json?page_size=2&page=2')
    expect(second.map((it: { service_request_id: string }) => it.service_request_id)).not.toContain(
      found[0].service_request_id,
    )
  })
})

describe('a report is a matter', () => {
  test('with a receipt, a clock, and the village whose name is in the address', async () => {
    const { id, code } = await made({ media_url: 'https://img.example.cn/1.jpg' })
    const matter = await findMatter(counter.house.fresh.app, county.countyId, id)
    expect(readReceiptCode(code)).toBe(code)
    expect(await findMatterByCode(counter.house.fresh.app, county.countyId, hashOf(code))).toEqual(matter)
    expect(matter).toMatchObject({
      taken: { channel: 'open311', unitId: counter.village, siteId: counter.siteId, staffId: null },
      words: {
        ...{ title: '路灯故障', applicant: { name: '赵小明', phone: '13900000001' } },
        description: '路灯不亮\n三天了\n图片：https://img.example.cn/1.jpg',
      },
      clocks: [{ scope: 'acceptance', state: 'running' }],
    })
  })

  test('several values of one attribute are all kept', async () => {
    const { id } = await made({ service_code: 'well', 'attribute[depth][]': ['12', '13'] })
    const matter = await findMatter(counter.house.fresh.app, county.countyId, id)
    expect(matter?.brought).toEqual(['depth'])
    expect(matter?.words?.description).toBe('路灯不亮\n三天了\n井深：12、13')
  })

  test('of the test endpoint is checked and not kept', async () => {
    const before = (await get('v2/requests.json')).length
    expect((await post({}, 'test/requests.json')).status).toBe(200)
    expect((await post({ service_code: 'none' }, 'test/requests.json')).status).toBe(404)
    expect((await get('v2/requests.json')).length).toBe(before)
  })

  test('is closed once it is finished, and found by its state', async () => {
    const { id } = await made()
    await done(counter, 'clerk', id, {
      act: 'refuse',
      ground: '非本县道路',
      explanation: '属省道',
      remedy: '可打 12328',
    })
    expect(await get(`v2/requests.json?service_request_id=${id}`)).toMatchObject([{ status: 'closed' }])
    const ids = async (query: string) =>
      (await get(`v2/requests.json?${query}`)).map((it: { service_request_id: string }) => it.service_request_id)
    expect(await ids('status=closed')).toContain(id)
    expect(await ids('status=open')).not.toContain(id)
    expect(await ids('status=open,closed&service_code=well')).not.toContain(id)
    expect(await ids(`service_request_id=${id},${newId()}&status=open`)).toEqual([id])
  })
})

describe('what everybody may read', () => {
  test('is never who reported, who has it or what else is a matter; words only once somebody released them', async () => {
    const { id } = await made()
    const private1 = taking(counter, { place: { address: '东村', lat: null, long: null } })
    expect((await counter.by.wang.post('/api/matters', private1)).status).toBe(200)
    const all = async () => (await call('v2/requests.json')).text + (await call('v2/requests.xml')).text
    for (const secret of ['赵', '小明', '1390000', 'zhao@', '三天了', private1.matterId, '王小明', '老屋']) {
      expect([secret, (await all()).includes(secret)]).toEqual([secret, false])
    }
    expect((await call(`v2/requests/${private1.matterId}.json`)).status).toBe(404)

    expect(refusalOf(await counter.by.other.post(`/api/problems/${id}`, { words: 'released' }))).toBe('notFound')
    expect((await counter.by.clerk.post(`/api/problems/${id}`, { words: 'released' })).status).toBe(200)
    expect(await get(`v2/requests/${id}.json`)).toMatchObject([{ description: '路灯不亮\n三天了' }])
    const hidden = { words: 'hidden', reason: '写了电话' }
    expect((await counter.by.clerk.post(`/api/problems/${id}`, hidden)).status).toBe(200)
    expect(await get(`v2/requests/${id}.json`)).toMatchObject([{ description: null }])
    const { body } = await counter.by.clerk.get('/api/problems')
    expect(body.rows.find((it: { matterId: string }) => it.matterId === id)).toMatchObject(hidden)
    expect(body.rows[0].words).toBe('waiting')
  })

  test('the desk reads them page by page, unread words first, each once, and of its own units only', async () => {
    type Rows = { matterId: string; words: string; at: string }[]
    for (let n = 0; n < 55; n += 1) await made()
    const pages: Rows[] = []
    for (let after = ''; pages.length < 9; ) {
      const { body } = await counter.by.clerk.get(`/api/problems${after === '' ? '' : `?after=${after}`}`)
      pages.push(body.rows)
      if (body.next === null) break
      after = body.next
    }
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.slice(0, -1).every((it) => it.length === 50)).toBe(true)
    const rows = pages.flat()
    expect(new Set(rows.map((it) => it.matterId)).size).toBe(rows.length)
    const key = (it: Rows[number]): string => `${it.words === 'waiting' ? 0 : 1} ${9e15 - Date.parse(it.at)}`
    expect(rows.map(key)).toEqual(rows.map(key).sort())
    const { rows: kept } = await sql<{ n: number }>`
      select count(*) as n from matter where unit_id = ${counter.village}::uuid and type_id in (
        select type_id from matter_type where definition ->> 'publicProblem' = 'true'
      )`.execute(counter.house.fresh.owner)
    expect(rows).toHaveLength(kept[0]?.n ?? 0)
    expect((await counter.by.other.get('/api/problems')).body.rows).toEqual([])
    expect((await counter.by.clerk.get('/api/problems?after=nonsense')).body.refusal).toBe('badInput')
  })

  test('a revoked key reports nothing more', async () => {
    const keyId = newId()
    const { body } = await counter.by.county.post('/api/open311/keys', { keyId, holder: '旧程序' })
    expect((await post({ api_key: body.key })).status).toBe(200)
    expect((await counter.by.county.post(`/api/open311/keys/${keyId}/revoke`)).status).toBe(200)
    expect((await post({ api_key: body.key })).status).toBe(403)
    expect(refusalOf(await counter.by.county.post('/api/open311/keys', { keyId, holder: '再来' }))).toBe('alreadyDone')
    expect(JSON.stringify((await counter.by.county.get('/api/open311/keys')).body)).not.toContain(body.key)
  })
})

describe('rubbish', () => {
  test.each<[string, Form, string]>([
    ['no place', { address_string: ' ' }, 'lat and long, address_string or address_id'],
    ['half a place', { lat: '30' }, 'both or neither'],
    ['a place on another planet', { lat: '91', long: '0' }, 'lat: must be degrees'],
    ['a place that is no number', { lat: '1e1', long: 'NaN' }, 'lat: must be degrees'],
    ['words without end', { description: 'a'.repeat(4001) }, 'description: more than 4000'],
    [
      'words that outgrow with what is added',
      { description: 'a'.repeat(4000), media_url: 'http://a.cn' },
      'description',
    ],
    ['a link that is a script', { media_url: 'javascript:alert(1)' }, 'media_url'],
    ['a name without end', { first_name: '李'.repeat(61) }, 'first_name'],
    ['control characters', { description: 'a\u0007b' }, 'description'],
    ['no service', { service_code: '' }, 'service_code: is required'],
  ])('%s is told and nothing is kept', async (_, more, why) => {
    const before = (await get('v2/requests.json')).length
    const { status, text } = await post(more)
    expect([status, text]).toEqual([400, expect.stringContaining(why)])
    expect((await get('v2/requests.json')).length).toBe(before)
  })

  test.each([
    ['start_date=yesterday', 'start_date'],
    ['start_date=2026-03-02&end_date=2026-03-01', 'start_date'],
    ['status=ajar', 'status'],
    ['page=0', 'page'],
    ['page_size=1001', 'page_size'],
    ['page=22', 'page: after 20000 requests'],
    ['page=20002&page_size=1', 'page: after 20000 requests'],
    [`service_request_id=${'x,'.repeat(101)}`, 'service_request_id'],
  ])('?%s is told', async (query, why) => {
    const { status, text } = await call(`v2/requests.json?${query}`)
    expect([status, text]).toEqual([400, expect.stringContaining(why)])
  })

  test('the last page that is given is found empty, not refused', async () => {
    for (const query of ['page=21', 'page=20001&page_size=1']) {
      expect(await get(`v2/requests.json?${query}`)).toEqual([])
    }
  })

  test('lists are not given to one address without end', async () => {
    const url = '/open311/v2/requests.json?page_size=1'
    const from = (remoteAddress: string) => counter.house.server.inject({ url, remoteAddress })
    const statuses: number[] = []
    for (let n = 0; n < 61; n++) statuses.push((await from('10.8.0.1')).statusCode)
    expect([statuses.filter((it) => it === 200).length, statuses.at(-1)]).toEqual([60, 429])
    expect((await from('10.8.0.2')).statusCode).toBe(200)
  })

  test('ids that are none find nothing', async () => {
    for (const id of ["1' or '1'='1", '%00', '../../x', '１'.repeat(36)]) {
      expect((await call(`v2/requests/${encodeURIComponent(id)}.json`)).status).toBe(404)
    }
  })

  test('marks of XML in words come back as words', async () => {
    const address = '东村 <a href="x">&amp;]]></a> "1"'
    const { id } = await made({ address_string: address })
    const { service_requests } = await getXml(`v2/requests/${id}.xml`)
    expect(service_requests.request[0].address).toBe(address)
  })

  test('any form at all is answered in the form asked for, never with a surprise', async () => {
    const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('lamp', '30', key, '东村'))
    const names = [
      'api_key',
      'service_code',
      'lat',
      'long',
      'address_string',
      'description',
      'attribute[depth]',
      'email',
    ]
    const form = fc.dictionary(fc.oneof(fc.constantFrom(...names), words), words, { maxKeys: 8 })
    await fc.assert(
      fc.asyncProperty(form, fc.constantFrom('json', 'xml'), async (it, format) => {
        const { status, text } = await call(`test/requests.${format}`, it)
        expect([200, 400, 403, 404]).toContain(status)
        if (format === 'json') expect(Array.isArray(JSON.parse(text))).toBe(true)
        else expect(Object.keys(parser.parse(text))).toHaveLength(2)
      }),
      { numRuns: 60 },
    )
  })
})

test('keys and words are made again from their facts', async () => {
  expect(await compare(counter.house.fresh.app, centerProjections)).toEqual([])
})

test('pages of other sites cannot ride on a session: what comes here is never somebody’s', async () => {
  const browser = new Browser(counter.house.server, '10.8.0.1')
  for (const [name, value] of counter.by.wang.cookies) browser.cookies.set(name, value)
  const response = await counter.house.server.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    headers: { host: 'zaigang.test', 'content-type': 'application/x-www-form-urlencoded' },
    cookies: Object.fromEntries(browser.cookies),
    payload: encode(report()),
  })
  const [{ service_request_id }] = response.json()
  const { events } = (await counter.by.county.get(`/api/matters/${service_request_id}`)).body
  expect(events[0].by).toContain('群众')
})
