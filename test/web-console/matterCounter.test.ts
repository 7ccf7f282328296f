import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReceiptCode, receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { sayCode } from '../../web/console/pages/counter/aloud.ts'
import { addressOfCode, hashOfCode, newCode } from '../../web/console/pages/counter/code.ts'
import { findTypes, noteUsed } from '../../web/console/pages/counter/find.ts'
import { dueOf, type Item, nextOf, type Standing, standingAfter } from '../../web/console/pages/counter/queue.ts'
import { receiptOf } from '../../web/console/pages/counter/receipt.ts'
import type { Known } from '../../web/console/pages/counter/store.ts'
import { itemOf, missingOf, type Taking, type Typed, typedOf } from '../../web/console/pages/counter/taking.ts'
import { Refused, Unanswered } from '../../web/shared/ask.ts'
import { typesOfMatters } from './answersMatters.ts'
import { idOf } from './ids.ts'

const [allowance, insurance, birth, other] = typesOfMatters.map(({ materials, ...it }) => ({
  ...it,
  materials: materials.map(({ key, name, required }) => ({ key, name, required })),
})) as unknown as [Taking['type'], Taking['type'], Taking['type'], Taking['type']]
const types = [other, birth, insurance, allowance]

describe('finding a kind of matter', () => {
  it.each([
    ['by the beginning of its name', '社会', ['社会保险费补缴']],
    ['by a keyword', '准生', ['生育服务登记']],
    ['by the way people shorten it', '低保', ['最低生活保障申请']],
    ['by characters of its name with others between', '生登', ['生育服务登记']],
    ['by its code, in either case and width', 'ｓｂ-0', ['社会保险费补缴']],
    ['by its group', '卫健', ['生育服务登记']],
    ['by two words that both fit', '社保 补缴', ['社会保险费补缴']],
    ['not by two words of which one fits', '社保 生育', []],
    ['not by a single character that only stands within', '申', ['最低生活保障申请']],
    ['not by what nobody calls it', '钓鱼', []],
  ])('%s', (_, typed, names) => {
    expect(findTypes(types, typed, []).map((it) => it.name)).toEqual(names)
  })

  it('puts the name before the keyword, and that before the group', () => {
    const kind = (name: string, group: string, keywords: string[]) => ({
      typeId: name,
      code: '',
      name,
      group,
      keywords,
    })
    const all = [kind('丙', '养老', []), kind('乙', '', ['养老']), kind('养老金', '', []), kind('补养老', '', [])]
    expect(findTypes(all, '养老', []).map((it) => it.name)).toEqual(['养老金', '补养老', '乙', '丙'])
  })

  it('lists those used last first, and what fits no other last', () => {
    const names = findTypes(types, '', [birth.typeId]).map((it) => it.name)
    expect(names).toEqual(['生育服务登记', '社会保险费补缴', '最低生活保障申请', '其他事项'])
  })

  it('remembers five, the newest first, none twice', () => {
    const used = ['a', 'b', 'c', 'd', 'e', 'f', 'b'].reduce<string[]>(noteUsed, [])
    expect(used).toEqual(['b', 'f', 'e', 'd', 'c'])
  })

  it('never lists a kind that was not given, nor one twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom(...types.map((it) => it.typeId))), (typed, recent) => {
        const found = findTypes(types, typed, recent)
        expect(new Set(found).size).toBe(found.length)
        expect(found.every((it) => types.includes(it))).toBe(true)
      }),
    )
  })
})

