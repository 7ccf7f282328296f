import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Role, roles } from '../../src/contract/people.ts'
import { Change, type ChangeKind, type Concern, changeGroups } from '../../src/contract/proposals.ts'
import { standardRule } from '../../src/contract/standardRule.ts'
import { usualHours } from '../../src/contract/workingHours.ts'
import { refusals } from '../../src/kit/refusals.ts'
import { otherType } from '../../src/matter/types/other.ts'
import {
  isSamePerson,
  judgeNeed,
  judgeOpen,
  lapsesAt,
  mayConfirm,
  type Officer,
  standingBy,
  subjectOf,
} from '../../src/people/rules/proposal.ts'
import type { Parents } from '../../src/people/rules/tree.ts'

const [county, town, village, court] = ['county', 'town', 'village', 'court']
const parents: Parents = new Map([
  [county, null],
  [town, county],
  [village, town],
  [court, county],
])

const wang = 'wang'
const duty = { dutyId: 'd', staffId: wang, siteId: 's', starts: '', ends: '', note: '', as: 'member' as const }
const override = {
  ...{ overrideId: 'o', unitId: null, staffId: wang, from: '', to: '', half: null, work: false },
  ...{ name: '', reason: '', document: '', layer: 'person' as const },
}
const decision = { staffId: wang, day: '2026-03-02', half: 'am' as const, reason: '' }

/** One change of every kind, about 王 of the village where it is about somebody. */
const changes: Readonly<Record<ChangeKind, Change>> = {
  roleGrant: { kind: 'roleGrant', accountId: 'wang-1', role: 'clerk', unitId: village },
  rule: { kind: 'rule', rule: standardRule },
  ruleLift: { kind: 'ruleLift', ruleId: 'r', reason: '' },
  caseDecision: { kind: 'caseDecision', ...decision, decision: 'excused' },
  duties: { kind: 'duties', duties: [duty] },
  dutyCancel: { kind: 'dutyCancel', dutyId: 'd', reason: '' },
  assignment: {
    kind: 'assignment',
    assignment: { assignmentId: 'a', staffId: wang, patternId: null, from: '', to: null, phase: 0, post: 'full' },
  },
  assignmentEnd: { kind: 'assignmentEnd', assignmentId: 'a', to: '', reason: '' },
  dayOverride: { kind: 'dayOverride', override },
  dayOverrideLift: { kind: 'dayOverrideLift', override, reason: '' },
  holidayNotice: {
    kind: 'holidayNotice',
    notice: { noticeId: 'n', year: 2026, documentNo: '', source: '', text: '', days: [] },
  },
  monthRevision: { kind: 'monthRevision', unitId: village, month: '2026-03', reason: '' },
  monthErasure: { kind: 'monthErasure', staffId: wang, reason: '' },
  matterTypes: { kind: 'matterTypes', types: [otherType] },
  workingHours: { kind: 'workingHours', unitId: null, hours: usualHours, reason: '' },
}
const kinds = Object.keys(changes) as ChangeKind[]

const nobody = { unitId: null, staffIds: [], accountIds: [] }
const his = { unitId: village, staffIds: [wang], accountIds: [] }
const ofVillage = { ...his, staffIds: [] }
const concerns: Readonly<Record<ChangeKind, Concern>> = {
  roleGrant: { unitId: null, staffIds: [wang], accountIds: ['wang-1'] },
  rule: ofVillage,
  ruleLift: ofVillage,
  caseDecision: his,
  duties: his,
  dutyCancel: his,
  assignment: his,
  assignmentEnd: his,
  dayOverride: his,
  dayOverrideLift: his,
  holidayNotice: nobody,
  monthRevision: his,
  monthErasure: his,
  matterTypes: nobody,
  workingHours: nobody,
}
const subjectFor = (kind: ChangeKind) => subjectOf(changes[kind], concerns[kind], parents)

const officer = (
  accountId: string,
  role: Role,
  unitId: string | null = null,
  staffId: string | null = null,
): Officer => ({
  accountId,
  staffId,
  grants: [{ role, unitId }],
})

/** Everybody who might, each another person. */
const cast = {
  security: officer('security', 'securityAdmin'),
  system: officer('system', 'systemAdmin'),
  audit: officer('audit', 'auditAdmin'),
  county: officer('county', 'county'),
  inspector: officer('inspector', 'inspector'),
  countyHead: officer('countyHead', 'head', county),
  townHead: officer('townHead', 'head', town),
  townClerk: officer('townClerk', 'clerk', town),
  villageHead: officer('villageHead', 'head', village, 'li'),
  villageClerk: officer('villageClerk', 'clerk', village, 'zhao'),
  courtClerk: officer('courtClerk', 'clerk', court),
}
const everybody = Object.values(cast)
const stranger = { accountId: 'somebody', staffId: 'somebody' }
const confirmersOf = (kind: ChangeKind): string[] =>
  Object.entries(cast)
    .filter(([, it]) => mayConfirm(subjectFor(kind), stranger, it, everybody) === 'yes')
    .map(([name]) => name)

