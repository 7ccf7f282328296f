import { append, type Projection } from '../../fact/append.ts'
import { type Circumstances, draft } from '../../fact/draft.ts'
import type { Fact, FactBody, FactKind } from '../../fact/fact.ts'
import { dayOf, type Iso } from '../../kit/time.ts'
import { consentText } from '../../people/consent-text.ts'
import { digestOf } from '../../people/secrets/password.ts'
import { keepPassword } from '../../people/store/passwords.ts'
import { keepPin } from '../../people/store/staff.ts'
import { findCounty } from '../../people/store/tree.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { StartError } from '../../store/start-error.ts'
import type { DemoCounty } from './county.ts'
import { idOf } from './names.ts'
import { outingsOf, rosterOf } from './roster.ts'

/** The password of every account and the PIN of everybody in the demonstration; printed at its start, worth nothing elsewhere. */
export const demoPassword = 'zaigang-demo'
export const demoPin = '246810'

export const demoAccounts = [
  { login: 'xitong', name: '系统管理员（演示）', role: 'systemAdmin', scope: 'county' },
  { login: 'anquan', name: '安全管理员（演示）', role: 'securityAdmin', scope: 'county' },
  { login: 'shenji', name: '审计管理员（演示）', role: 'auditAdmin', scope: 'county' },
  { login: 'xian', name: '县级管理（演示）', role: 'county', scope: 'county' },
  { login: 'jiwei', name: '纪检监察（演示）', role: 'inspector', scope: 'county' },
  { login: 'kaoqin', name: '清溪镇考勤员（演示）', role: 'clerk', scope: 'town' },
  { login: 'fayuan', name: '法院考勤员（演示）', role: 'clerk', scope: 'court' },
  { login: 'zhenzhang', name: '清溪镇镇长（演示）', role: 'head', scope: 'town' },
  { login: 'cunwen', name: '', role: 'staff', scope: 'person' },
] as const

/**
 * Makes the demonstration's county, all in one step, by the very facts that pages make; does nothing where it stands
 * already. Refuses to mix with a real county.
 */
export async function loadCounty(db: Db, it: DemoCounty, now: Iso, projections: readonly Projection[]): Promise<void> {
  const there = await findCounty(db)
  if (there && !there.demo) throw new StartError('settingWrong', '--demo: DATA_DIR / DATABASE_URL holds a real county')
  if (there) return

  const [password, pin] = [await digestOf(demoPassword), await digestOf(demoPin)]
  await atomically(db, async (tx) => {
    const facts = factsOf(it, now)
    for (let from = 0; from < facts.length; from += 500) await append(tx, facts.slice(from, from + 500), projections)
    for (const { login } of demoAccounts) await keepPassword(tx, it.countyId, idOf(`account ${login}`), password, now)
    for (const { staffId } of it.staff) await keepPin(tx, it.countyId, staffId, pin, now)
  })
}

function factsOf(it: DemoCounty, now: Iso): Fact[] {
  const fact = <K extends FactKind>(kind: K, body: FactBody<K>, about: Partial<Circumstances> = {}): Fact =>
    draft(kind, body, { countyId: it.countyId, now, by: { kind: 'system' }, simulated: true, ...about })
  const today = dayOf(now)
  return [
    fact('countyNamed', { name: it.name, demo: true, complaints: it.complaints }),
    ...it.units.map((unit) => fact('unitKept', unit)),
    ...it.sites.map((site) => fact('siteKept', site, { siteId: site.siteId })),
    ...it.staff.map((person) => fact('staffKept', person, { staffId: person.staffId, siteId: person.siteId })),
    ...it.staff.map(({ staffId }) => fact('pinSet', { staffId }, { staffId })),
    ...it.staff
      .filter((_, i) => i % 9 !== 4)
      .map(({ staffId }) => fact('consentGiven', consentOf(staffId, now), { staffId })),
    ...accountFacts(it, fact),
    ...rosterOf(it, today).map((duty) => fact('dutyKept', duty, { siteId: duty.siteId, staffId: duty.staffId })),
    ...outingsOf(it, today).map((outing) =>
      fact('outingKept', outing, { siteId: outing.siteId, staffId: outing.staffId }),
    ),
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

type Make = <K extends FactKind>(kind: K, body: FactBody<K>) => Fact

function accountFacts({ units, staff }: DemoCounty, fact: Make): Fact[] {
  const town = units.find((unit) => unit.kind === 'township')?.unitId ?? null
  const court = units.find((unit) => unit.kind === 'court')?.unitId ?? null
  const villager = staff.find((person) => person.post === '村文书')
  return demoAccounts.flatMap(({ login, name, role, scope }) => {
    const accountId = idOf(`account ${login}`)
    const staffId = scope === 'person' ? (villager?.staffId ?? null) : null
    const unitId = { county: null, town, court, person: null }[scope]
    return [
      fact('accountOpened', { accountId, login, name: name || `${villager?.name}（演示）`, staffId }),
      fact('roleGranted', { accountId, role, unitId }),
    ]
  })
}
