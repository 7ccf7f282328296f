import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAsideReasons, TakeMatter } from '../../src/contract/matters.ts'
import { otherTypeCode } from '../../src/contract/matterTypes.ts'
import { hashOfCode, readReceiptCode, receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { soundsOf } from '../../src/matter/types/sounds.ts'
import { sayCode } from '../../web/console/pages/counter/aloud.ts'
import { addressOfCode, newCode } from '../../web/console/pages/counter/code.ts'
import { findTypes, noteUsed } from '../../web/console/pages/counter/find.ts'
import { dueOf, type Item, nextOf, type Standing, standingAfter } from '../../web/console/pages/counter/queue.ts'
import { receiptOf } from '../../web/console/pages/counter/receipt.ts'
import type { Known } from '../../web/console/pages/counter/store.ts'
import { suggestType } from '../../web/console/pages/counter/suggest.ts'
import { itemOf, missingOf, type Taking, type Typed, typedOf } from '../../web/console/pages/counter/taking.ts'
import { isHeldElsewhere, isWebLink } from '../../web/console/pages/matter/reading.ts'
import { Refused, Unanswered } from '../../web/shared/ask.ts'
import { typesOfMatters } from './answersMatters.ts'
import { idOf } from './ids.ts'

const [allowance, insurance, birth, other] = typesOfMatters.map(({ materials, ...it }) => ({
  ...it,
  sounds: soundsOf(it),
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
    ['by the sounds of a keyword', 'sb', ['社会保险费补缴']],
    ['by its syllables, in either case and width', 'ＳheＢao', ['社会保险费补缴']],
    ['by whole syllables and first sounds mixed, the last unfinished', 'shehuib', ['社会保险费补缴']],
    ['by what is said within', 'bujiao', ['社会保险费补缴']],
    ['by sounds with a blank, each a word', 'she bao', ['社会保险费补缴', '最低生活保障申请']],
    ['by syllables with others between', 'dibao', ['最低生活保障申请']],
    ['by the way people shorten its group', '卫健', ['生育服务登记']],
    ['by every reading of a character', 'shekuai', ['社会保险费补缴']],
    ['by sounds and characters together', 'shebao 补缴', ['社会保险费补缴']],
    ['not by sounds in another order', 'sjf', []],
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
      sounds: soundsOf({ name, group, keywords }),
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

const kind = (name: string, keywords: string[] = [], code = name) => ({
  ...{ typeId: name, code, name, group: '', keywords },
})
const lamp = kind('路灯故障', ['路灯', '路灯不亮', 'LED'])
const road = kind('道路破损', ['路面', '坑'])
const card = kind('社保卡补办', ['社保卡', '12333', 'bus'])
const none = kind('其他事项', ['别的事'], otherTypeCode)
const kinds = [lamp, road, card, none]

describe('the kind suggested by what a citizen said', () => {
  it.each<[string, string, string | undefined, string[]]>([
    ['by a keyword', '村口路灯坏了', '路灯故障', ['路灯']],
    ['by its name', '要办社保卡补办', '社保卡补办', ['社保卡补办']],
    ['by the longest, telling what else stands there', '路灯不亮，路面也坏了，LED 的', '路灯故障', ['路灯不亮', 'LED']],
    ['the longest wins over more', '社保卡掉在路灯下', '社保卡补办', ['社保卡']],
    ['in any width', '打过１２３３３', '社保卡补办', ['12333']],
    ['in any case', '门口那个led', '路灯故障', ['LED']],
    ['a tie is none', '路灯和路面', undefined, []],
    ['a word of one character tells nothing', '有个坑', undefined, []],
    ['a Latin word counts whole only', 'a business, robust', undefined, []],
    ['a number counts whole only', '电话 123334', undefined, []],
    ['a Latin word between Chinese ones is whole', '坐bus来', '社保卡补办', ['bus']],
    ['never as whatever fits no other', '别的事', undefined, []],
    ['nothing said', ' ', undefined, []],
    ['nothing that is known', '钓鱼', undefined, []],
  ])('%s', (_, said, name, because) => {
    const found = suggestType(kinds, said)
    expect([found?.type.name, found?.because ?? []]).toEqual([name, because])
  })

  const anything = fc.array(
    fc.oneof(fc.string(), fc.constantFrom(...kinds.flatMap((it) => [it.name, ...it.keywords]), '，', ' ')),
    { maxLength: 6 },
  )

  it('is one of the list, by words of it that were said, and no other has a longer one there', () => {
    fc.assert(
      fc.property(anything, fc.subarray(kinds), (said, some) => {
        const text = said.join('')
        const found = suggestType(some, text)
        if (found === undefined) return
        expect(some).toContain(found.type)
        const [first = '', ...rest] = found.because
        expect([found.type.name, ...found.type.keywords]).toEqual(expect.arrayContaining([first, ...rest]))
        const flat = text.normalize('NFKC').toLowerCase()
        for (const it of found.because) expect(flat).toContain(it.toLowerCase())
        // Chinese words count wherever they stand.
        const chinese = some.filter((it) => it !== found.type && it !== none).flatMap((it) => [it.name, ...it.keywords])
        const longer = chinese.filter((it) => /^\p{Script=Han}{2,}$/u.test(it) && it.length >= first.length)
        expect(longer.filter((it) => flat.includes(it))).toEqual([])
      }),
    )
  })

  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(anything, (said) => {
        const text = said.join('')
        expect(suggestType(kinds.toReversed(), text)).toEqual(suggestType(kinds, text))
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

  const [reason] = setAsideReasons
  const suggestedTypeId = birth.typeId
  it.each<[string, Partial<Typed>, TakeMatter['suggestion']]>([
    ['nothing was suggested', { asideReason: '其他' }, null],
    [
      'it was followed, and no reason stays from before',
      { suggestedTypeId: allowance.typeId, asideReason: '其他' },
      { typeId: allowance.typeId, by: 'counter words', followed: true, reason: '' },
    ],
    [
      'another was chosen, and nobody has to say why',
      { suggestedTypeId },
      { typeId: suggestedTypeId, by: 'counter words', followed: false, reason: '' },
    ],
    [
      'another was chosen, with a reason',
      { suggestedTypeId, asideReason: reason?.zh ?? '' },
      { typeId: suggestedTypeId, by: 'counter words', followed: false, reason: '说的是另一件事' },
    ],
  ])('a suggestion: %s', (_, more, suggestion) => {
    const { take } = itemOf({ ...typed, ...more }, taking)
    expect(take.suggestion).toEqual(suggestion)
    expect(TakeMatter.parse(take)).toEqual(take)
  })

  const there: Typed = { ...typed, brought: ['id'], system: ' 省平台 ', number: ' G-7 ', link: ' https://p.example/7 ' }
  it('a matter of another system is taken by its number, and no paper is ticked or missing', () => {
    const { take, next } = itemOf({ ...there, channel: 'agent', agentStaffId: idOf(3, 1) }, taking)
    expect(take).toMatchObject({
      external: { system: '省平台', number: 'G-7', link: 'https://p.example/7' },
      ...{ channel: 'imported', brought: [], agentStaffId: null },
    })
    expect(next).toEqual({ act: 'accept' })
    expect(TakeMatter.parse(take)).toEqual(take)
    expect(isHeldElsewhere(take)).toBe(true)
  })

  it('the system used last alone makes it no matter of another system', () => {
    const { take, next } = itemOf({ ...there, number: ' ' }, taking)
    expect(take).toMatchObject({ external: null, channel: 'counter', brought: ['id'] })
    expect(next.act).toBe('tellMissing')
    expect(isHeldElsewhere(take)).toBe(false)
  })

  it.each([
    ['https://p.example/a?b=1', true],
    ['HTTP://p.example', true],
    ['javascript:alert(1)', false],
    ['p.example/7', false],
    ['https://', false],
    ['https://a b', false],
  ])('%s is a link to a page: %s', (link, isOne) => {
    expect(isWebLink(link)).toBe(isOne)
  })

  it('a form to be changed comes back as it was, also with a suggestion and a number of another system', () => {
    const one = itemOf({ ...there, suggestedTypeId, asideReason: '其他', description: '三个月' }, taking)
    expect(itemOf(typedOf(one), taking)).toEqual(one)
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
    types: typesOfMatters.map((it) => ({ ...it, sounds: soundsOf(it), retired: false, openMatters: 0, at: '' })),
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

  it('of a matter of another system: its number, and nothing that is missing', () => {
    const away = itemOf({ ...typed, system: '省平台', number: 'G-7' }, taking)
    expect(receiptOf(away, around)).toMatchObject({
      ...{ external: { system: '省平台', number: 'G-7', link: null }, missing: [], brought: [], told: false },
    })
  })

  it('never the code’s hash, nor who took it', () => {
    const said = JSON.stringify(receiptOf(item, around))
    expect(said).not.toContain(item.take.codeHash)
    expect(said).not.toContain('王芳')
  })
})
