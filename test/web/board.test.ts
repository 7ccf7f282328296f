import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardView } from '../../src/contract/routes/board.ts'
import type { VillagersReceipt } from '../../src/contract/routes/receipts.ts'
import { renderBoard, renderBoards, renderPoster, renderReceipt } from '../../web/board/render.tsx'
import { boardSample, posterCode, receiptSample } from './samples.ts'

const visible = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const one = (person: Partial<BoardView['now'][number]>): BoardView => ({
  ...boardSample,
  now: [
    { name: '李素芬', post: '便民窗口', phone: '13800000001', state: 'seen', from: '08:30', to: '12:00', ...person },
  ],
})

test('the board says who is here, who is expected and who is in the field', () => {
  const text = visible(renderBoard(boardSample, 'zh'))
  expect(text).toContain('已到岗')
  expect(text).toContain('预计 8:30 到')
  expect(text).toContain('外出办公')
  expect(text).toContain('李素芬')
})

test('every clock on the board is one of the duty, of the opening hours or of the last look, never of a check-in', () => {
  const allowed = new Set(['8:30', '12:00', '14:00', '17:30', '9:05'])
  for (const language of ['zh', 'en'] as const) {
    const clocks = visible(renderBoard(boardSample, language)).match(/\d{1,2}:\d\d(:\d\d)?/g) ?? []
    expect(clocks.length).toBeGreaterThan(5)
    expect(clocks.filter((clock) => !allowed.has(clock))).toEqual([])
  }
})

test('a name that is not published leaves only the post', () => {
  const text = visible(renderBoard(one({ name: null, post: '村文书' }), 'zh'))
  expect(text).toContain('村文书')
  expect(text).not.toContain('null')
})

test('nobody seen yet reads as expected, never as absent', () => {
  const text = visible(renderBoard(one({ state: 'expected' }), 'zh'))
  expect(text).toContain('预计 8:30 到')
  expect(text).toContain('13800000001')
  expect(text).not.toMatch(/缺岗|脱岗|旷工|迟到|缺勤/)
})

test('a board without any duty still gives a number to call', () => {
  const html = renderBoard({ ...boardSample, now: [], next: null, week: [] }, 'zh')
  expect(visible(html)).toContain('值班电话')
  expect(html).toContain('href="tel:057188001234"')
})

test('a board without a number asks nobody to call it', () => {
  const empty = { ...boardSample, now: [], next: null, week: [] }
  for (const [language, asked] of [
    ['zh', '请打值班电话'],
    ['en', 'call the duty phone'],
  ] as const) {
    expect(visible(renderBoard(empty, language))).toContain(asked)
    expect(visible(renderBoard({ ...empty, dutyPhone: '' }, language))).not.toContain(asked)
  }
})

test.each([
  '=cmd|calc!A0',
  '<script>alert(1)</script>',
  '𠮷野家𡱖',
  '👩‍🌾🌾',
  '"><img src=x onerror=alert(1)>',
  '阿卜杜热西提·买买提明·艾合买提江',
])('the name %s stands on the page as letters', (name) => {
  const html = renderBoard(one({ name }), 'zh')
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img')
  expect(lettersOf(visible(html))).toContain(name.replace(/\s+/g, ' '))
})

test('whatever people are called, the page keeps its shape', () => {
  const shape = (html: string) => (html.match(/<[a-z]+/g) ?? []).join()
  const usual = shape(renderBoard(one({}), 'zh'))
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (name) => {
      expect(shape(renderBoard(one({ name }), 'zh'))).toBe(usual)
    }),
    { numRuns: 200 },
  )
})

test('numbers can be dialled, and what is no number is no link', () => {
  expect(renderBoard(one({ phone: '0571-8800 1234' }), 'zh')).toContain('href="tel:057188001234"')
  expect(renderBoard(one({ phone: '见门口' }), 'zh')).not.toMatch(/tel:"/)
})

test('the board renews itself without scripts and carries no inline script or style', () => {
  const html = renderBoard(boardSample, 'zh')
  expect(html).toContain('<meta http-equiv="refresh" content="45"')
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style="| on[a-z]+="/)
})

