import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { MatterAct, MatterView } from '../../src/contract/matters.ts'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { type LogDesk, noLog } from '../../src/ledger/log.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, county, openAccount, password, staffBody } from '../people/house.ts'

/** A village whose counter takes matters, the town above it that does the second step, and a village that is elsewhere. */
export interface Counter {
  readonly house: WholeHouse
  readonly village: string
  readonly town: string
  readonly elsewhere: string
  readonly siteId: string
  readonly staff: Readonly<Record<'wang' | 'li' | 'qian', string>>
  readonly by: Readonly<Record<Who, Browser>>
  readonly type: MatterType
  /** Puts the clock, `2026-03-02 09:00` of the county, and logs everybody in again. */
  put(at: string): Promise<void>
}

export const people = ['wang', 'li', 'clerk', 'head', 'qian', 'townHead', 'other', 'county', 'inspector'] as const
export type Who = (typeof people)[number]

/** Two steps: the village looks, the town decides. Eight working hours in all, three days by law. */
export const typeOf = (town: string): MatterType => ({
  typeId: newId(),
  version: 1,
  unitId: null,
  code: `T-${newId().slice(-6)}`,
  name: '宅基地审批',
  group: '国土',
  description: '',
  conditions: '',
  materials: [
    { key: 'idcard', name: '身份证', required: true, how: '原件' },
    { key: 'plan', name: '平面图', required: true, how: '一式两份' },
    { key: 'photo', name: '照片', required: false, how: '' },
  ],
  steps: [
    {
      key: 'look',
      name: '现场勘查',
      post: '村文书',
      unitId: null,
      limit: { unit: 'workingHours', amount: 4 },
      warning: { kind: 'used', percent: 50 },
    },
    {
      key: 'decide',
      name: '镇审批',
      post: '镇国土员',
      unitId: town,
      limit: { unit: 'workingHours', amount: 4 },
      warning: { kind: 'before', limit: { unit: 'workingHours', amount: 1 } },
    },
  ],
  acceptWithin: { unit: 'workingHours', amount: 7 },
  legal: { unit: 'workingDays', amount: 3 },
  promised: { unit: 'workingHours', amount: 8 },
  warning: { kind: 'used', percent: 80 },
  legalBasis: '土地管理法',
  publicProblem: false,
  keywords: ['建房'],
  from: '2026-01-01',
})

export async function openCounter(log: LogDesk = noLog): Promise<Counter> {
  const house = await openWholeHouse((it) => it, log)
  const town = house.unitId
  const keepUnit = async (name: string): Promise<string> => {
    const unitId = newId()
    const unit = { parentId: town, name, kind: 'village' }
    expect((await house.system.put(`/api/units/${unitId}`, unit)).status).toBe(200)
    return unitId
  }
  const [village, elsewhere, siteId] = [await keepUnit('东村'), await keepUnit('西村'), newId()]
  const site = { unitId: village, name: '东村便民站', address: '', hours: {}, dutyPhone: '027-1', closed: false }
  expect((await house.system.put(`/api/sites/${siteId}`, site)).status).toBe(200)
  const staff = { wang: newId(), li: newId(), qian: newId() }
  const keepStaff = async (staffId: string, name: string, more: object): Promise<void> => {
    const body = staffBody(house, { name, ...more })
    expect((await house.clerk.put(`/api/staff/${staffId}`, body)).status).toBe(200)
  }
  await keepStaff(staff.wang, '王小明', { unitId: village, siteId, employeeNo: 'A1', post: '村文书' })
  await keepStaff(staff.li, '李小红', { unitId: village, siteId, employeeNo: 'A2', post: '村主任' })
  await keepStaff(staff.qian, '钱镇', { unitId: town, employeeNo: 'A3', post: '镇国土员' })
  const open = async (login: string, role: string, unitId: string | null, staffId: string | null = null) =>
    (await openAccount(house, login, [{ role, unitId }], staffId)).browser
  const by = {
    wang: await open('wang', 'staff', null, staff.wang),
    li: await open('li', 'staff', null, staff.li),
    clerk: await open('vclerk', 'clerk', village),
    head: await open('vhead', 'head', village),
    qian: await open('qian', 'staff', null, staff.qian),
    townHead: await open('thead', 'head', town),
    other: await open('other', 'clerk', elsewhere),
    county: await open('county', 'county', null),
    inspector: await open('inspector', 'inspector', null),
  }
  const logins: Record<Who, string> = {
    ...{ wang: 'wang', li: 'li', clerk: 'vclerk', head: 'vhead', qian: 'qian' },
    ...{ townHead: 'thead', other: 'other', county: 'county', inspector: 'inspector' },
  }
  const type = typeOf(town)
  await keepType(house, type)
  const put = async (at: string): Promise<void> => {
    const [day = '', clock = ''] = at.split(' ')
    house.clock.at = instantAt(day, clock)
    for (const who of people) {
      if ((await by[who].me()).account) continue
      await by[who].post('/api/log-in', { login: logins[who], password })
      await by[who].me()
    }
  }
  for (const who of people) await by[who].me()
  return { house, village, town, elsewhere, siteId, staff, by, type, put }
}

/** Keeps a kind of matter by its fact, as the county's page does. */
export async function keepType(house: WholeHouse, type: MatterType): Promise<void> {
  const about = { countyId: county.countyId, now: house.clock.now(), by: { kind: 'system' } as const }
  await append(house.fresh.app, [draft('matterTypeKept', type, about)], centerProjections)
}

export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/** What a counter sends; with an id and a code of its own. */
export function taking({ type, siteId }: Pick<Counter, 'type' | 'siteId'>, more: object = {}) {
  const matterId = newId()
  return {
    ...{ matterId, codeHash: hashOf(matterId), typeId: type.typeId, title: '老屋翻建', description: '三间' },
    ...{ siteId, channel: 'counter', applicant: { name: '赵老汉', phone: '13912345678' }, agentStaffId: null },
    ...{ external: null, place: null, suggestion: null, brought: ['idcard', 'plan'], takenAt: null },
    ...more,
  }
}

/** Takes one and tells its id. */
export async function take(counter: Counter, more: object = {}, who: Who = 'wang'): Promise<string> {
  const body = taking(counter, more)
  const { status, body: said } = await counter.by[who].post('/api/matters', body)
  expect([status, status === 200 ? '' : said]).toEqual([200, ''])
  return body.matterId
}

export const act = (counter: Counter, who: Who, matterId: string, it: MatterAct): Promise<Answered> =>
  counter.by[who].post(`/api/matters/${matterId}/acts`, it)

/** Does it, and expects that it is done. */
export async function done(counter: Counter, who: Who, matterId: string, it: MatterAct): Promise<MatterView> {
  const { status, body } = await act(counter, who, matterId, it)
  expect([status, status === 200 ? '' : body]).toEqual([200, ''])
  return body
}

export const refusalOf = ({ status, body }: Answered): string => (status === 200 ? 'done' : body.refusal)

export async function read(counter: Counter, matterId: string, who: Who = 'county'): Promise<MatterView> {
  const { status, body } = await counter.by[who].get(`/api/matters/${matterId}`)
  expect([status, status === 200 ? '' : body]).toEqual([200, ''])
  return body
}
