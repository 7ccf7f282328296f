import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { hints, Scene } from '../../src/contract/kiosk.ts'
import { actions } from '../../src/contract/signals.ts'
import { allGates } from '../../src/presence/rules/gates.ts'
import { KioskPage } from '../../web/kiosk/kiosk.tsx'
import { announce, clipOf } from '../../web/kiosk/speech.ts'
import { after, type Kiosk, kioskAtStart } from '../../web/kiosk/state.ts'
import { kioskWords, reasonInWords } from '../../web/kiosk/words.ts'
import { sceneSamples } from './scenes.ts'

const nothing = () => undefined
const ways = {
  say: nothing,
  onPanel: nothing,
  onAsk: nothing,
  onAloud: nothing,
  onMore: nothing,
  onLanguage: nothing,
  onUnmute: nothing,
}
const atWork: Kiosk = after(kioskAtStart, {
  kind: 'line',
  line: {
    state: 'up',
    welcome: {
      say: 'welcome',
      siteName: '青石村便民服务站',
      countyName: '示范县',
      demo: false,
      claimFirst: false,
      stationTime: '2026-03-02T00:21:07.000Z',
      face: true,
    },
  },
})

const draw = (kiosk: Kiosk) => renderToString(<KioskPage kiosk={kiosk} nowMs={0} {...ways} />)
const seen = (html: string) => html.replace(/<[^>]+>/g, ' ')

test('the samples are scenes of the contract and leave none out', () => {
  const drawn = new Set(Object.values(sceneSamples).map((sample) => Scene.parse(sample).scene))
  expect([...drawn].sort()).toEqual(Scene.options.map((option) => option.shape.scene.value).sort())
})

test.each(Object.entries(sceneSamples))('the scene %s has words in both languages', (_, scene) => {
  const chinese = seen(draw({ ...atWork, scene }))
  const english = seen(draw({ ...atWork, scene, language: 'en' }))
  expect(chinese).toMatch(/[\u4e00-\u9fff]/)
  const typed = JSON.stringify(scene) + atWork.welcome?.siteName + atWork.welcome?.countyName
  const left = english.match(/[\u4e00-\u9fff]+/g) ?? []
  expect(left.filter((word) => word !== '中文' && !typed.includes(word))).toEqual([])
  expect(chinese + english).not.toMatch(/undefined|null|NaN|\[object/)
})

test.each(['idle', 'hint-dark', 'step-left', 'judging', 'done-arrival', 'failed-one-left', 'claim-wanted'])(
  'the way without a face is offered while %s stands',
  (name) => {
    expect(draw({ ...atWork, scene: sceneSamples[name]! })).toContain(kioskWords.zh.otherWayNote)
  },
)

test('every action, hint and gate has its own words, and an unknown reason has general ones', () => {
  for (const words of Object.values(kioskWords)) {
    expect(new Set(actions.map((action) => words.actions[action])).size).toBe(actions.length)
    expect(new Set(hints.map((hint) => words.hints[hint])).size).toBe(hints.length)
    for (const gate of allGates) expect(reasonInWords(gate, words)).not.toBe(words.otherReason)
    expect(reasonInWords('constructor', words)).toBe(words.otherReason)
  }
})

test('nothing that is said aloud or announced speaks of being late, and no clip carries a name', () => {
  for (const scene of Object.values(sceneSamples)) {
    expect(announce(scene, kioskWords.zh)).not.toMatch(/迟到|早退|旷工/)
    expect(clipOf(scene) ?? 'thanks').toMatch(/^[a-zA-Z]+$/)
  }
  expect(clipOf(sceneSamples['step-neutral']!)).toBeUndefined()
  expect(clipOf(sceneSamples['done-arrival']!)).toBe('thanks')
})

test('a step is said once, and a person who stays short of it is told to go further in writing', () => {
  const [step, further, next] = [sceneSamples['step-left']!, sceneSamples['step-further']!, sceneSamples['step-right']!]
  expect(clipOf(step, sceneSamples['hint-still'])).toBe('turnLeft')
  expect([clipOf(further, step), clipOf(step, further)]).toEqual([undefined, undefined])
  expect(clipOf(next, step)).toBe('turnRight')
  expect(draw({ ...atWork, scene: further })).toContain(kioskWords.zh.more)
  expect(announce(further, kioskWords.en)).toBe(kioskWords.en.more)
  expect(draw({ ...atWork, scene: step })).not.toContain(kioskWords.zh.more)
})

test.each(['=cmd|calc!A0', '<script>alert(1)</script>', '𠮷野家𡱖', '👩‍🌾', '"><img src=x onerror=alert(1)>'])(
  'the name %s stands on the screen as letters',
  (name) => {
    const done = sceneSamples['done-arrival']!
    const html = draw({ ...atWork, scene: { ...done, name } as typeof done })
    expect(html).not.toMatch(/<script|<img/)
  },
)

test('while the station is away the screen says nothing is recorded and gives the paper and the phone', () => {
  const known = { ...atWork, welcome: { ...atWork.welcome!, dutyPhone: '0571-88001234' } }
  const text = seen(draw(after(known, { kind: 'line', line: { state: 'away', tries: 3 } })))
  expect(text).toContain('现在不能记录签到')
  expect(text).toContain('纸质签到表')
  expect(text).toContain('0571-88001234')
  expect(text).not.toContain(kioskWords.zh.otherWayNote)
})

test('a visitor whose word could not be kept reads so, until it is kept', () => {
  const open = after(atWork, { kind: 'panel', panel: 'visit' })
  const sentence = { zh: '没有空间', en: 'no room' }
  const refused = { say: 'refused', refusal: 'diskFull', ...sentence, final: false } as const
  const unkept = after(open, { kind: 'heard', message: refused })
  expect(draw(unkept)).toContain('没有空间')
  const kept = { say: 'visitKept', press: '', code: 'M7WXA-0KQG6-0S7T', outcome: null } as const
  expect(draw(after(unkept, { kind: 'heard', message: kept }))).not.toContain('没有空间')
})

test('a visitor’s code is shown to nobody who comes after him', () => {
  const open = after(atWork, { kind: 'panel', panel: 'visit' })
  const late = { say: 'visitKept', press: 'of another', code: 'M7WXA-0KQG6-0S7T', outcome: null } as const
  expect(draw(after(open, { kind: 'heard', message: late }))).not.toContain('M7WXA')
})
