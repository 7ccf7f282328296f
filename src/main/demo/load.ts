import { append, type Projection } from '../../fact/append.ts'
import { type Circumstances, draft } from '../../fact/draft.ts'
import type { Fact, FactBody, FactKind, FactOf } from '../../fact/fact.ts'
import type { Iso } from '../../kit/time.ts'
import { consentText } from '../../people/consent-text.ts'
import { sayRoles } from '../../people/rules/roleWords.ts'
import { digestOf } from '../../people/secrets/password.ts'
import { keepPassword } from '../../people/store/passwords.ts'
import { keepPin } from '../../people/store/staff.ts'
import type { Db } from '../../store/open.ts'
import { type Cast, castOf, get } from './cast.ts'
import type { DemoCounty } from './county.ts'
import { idOf } from './names.ts'
import type { DemoSpan } from './span.ts'

/** The password of every account and the PIN of everybody in the demonstration; printed at its start, worth nothing elsewhere. */
export const demoPassword = 'zaigang-demo'
export const demoPin = '246810'

/** Who can log in. With a scope of `person` the account belongs to somebody of the county, and has his name. */
export const demoAccounts = [
  { login: 'xitong', name: '系统管理员（演示）', role: 'systemAdmin', scope: 'county' },
  { login: 'anquan', name: '安全管理员（演示）', role: 'securityAdmin', scope: 'county' },
  { login: 'anquan2', name: '第二安全管理员（演示）', role: 'securityAdmin', scope: 'county' },
  { login: 'shenji', name: '审计管理员（演示）', role: 'auditAdmin', scope: 'county' },
  { login: 'xian', name: '县级管理（演示）', role: 'county', scope: 'county' },
  { login: 'jiwei', name: '纪检监察（演示）', role: 'inspector', scope: 'county' },
  { login: 'kaoqin', name: '清溪镇考勤员（演示）', role: 'clerk', scope: 'town' },
  { login: 'fayuan', name: '法院考勤员（演示）', role: 'clerk', scope: 'court' },
  { login: 'cunkao', name: '上溪村考勤员（演示）', role: 'clerk', scope: 'village' },
  { login: 'zhenzhang', name: '清溪镇镇长（演示）', role: 'head', scope: 'town' },
  { login: 'yuanzhang', name: '法院院长（演示）', role: 'head', scope: 'court' },
  { login: 'cunwen', name: '上溪村村文书（演示）', role: 'staff', scope: 'person' },
  { login: 'cunzhu', name: '上溪村村主任（演示）', role: 'staff', scope: 'person' },
  { login: 'chuangkou', name: '清溪镇窗口人员（演示）', role: 'staff', scope: 'person' },
  { login: 'shuji', name: '法院书记员（演示）', role: 'staff', scope: 'person' },
] as const

/** What opens doors: the digests of the one password and the one PIN. */
export interface DemoSecrets {
  readonly password: string
  readonly pin: string
}

export const makeSecrets = async (): Promise<DemoSecrets> => ({
  password: await digestOf(demoPassword),
  pin: await digestOf(demoPin),
})

/** Makes the demonstration's county on the evening before its first day, by the very facts that pages make. */
export async function loadCounty(
  db: Db,
  it: DemoCounty,
  span: DemoSpan,
  { password, pin }: DemoSecrets,
  projections: readonly Projection[],
): Promise<void> {
  const facts = factsOf(it, span)
  for (let from = 0; from < facts.length; from += 500) await append(db, facts.slice(from, from + 500), projections)
  for (const { login } of demoAccounts) {
    await keepPassword(db, it.countyId, idOf(`account ${login}`), password, span.setUp)
  }
  for (const { staffId } of it.staff) await keepPin(db, it.countyId, staffId, pin, span.setUp)
}

/** When the county was loaded is in the fact that names it, so that a load cut short goes on with the same days. */
function factsOf(it: DemoCounty, { setUp, now }: DemoSpan): Fact[] {
  const fact = <K extends FactKind>(kind: K, body: FactBody<K>, about: Partial<Circumstances> = {}): FactOf<K> =>
    draft(kind, body, {
      ...{ countyId: it.countyId, now: setUp, by: { kind: 'system' }, simulated: true },
      ...about,
    }) as unknown as FactOf<K>
  return [
    fact('countyNamed', { name: it.name, demo: true, complaints: it.complaints }, { now, at: setUp }),
    ...it.units.map((unit) => fact('unitKept', unit)),
    ...it.sites.map((site) => fact('siteKept', site, { siteId: site.siteId })),
    ...it.staff.map((person) => fact('staffKept', person, { staffId: person.staffId, siteId: person.siteId })),
    ...it.staff.map(({ staffId }) => fact('pinSet', { staffId }, { staffId })),
    ...it.staff
      .filter((_, i) => i % 9 !== 4)
      .map(({ staffId }) => fact('consentGiven', consentOf(staffId, setUp), { staffId })),
    ...accountFacts(castOf(it), fact),
  ]
}

const consentOf = (staffId: string, now: Iso): FactBody<'consentGiven'> => ({
  consentId: idOf(`consent ${staffId}`),
  staffId,
  purpose: 'faceCheckIn',
  textVersion: consentText.version,
  textSha256: consentText.sha256,
  shownAt: now,
  how: 'paper',
})

type Make = <K extends FactKind>(kind: K, body: FactBody<K>) => FactOf<K>

function accountFacts(cast: Cast, fact: Make): Fact[] {
  const { court, town, villages } = cast
  const unitIds = { county: null, person: null, town, court, village: get(villages, 0) }
  return demoAccounts.flatMap(({ login, name, role, scope }) => {
    const accountId = idOf(`account ${login}`)
    const person = scope === 'person' ? personOf(cast, login) : undefined
    const own =
      person === undefined ? { name, staffId: null } : { name: `${person.name}（演示）`, staffId: person.staffId }
    const unit = unitIds[scope]?.unit ?? null
    const granted = fact('roleGranted', { accountId, role, unitId: unit?.unitId ?? null })
    const opened = fact('accountOpened', { accountId, login, ...own })
    return [opened, granted, fact('changeMadeAlone', grantedAlone(granted, own.name, unit?.name))]
  })
}

/** Nobody confirms roles while a county is set up: each is marked so. */
function grantedAlone({ id, body }: FactOf<'roleGranted'>, name: string, unit = ''): FactBody<'changeMadeAlone'> {
  const told = {
    what: { zh: `初始设置时为 ${name} 授予角色`, en: `A role for ${name}, given at the set-up` },
    before: sayRoles([], () => ''),
    after: sayRoles([body], () => unit),
  }
  const concern = { unitId: null, staffIds: [], accountIds: [body.accountId] }
  const change = { kind: 'roleGrant', ...body } as const
  const its = { proposalId: idOf(`grant ${id}`), change, told, concern, reason: '' }
  return { ...its, alone: true, why: 'setUp', factIds: [id], unitId: null }
}

function personOf({ court, town, villages }: Cast, login: string) {
  const village = get(villages, 0).crew
  if (login === 'cunwen') return get(village, 2)
  if (login === 'cunzhu') return get(village, 1)
  return login === 'shuji' ? get(court.crew, 5) : get(town.crew, 2)
}
