import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { idOf } from './ids.ts'
import { choose, clean, faultless, look, press, setStage, spaced, wait } from './steps.ts'

const [clerk, staff, county, head] = [4, 5, 6, 9].map((n) => idOf(4, n)) as [string, string, string, string]

const bench = setStage()
const { open } = bench
const slow = { timeout: 45_000 }
const today = () => dayOf(new Date().toISOString())
const written = () => bench.server.world.written
/** Every page of rosters, requests and the calendar: by whom, where, and a text that is there once it is drawn. */
const pages: [name: string, account: string, path: string, zh: string, en: string][] = [
  ['duties-roster', clerk, '/duties', '防汛值守', 'Leader'],
  ['duties-reader', head, '/duties', '防汛值守', 'Leader'],
  ['shifts', clerk, '/duties?tab=shifts', '三三制', 'Patterns'],
  ['requests', head, '/requests', '忘记签到', 'forgot'],
  ['requests-clerk', clerk, '/requests', '忘记签到', 'forgot'],
  ['calendar', county, '/calendar', '放假安排确定到', 'Holidays are known until'],
  ['calendar-staff', staff, '/calendar', '放假安排确定到', 'Holidays are known until'],
  ['advice', county, '/advice', '待答复', 'Unanswered'],
  ['me-month', staff, '/me', '本月合计', 'Totals of the month'],
]

describe.each(['desk', 'phone'] as const)('at the size of a %s', (size) => {
  it.each(pages)('%s is free of faults and fits the screen', slow, async (name, account, path, text) => {
    expect(await look(bench, { name, account, path, text, size, language: 'zh' })).toEqual(clean)
  })
})

describe('in English', () => {
  it.each(pages)('%s is free of faults', slow, async (name, account, path, _, text) => {
    expect(await look(bench, { name, account, path, text, size: 'desk', language: 'en' })).toEqual(clean)
  })
})

describe('the roster', () => {
  it('names the opening hours without anybody, in the table and in a list that fills them', slow, async () => {
    const page = await open(clerk, '/duties')
    await page.getByRole('button', { name: '下一周' }).click()
    await wait(page, '还有 10 个公示的开放时段没有排人')
    await expect.poll(() => page.locator('.gap-mark').count()).toBe(10)
    await page
      .getByRole('button', { name: /^给 .* 08:30–12:00 排人$/ })
      .first()
      .click()
    await choose(page, '值班人', '孙丽')
    await press(page, '保存')
    await wait(page, /已保存。这些开放时段还没有人：.*14:00–17:30/)
    await wait(page, '还有 9 个公示的开放时段没有排人')
  })

  it('is filled cell by cell with the keyboard alone', slow, async () => {
    const page = await open(clerk, '/duties')
    await page.getByRole('button', { name: '下一周' }).click()
    const cell = page.getByRole('button', { name: /周二上午排班：带班领导/ })
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('赵建国')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '修改 赵建国 08:30–12:00' }).waitFor()
    expect(bench.server.world.duties.at(-1)).toMatchObject({ as: 'leader', staffId: idOf(3, 3) })
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/带班领导/)
  })

  it('lets people take turns: shown first, kept then', slow, async () => {
    const page = await open(clerk, '/duties')
    await page.getByRole('button', { name: '下一周' }).click()
    const before = bench.server.world.duties.length
    await press(page, '轮流排')
    await page.getByRole('combobox', { name: '轮流的人' }).click()
    for (const name of ['王芳', '孙丽']) {
      await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
    }
    await page.keyboard.press('Escape')
    await press(page, '先看结果')
    await wait(page, '将排 6 个班')
    await wait(page, '有 1 个班没有人能上')
    expect(bench.server.world.duties.length).toBe(before)
    await faultless(page, 'fill')
    await press(page, '就这样排')
    await wait(page, '已排 6 个班')
    expect(bench.server.world.duties.length).toBe(before + 6)
  })

  it('has a calendar feed whose address is told once and can be closed', slow, async () => {
    const page = await open(clerk, '/duties')
    await press(page, '生成订阅地址')
    await wait(page, /zaigang\.example\/feeds\/s+\.ics/)
    await wait(page, /只显示这一次/)
    await press(page, '停用')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: spaced('停用') })
      .click()
    await page.getByText(/zaigang\.example/).waitFor({ state: 'detached' })
    expect(written()).toEqual(['openFeed', 'closeFeed'])
  })

  it('has shifts across midnight, three thirds by one press, and people one day apart', slow, async () => {
    const page = await open(clerk, '/duties?tab=shifts')
    await press(page, '新增班次')
    await page.getByRole('textbox', { name: '名称' }).fill('小夜班')
    await page.getByLabel('第 1 段 开始').fill('1600')
    await page.getByLabel('第 1 段 结束').fill('0')
    await faultless(page, 'shift')
    await press(page, '保存')
    await wait(page, '16:00–次日 00:00')

    await press(page, '新增轮班方式')
    await page.getByRole('button', { name: /三三制（坐班、走访、轮休）/ }).click()
    await faultless(page, 'pattern')
    await press(page, '保存')
    await expect.poll(() => bench.server.world.roster.patterns.length).toBe(2)
    expect(bench.server.world.roster.patterns[1]?.days).toEqual([idOf(20, 1), idOf(20, 3), null])

    await press(page, '安排人员')
    await page.getByRole('combobox', { name: '人员' }).click()
    for (const name of ['王芳', '孙丽', '李明']) {
      await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
    }
    await page.keyboard.press('Escape')
    await choose(page, '轮班方式', '三三制')
    await page.getByRole('checkbox', { name: /依次错开一天/ }).check()
    await press(page, '保存')
    await wait(page, '已安排 3 人')
    expect(bench.server.world.roster.assignments.slice(-3).map((it) => it.phase)).toEqual([0, 1, 2])
  })
})

