import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Proposal } from '../../src/contract/proposals.ts'
import { standardRule } from '../../src/contract/standardRule.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { listFacts } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { type Office, openOffice, punch, regular, workdays } from '../attendance/office.ts'
import { type Answered, type Browser, confirmBy, county, openAccount, password } from '../people/house.ts'

let office: Office
/** Another clerk of the same unit, nobody of the staff. */
let second: Browser
/** A security administrator beside the first. */
let security: Browser
const today = '2026-04-02'
const yesterday = '2026-04-01'
const gone = '2026-03-27'

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  const march = workdays('2026-03-02', '2026-04-01')
  await office.keep(
    ...regular(office, people.zhao, march),
    ...regular(
      office,
      people.li,
      march.filter((day) => day !== '2026-03-04'),
    ),
    punch(office, people.qian, '2026-03-04', '08:45:00'),
    punch(office, people.qian, '2026-03-04', '17:40:00'),
  )
  await office.hear()
  second = (await openAccount(office, 'clerk-2', [{ role: 'clerk', unitId: office.unitId }])).browser
  security = (await openAccount(office, 'security-2', [{ role: 'securityAdmin', unitId: null }])).browser
  await office.audit.post('/api/log-in', { login: 'auditAdmin', password })
  await Promise.all([second.me(), security.me(), office.security.me(), office.audit.me()])
})
afterAll(() => office.close())

const refusalOf = ({ status, body }: Answered): string => (status === 200 ? 'done' : body.refusal)
const confirm = (who: Browser, proposalId: string) => who.post(`/api/proposals/${proposalId}/confirm`)
/** All pages of what somebody reads, or the refusal. */
async function listed(who: Browser, query = ''): Promise<Proposal[]> {
  const { body } = await who.get(`/api/proposals?${query}`)
  if (body.next === undefined || body.next === null) return body.proposals ?? body
  return [...body.proposals, ...(await listed(who, `${query.replace(/&?before=.*/, '')}&before=${body.next}`))]
}
const idOf = ({ status, body }: Answered): string => {
  expect([status, body.refusal, body.second?.state]).toEqual([200, undefined, 'awaited'])
  return body.second.proposalId
}
const kindsOf = async (): Promise<string[]> => {
  const { rows } = await sql<{ kind: string }>`select kind from fact order by position`.execute(office.fresh.app)
  return rows.map((it) => it.kind)
}

const duty = (staffId: string, day: string, more: object = {}) => ({
  ...{ staffId, siteId: office.siteId, note: '', as: 'member', why: '事后补登' },
  starts: instantAt(day, '18:00'),
  ends: instantAt(day, '20:00'),
  ...more,
})
const keepDuty = (who: Browser, staffId: string, day: string, dutyId = newId()) =>
  who.put(`/api/duties/${dutyId}`, duty(staffId, day))
const decide = (who: Browser, staffId: string, decision: string, half = 'am', day = '2026-03-04') =>
  who.post('/api/attendance/cases/decide', { staffId, day, half, decision, reason: '核实过' })
const ruleBody = (more: object = {}) => {
  const { ruleId: _, ...rule } = { ...standardRule, unitId: office.unitId, effectiveFrom: '2026-05-01', ...more }
  return { rule, seen: 0, why: '镇党委会议决定' }
}
const override = (day: string, more: object = {}) => ({
  ...{ layer: 'person', unitId: null, staffId: office.people.li, from: day, to: day, half: null, work: false },
  ...{ name: '', reason: '换休', document: '', ...more },
})

/** Every act that takes two: who starts it, who confirms it, what is so before and after. */
interface Case {
  readonly start: () => Promise<Answered>
  /** Proposed by the clerk unless named. */
  readonly confirmer?: () => Browser
  readonly refused: readonly (readonly [who: () => Browser, why: string])[]
  /** Each call makes its own duties: proposed twice it waits twice. */
  readonly fresh?: true
  /** The facts that must come, and only then. */
  readonly kinds: readonly string[]
}

const assignmentId = newId()
const overrideId = newId()
const dutyId = newId()
const ruleId = newId()
const noticeId = newId()
let grantee = ''

