import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { openServer } from '../../src/http/server.ts'
import { toIso, toMs } from '../../src/kit/time.ts'
import { peopleAnswers } from '../../src/people/answers.ts'
import { peopleProjections } from '../../src/people/projections.ts'
import { ownRecordAnswer } from '../../src/people/routes/own-record.ts'
import type { PeopleSettings } from '../../src/people/settings.ts'
import { findCaller } from '../../src/people/store/accounts.ts'
import { sessionStore } from '../../src/people/store/sessions.ts'
import { createSetUpToken } from '../../src/people/store/set-up.ts'
import { countyIdOf } from '../../src/people/store/tree.ts'
import { openDb } from '../../src/store/open.ts'
import { type FreshDb, freshDb } from '../db.ts'

/** A clock the test sets. */
export class TestClock {
  at = '2026-03-02T00:30:00.000Z'
  now = (): string => this.at
  monotonic = (): number => toMs(this.at)
  forward(minutes: number): void {
    this.at = toIso(toMs(this.at) + minutes * 60_000)
  }
}

export interface House {
  readonly fresh: FreshDb
  readonly clock: TestClock
  readonly server: Awaited<ReturnType<typeof openServer>>
  browser(): Browser
  close(): Promise<void>
}

/** The center's server with this room's answers on a database of its own. */
export async function openHouse(settings: Partial<PeopleSettings> = {}): Promise<House> {
  const fresh = await freshDb()
  const clock = new TestClock()
  const sessions = openDb(fresh.appUrl, { max: 2 })
  const nothing = async () => []
  const server = await openServer({
    db: fresh.app,
    apart: sessions,
    clock,
    projections: peopleProjections,
    findCaller,
    findStation: async () => null,
    countyIdOf,
    answers: [
      ...peopleAnswers({ sealingKey: new Uint8Array(32).fill(7), ...settings }),
      ownRecordAnswer({ listCheckIns: nothing, listDuties: nothing }),
    ],
    sessionStore: sessionStore(sessions, clock),
    cookieSecret: 'c'.repeat(64),
    https: false,
    log: false,
  })
  const close = async () => {
    await server.close()
    await sessions.destroy()
    await fresh.close()
  }
  let browsers = 0
  return { fresh, clock, server, close, browser: () => new Browser(server, `10.0.0.${++browsers}`) }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Keeps cookies and the token against forged requests, like a page. Each has an address of its own. */
export class Browser {
  readonly cookies = new Map<string, string>()
  csrf = ''
  readonly #server: House['server']
  readonly #address: string
  constructor(server: House['server'], address: string) {
    this.#server = server
    this.#address = address
  }

  async call(method: Method, url: string, payload?: object, headers: Record<string, string> = {}): Promise<Answered> {
    if (method !== 'GET' && this.csrf === '') await this.me()
    const options: InjectOptions = {
      method,
      url,
      remoteAddress: this.#address,
      headers: { host: 'zaigang.test', 'x-csrf-token': this.csrf, ...headers },
      cookies: Object.fromEntries(this.cookies),
      ...(payload && { payload }),
    }
    const response = await this.#server.inject(options)
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answeredBy(response)
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test looks wherever it likes
  async me(): Promise<any> {
    const { body } = await this.call('GET', '/api/me')
    this.csrf = body.csrf
    return body
  }

  get = (url: string): Promise<Answered> => this.call('GET', url)
  post = (url: string, payload: object = {}): Promise<Answered> => this.call('POST', url, payload)
  put = (url: string, payload: object): Promise<Answered> => this.call('PUT', url, payload)

  upload(url: string, fileName: string, bytes: Uint8Array): Promise<Answered> {
    const mark = 'zaigang-test-mark'
    const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${mark}--\r\n`)])
    return this.call('POST', url, payload, { 'content-type': `multipart/form-data; boundary=${mark}` })
  }
}

export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks wherever it likes
  readonly body: any
  readonly raw: LightMyRequestResponse
}

function answeredBy(raw: LightMyRequestResponse): Answered {
  const isJson = String(raw.headers['content-type']).includes('json')
  return { status: raw.statusCode, body: isJson ? raw.json() : raw.body, raw }
}

export const password = 'rice-and-tea-2026'

export const county = {
  countyId: 420101,
  countyName: '江岸区',
  complaints: { name: '区纪委监委', phone: '12388' },
  unitName: '城关镇',
  siteName: '便民服务中心',
  dutyPhone: '027-1234567',
  login: 'system',
  name: '系统管理员',
  password,
}

export interface SetUpHouse extends House {
  readonly system: Browser
  readonly security: Browser
  readonly audit: Browser
  readonly clerk: Browser
  readonly unitId: string
  readonly siteId: string
}

/** A house after its set-up, with one open browser for each of the four who begin. */
export async function openSetUpHouse(
  settings: Partial<PeopleSettings> = {},
  open: (settings: Partial<PeopleSettings>) => Promise<House> = openHouse,
): Promise<SetUpHouse> {
  const house = await open(settings)
  const token = await createSetUpToken(house.fresh.app, house.clock.now())
  const system = house.browser()
  const { body } = await system.post('/api/set-up', { token, ...county })
  const links: { role: string; link: string }[] = body.invitations
  const accept = async (role: string): Promise<Browser> => {
    const browser = house.browser()
    const link = links.find((one) => one.role === role)?.link ?? ''
    await browser.post(`/api/invitations/${link.split('#')[1]}`, { login: role, name: role, password })
    await browser.me()
    return browser
  }
  const [security, audit, clerk] = [await accept('securityAdmin'), await accept('auditAdmin'), await accept('clerk')]
  await system.post('/api/log-in', { login: county.login, password })
  const tree = (await system.get('/api/tree')).body
  return { ...house, system, security, audit, clerk, unitId: tree.units[0].unitId, siteId: tree.sites[0].siteId }
}

/** Lets another person confirm what somebody proposed; what needed nobody else stays as it is. */
export async function confirmBy(browser: Browser, answered: Answered): Promise<Answered> {
  const seconds = answered.body.seconds ?? [answered.body.second]
  for (const second of seconds) {
    if (second?.state !== 'awaited') continue
    const confirmed = await browser.post(`/api/proposals/${second.proposalId}/confirm`)
    if (confirmed.status !== 200) throw new Error(`not confirmed: ${JSON.stringify(confirmed.body)}`)
  }
  return answered
}

/** Opens an account with roles and logs it in. */
export async function openAccount(
  house: SetUpHouse,
  login: string,
  roles: readonly { role: string; unitId: string | null }[],
  staffId: string | null = null,
): Promise<{ browser: Browser; accountId: string }> {
  // The clock may have run far since the set-up.
  await house.system.post('/api/log-in', { login: county.login, password })
  if (!(await house.security.me()).account) {
    await house.security.post('/api/log-in', { login: 'securityAdmin', password })
  }
  const { body } = await house.system.post('/api/accounts', { login, name: login, staffId })
  const browser = house.browser()
  await browser.post(`/api/invitations/${body.link.split('#')[1]}`, { login, name: login, password })
  for (const role of roles) await house.security.post(`/api/accounts/${body.accountId}/roles`, role)
  return { browser, accountId: body.accountId }
}

export const staffBody = (house: SetUpHouse, more: object = {}) => ({
  unitId: house.unitId,
  siteId: house.siteId,
  name: '王小明',
  post: '窗口工作人员',
  employeeNo: 'A001',
  phone: '13800000000',
  partyBranch: null,
  published: true,
  cardNo: null,
  leftOn: null,
  ...more,
})
