import { expect, test } from 'vitest'
import type { LogView } from '../../src/contract/routes/log.ts'
import { LogVerdict } from '../../src/contract/routes/log.ts'
import { renderLog } from '../../web/board/render.tsx'
import { logSample } from './logSample.ts'

const visible = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
const zh = (change: Partial<LogView> = {}) => visible(renderLog({ ...logSample, ...change }, 'zh'))

test('it says in one sentence what it comes to, and who confirmed and who did not since when', () => {
  const text = zh()
  expect(text).toContain('最新的账本已由外部见证确认')
  expect(text).toContain('市纪委监委 2026-11-22 10:30:00 确认了最新的账本')
  expect(text).toContain('邻县人大 还没有确认最新的账本 2026-11-22 10:02:00 起没有回应')
  expect(text).toContain('记录条数 320')
})

test.each(LogVerdict.options)('every verdict has its own words in both languages: %s', (verdict) => {
  const others = LogVerdict.options.filter((it) => it !== verdict)
  for (const language of ['zh', 'en'] as const) {
    const titleOf = (it: LogVerdict) =>
      /class="verdict[^>]*><h2>([^<]+)/.exec(renderLog({ ...logSample, verdict: it }, language))?.[1]
    expect(titleOf(verdict)).toBeTruthy()
    expect(others.map(titleOf)).not.toContain(titleOf(verdict))
  }
})

test('an alarm is said aloud, with who raises it and whom to tell', () => {
  const [first, ...others] = logSample.witnesses
  const witnesses = [
    { ...first, said: 'forked', since: '2026-11-22T02:31:00.000Z' } as (typeof logSample.witnesses)[0],
    ...others,
  ]
  const alarms = [{ witness: '市纪委监委', alarm: 'forked', size: 310, at: '2026-11-22T02:31:00.000Z' } as const]
  const html = renderLog({ ...logSample, verdict: 'alarm', witnesses, alarms }, 'zh')
  expect(html).toContain('role="alert"')
  expect(visible(html)).toContain('警报：2026-11-22 10:31:00 起，它说这里的账本不是它见过的那一本')
  expect(visible(html)).toContain('它见过的前 310 条，和当时这里的不一样')
  expect(html).toContain('href="tel:12388"')
})

test('without witnesses it says so plainly', () => {
  const text = zh({ verdict: 'alone', witnesses: [], policy: 'quorum none\n' })
  expect(text).toContain('没有外部见证')
  expect(text).not.toContain('没有见证报过警报')
})

test('a log that has not begun is no error', () => {
  const html = renderLog(
    { ...logSample, verdict: 'none', newest: null, keys: [], recent: [], witnesses: [], origin: null },
    'zh',
  )
  expect(visible(html)).toContain('账本还没有开始')
  expect(html).not.toMatch(/undefined|null|NaN/)
})

test('the policy and the commands stand there whole, for copying', () => {
  const html = renderLog(logSample, 'en')
  const text = html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  expect(text).toContain(logSample.policy)
  expect(text).toContain(logSample.keys[0]?.pem)
  expect(text).toContain("grep '^— ' checkpoint | head -1")
  expect(text).toContain('curl -s https://zaigang.example.gov.cn/log/checkpoints/320 > kept-320')
})

test('names and policies that hold markup stay text', () => {
  const name = '<script>alert(1)</script>'
  const html = renderLog(
    { ...logSample, countyName: name, policy: name, witnesses: logSample.witnesses.map((it) => ({ ...it, name })) },
    'zh',
  )
  expect(html).not.toContain(name)
})
