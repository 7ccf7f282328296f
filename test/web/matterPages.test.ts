import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatterPageView } from '../../src/contract/routes/standing.ts'
import { matterWords } from '../../web/citizen/matterWords.ts'
import { measuresWords } from '../../web/citizen/measuresWords.ts'
import { renderMatter, renderMatterForm, renderMatterGone, renderMeasures } from '../../web/citizen/render.tsx'
import { spokenSeconds, toTheSecond } from '../../web/citizen/times.ts'
import { countySample, matterSample, measuresSample, standingSample, standings } from './matterSamples.ts'

const visible = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const withTitle = (title: string): MatterPageView => ({ ...matterSample, standing: { ...standingSample, title } })

describe('the page of a matter', () => {
  test.each([
    ['taken', ['已收到，还没有受理']],
    ['lacking', ['要等您补材料', '身份证', '原件和复印件各一份', '请在一个月内补齐', '只会一次告诉您']],
    ['running', ['正在办“镇审批”', '镇国土员', '1 小时 1 分 1 秒', '3月6日 17:30:00', '2 小时 5 分 9 秒', '超期']],
    ['overdue', ['已经超过期限', '需要上级会审']],
    ['paused', ['依法暂停计时', '专家评审', '清建评〔2026〕3 号', '3月20日']],
    ['finished', ['已办结', '同意建房，请来领证', '您说了算', '有没有人教您怎么答', '请重新办理']],
    ['rated', ['谢谢', '已经回答过', '12388']],
    ['refused', ['不予办理', '一户一宅', '六十日内可向县政府申请复议', '您说了算']],
    ['withdrawn', ['您已撤回']],
  ])('%s says so', (name, said) => {
    const view = standings[name]
    if (view === undefined) throw new Error(name)
    const text = visible(renderMatter(view, 'zh'))
    for (const it of said) expect(text).toContain(it)
  })

  test('is whole in English: not a word of the frame is left in Chinese', () => {
    for (const view of Object.values(standings)) {
      const ours = visible(renderMatter(view, 'en'))
      const plain = [view.countyName, ...JSON.stringify(view.standing).split('"'), view.complaints.name, '中文']
      const rest = plain
        .sort((a, b) => b.length - a.length)
        .reduce((text, it) => (it === '' ? text : text.replaceAll(it, '')), ours)
      expect(rest.match(/[\u4e00-\u9fff]+/g)).toBeNull()
    }
    const pages = [renderMatterForm(countySample, 'en'), renderMatterGone(countySample, '', 'en')]
    for (const page of pages) {
      const rest = [countySample.countyName, countySample.complaints.name, '中文'].reduce(
        (text, it) => text.replaceAll(it, ''),
        visible(page),
      )
      expect(rest.match(/[\u4e00-\u9fff]+/g)).toBeNull()
    }
  })

  test('whatever somebody typed stands there as letters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '👩‍🌾', '𠮷野家'),
        (title) => {
          const html = renderMatter(withTitle(title), 'zh')
          expect(html).not.toContain('<script>alert')
          expect(html).not.toContain('<img')
        },
      ),
    )
  })

  test('nothing is chosen beforehand, and every question can be left out', () => {
    const view = standings.finished
    if (view === undefined) throw new Error('finished')
    const html = renderMatter(view, 'zh')
    expect(html.match(/type="radio"/g)).toHaveLength(11)
    expect(html).not.toMatch(/type="radio"[^>]*(checked|required)/)
  })

  test('somebody who works here is not offered the form', () => {
    const view = standings.finished
    if (view === undefined) throw new Error('finished')
    const html = renderMatter({ ...view, staff: true }, 'zh')
    expect(html).not.toContain('type="radio"')
    expect(html).toContain('不能替群众评价')
  })
})

describe('the measures', () => {
  const text = visible(renderMeasures(measuresSample(6), 'zh'))
  test('say of how many, with bounds, and what the silent could make of it', () => {
    expect(text).toContain('210／300 人')
    expect(text).toContain('95% 的把握在 65% 到 75% 之间')
    expect(text).toContain('没回答的全算没解决：23%；全算解决：90%')
    expect(text).toContain('不到 30 人，不能和别的单位比')
    expect(text).toContain('不到 5 个，不公布')
    expect(text).toContain('练习时录入 2；重复录入 5')
  })

  test('keep the order they are given, whatever the figures', () => {
    const names = measuresSample(8).units.map((it) => it.unitName)
    const html = renderMeasures(measuresSample(8), 'zh')
    const places = names.map((it) => html.indexOf(`<b>${it}</b>`))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).not.toMatch(/第\s*\d+\s*名|末位/)
  })

  test('say how long each step took against its limit, and how often it was handed over', () => {
    for (const said of [
      '现场勘查 期限 1 个工作日',
      '一半不超过 30 分钟 · 九成不超过 1.2 小时 · 按时 90%（36／40 件）',
      '竖线是期限，合 7 小时',
      '每 100 件转交 15 次，一半在 45 分钟内接手',
      '转交过的不到 5 件，不公布',
    ]) {
      expect(text).toContain(said)
    }
    const long = visible(renderMeasures(measuresSample(40), 'en'))
    expect(long).toContain('limit 1 working day half at most')
    expect(long).toContain('nine of ten at most 13.7 working days')
    expect(long).toContain('4 more kinds, with fewer matters, are in the data')
  })

  test('put no Chinese marks between English words', () => {
    expect(visible(renderMeasures(measuresSample(6), 'en'))).not.toMatch(/[\w%)] ?[：；，。（]/)
  })

  test('have the same words in both languages', () => {
    expect(Object.keys(measuresWords.en)).toEqual(Object.keys(measuresWords.zh))
    expect(Object.keys(matterWords.en)).toEqual(Object.keys(matterWords.zh))
  })
})

test.each([
  [0, '0 秒'],
  [59.6, '1 分 0 秒'],
  [3600, '1 小时 0 分 0 秒'],
  [90_061, '25 小时 1 分 1 秒'],
  [-5, '0 秒'],
])('%d seconds are said as %s', (seconds, said) => expect(spokenSeconds(seconds, 'zh')).toBe(said))

test('an instant is said to the second at the county', () => {
  expect(toTheSecond('2026-03-05T00:05:09.000Z', 'zh')).toBe('3月5日 8:05:09')
  expect(toTheSecond('2026-12-31T16:00:00.000Z', 'en')).toBe('1 Jan 0:00:00')
})