const within = ['county', 'countyHead', 'townHead', 'townClerk', 'villageHead', 'villageClerk']
const above = ['county', 'countyHead', 'townHead', 'townClerk']

describe('who confirms which change', () => {
  test.each<[ChangeKind, string[]]>([
    ['roleGrant', ['security']],
    ['rule', above],
    ['ruleLift', above],
    ['caseDecision', within],
    ['duties', within],
    ['dutyCancel', within],
    ['assignment', within],
    ['assignmentEnd', within],
    ['dayOverride', within],
    ['dayOverrideLift', within],
    ['holidayNotice', ['system', 'county']],
    ['monthRevision', within],
    ['monthErasure', ['county']],
    ['matterTypes', ['system', 'county']],
    ['workingHours', ['system', 'county']],
  ])('%s: %j', (kind, wanted) => {
    expect(confirmersOf(kind)).toEqual(wanted)
  })

  test('the table above names every kind', () => {
    expect(kinds).toHaveLength(15)
  })

  test('what holds for the whole county is the county’s alone', () => {
    const subject = subjectOf(changes.rule, nobody, parents)
    expect(everybody.filter((it) => mayConfirm(subject, stranger, it, everybody) === 'yes')).toEqual([cast.county])
  })

  test('an absence is not confirmed by the direct boss, by whichever of his accounts', () => {
    const change = { ...changes.caseDecision, decision: 'absent' } as Change
    const subject = subjectOf(change, his, parents)
    const other = officer('li-2', 'county', null, 'li')
    const them = [...everybody, other]
    expect(mayConfirm(subject, stranger, cast.villageHead, them)).toBe('confirmDirectBoss')
    expect(mayConfirm(subject, stranger, other, them)).toBe('confirmDirectBoss')
    expect(mayConfirm(subject, stranger, cast.townHead, them)).toBe('yes')
    expect(mayConfirm(subject, stranger, cast.villageClerk, them)).toBe('yes')
  })

  test('what concerns the head of a unit goes a level up, whoever asks', () => {
    const head = officer('wang-head', 'head', village, wang)
    const them = [...everybody, head, officer('second', 'head', village)]
    const found = them.filter((it) => mayConfirm(subjectFor('duties'), stranger, it, them) === 'yes')
    expect(found.map((it) => it.accountId)).toEqual(['county', 'countyHead', 'townHead', 'townClerk'])
    expect(mayConfirm(subjectFor('duties'), stranger, head, them)).toBe('confirmConcerned')
    expect(mayConfirm(subjectFor('duties'), stranger, cast.villageClerk, them)).toBe('confirmFromAbove')
  })

  test('what concerns somebody of the county is confirmed by another one of the county alone', () => {
    const boss = officer('wang-county', 'county', null, wang)
    const them = [...everybody, boss]
    const found = them.filter((it) => mayConfirm(subjectFor('caseDecision'), stranger, it, them) === 'yes')
    expect(found.map((it) => it.accountId)).toEqual(['county'])
  })

  test('why somebody may not is said in both languages', () => {
    for (const why of [
      'confirmOwn',
      'confirmConcerned',
      'confirmNoOffice',
      'confirmFromAbove',
      'confirmDirectBoss',
      'nobodyToConfirm',
    ] as const) {
      expect(refusals[why].slice(1).every((text) => String(text).length > 8)).toBe(true)
    }
  })
})

describe('every pair of roles', () => {
  const pairs = roles.flatMap((one) => roles.map((other) => [one, other] as const))
  test.each(pairs)('%s proposes and %s confirms: another person, and only with the office for it', (one, other) => {
    const proposer = officer('one', one, isLocal(one) ? village : null)
    const confirmer = officer('other', other, isLocal(other) ? village : null)
    const them = [proposer, confirmer]
    for (const kind of kinds) {
      const may = mayConfirm(subjectFor(kind), proposer, confirmer, them)
      expect([kind, may === 'yes']).toEqual([kind, isOffice(kind, other)])
      expect(mayConfirm(subjectFor(kind), proposer, proposer, them)).toBe('confirmOwn')
    }
  })
  const isLocal = (role: Role): boolean => role === 'head' || role === 'clerk'
  /** Said once more in the plainest way; those of the village itself do not confirm what judges the village. */
  const isOffice = (kind: ChangeKind, role: Role): boolean => {
    if (kind === 'roleGrant') return role === 'securityAdmin'
    if (kind === 'holidayNotice' || kind === 'matterTypes' || kind === 'workingHours') {
      return role === 'county' || role === 'systemAdmin'
    }
    if (kind === 'rule' || kind === 'ruleLift' || kind === 'monthErasure') return role === 'county'
    return role === 'county' || isLocal(role)
  }
})

