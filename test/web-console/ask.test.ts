import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logIn } from '../../src/contract/routes/auth.ts'
import { listDuties } from '../../src/contract/routes/duties.ts'
import { keepUnit, listStaff, previewImport, readConsentText } from '../../src/contract/routes/people.ts'
import { countersign, revokeStation } from '../../src/contract/routes/presence.ts'
import { addressOf, ask, Refused, Unanswered } from '../../web/shared/ask.ts'

const id = '01890000-0000-7000-8000-000000000001'
const me = { county: null, account: null, csrf: 'token-1', oidc: false }
const done = { done: true }

type Call = { url: string; init: RequestInit }
let calls: Call[] = []
let answers: Record<string, () => Response> = {}

const json = (body: unknown, status = 200) => Response.json(body, { status })

beforeEach(() => {
  calls = []
  answers = { '/api/me': () => json(me) }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    const answer = answers[url.split('?')[0] ?? '']
    if (answer === undefined) throw new TypeError('fetch failed')
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('asking along a route', () => {
  it('fills and escapes the path and leaves out absent query values', () => {
    expect(addressOf(countersign, { params: { checkInId: 'a/b' } })).toBe('/api/check-ins/a%2Fb/countersign')
    expect(addressOf(listStaff, { query: { siteId: id, left: undefined } })).toBe(`/api/staff?siteId=${id}`)
    expect(() => addressOf(countersign, {})).toThrow('checkInId')
  })

  it('sends a write with JSON and the token it learnt', async () => {
    answers['/api/log-in'] = () => json({ state: 'in' })
    await expect(ask(logIn, { body: { login: 'li', password: 'x' } })).resolves.toEqual({ state: 'in' })
    const sent = calls.at(-1)?.init
    expect(sent?.body).toBe('{"login":"li","password":"x"}')
    expect(sent?.headers).toEqual({ 'x-csrf-token': 'token-1', 'content-type': 'application/json' })
  })

  it('sends no body and no content type where the route takes none', async () => {
    answers[`/api/check-ins/${id}/countersign`] = () => json(done)
    await ask(countersign, { params: { checkInId: id } })
    expect(calls.at(-1)?.init.body).toBeNull()
    expect(calls.at(-1)?.init.headers).not.toHaveProperty('content-type')
  })

  it('learns a new token and tries once more when the old one is refused', async () => {
    let refused = 0
    const path = `/api/devices/${id}/revoke`
    answers[path] = () => (refused++ === 0 ? json({ refusal: 'csrfWrong', zh: '过期', en: 'old' }, 403) : json(done))
    await expect(ask(revokeStation, { params: { deviceId: id } })).resolves.toEqual(done)
    expect(calls.map((call) => call.url).slice(-3)).toEqual([path, '/api/me', path])
  })

  it('uploads a file as the multipart field the server reads', async () => {
    answers['/api/staff-import/preview'] = () => json({ importId: id, fileName: 'a.csv', good: [], bad: [] })
    await ask(previewImport, { file: new File(['工号'], 'a.csv') })
    const body = calls.at(-1)?.init.body
    expect(body).toBeInstanceOf(FormData)
    expect(((body as FormData).get('file') as File).name).toBe('a.csv')
  })
})

describe('answers', () => {
  it('throws a refusal with its sentence in both languages', async () => {
    answers['/api/staff'] = () => json({ refusal: 'forbidden', zh: '您没有权限', en: 'Not allowed' }, 403)
    const failure = await ask(listStaff).catch((it: unknown) => it)
    expect(failure).toBeInstanceOf(Refused)
    expect(failure).toMatchObject({
      status: 403,
      refusal: 'forbidden',
      sentences: { zh: '您没有权限', en: 'Not allowed' },
    })
  })

  it.each([
    ['the network is down', undefined],
    ['a proxy answers with its own page', () => new Response('<h1>502</h1>', { status: 502 })],
  ])('says that no answer came when %s', async (_, answer) => {
    if (answer) answers['/api/staff'] = answer
    await expect(ask(listStaff)).rejects.toBeInstanceOf(Unanswered)
  })

  it('does not let an answer through that is not what the route promises', async () => {
    answers['/api/consent-text'] = () => json({ version: 1 })
    await expect(ask(readConsentText)).rejects.toThrow('sha256')
  })
})

it('lets the compiler refuse what a route does not take (checked by tsc, never called)', () => {
  const wrongUses = () => [
    // @ts-expect-error a needed path parameter is missing
    ask(countersign),
    // @ts-expect-error the parameter has another name
    ask(countersign, { params: { id } }),
    // @ts-expect-error the query needs both days
    ask(listDuties, { query: { from: '2026-03-02' } }),
    // @ts-expect-error the route takes no body
    ask(readConsentText, { body: {} }),
    // @ts-expect-error not one of the kinds of units
    ask(keepUnit, { params: { unitId: id }, body: { parentId: null, name: '甲', kind: 'castle' } }),
    // @ts-expect-error the answer is a list
    ask(listStaff).then((answer) => answer.name),
    ask(listStaff, { query: { left: 'no' } }).then(([first]) => first?.pinSet),
  ]
  expect(wrongUses).toBeTypeOf('function')
})