describe('requests', () => {
  it('are approved in one press, refused with a reason, and appeals go above the head', slow, async () => {
    const page = await open(head, '/requests')
    await wait(page, '由上级单位审理')
    await page.getByRole('button', { name: '同意 孙丽 的申请', exact: true }).click()
    await page.getByRole('button', { name: '同意 孙丽 的申请', exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '不同意 李明 的申请' }).click()
    await page.getByRole('button', { name: '不同意', exact: true }).last().click()
    await wait(page, /请输入原因/)
    await page.getByLabel('原因').fill('当天有签到记录，无需补')
    await faultless(page, 'refuse')
    await page.getByRole('button', { name: '不同意', exact: true }).last().click()
    await wait(page, '已告知本人')
    expect(bench.server.world.roster.requests.map((it) => it.state).slice(0, 2)).toEqual(['approved', 'refused'])
    await page.getByText('全部', { exact: true }).click()
    await wait(page, '原因：当天有签到记录，无需补')
  })

  it('for outings, which hold already, are approved together', slow, async () => {
    const { requests } = bench.server.world.roster
    const [first] = requests
    const wish = { kind: 'outing', siteId: idOf(2, 1), where: '入户走访' } as const
    const span = { starts: new Date().toISOString(), ends: new Date(Date.now() + 3_600_000).toISOString() }
    for (const n of [91, 92, 93]) requests.push({ ...first!, requestId: idOf(25, n), wish: { ...wish, ...span } })
    const page = await open(head, '/requests')
    await press(page, '一并同意 3 件外出')
    await wait(page, '已同意 3 件')
    await page.getByText('入户走访').first().waitFor({ state: 'detached' })
    expect(requests.filter((it) => it.state === 'approved').every((it) => it.wish.kind !== 'correction')).toBe(true)
    expect(written()).toEqual(['decideRequest', 'decideRequest', 'decideRequest'])
  })

  it('are written down by the clerk for somebody who rang', slow, async () => {
    const page = await open(clerk, '/requests')
    await press(page, '代人登记')
    await choose(page, '谁', '周志强')
    await page.getByText('病假', { exact: true }).click()
    await faultless(page, 'write')
    await press(page, '保存')
    await wait(page, '代为登记')
    expect(bench.server.world.roster.requests[0]).toMatchObject({
      staffId: idOf(3, 5),
      onBehalf: true,
      wish: { kind: 'leave', leave: 'sick', from: { day: today(), half: 'am' } },
    })
  })
})

describe('the calendar', () => {
  it('takes a notice only after a person has seen its days and what was not understood', slow, async () => {
    const page = await open(county, '/calendar')
    const year = Number(today().slice(0, 4)) + 1
    await wait(page, `请导入 ${year} 年放假通知`)
    await press(page, '导入放假通知')
    await page.getByLabel('通知全文').fill('元旦1月1日至2日放假，1月3日上班。春节安排另行通知。')
    await press(page, '读取')
    await wait(page, '有 1 句没有读懂')
    await wait(page, '保存后影响 13 人、共 3 个日子')
    await faultless(page, 'notice')
    await press(page, '补一天')
    expect(written()).toEqual(['readHolidayNotice'])
    await press(page, '核对无误，保存')
    await page.getByText(`请导入 ${year} 年放假通知`).waitFor({ state: 'detached' })
    expect(bench.server.world.roster.notices[0]).toMatchObject({ year })
  })

  it('shows whom a local day concerns before it is kept, and takes it back with a reason', slow, async () => {
    const page = await open(clerk, '/calendar')
    await press(page, '新增调整')
    await page.getByRole('textbox', { name: '名称' }).fill('三月三')
    await page.getByRole('textbox', { name: '原因' }).fill('民族节日')
    await press(page, '看影响')
    await wait(page, '影响 9 人、共 9 个日子')
    expect(written()).toEqual(['previewDayOverride'])
    await faultless(page, 'override')
    await press(page, '保存')
    await wait(page, '三月三')
    expect(bench.server.world.roster.overrides.at(-1)).toMatchObject({ layer: 'unit', unitId: idOf(1, 1), work: false })
    await page.getByRole('button', { name: '取消调整：三月三' }).click()
    await page.getByLabel('原因').last().fill('改到下周')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: spaced('取消调整') })
      .click()
    await page.getByText('三月三', { exact: true }).waitFor({ state: 'detached' })
  })

  it('says on a press who decided a day and why', slow, async () => {
    const page = await open(county, '/calendar')
    await page.getByRole('button', { name: /10月10日 周六 调休上班 国庆节/ }).click()
    await wait(page, '放假通知')
    await wait(page, '国家')
  })
})