const acts: Readonly<Record<string, Case>> = {
  'a role': {
    start: () => office.security.post(`/api/accounts/${grantee}/roles`, { role: 'county', unitId: null, why: '任命' }),
    confirmer: () => security,
    refused: [
      [() => office.security, 'confirmOwn'],
      [() => office.county, 'notFound'],
      [() => office.system, 'notFound'],
    ],
    kinds: ['roleGranted', 'changeConfirmed'],
  },
  'a rule of the unit': {
    start: () => office.clerk.put(`/api/attendance/rules/${ruleId}`, ruleBody()),
    confirmer: () => office.county,
    refused: [
      [() => office.clerk, 'confirmOwn'],
      [() => office.security, 'notFound'],
    ],
    kinds: ['attendanceRuleKept', 'changeConfirmed'],
  },
  'a rule taken back': {
    start: () => office.clerk.post(`/api/attendance/rules/${ruleId}/lift`, { reason: '写错了' }),
    confirmer: () => office.county,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['attendanceRuleLifted', 'changeConfirmed'],
  },
  'lateness excused by the clerk': {
    start: () => decide(office.clerk, office.people.qian, 'excused'),
    confirmer: () => office.head,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['caseDecided', 'changeConfirmed'],
  },
  'an absence called by the clerk': {
    start: () => decide(office.clerk, office.people.li, 'absent'),
    confirmer: () => office.county,
    refused: [
      [() => office.clerk, 'confirmOwn'],
      [() => office.head, 'confirmDirectBoss'],
    ],
    kinds: ['caseDecided', 'changeConfirmed'],
  },
  'a half-day of the head himself': {
    start: () => decide(office.clerk, office.people.wang, 'excused'),
    confirmer: () => office.county,
    refused: [
      [() => office.head, 'confirmConcerned'],
      [() => second, 'confirmFromAbove'],
    ],
    kinds: ['caseDecided', 'changeConfirmed'],
  },
  'a duty on a day gone by': {
    start: () => keepDuty(office.clerk, office.people.zhao, gone, dutyId),
    confirmer: () => second,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['dutyKept', 'changeConfirmed'],
  },
  'a duty of a day gone by moved to what is to come': {
    start: () => keepDuty(office.clerk, office.people.zhao, '2026-04-20', dutyId),
    confirmer: () => office.head,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['dutyKept', 'changeConfirmed'],
  },
  'duties of days gone by, in turn': {
    start: async () => {
      const slot = { on: 'everyDay', from: '20:00', to: '21:00', as: 'member', note: '' }
      const slots = [{ ...slot, staffIds: [office.people.zhao] }]
      const body = { siteId: office.siteId, from: '2026-03-30', to: '2026-03-31', slots, keep: true }
      const answered = await office.clerk.post('/api/duties-fill', body)
      return { ...answered, body: { second: answered.body.seconds?.[0], refusal: answered.body.refusal } }
    },
    confirmer: () => office.head,
    refused: [[() => office.clerk, 'confirmOwn']],
    fresh: true,
    kinds: ['dutyKept', 'dutyKept', 'changeConfirmed'],
  },
  'work by another pattern since days ago': {
    start: () => office.clerk.put(`/api/assignments/${assignmentId}`, assignmentBody('2026-03-10', null)),
    confirmer: () => office.head,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['assignmentKept', 'changeConfirmed'],
  },
  'work by a pattern ended days ago': {
    start: () => office.clerk.post(`/api/assignments/${assignmentId}/end`, { to: '2026-03-20', reason: '调岗' }),
    confirmer: () => office.head,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['assignmentEnded', 'changeConfirmed'],
  },
  'a day off for somebody, days ago': {
    start: () => office.clerk.put(`/api/calendar/overrides/${overrideId}`, override('2026-03-04')),
    confirmer: () => office.head,
    refused: [[() => office.clerk, 'confirmOwn']],
    kinds: ['dayOverrideKept', 'changeConfirmed'],
  },
  'a day off days ago, taken back': {
    start: () => office.head.post(`/api/calendar/overrides/${overrideId}/lift`, { reason: '收回' }),
    confirmer: () => office.clerk,
    refused: [[() => office.head, 'confirmOwn']],
    kinds: ['dayOverrideLifted', 'changeConfirmed'],
  },
  'a notice that changes days gone by': {
    start: () => office.county.put(`/api/calendar/notices/${noticeId}`, noticeBody('2026-03-05')),
    confirmer: () => office.system,
    refused: [
      [() => office.county, 'confirmOwn'],
      [() => office.clerk, 'notFound'],
    ],
    kinds: ['holidayNoticeKept', 'changeConfirmed'],
  },
}

