import { newId } from '../../src/kit/ids.ts'
import { type Client, openClient } from './client.ts'
import type { Product } from './product.ts'

/** Of every account here. */
export const password = 'a-long-enough-password'

/** A county of one village, set up over the product's own routes as its people would. */
export interface Village {
  readonly clerk: Client
  readonly system: Client
  readonly siteId: string
  readonly unitId: string
  readonly deviceId: string
  /** One-time link that binds the browser which opens it. */
  kioskLink(): Promise<string>
  hire(name: string, employeeNo: string): Promise<Person>
  /** An account of somebody invited, with the roles the security administrator gave it. */
  openAccount(login: string, name: string, staffId: string | null, roles: readonly RoleGiven[]): Promise<void>
}

export interface RoleGiven {
  readonly role: string
  readonly unitId: string | null
}

export interface Person {
  readonly staffId: string
  readonly name: string
  readonly employeeNo: string
  readonly pin: string
}

/** With `join`, the station is another program, which joins with the code it is given. */
export async function setUpVillage(product: Product, join?: (code: string) => Promise<void>): Promise<Village> {
  const token = (await product.until(/set-up#([\w-]+)/))[1]
  const system = openClient(product.url)
  const { invitations } = await system.send<{ invitations: { role: string; link: string }[] }>('POST', '/api/set-up', {
    token,
    countyId: 330881,
    countyName: '试验县',
    complaints: { name: '县纪委监委', phone: '12388' },
    unitName: '上溪村',
    siteName: '上溪村便民服务站',
    dutyPhone: '0570-1234567',
    login: 'system',
    name: '系统管理员',
    password,
  })
  await system.send('POST', '/api/log-in', { login: 'system', password })
  const accept = async (link: string | undefined, login: string, name: string): Promise<Client> => {
    const client = openClient(product.url)
    await client.send('POST', `/api/invitations/${link?.split('#')[1]}`, { login, name, password })
    return client
  }
  const invited = (role: string, name: string): Promise<Client> =>
    accept(invitations.find((it) => it.role === role)?.link, role, name)
  const clerk = await invited('clerk', '考勤员')
  let security: Client | undefined
  const tree = await clerk.get<{ sites: { siteId: string }[]; units: { unitId: string }[] }>('/api/tree')
  const siteId = tree.sites[0]!.siteId
  const unitId = tree.units[0]!.unitId
  // With hours an evening's first check-in is a departure; here the hour of the day decides nothing.
  const site = { unitId, name: '上溪村便民服务站', address: '', dutyPhone: '0570-1234567', closed: false }
  await system.send('PUT', `/api/sites/${siteId}`, { ...site, hours: {} })
  const deviceId = await makeStation(system, siteId, join)
  return {
    clerk,
    system,
    siteId,
    unitId,
    deviceId,
    kioskLink: async () => (await clerk.send<{ link: string }>('POST', `/api/devices/${deviceId}/kiosk`)).link,
    hire: (name, employeeNo) => hire(clerk, { name, employeeNo, siteId, unitId }),
    openAccount: async (login, name, staffId, roles) => {
      security ??= await invited('securityAdmin', '安全管理员')
      const { accountId, link } = await system.send<{ accountId: string; link: string }>('POST', '/api/accounts', {
        login,
        name,
        staffId,
      })
      await accept(link, login, name)
      for (const role of roles) await security.send('POST', `/api/accounts/${accountId}/roles`, role)
    },
  }
}

async function makeStation(
  system: Client,
  siteId: string,
  join: ((code: string) => Promise<void>) | undefined,
): Promise<string> {
  if (join === undefined) {
    return (await system.send<{ deviceId: string }>('POST', `/api/sites/${siteId}/station`)).deviceId
  }
  await join((await system.send<{ code: string }>('POST', `/api/sites/${siteId}/station-code`)).code)
  const devices = await system.get<{ deviceId: string; siteId: string }[]>('/api/devices')
  return devices.find((it) => it.siteId === siteId)?.deviceId ?? ''
}

async function hire(
  clerk: Client,
  who: { name: string; employeeNo: string; siteId: string; unitId: string },
): Promise<Person> {
  const staffId = newId()
  await clerk.send('PUT', `/api/staff/${staffId}`, {
    ...who,
    post: '村干部',
    phone: '13900000000',
    partyBranch: null,
    published: true,
    cardNo: null,
    leftOn: null,
  })
  const { pin } = await clerk.send<{ pin: string }>('POST', `/api/staff/${staffId}/pin`)
  const text = await clerk.get<{ version: string; sha256: string }>('/api/consent-text')
  await clerk.send('POST', `/api/staff/${staffId}/consent`, {
    textVersion: text.version,
    textSha256: text.sha256,
    shownAt: new Date().toISOString(),
    how: 'paper',
  })
  return { staffId, name: who.name, employeeNo: who.employeeNo, pin }
}
