import { writeFileSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { expect, test, vi } from 'vitest'
import { KioskPage } from '../../web/kiosk/kiosk.tsx'
import { after, type Kiosk, kioskAtStart } from '../../web/kiosk/state.ts'

// Each panel makes a press of its own; here it is the one that the station answers.
vi.mock('../../web/kiosk/press.ts', () => ({ newPress: () => 'p' }))

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
const welcome = {
  ...{ say: 'welcome' as const, siteName: '青石村便民服务站', countyName: '示范县', demo: false, claimFirst: false },
  ...{ publicUrl: 'https://zaigang.example', stationTime: '2026-03-02T00:21:07.000Z', face: true },
}
const atWork: Kiosk = after(kioskAtStart, { kind: 'line', line: { state: 'up', welcome } })
const panel = after(atWork, { kind: 'panel', panel: 'visit' })
const kept = (outcome: 'nobodyThere' | null): Kiosk =>
  after(panel, { kind: 'heard', message: { say: 'visitKept', press: 'p', code: 'M7WXA-0KQG6-0S7T', outcome } })

const draw = (kiosk: Kiosk): string => renderToString(<KioskPage kiosk={kiosk} nowMs={0} {...ways} />)

test('while nobody is at work a visitor finds the button; the camera’s picture makes room for him', () => {
  expect(draw(atWork)).toContain('我来办事')
  const html = draw(panel)
  for (const word of ['我到了，开始计时', '办成了', '没有人', '让我回去', '不用摄像头']) expect(html).toContain(word)
  expect(html).not.toContain('kiosk seeing')
  if (process.env.PICTURES) writeFileSync(`${process.env.PICTURES}/kiosk.html`, html)
})

test('what the station kept stands there with its code, and goes with the panel', () => {
  const html = draw(kept(null))
  expect(html).toContain('已记下您到了')
  expect(html).toContain('M7WXA-0KQG6-0S7T')
  expect(html).toContain('https://zaigang.example/visit/')
  expect(html).not.toContain('开始计时')
  expect(draw(kept('nobodyThere'))).toContain('已记下，谢谢您')
  expect(after(kept(null), { kind: 'panel', panel: 'none' }).visit).toBeNull()
  const late = { kind: 'heard', message: { say: 'visitKept', press: 'p', code: 'c', outcome: null } } as const
  expect(after(atWork, late).visit).toBeNull()
  if (process.env.PICTURES) writeFileSync(`${process.env.PICTURES}/kiosk-kept.html`, html)
})