const units = fc.constantFrom(county, town, village, court, null)
const people = fc.constantFrom(wang, 'li', 'zhao', null)
const officers = fc.uniqueArray(
  fc.record({
    accountId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'wang-1'),
    staffId: people,
    grants: fc.array(fc.record({ role: fc.constantFrom(...roles), unitId: units }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6, selector: (it) => it.accountId },
)
const subjects = fc.constantFrom(...kinds).map(subjectFor)

describe('laws', () => {
  test('nobody confirms his own, by whichever of his accounts', () => {
    fc.assert(
      fc.property(subjects, officers, (subject, them) => {
        for (const one of them) {
          for (const other of them) {
            if (isSamePerson(one, other)) expect(mayConfirm(subject, one, other, them)).toBe('confirmOwn')
          }
        }
      }),
    )
  })

  test('nobody confirms what concerns him, by whichever of his accounts', () => {
    fc.assert(
      fc.property(subjects, officers, (subject, them) => {
        for (const it of them) {
          const concerned =
            (it.staffId !== null && subject.staffIds.includes(it.staffId)) || subject.accountIds.includes(it.accountId)
          if (concerned) expect(mayConfirm(subject, stranger, it, them)).not.toBe('yes')
        }
      }),
    )
  })

  test('whoever confirms holds one of the offices the change needs, and reaches it', () => {
    fc.assert(
      fc.property(subjects, officers, (subject, them) => {
        for (const it of them) {
          if (mayConfirm(subject, stranger, it, them) !== 'yes') continue
          const reach = [...subject.unitPath, null]
          expect(
            it.grants.some(
              ({ role, unitId }) =>
                subject.roles.includes(role) && ((role !== 'head' && role !== 'clerk') || reach.includes(unitId)),
            ),
          ).toBe(true)
        }
      }),
    )
  })

  test('no head confirms what concerns a head of his own unit', () => {
    fc.assert(
      fc.property(officers, fc.constantFrom(village, town), (them, unitId) => {
        const boss = officer('boss', 'head', unitId, wang)
        const all = [...them.filter((it) => it.staffId !== wang), boss]
        for (const it of all) {
          const only = it.grants.every(({ role, unitId: of }) => role === 'head' && of === unitId)
          if (only) expect(mayConfirm(subjectFor('duties'), stranger, it, all)).not.toBe('yes')
        }
      }),
    )
  })

  test('a change is made alone only where no other person holds an office for it at all', () => {
    fc.assert(
      fc.property(subjects, officers, (subject, them) => {
        const [proposer, ...others] = them
        if (proposer === undefined) return
        const need = judgeNeed(subject, proposer, them)
        const found = others.filter((it) => mayConfirm(subject, proposer, it, them) === 'yes')
        expect(need === 'second').toBe(found.length > 0)
        if (need === 'alone') {
          const reasons = others.map((it) => mayConfirm(subject, proposer, it, them))
          expect(reasons.every((it) => it !== 'yes' && it !== 'confirmFromAbove' && it !== 'confirmDirectBoss')).toBe(
            true,
          )
        }
      }),
    )
  })
})

describe('alone', () => {
  const [a, b] = [officer('a', 'securityAdmin'), officer('b', 'securityAdmin')]
  test('one security administrator gives roles alone; of two the other confirms', () => {
    expect(judgeNeed(subjectFor('roleGrant'), a, [a])).toBe('alone')
    expect(judgeNeed(subjectFor('roleGrant'), a, [a, b])).toBe('second')
  })

  test('a second account of the same person is no second person', () => {
    const [one, other] = [officer('a', 'securityAdmin', null, 'x'), officer('b', 'securityAdmin', null, 'x')]
    expect(judgeNeed(subjectFor('roleGrant'), one, [one, other])).toBe('alone')
  })

  test('where all others are concerned nothing is made alone', () => {
    const other = { ...b, accountId: 'wang-1' }
    expect(judgeNeed(subjectFor('roleGrant'), a, [a, other])).toBe('nobody')
    const [clerk, head] = [officer('c', 'clerk', village), officer('h', 'head', village, wang)]
    expect(judgeNeed(subjectFor('duties'), clerk, [clerk, head])).toBe('nobody')
  })
})

test('every kind of change is in one group, under which it is looked for', () => {
  const grouped = Object.values(changeGroups).flat()
  expect(grouped.toSorted()).toEqual(Change.options.map((it) => it.shape.kind.value).toSorted())
})

test('what nobody confirmed in fourteen days has lapsed, to the moment', () => {
  const at = '2026-03-02T00:30:00.000Z'
  expect(lapsesAt(at)).toBe('2026-03-16T00:30:00.000Z')
  expect(standingBy({ state: 'open' }, at, '2026-03-16T00:29:59.999Z')).toEqual({ state: 'open' })
  expect(standingBy({ state: 'open' }, at, lapsesAt(at))).toEqual({ state: 'lapsed', at: lapsesAt(at) })
  const confirmed = { state: 'confirmed', at, by: 'b' } as const
  expect(standingBy(confirmed, at, '2030-01-01T00:00:00.000Z')).toBe(confirmed)
  expect((['open', 'lapsed'] as const).map((state) => judgeOpen({ state, at }))).toEqual(['yes', 'proposalLapsed'])
  expect(judgeOpen(confirmed)).toBe('alreadyDone')
})