test('the form “who helped me” is a plain form to its own site', () => {
  const html = renderBoard(boardSample, 'en')
  expect(html).toContain(`<form method="post" action="/board/${boardSample.siteId}/served"`)
  expect(html).toContain('name="lang" value="en"')
})

test('demonstration data says so on every page', () => {
  const list = { countyName: '示范县', demo: true, complaints: boardSample.complaints, sites: [boardSample] }
  const pages = [
    renderBoard(boardSample, 'zh'),
    renderBoards(list, 'zh'),
    renderPoster(boardSample, posterCode, 'zh'),
    renderReceipt(receiptSample, 'zh'),
  ]
  for (const page of pages) expect(visible(page)).toContain('演示数据')
  expect(visible(renderBoard({ ...boardSample, demo: false }, 'zh'))).not.toContain('演示数据')
})

test('the English board holds no Chinese beyond what was typed in', () => {
  const typed = JSON.stringify(boardSample)
  const chinese = visible(renderBoard(boardSample, 'en')).match(/[\u4e00-\u9fff]+/g) ?? []
  expect(chinese.filter((word) => word !== '中文' && !typed.includes(word))).toEqual([])
})

test('the poster carries the code, the address in letters and a number for people without a smartphone', () => {
  const html = renderPoster(boardSample, posterCode, 'zh')
  expect(html).toContain('<svg id="qr">')
  expect(visible(html)).toContain('https://example.org/board/x')
  expect(visible(html)).toContain('0571-88001234')
  expect(visible(html)).toContain(posterCode.fingerprint)
})

test('a poster whose address only this computer can open says so, on the screen and not on the paper', () => {
  const posterAt = (url: string): string => renderPoster(boardSample, { ...posterCode, url }, 'zh')
  for (const url of ['http://127.0.0.1:8080/board/x', 'http://localhost/board/x', 'http://[::1]:8080/board/x'])
    expect(visible(posterAt(url))).toContain('PUBLIC_URL')
  expect(visible(posterAt('https://example.org/board/x'))).not.toContain('PUBLIC_URL')
})

test('a receipt promises, warns when the promise is over, and then says who witnessed and before when', () => {
  const { paper } = receiptSample
  const said = (view: Partial<typeof receiptSample>, language: 'zh' | 'en' = 'zh') =>
    visible(renderReceipt({ ...receiptSample, ...view }, language))
  expect(said({})).toContain('最迟 3月2日 9:15 写入')
  expect(said({ asOf: '2026-03-02T01:15:09.000Z' })).toContain('12345')
  const standing: VillagersReceipt['paper']['standing'] = {
    state: 'proven',
    index: 41,
    size: 60,
    witnesses: ['jiwei'],
    recordedBefore: '2026-03-02T01:06:00.000Z',
  }
  expect(said({ paper: { ...paper, standing } })).toContain('第 42 条')
  expect(said({ paper: { ...paper, standing } }, 'en')).toContain('before 2 Mar 9:06:00')
  expect(said({ paper: { ...paper, standing: { ...standing, witnesses: [], recordedBefore: null } } })).toContain(
    '还没有见证方',
  )
  const erased = { factId: paper.factId, at: '2026-03-03T01:00:00.000Z', reason: '到期' }
  expect(said({ paper: { ...paper, standing, erased } })).toContain('销毁（到期）')
  expect(said({ paper: { ...paper, standing: { state: 'waiting' }, text: '', code: '' } })).toContain('还没有启用')
})

test('a receipt carries its address and its proof as codes, its file and no script but its own', () => {
  const html = renderReceipt(receiptSample, 'zh')
  for (const part of [
    'id="address"',
    'id="code"',
    `/receipt/${receiptSample.paper.factId}/file`,
    'href="https://example.org/verify#AQ"',
  ])
    expect(html).toContain(part)
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style="| on[a-z]+="/)
})

test('the list of boards leads to each board in its language', () => {
  const list = { countyName: '示范县', demo: false, complaints: boardSample.complaints, sites: [boardSample] }
  expect(renderBoards(list, 'en')).toContain(`href="/board/${boardSample.siteId}?lang=en"`)
})

const lettersOf = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
