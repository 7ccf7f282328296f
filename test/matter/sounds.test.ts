import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import shipped from '../../src/matter/types/shipped.json' with { type: 'json' }
import { soundsOf } from '../../src/matter/types/sounds.ts'
import { findTypes } from '../../web/console/pages/counter/find.ts'
import { groupTypes } from '../../web/console/pages/matterTypes/form.ts'
import { soundsLike } from '../../web/console/parts/sounds.ts'

const soundOf = (name: string): string => soundsOf({ name, group: '', keywords: [] })[0] ?? ''

describe('how a name is read', () => {
  it.each([
    ['社保', 'she bao'],
    ['长期', 'zhang chang qi ji'],
    ['重新', 'zhong chong xin'],
    ['银行', 'yin xing hang heng'],
    ['妇女', 'fu nv ru'],
    ['A4 纸（２份）', 'a 4 zhi 2 fen bin'],
    ['，。—', ''],
  ])('%s: all readings of each character, in their order, nothing of marks', (name, syllables) => {
    const read = soundOf(name).replaceAll('/', ' ').split(' ')
    expect(new Set(read.filter(Boolean))).toEqual(new Set(syllables.split(' ').filter(Boolean)))
  })

  it('is told of the name first, then of the group and of each keyword', () => {
    const kind = { name: '医保', group: '社会', keywords: ['看病', '报销'] }
    expect(soundsOf(kind)).toEqual(['yi bao', 'she hui/kuai', 'kan bing', 'bao xiao'])
  })
})

describe('what was typed by ear', () => {
  it.each([
    ['社保', 'shebao', 'begins'],
    ['社保', 'sb', 'begins'],
    ['社保', 'shb', 'begins'],
    ['社保', 'sheb', 'begins'],
    ['社保', 'sba', 'begins'],
    ['社保', 's', 'begins'],
    ['社保', 'SheBao', 'begins'],
    ['社保', 'bao', 'within'],
    ['社保', 'b', undefined],
    ['社保', 'shebaoka', undefined],
    ['社保', 'hebao', undefined],
    ['社会保障卡', 'shebao', 'apart'],
    ['社会保障卡', 'sb', 'apart'],
    ['社会保障卡', 'baoka', 'apart'],
    ['社会保障卡', 'hb', 'within'],
    ['社会保障卡', 'hz', undefined],
    ['社会保障卡', 'baoshe', undefined],
    ['长期护理', 'changqi', 'begins'],
    ['长期护理', 'zhangqi', 'begins'],
    ['长期护理', 'hl', 'within'],
    ['妇女', 'funü', 'begins'],
    ['妇女', 'funv', 'begins'],
    ['社保', '社保', undefined],
    ['社保', '', undefined],
    ['', 'a', undefined],
  ] as const)('%s by %s: %s', (name, typed, found) => {
    expect(soundsLike(soundOf(name), typed)).toBe(found)
  })

  const names = fc.constantFrom(...shipped.types.map((it) => it.name))

  it('finds every shipped kind by all its syllables, by their first letters, and by any beginning of either', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (name, choice, length) => {
        const read = soundOf(name)
          .split(' ')
          .map((it) => it.split('/'))
        const one = (readings: string[], at: number) => readings[(choice + at) % readings.length] ?? ''
        const whole = read.map(one).join('')
        const first = read.map((it, at) => one(it, at).slice(0, 1)).join('')
        for (const typed of [whole, first, whole.slice(0, 1 + (length % whole.length))]) {
          expect(soundsLike(soundOf(name), typed)).toBe('begins')
        }
      }),
    )
  })

  it('never finds by letters that no syllable begins with', () => {
    fc.assert(
      fc.property(names, fc.stringMatching(/^[iuv][a-z]{0,8}$/), (name, typed) => {
        expect(soundsLike(soundOf(name), typed)).toBeUndefined()
      }),
    )
  })

  it('is answered for all shipped kinds at once, also for long nonsense', () => {
    const typed = 'sh'.repeat(60)
    expect(shipped.types.filter((it) => soundsLike(soundOf(it.name), typed))).toEqual([])
  })
})

const kinds = shipped.types.map((it) => ({ ...it, typeId: it.code, keywords: it.keywords ?? [], retired: false }))
const all = kinds.map((it) => ({ ...it, sounds: soundsOf(it) }))

it.each([
  ['shebao', /养老保险/],
  ['ylbx', /养老保险/],
  ['dibao', /最低生活保障/],
  ['yibao', /医/],
  ['ludeng', /路灯/],
])('among the shipped kinds %s is found at the counter and in the list of kinds', (typed, name) => {
  const words = (it: { name: string; keywords: readonly string[] } | undefined) =>
    [it?.name, ...(it?.keywords ?? [])].join()
  expect(words(findTypes(all, typed, [])[0])).toMatch(name)
  expect(words(groupTypes(all, typed)[0]?.[1][0])).toMatch(name)
})
