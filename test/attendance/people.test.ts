import { describe, expect, test } from 'vitest'
import { isDirectBoss } from '../../src/attendance/boss.ts'
import { byPostAndName, treeOrder } from '../../src/attendance/order.ts'
import { type Posting, stayOn } from '../../src/attendance/stays.ts'

const posting = (since: string, unitId: string, leftOn: string | null = null): Posting => ({
  since,
  unitId,
  siteId: `site of ${unitId}`,
  leftOn,
})

describe('where somebody works', () => {
  const mover = [posting('2026-03-02', 'town'), posting('2026-03-17', 'village')]
  test.each([
    ['before he came', mover, null, '2026-03-01', 'town', false],
    ['on the day he came', mover, null, '2026-03-02', 'town', true],
    ['when he was seen before he was written down', mover, '2026-02-20', '2026-02-25', 'town', true],
    ['before he was seen', mover, '2026-02-20', '2026-02-19', 'town', false],
    ['the day before he moved', mover, null, '2026-03-16', 'town', true],
    ['the day he moved', mover, null, '2026-03-17', 'village', true],
    ['the day before he left', [posting('2026-03-02', 'town', '2026-03-16')], null, '2026-03-15', 'town', true],
    ['the day he left', [posting('2026-03-02', 'town', '2026-03-16')], null, '2026-03-16', 'town', false],
    [
      'after he left, though that was written down later',
      [posting('2026-03-02', 'town'), posting('2026-03-20', 'town', '2026-03-16')],
      null,
      '2026-03-18',
      'town',
      false,
    ],
    [
      'between leaving and coming back',
      [posting('2026-01-01', 'town', '2026-03-10'), posting('2026-03-20', 'town')],
      null,
      '2026-03-15',
      'town',
      false,
    ],
    [
      'when he came back',
      [posting('2026-01-01', 'town', '2026-03-10'), posting('2026-03-20', 'town')],
      null,
      '2026-03-20',
      'town',
      true,
    ],
  ] as const)('%s', (_, postings, firstSeen, day, unitId, employed) => {
    expect(stayOn(postings, firstSeen, day)).toEqual({ unitId, siteId: `site of ${unitId}`, employed })
  })
})

describe('the direct boss', () => {
  const heads = [
    { accountId: 'mayor', staffId: 's-mayor', unitId: 'town' },
    { accountId: 'chief', staffId: 's-chief', unitId: 'village' },
    { accountId: 'county-head', staffId: null, unitId: null },
  ]
  const villager = { staffId: 's-1', unitPath: ['village', 'town', 'county'] }
  const chief = { staffId: 's-chief', unitPath: ['village', 'town', 'county'] }
  const mayor = { staffId: 's-mayor', unitPath: ['town', 'county'] }
  const account = (accountId: string, staffId: string | null = null) => ({ accountId, staffId })
  test.each([
    ['the head of the own unit is', account('chief', 's-chief'), villager, true],
    ['the head above is not, while there is a nearer one', account('mayor', 's-mayor'), villager, false],
    ['the head above is for the head himself', account('mayor', 's-mayor'), chief, true],
    ['whoever leads the county is for the highest head below', account('county-head'), mayor, true],
    ['the same person under another account is', account('second', 's-chief'), villager, true],
    ['a clerk is not', account('clerk'), villager, false],
  ])('%s', (_, caller, person, expected) => {
    expect(isDirectBoss(caller, person, heads)).toBe(expected)
  })
})

describe('a sheet lists', () => {
  test('secretary, leaders, deputies, then everybody by name in the order of the alphabet', () => {
    const people = [
      ['赵一', '书记员'],
      ['王二', '副镇长'],
      ['李三', '镇党委书记'],
      ['安四', '窗口工作人员'],
      ['张五', '镇长'],
      ['陈六', '党委副书记'],
      ['吴七', '党支部书记、主任'],
    ].map(([name = '', post = ''], i) => ({ name, post, employeeNo: String(i) }))
    expect(people.sort(byPostAndName).map((it) => it.name)).toEqual([
      '李三',
      '吴七',
      '张五',
      '陈六',
      '王二',
      '安四',
      '赵一',
    ])
  })

  test('units below the one they hang under, and a circle once', () => {
    const unit = (unitId: string, parentId: string | null) => ({
      unitId,
      parentId,
      name: unitId,
      kind: 'office' as const,
    })
    const units = [unit('b2', 'b'), unit('a', null), unit('b', null), unit('b10', 'b'), unit('x', 'y'), unit('y', 'x')]
    expect(treeOrder(units, null).map((it) => it.unitId)).toEqual(['a', 'b', 'b2', 'b10'])
    expect(treeOrder(units, 'x').map((it) => it.unitId)).toEqual(['x', 'y'])
  })
})