describe('one’s own page', () => {
  /** Presses, counted. */
  const counted = (page: Page) => {
    let presses = 0
    const tap = async (at: ReturnType<Page['getByRole']>) => {
      presses += 1
      await at.click()
    }
    return { tap, button: (name: string | RegExp) => page.getByRole('button', { name }), presses: () => presses }
  }

  it('explains a half-day, and puts a forgotten check-in right in three presses', slow, async () => {
    const page = await open(staff, '/me', 'phone')
    await wait(page, '本月合计')
    await page.getByRole('button', { name: '上个月' }).click()
    const { tap, button, presses } = counted(page)
    await tap(button(/未见签到（没有到岗签到）/).first())
    await wait(page, '没有用到任何签到记录。')
    await tap(button('补签到说明').first())
    await faultless(page, 'correction')
    await tap(page.getByRole('dialog').getByRole('button', { name: '忘记签到' }))
    await wait(page, '已提交')
    expect(presses()).toBe(3)
    expect(bench.server.world.roster.requests[0]?.wish).toMatchObject({
      kind: 'correction',
      what: 'arrival',
      reason: 'forgot',
      half: 'am',
    })
    await wait(page, /○ 待审批/)
  })

  it('asks for leave of today in three presses, the kind asked for last in front', slow, async () => {
    const page = await open(staff, '/me', 'phone')
    const { tap, button, presses } = counted(page)
    await tap(button(spaced('请假')).first())
    const kinds = page.getByRole('radiogroup').first().locator('label')
    await expect.poll(() => kinds.first().textContent()).toBe('病假')
    await tap(kinds.first())
    await faultless(page, 'leave')
    await tap(button(spaced('提交')))
    await wait(page, '已提交')
    expect(presses()).toBe(3)
    expect(bench.server.world.roster.requests[0]?.wish).toMatchObject({
      leave: 'sick',
      from: { day: today() },
      to: { day: today(), half: 'pm' },
    })
  })

  it('appeals, and takes back what nobody has decided', slow, async () => {
    const page = await open(staff, '/me')
    await wait(page, '本月合计')
    await page.getByRole('button', { name: '上个月' }).click()
    await page.getByRole('button', { name: /迟到/ }).first().click()
    await page
      .getByRole('button', { name: spaced('申诉') })
      .first()
      .click()
    await page.getByLabel('为什么不同意这个结论').fill('那天停电，签到屏没开。')
    await press(page, '提交')
    await wait(page, /那天停电/)
    await page.getByRole('button', { name: /撤回：.*那天停电/ }).click()
    await page.getByRole('button', { name: /撤回：.*那天停电/ }).waitFor({ state: 'detached' })
    expect(written()).toEqual(['makeRequest', 'withdrawRequest'])
  })

  it('agrees to a swap, and asks for one', slow, async () => {
    const page = await open(staff, '/me', 'phone')
    await wait(page, '有同事想和您换班')
    await press(page, '同意换')
    await wait(page, '已换好，值班公示已更新')
    expect(bench.server.world.duties.find((it) => it.dutyId === idOf(6, 95))?.staffId).toBe(idOf(3, 1))
    const day = addDays(today(), 3)
    await page
      .getByRole('button', { name: new RegExp(`^换班 ${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 .* 18:00`) })
      .click()
    await page.getByText('吴桂英', { exact: true }).click()
    await faultless(page, 'swap')
    await press(page, '问他')
    await wait(page, '已问 吴桂英，等答复')
    expect(bench.server.world.roster.swaps.at(-1)).toMatchObject({ toStaffId: idOf(3, 6), dutyId: idOf(6, 96) })
  })
})

describe('what staff say', () => {
  it('goes upwards without a name from any page, and is answered there', slow, async () => {
    const page = await open(staff, '/calendar', 'phone')
    await page.getByRole('button', { name: '投诉建议' }).click()
    await wait(page, '0571-12388')
    await page.getByLabel('想说什么').fill('群太多，能不能合并。')
    await faultless(page, 'advice')
    await press(page, '送给上级')
    await wait(page, '已送达。谢谢您。')
    expect(bench.server.world.roster.advice[0]).toMatchObject({ staffId: null, text: '群太多，能不能合并。' })

    const above = await open(county, '/advice')
    await above.getByRole('button', { name: '答复 上坪村 的意见' }).first().click()
    await above.getByLabel('答复内容').fill('下月起合并成一个群。')
    await faultless(above, 'answer')
    await above
      .getByRole('dialog')
      .getByRole('button', { name: spaced('答复') })
      .click()
    await wait(above, '下月起合并成一个群。')
  })

  it('is not for the head of the unit below, who sees no advice of staff by the menu of a clerk', slow, async () => {
    const page = await open(clerk, '/advice')
    await wait(page, '没有这个页面')
  })
})