const assignmentBody = (from: string, to: string | null) => ({
  ...{ staffId: office.people.sun, patternId: null, from, to, phase: 0, post: 'part', why: '补登' },
})
const noticeBody = (day: string) => ({
  ...{ year: 2026, documentNo: '', source: '', text: '', why: '补录' },
  days: [
    { day: `${day.slice(0, 4)}-01-01`, off: true, name: '元旦' },
    ...(day.endsWith('-01-01') ? [] : [{ day, off: true, name: '补休' }]),
  ],
})

describe('one proposes, another confirms', () => {
  beforeAll(async () => {
    grantee = (await openAccount(office, 'grantee', [])).accountId
  })

  test.each(Object.entries(acts))(
    '%s',
    async (_, { start, confirmer = () => office.county, refused, fresh, kinds }) => {
      const before = await kindsOf()
      const proposalId = idOf(await start())
      expect((await kindsOf()).slice(before.length)).toEqual(['changeProposed'])
      // Proposed twice it waits once.
      if (!fresh) expect(idOf(await start())).toBe(proposalId)
      for (const [who, why] of refused) expect(refusalOf(await confirm(who(), proposalId))).toBe(why)
      expect((await kindsOf()).slice(before.length)).toEqual(['changeProposed'])

      const seen = (await listed(confirmer())).find((it) => it.proposalId === proposalId)!
      expect([seen.mayNot, seen.own, seen.state]).toEqual([null, false, 'open'])
      for (const words of Object.values(seen.told) as { zh: string; en: string }[]) {
        expect([words.zh.length > 1, words.en.length > 1]).toEqual([true, true])
      }
      expect(seen.told.before).not.toEqual(seen.told.after)

      expect(refusalOf(await confirm(confirmer(), proposalId))).toBe('done')
      expect((await kindsOf()).slice(before.length + 1)).toEqual(kinds)
      // Said again it is done already, and nothing is stated twice.
      expect(refusalOf(await confirm(confirmer(), proposalId))).toBe('done')
      expect((await kindsOf()).slice(before.length + 1)).toEqual(kinds)
      const after = (await listed(confirmer())).find((it) => it.proposalId === proposalId)!
      expect(after).toMatchObject({ state: 'confirmed' })
      expect(after.settledBy).not.toBe(after.proposedBy)
    },
  )

  test('a printed month printed anew', async () => {
    const body = { unitId: office.unitId, month: '2026-03', reason: '' }
    const print = (reason: string) => office.clerk.post('/api/attendance/month-finalise', { ...body, reason })
    expect((await print('')).body).toMatchObject({ second: { state: 'notNeeded' }, state: { revision: 1 } })
    await office.keep(punch(office, office.people.wu, '2026-03-12', '08:10:00'))
    const revised = await print('签到晚到')
    expect(revised.body).toMatchObject({ second: { state: 'awaited' }, state: { revision: 1 } })
    expect(refusalOf(await confirm(office.clerk, idOf(revised)))).toBe('confirmOwn')
    await confirmBy(office.head, revised)
    const { body: sheet } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-03`)
    expect(sheet.state).toMatchObject({ revision: 2, reason: '签到晚到' })
  })

  test('the facts of the change are by whoever proposed it, and the confirmation names them', async () => {
    const confirmed = await listFacts(office.fresh.app, county.countyId, { kinds: ['changeConfirmed'] })
    expect(confirmed.length).toBeGreaterThan(10)
    const all = new Map((await listFacts(office.fresh.app, county.countyId)).map((it) => [it.id, it]))
    for (const { by, body } of confirmed) {
      expect(body.factIds.length).toBeGreaterThan(0)
      for (const id of body.factIds) expect(all.get(id)?.by).not.toEqual(by)
    }
  })
})

describe('what is still to come is one person’s work', () => {
  test.each<[string, () => Promise<Answered>]>([
    ['a duty today', () => keepDuty(office.clerk, office.people.zheng, today)],
    ['a duty tomorrow', () => keepDuty(office.clerk, office.people.zheng, addDays(today, 1))],
    [
      'a pattern from today on',
      () =>
        office.clerk.put(`/api/assignments/${newId()}`, {
          ...assignmentBody(today, null),
          staffId: office.people.zheng,
        }),
    ],
    ['a day off next week', () => office.clerk.put(`/api/calendar/overrides/${newId()}`, override('2026-04-09'))],
    [
      'the notice of the year to come',
      () => office.county.put(`/api/calendar/notices/${newId()}`, { ...noticeBody('2027-01-01'), year: 2027 }),
    ],
  ])('%s', async (_, act) => {
    const { body } = await act()
    expect(body).toMatchObject({ second: { state: 'notNeeded' } })
  })

  test('of a file what lies ahead is kept, and what lies back is proposed', async () => {
    const site = (await office.clerk.get('/api/tree')).body.sites[0].name
    const line = (no: string, day: string) => `${no},${site},${day} 06:00,${day} 07:00,`
    const lines = ['工号,站点,开始,结束,备注', line('A003', yesterday), line('A003', '2026-04-21')]
    const imported = await office.clerk.upload('/api/duties-import', 'd.csv', Buffer.from(lines.join('\n')))
    expect(imported.body).toMatchObject({ kept: 1, past: 1, seconds: [{ state: 'awaited' }], bad: [] })
    const at = async (day: string) => {
      const { duties } = (await office.clerk.get(`/api/duties?from=${day}&to=${day}`)).body
      return duties.filter((it: { starts: string }) => it.starts === instantAt(day, '06:00')).length
    }
    expect([await at(yesterday), await at('2026-04-21')]).toEqual([0, 1])
    await confirmBy(office.head, imported)
    expect(await at(yesterday)).toBe(1)
  })
})

describe('a proposal', () => {
  test('is declined with a reason by whoever might confirm it, and then nothing holds', async () => {
    const proposalId = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-11'))
    const decline = (who: Browser, reason = '没有记录') => who.post(`/api/proposals/${proposalId}/decline`, { reason })
    expect(refusalOf(await decline(office.clerk))).toBe('confirmOwn')
    expect(refusalOf(await decline(office.inspector))).toBe('forbidden')
    expect(refusalOf(await decline(office.head, ' '))).toBe('badInput')
    expect(refusalOf(await decline(office.head))).toBe('done')
    expect(refusalOf(await confirm(office.head, proposalId))).toBe('alreadyDone')
    const mine = (await listed(office.clerk)).find((it) => it.proposalId === proposalId)
    expect(mine).toMatchObject({ state: 'declined', settleReason: '没有记录', own: true })
  })

  test('is taken back by its own proposer alone', async () => {
    const proposalId = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-11'))
    const withdraw = (who: Browser) => who.post(`/api/proposals/${proposalId}/withdraw`)
    expect(refusalOf(await withdraw(office.head))).toBe('notFound')
    expect(refusalOf(await withdraw(office.clerk))).toBe('done')
    expect(refusalOf(await withdraw(office.clerk))).toBe('done')
    expect(refusalOf(await confirm(office.head, proposalId))).toBe('alreadyDone')
  })

  test('confirmed and declined at once is one of both, and leaves no half of either', async () => {
    for (let round = 0; round < 4; round += 1) {
      const day = `2026-03-1${round + 2}`
      const before = (await kindsOf()).length
      const proposalId = idOf(await keepDuty(office.clerk, office.people.wu, day))
      const found = await Promise.all([
        confirm(office.head, proposalId),
        second.post(`/api/proposals/${proposalId}/decline`, { reason: '不对' }),
        confirm(office.county, proposalId),
      ])
      expect(found.map(refusalOf).sort()).toEqual(['alreadyDone', 'alreadyDone', 'done'])
      const kinds = (await kindsOf()).slice(before + 1)
      expect([['dutyKept', 'changeConfirmed'], ['changeDeclined']]).toContainEqual(kinds)
    }
  })

  test('is outdated when what it would change has changed, or can be no more, and leaves nothing behind', async () => {
    const id = newId()
    await confirmBy(office.head, await keepDuty(office.clerk, office.people.wu, '2026-03-24', id))
    const later = idOf(await keepDuty(office.clerk, office.people.zheng, '2026-03-24', id))
    await confirmBy(office.head, await keepDuty(second, office.people.wu, '2026-03-25', id))
    const before = await kindsOf()
    expect(refusalOf(await confirm(office.head, later))).toBe('proposalOutdated')
    const clashing = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-23'))
    await confirmBy(office.head, await keepDuty(second, office.people.wu, '2026-03-23'))
    const more = await kindsOf()
    expect(refusalOf(await confirm(office.head, clashing))).toBe('dutyOverlaps')
    expect(await kindsOf()).toEqual(more)
    expect(more.length).toBe(before.length + 4)
  })

  test('of somebody who lost his office is confirmed no more', async () => {
    const leaving = await openAccount(office, 'leaving', [])
    const grant = { role: 'clerk', unitId: office.unitId }
    await confirmBy(security, await office.security.post(`/api/accounts/${leaving.accountId}/roles`, grant))
    await leaving.browser.me()
    const proposalId = idOf(await keepDuty(leaving.browser, office.people.wu, '2026-03-18'))
    const closing = idOf(await keepDuty(leaving.browser, office.people.wu, '2026-03-19'))
    await office.security.post(`/api/accounts/${leaving.accountId}/roles/revoke`, { ...grant, reason: '调离' })
    expect(refusalOf(await confirm(office.head, proposalId))).toBe('forbidden')
    await office.system.post(`/api/accounts/${leaving.accountId}/close`, { reason: '调离' })
    expect(refusalOf(await confirm(office.head, closing))).toBe('proposalOutdated')
  })

  test('of a role, by somebody who is security administrator no more, is not confirmed', async () => {
    const leaving = await openAccount(office, 'leaving-security', [])
    const grant = { role: 'securityAdmin', unitId: null }
    await confirmBy(security, await office.security.post(`/api/accounts/${leaving.accountId}/roles`, grant))
    await leaving.browser.me()
    const { accountId } = await openAccount(office, 'friend', [])
    const role = { role: 'inspector', unitId: null, why: '任命' }
    const proposalId = idOf(await leaving.browser.post(`/api/accounts/${accountId}/roles`, role))
    const taken = { ...grant, reason: '调离' }
    expect((await office.security.post(`/api/accounts/${leaving.accountId}/roles/revoke`, taken)).status).toBe(200)
    const before = await kindsOf()
    expect(refusalOf(await confirm(security, proposalId))).toBe('forbidden')
    expect(await kindsOf()).toEqual(before)
  })

  test('is read by whoever may confirm it, its proposer, and auditors; not by others', async () => {
    const proposalId = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-20'))
    const sees = async (who: Browser) => (await listed(who)).some?.((it) => it.proposalId === proposalId) ?? 'forbidden'
    expect(
      await Promise.all([office.clerk, office.head, office.county, office.audit, office.inspector].map(sees)),
    ).toEqual([true, true, true, true, true])
    expect(await Promise.all([office.security, office.system, office.staff].map(sees))).toEqual([
      false,
      false,
      'forbidden',
    ])
    expect(refusalOf(await confirm(office.audit, proposalId))).toBe('forbidden')
    expect(refusalOf(await confirm(office.head, newId()))).toBe('notFound')
    const { body } = await office.audit.get('/api/audit?kind=changeProposed')
    expect(body.some((it: { body: { proposalId: string } }) => it.body.proposalId === proposalId)).toBe(true)
  })

  test('about a half-day is told to auditors without the words about the person, whatever becomes of it', async () => {
    const words = '他说去了医院，未带材料'
    const body = { staffId: office.people.wu, day: '2026-03-03', half: 'pm', decision: 'excused', reason: words }
    const proposalId = idOf(await office.clerk.post('/api/attendance/cases/decide', body))
    const declined = await office.head.post(`/api/proposals/${proposalId}/decline`, { reason: words })
    expect(refusalOf(declined)).toBe('done')
    const { body: proposed, raw } = await office.audit.get('/api/audit?kind=changeProposed')
    const one = proposed.find((it: { body: { proposalId: string } }) => it.body.proposalId === proposalId)
    const { reason: _, ...rest } = body
    expect(one.body).toEqual({
      proposalId,
      change: { kind: 'caseDecision', ...rest },
      concern: { unitId: office.unitId, staffIds: [office.people.wu], accountIds: [] },
    })
    const end = await office.audit.get('/api/audit?kind=changeDeclined')
    expect(end.body.map((it: { body: { proposalId: string } }) => it.body.proposalId)).toContain(proposalId)
    expect(raw.body + end.raw.body).not.toContain(words)
    const listedTo = async (who: Browser) => (await listed(who)).find((it) => it.proposalId === proposalId)
    expect(JSON.stringify(await listedTo(office.head))).toContain(words)
    const audited = await listedTo(office.audit)
    expect(audited?.told.what.zh).toContain('2026-03-03')
    expect(JSON.stringify(audited)).not.toContain(words)
    // Of other changes the reason is told.
    expect(proposed.some((it: { body: { reason?: string } }) => it.body.reason === '事后补登')).toBe(true)
  })
})

test('what waits for a unit is not lost behind hundreds that wait elsewhere', async () => {
  const proposalId = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-17'))
  const elsewhere = sql.lit(JSON.stringify({ unitId: newId(), staffIds: [], accountIds: [] }))
  const inserted = await sql`
    insert into proposal
    select (jsonb_populate_record(p, jsonb_build_object(
      'proposal_id', gen_random_uuid(), 'proposed_at', p.proposed_at + interval '1 second', 'concern', ${elsewhere}::jsonb, 'proposed_by', null
    ))).* from proposal p, generate_series(1, 600) where p.proposal_id = ${proposalId}`.execute(office.fresh.owner)
  expect(inserted.numAffectedRows).toBe(600n)
  expect((await listed(office.head)).map((it) => it.proposalId)).toContain(proposalId)
  const open = await listed(office.county, 'shelf=mine')
  expect(open.length).toBeGreaterThan(600)
  expect(new Set(open.map((it) => it.proposalId)).size).toBe(open.length)
  await sql`delete from proposal where proposed_by is null and state = 'open'`.execute(office.fresh.owner)
})

describe('what waits is looked through', () => {
  let half = ''
  let waiting = ''
  beforeAll(async () => {
    half = idOf(await decide(office.clerk, office.people.wu, 'excused', 'am', '2026-03-03'))
    waiting = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-16'))
  })
  const idsOf = async (who: Browser, query: string) => (await listed(who, query)).map((it) => it.proposalId)

  test('by what it is about, by unit, and by what the reader can do about it', async () => {
    const both = [waiting, half]
    const of = async (who: Browser, query: string) => (await idsOf(who, query)).filter((it) => both.includes(it))
    expect(await of(office.head, 'shelf=mine')).toEqual(both)
    expect(await of(office.head, 'shelf=mine&group=halfDay')).toEqual([half])
    expect(await of(office.head, `group=duty&unitId=${office.unitId}`)).toEqual([waiting])
    expect(await of(office.head, `unitId=${newId()}`)).toEqual([])
    expect(await of(office.clerk, 'shelf=own')).toEqual(both)
    expect(await of(office.clerk, 'shelf=mine')).toEqual([])
    expect(await of(office.audit, 'shelf=others')).toEqual(both)
    expect(await of(office.head, 'shelf=settled')).toEqual([])
  })

  test('counted as it is listed', async () => {
    for (const who of [office.clerk, office.head, office.county, office.audit]) {
      const { body } = await who.get('/api/proposals/count')
      for (const shelf of ['mine', 'own', 'others']) {
        expect(body[shelf]).toBe((await idsOf(who, `shelf=${shelf}`)).length)
      }
    }
  })

  test('in short, where such changes are made: which half-days wait, and how many', async () => {
    const { body } = await office.clerk.get('/api/proposals/awaited?group=halfDay')
    expect(body.halves).toContainEqual({ staffId: office.people.wu, day: '2026-03-03', half: 'am' })
    expect([body.count, body.newest.length]).toEqual([body.halves.length, Math.min(5, body.count)])
    expect((await office.staff.get('/api/proposals/awaited?group=halfDay')).body.refusal).toBe('forbidden')
  })

  afterAll(async () => {
    for (const id of [half, waiting]) await office.clerk.post(`/api/proposals/${id}/withdraw`)
  })
})

test('several are confirmed in one call, each by itself; what cannot be says why and keeps none back', async () => {
  const { wu } = office.people
  const days = ['2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10']
  const ids: string[] = []
  for (const day of days) ids.push(idOf(await keepDuty(office.clerk, wu, day)))
  // One is taken back, one cannot be any more, one is nobody's.
  await office.clerk.post(`/api/proposals/${ids[1]}/withdraw`)
  await confirmBy(office.head, await keepDuty(second, wu, '2026-03-09'))
  const proposalIds = [...ids, newId()]
  const before = (await kindsOf()).length
  const { status, body } = await office.head.post('/api/proposals/confirm', { proposalIds })
  expect(status).toBe(200)
  const refusals = [null, 'alreadyDone', 'dutyOverlaps', null, 'notFound']
  expect(body).toEqual(proposalIds.map((proposalId, n) => ({ proposalId, refusal: refusals[n] })))
  expect((await kindsOf()).slice(before)).toEqual(['dutyKept', 'changeConfirmed', 'dutyKept', 'changeConfirmed'])
  // Said again nothing is stated twice; nobody confirms his own this way either.
  await office.head.post('/api/proposals/confirm', { proposalIds: ids })
  expect((await kindsOf()).length).toBe(before + 4)
  const own = idOf(await keepDuty(office.clerk, wu, '2026-03-04'))
  const { body: refused } = await office.clerk.post('/api/proposals/confirm', { proposalIds: [own] })
  expect(refused).toEqual([{ proposalId: own, refusal: 'confirmOwn' }])
  await office.clerk.post(`/api/proposals/${own}/withdraw`)
})

describe('requests have two persons already, and nobody is both', () => {
  const wish = {
    kind: 'leave',
    leave: 'sick',
    from: { day: '2026-03-26', half: 'am' },
    to: { day: '2026-03-26', half: 'pm' },
    note: '',
  }
  const ask = (who: Browser, staffId: string, requestId: string, what: object = wish) =>
    who.put(`/api/requests/${requestId}`, { staffId, wish: what })
  const approve = (who: Browser, requestId: string) =>
    who.post(`/api/requests/${requestId}/decide`, { decision: 'approved', reason: '' })

  test('a clerk who is head as well does not decide what he wrote down himself, by either account', async () => {
    const { people, unitId } = office
    const grants = ['clerk', 'head'].map((role) => ({ role, unitId }))
    const both = await openTwo('both', grants, people.zheng)
    const other = await openTwo('both-2', grants.slice(1), people.zheng)
    for (const [n, what] of [wish, { ...correction, day: '2026-03-27' }].entries()) {
      const requestId = newId()
      expect((await ask(both, n === 0 ? people.qian : people.zhao, requestId, what)).status).toBe(200)
      expect(refusalOf(await approve(both, requestId))).toBe('ownEntry')
      expect(refusalOf(await approve(other, requestId))).toBe('ownEntry')
      expect(refusalOf(await approve(office.head, requestId))).toBe('done')
    }
  })

  test('a head does not decide about himself, and a clerk decides nothing', async () => {
    const requestId = newId()
    expect((await ask(office.clerk, office.people.wang, requestId)).status).toBe(200)
    expect(refusalOf(await approve(office.head, requestId))).toBe('decisionOnSelf')
    expect(refusalOf(await approve(office.clerk, requestId))).toBe('forbidden')
    expect(refusalOf(await approve(office.county, requestId))).toBe('done')
  })

  test('whoever confirmed an absence does not decide the appeal against it', async () => {
    const { people } = office
    const another = await openTwo('county-2', [{ role: 'county', unitId: null }], null)
    await confirmBy(office.county, await decide(office.clerk, people.li, 'absent', 'pm', '2026-03-04'))
    const requestId = newId()
    const appeal = { kind: 'appeal', day: '2026-03-04', half: 'pm', text: '当天下村' }
    expect((await ask(office.clerk, people.li, requestId, appeal)).status).toBe(200)
    expect(refusalOf(await approve(office.county, requestId))).toBe('forbidden')
    expect(refusalOf(await approve(another, requestId))).toBe('done')
  })

  test('a field day noted after the day counts when another person approved it, not before', async () => {
    const { people, siteId } = office
    const outing = (day: string) => ({
      ...{ kind: 'outing', siteId, where: '下村' },
      starts: instantAt(day, '08:30'),
      ends: instantAt(day, '17:30'),
    })
    const state = async (day: string) => {
      const { body } = await office.head.get(`/api/attendance/person?staffId=${people.wu}&month=${day.slice(0, 7)}`)
      return body.days.find((it: { calendar: { day: string } }) => it.calendar.day === day).verdict.am.verdict.state
    }
    const [back, ahead] = [newId(), newId()]
    expect((await ask(office.clerk, people.wu, back, outing(yesterday))).status).toBe(200)
    expect((await ask(office.clerk, people.wu, ahead, outing(today))).status).toBe(200)
    expect(await state(yesterday)).toBe('noCheckIn')
    expect(await state(today)).toBe('outing')
    expect(refusalOf(await approve(office.head, back))).toBe('done')
    expect(await state(yesterday)).toBe('outing')
  })

  const correction = { kind: 'correction', half: 'am', what: 'arrival', at: '08:25', reason: 'forgot', note: '' }

  async function openTwo(login: string, grants: { role: string; unitId: string | null }[], staffId: string | null) {
    const { browser, accountId } = await openAccount(office, login, [], staffId)
    for (const grant of grants) {
      await confirmBy(security, await office.security.post(`/api/accounts/${accountId}/roles`, grant))
    }
    await browser.me()
    return browser
  }
})

test('a proposal nobody looked at lapses after fourteen days, and can be proposed anew', async () => {
  const first = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-31'))
  await office.goTo('2026-04-17', '10:00')
  await second.post('/api/log-in', { login: 'clerk-2', password })
  await second.me()
  expect((await listed(office.clerk, 'shelf=own')).some((it) => it.proposalId === first)).toBe(false)
  expect(refusalOf(await confirm(office.head, first))).toBe('proposalLapsed')
  const again = idOf(await keepDuty(office.clerk, office.people.wu, '2026-03-31'))
  expect(again).not.toBe(first)
  expect(refusalOf(await confirm(office.head, again))).toBe('done')
})

test('what was done alone is marked, kept in one list, and counted: the set-up, and roles before there were two', async () => {
  const alone = await listFacts(office.fresh.app, county.countyId, { kinds: ['changeMadeAlone'] })
  const of = (why: string) => alone.filter((it) => it.body.why === why)
  expect(of('setUp').map(({ body }) => body.change.kind === 'roleGrant' && body.change.role)).toEqual([
    'systemAdmin',
    'securityAdmin',
    'auditAdmin',
    'clerk',
  ])
  // County, head, inspector and staff of the office, a second clerk, and the second security administrator.
  expect(of('nobodyElse')).toHaveLength(6)
  expect(alone.every(({ body }) => body.alone && body.factIds.length === 1)).toBe(true)
  const grants = await listFacts(office.fresh.app, county.countyId, { kinds: ['roleGranted'] })
  const marked = new Set(alone.flatMap(({ body }) => body.factIds))
  const confirmed = await listFacts(office.fresh.app, county.countyId, { kinds: ['changeConfirmed'] })
  const named = new Set(confirmed.flatMap(({ body }) => body.factIds))
  expect(grants.filter(({ id }) => !marked.has(id) && !named.has(id))).toEqual([])
})

test('the read table of proposals can be made again from the facts', async () => {
  const proposals = centerProjections.filter((it) => it.name === 'proposal' || it.name === 'request')
  expect(proposals).toHaveLength(2)
  expect(await compare(office.fresh.owner, centerProjections)).toEqual([])
})