describe('the code of a receipt', () => {
  it('is one that can be typed again, and no two are alike', () => {
    const codes = Array.from({ length: 200 }, newCode)
    expect(codes.every((it) => readReceiptCode(it) === it)).toBe(true)
    expect(new Set(codes).size).toBe(200)
  })

  it('is known to the center by its SHA-256 alone', () => {
    expect(hashOfCode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(addressOfCode('https://x.example', 'A-B')).toBe('https://x.example/matter/A-B')
  })

  it.each([
    ['zh', ['幺', '北京的 B', '零', '零', '零']],
    ['en', ['one', 'Bravo', 'zero', 'zero', 'zero']],
  ] as const)('is read aloud in groups (%s)', (language, first) => {
    const code = receiptCodeOf(Uint8Array.from([1, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    const groups = sayCode(code, language)
    expect(groups.map((it) => it.length)).toEqual([5, 5, 4])
    expect(groups[0]?.map((it) => it.said)).toEqual(first)
  })

  it.each(['zh', 'en'] as const)('has a sound of its own for each character (%s)', (language) => {
    const said = sayCode('0123456789ABCDEFGHJKMNPQRSTVWXYZ', language).flat()
    expect(new Set(said.map((it) => it.said)).size).toBe(32)
    expect(said.filter((it) => it.said === it.character)).toEqual([])
  })
})

const taking: Taking = {
  ...{ type: allowance, siteId: idOf(2, 1), accountId: 'me', by: '王芳', matterId: idOf(60, 1) },
  ...{ codeHash: 'ab'.repeat(32), takenAt: '2026-11-22T02:00:00.000Z' },
}
const typed: Typed = { title: ' 低保 ', channel: 'counter', tells: true, accepts: true }

describe('what is kept of a filled form', () => {
  it.each<[string, Partial<Typed>, object]>([
    ['nobody gave a name', { name: ' ', phone: '' }, { applicant: null }],
    ['a telephone alone is enough', { phone: ' 139 ' }, { applicant: { name: '', phone: '139' } }],
    ['an agent counts only where one spoke', { agentStaffId: 'x' }, { agentStaffId: null }],
    ['an agent spoke', { channel: 'agent', agentStaffId: 'x' }, { agentStaffId: 'x', channel: 'agent' }],
    ['words are trimmed', {}, { title: '低保', takenAt: null, suggestion: null, external: null }],
  ])('%s', (_, more, expected) => {
    expect(itemOf({ ...typed, ...more }, taking).take).toMatchObject(expected)
  })

  it.each<[string, Partial<Typed>, Item['next']]>([
    ['all that is required is there', { brought: ['id', 'income'] }, { act: 'accept' }],
    ['all is there, but it is not accepted at once', { brought: ['id', 'income'], accepts: false }, { act: 'none' }],
    ['something is missing', { brought: ['id'] }, { act: 'tellMissing', materials: ['income'], words: '' }],
    [
      'what is optional is never missing',
      { brought: ['photo'] },
      { act: 'tellMissing', materials: ['id', 'income'], words: '' },
    ],
    ['something is missing and is told later', { brought: [], tells: false }, { act: 'none' }],
    [
      'with an explanation',
      { brought: ['id'], words: ' 村里开 ' },
      { act: 'tellMissing', materials: ['income'], words: '村里开' },
    ],
  ])('%s', (_, more, next) => {
    expect(itemOf({ ...typed, ...more }, taking).next).toEqual(next)
  })

  it('a kind without materials is accepted at once', () => {
    expect(nextOf({ missing: missingOf(birth, []), tells: true, accepts: true, words: '' })).toEqual({ act: 'accept' })
  })

  it('a form to be changed comes back as it was', () => {
    const item = itemOf({ ...typed, title: '低保', brought: ['id'], name: '陈阿婆', words: '村里开' }, taking)
    expect(itemOf(typedOf(item), taking)).toEqual(item)
  })
})

const refused = (refusal: string, status: number) => new Refused(status, { refusal, zh: '不行', en: 'No' })
const waiting: Standing = { kind: 'waiting' }

describe('where a matter stands after it could not be sent', () => {
  it.each<[string, unknown, Standing, Standing]>([
    ['no answer', new Unanswered('away'), waiting, waiting],
    ['a surprise', new Error('odd'), waiting, waiting],
    ['logged out', refused('notLoggedIn', 401), waiting, waiting],
    ['too many calls', refused('tooManyRequests', 429), waiting, waiting],
    ['a center that is unwell', refused('storeAway', 503), { kind: 'taken' }, { kind: 'taken' }],
    ['a no', refused('notFound', 404), waiting, { kind: 'refused', zh: '不行', en: 'No', taken: false }],
    [
      'a no to what follows',
      refused('forbidden', 403),
      { kind: 'taken' },
      { kind: 'refused', zh: '不行', en: 'No', taken: true },
    ],
  ])('%s', (_, failure, before, after) => {
    expect(standingAfter(failure, before)).toEqual(after)
  })

  it('the own ones go by themselves, the oldest first; another’s and refused ones wait for somebody', () => {
    const item = (accountId: string, takenAt: string, standing: Standing): Item => ({
      ...itemOf(typed, { ...taking, accountId, takenAt }),
      standing,
    })
    const no: Standing = { kind: 'refused', zh: '', en: '', taken: false }
    const all = [
      item('me', '3', waiting),
      item('you', '1', waiting),
      item('me', '2', { kind: 'taken' }),
      item('me', '0', no),
    ]
    expect(dueOf(all, 'me').map((it) => it.takenAt)).toEqual(['2', '3'])
  })
})

describe('what stands on a receipt', () => {
  const known: Known = {
    counter: { sites: [{ siteId: idOf(2, 1), name: '便民服务中心', unitId: idOf(1, 1), staff: [] }], types },
    types: typesOfMatters.map((it) => ({ ...it, retired: false, openMatters: 0, at: '' })),
  }
  const item = itemOf({ ...typed, brought: ['id'], name: '陈阿婆' }, taking)
  const around = { code: 'X', known, row: undefined, phone: '0571-1' }

  it('without a network: what the county’s list tells, and that the dates are found online', () => {
    expect(receiptOf(item, around)).toMatchObject({
      ...{ siteName: '便民服务中心', applicant: '陈阿婆', brought: ['身份证'], told: true },
      missing: [{ name: '家庭收入证明', how: '村（社区）可代开' }],
      standing: { kind: 'waiting', post: '综合窗口' },
      limits: { promised: { unit: 'workingDays', amount: 5 } },
    })
  })

  it('with one: who has it and until when, as the center says', () => {
    const row = { post: '窗口', step: '经办', dueAt: '2026-11-27T09:30:00.000Z', state: 'running' } as never
    expect(receiptOf(item, { ...around, row }).standing).toEqual({
      ...{ kind: 'arrived', post: '窗口', step: '经办', dueAt: '2026-11-27T09:30:00.000Z', state: 'running' },
    })
  })

  it('never the code’s hash, nor who took it', () => {
    const said = JSON.stringify(receiptOf(item, around))
    expect(said).not.toContain(item.take.codeHash)
    expect(said).not.toContain('王芳')
  })
})
