import { describe, expect, it } from 'vitest'
import { addMonths, monthOf } from '../../src/kit/month.ts'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { attendanceOf } from './answersAttendance.ts'
import { picture } from './browser.ts'
import { idOf } from './ids.ts'
import { choose, faultless, press, setStage, stands, sumOf, wait, weigh } from './steps.ts'

const [clerk, staff, county] = [4, 5, 6].map((n) => idOf(4, n)) as [string, string, string]
const today = dayOf(new Date().toISOString())
const last = addMonths(monthOf(today), -1)
const finished = addMonths(monthOf(today), -2)
const town = `unit=${idOf(1, 1)}`
const slow = { timeout: 60_000 }

const bench = setStage()
const { open } = bench
const known = () => attendanceOf(bench.server.world)
const yesterday = (person: number) => `${idOf(3, person)} ${addDays(today, -1)} am`

describe('today', () => {
  it('explains a half-day with two presses, and calls an absence only with a reason and a warning', slow, async () => {
    const page = await open(clerk, '/today')
    await page.getByRole('button', { name: /^说明情况：周志强/ }).click()
    await faultless(page, 'today-reasons')
    await page.getByRole('menuitem', { name: '忘记签到，已当面核实在岗' }).click()
    await wait(page, '已保存')
    await wait(page, '待说明的半天（3）')
    // Whoever works by keyboard stands at the next one.
    await page.waitForFunction("document.activeElement.closest('.cases') !== null")
    expect(known().decided.get(yesterday(5))).toMatchObject({ decision: 'excused', reason: '忘记签到，已当面核实在岗' })

    await page.getByRole('button', { name: /^认定旷工：赵建国/ }).click()
    await wait(page, '系统从不自动认定')
    await faultless(page, 'today-absent')
    await press(page, '认定旷工')
    expect(known().decided.has(yesterday(3))).toBe(false)
    await page.getByLabel('原因').fill('电话联系，本人承认未到')
    await press(page, '认定旷工')
    await wait(page, '待说明的半天（2）')
    expect(known().decided.get(yesterday(3))).toMatchObject({ decision: 'absent', reason: '电话联系，本人承认未到' })
  })

  it('lets nobody decide about himself, and nobody call an absence where somebody was seen', slow, async () => {
    const page = await open(clerk, '/today')
    await wait(page, '本人的由他人处理')
    expect(await page.getByRole('button', { name: /^说明情况：王芳/ }).count()).toBe(0)
    await expect.poll(() => page.getByRole('button', { name: /^认定旷工/ }).count()).toBe(1)
  })

  it('warns of opening hours with nobody rostered, and narrows everything to a unit', slow, async () => {
    for (const site of bench.server.world.sites) {
      const all = [{ from: '00:00', to: '23:59' }]
      site.hours = { '1': all, '2': all, '3': all, '4': all, '5': all, '6': all, '7': all }
    }
    const page = await open(county, '/today')
    await wait(page, '今天这些开放时间没有排人值班')
    const gaps = () => page.locator('.gap-list li').count()
    const cards = () => page.locator('.site-card').count()
    const before = [await gaps(), await cards()]
    await choose(page, '单位', '上坪村')
    await page.waitForFunction("document.querySelectorAll('.site-card').length === 1")
    await expect.poll(() => stands(page, '上坪村党群服务中心').count()).toBe(1)
    expect(before[1]).toBe(5)
    expect(await gaps()).toBeLessThan(before[0]!)
  })
})

describe('the month', () => {
  it('is walked by keys, says what a cell is, and explains it', slow, async () => {
    const page = await open(clerk, `/month?${town}&month=${last}`)
    await page.getByRole('grid').waitFor()
    await page.locator('[data-at][tabindex="0"]').focus()
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe('1.2')
    await wait(page, /王芳 · \d+月2日 .*下午 · /)
    await expect.poll(() => page.locator('[data-at][tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await wait(page, '用到的记录')
    await faultless(page, 'month-why')
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer-content').waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe('1.2')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await wait(page, '王芳 · ')
    await page.getByRole('button', { name: /月2日/ }).click()
    await wait(page, '依据')
    await faultless(page, 'person-why')
    await press(page, '回到单位月历')
    await page.getByRole('grid').waitFor()
  })

  it('holds 150 people, drawn at once', slow, async () => {
    known().more = 150
    const page = await open(clerk, `/month?${town}&month=${last}`)
    const started = Date.now()
    await page.getByText('测试员150').waitFor()
    await page.locator('[data-at="0.1"]').focus()
    const moving = Date.now()
    for (let n = 0; n < 30; n += 1) await page.keyboard.press('ArrowDown')
    console.log(`150 people: drawn in ${moving - started} ms, a step in ${Math.round((Date.now() - moving) / 30)} ms`)
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe('30.1')
    await expect.poll(() => page.locator('td[data-at]').count()).toBeGreaterThan(150 * 2 * 28)
  })

  it('says in English what it says in Chinese', slow, async () => {
    const { page } = await bench.visit(clerk, `/month?${town}&month=${last}&person=${idOf(3, 3)}`, 'desk', 'en')
    await wait(page, 'Totals of the month')
    await page.getByRole('button', { name: /(Mon|Tue|Wed|Thu|Fri|Sat|Sun) 2 / }).click()
    await wait(page, 'Records used')
    expect(await page.locator('main').textContent()).not.toMatch(/出勤|迟到|休息|上午/)
  })
})

describe('the month sheet', () => {
  it(
    'leads through what is open, explains many half-days with one reason, and says what is open on finalising',
    slow,
    async () => {
      const page = await open(clerk, `/sheet?${town}&month=${last}`)
      await press(page, '逐条或成批说明')
      await page.getByText(/^全选/).waitFor()
      await choose(page, '类别', '迟到')
      await page.getByRole('checkbox', { name: /^全选/ }).click()
      const chosen = Number(/\d+/.exec((await page.getByText(/^已选/).textContent()) ?? '')?.[0])
      expect(chosen).toBeGreaterThan(1)
      await faultless(page, 'sheet-bulk')
      await press(page, '用同一原因说明')
      await page.getByRole('menuitem', { name: '签到屏或站点机故障' }).click()
      await wait(page, `已提交 ${chosen} 条，待另一人复核。`)
      expect(known().decided.size).toBe(chosen)
      expect([...known().decided.keys()].some((it) => it.startsWith(idOf(3, 2)))).toBe(false)

      await press(page, '定稿')
      await wait(page, /还有 \d+ 个半天没有说明，1 个申请没有审批/)
      await faultless(page, 'sheet-finalise')
      await press(page, '定稿')
      await wait(page, '定稿之后没有变化')
      await wait(page, '已定稿')
      expect(known().finals.get(`${idOf(1, 1)} ${last}`)).toMatchObject({ revision: 1 })
    },
  )

  it('says of half-days explained where nobody else is there that they hold by one word alone', slow, async () => {
    known().alone = true
    const page = await open(clerk, `/sheet?${town}&month=${last}`)
    await press(page, '逐条或成批说明')
    await page.getByRole('checkbox', { name: /^全选/ }).click()
    await press(page, '用同一原因说明')
    await page.getByRole('menuitem', { name: '签到屏或站点机故障' }).click()
    await wait(page, /^\d+ 条没有其他人可以复核：已由您一人生效，并计入公开统计。$/)
    await wait(page, `${known().decided.size} 条没有其他人可以复核`)
  })

  it('revises only with a reason', slow, async () => {
    const page = await open(clerk, `/sheet?${town}&month=${finished}`)
    await press(page, '更正定稿')
    await wait(page, '将把 3 个半天改为现在的结论')
    await press(page, '更正定稿')
    await wait(page, '请写明更正原因')
    await page.getByLabel('原因').fill('补批病假')
    await press(page, '更正定稿')
    await wait(page, '已定稿（第 2 版）')
    expect(known().finals.get(`${idOf(1, 1)} ${finished}`)).toMatchObject({ revision: 2, reason: '补批病假' })
  })

  it('shows every revision, what it changed, and the sheet as it was then', slow, async () => {
    known().finals.set(`${idOf(1, 1)} ${finished}`, { revision: 2, reason: '补批病假', differences: 0 })
    const page = await open(clerk, `/sheet?${town}&month=${finished}`)
    await press(page, '比上一版改了 2 个半天')
    await page.getByRole('columnheader', { name: '这一版' }).waitFor()
    await faultless(page, 'sheet-revisions')
    await press(page, '查看第 1 版')
    await wait(page, '下面是第 1 版，后来又更正过')
    const links = page.locator('a[href*="month-file"]')
    expect(await links.first().getAttribute('href')).toContain('revision=1')
    expect(await page.getByRole('button', { name: '更正定稿' }).count()).toBe(0)
    await press(page, '回到最新一版')
    await wait(page, '定稿之后没有变化')
  })

  it('cannot be finalised before the month is over, nor with units below it', slow, async () => {
    const page = await open(clerk, `/sheet?${town}&month=${monthOf(today)}`)
    await wait(page, '这个月还没有结束。')
    expect(await page.getByRole('button', { name: /^定\s*稿$/ }).isDisabled()).toBe(true)
    await page.getByText('含下级单位').click()
    await wait(page, '合并显示时不能定稿')
    const links = await page
      .locator('a[href*="month-file"]')
      .evaluateAll((all) => all.map((it) => it.getAttribute('href')))
    expect(links).toHaveLength(3)
    expect(links.every((it) => it?.includes('below=true'))).toBe(true)
  })
})

describe('the rules', () => {
  it('are kept only after their effect was seen, and seen again where it changed meanwhile', slow, async () => {
    known().effect = { shown: 7, later: 9 }
    const page = await open(clerk, '/rules')
    await press(page, '新规则')
    await page.getByText('四次（上午、下午各到岗、离岗）').last().click()
    await press(page, '先看影响')
    await wait(page, '四次签到要写明原因')
    await page.getByLabel('为什么要四次').fill('午间轮流值守')
    await page.getByLabel('病假').fill('事')
    await wait(page, '不同的结论不能用同一个符号：事')
    await press(page, '套用 图形（○ ● ◇ ◎）')
    await faultless(page, 'rules-form')
    await press(page, '先看影响')
    await wait(page, '会改变 3 人的 7 个半天。')
    await faultless(page, 'rules-effect')
    await press(page, '确认，保存规则')
    await wait(page, '会改变 3 人的 9 个半天。')
    await wait(page, '请再看一遍新的影响')
    expect(known().rules).toHaveLength(4)
    await press(page, '确认，保存规则')
    await wait(page, '已提交，待另一人复核后生效。')
    const kept = known().rules.at(-1)
    expect(kept).toMatchObject({ checkInsPerDay: 4, fourReason: '午间轮流值守', effectiveFrom: addDays(today, 1) })
    expect(kept?.legend.sick).toBe('●')
  })

  it('are only read by staff, and the rule of the county only changed by the county', slow, async () => {
    const page = await open(staff, '/rules')
    await wait(page, '您可以查看')
    expect(await page.locator('main button.ant-btn').count()).toBe(0)
    const second = await open(clerk, '/rules')
    await wait(second, '现行')
    const first = second.locator('.sheet').first()
    expect(await first.textContent()).toContain('全县')
    expect(await first.getByRole('button').count()).toBe(0)
  })
})

describe('the bulletin', () => {
  it('counts an opening once, names nobody, and gives the chart as a table', slow, async () => {
    const page = await open(staff, '/bulletin')
    await wait(page, /被打开过 24 次/)
    const chart = page.locator('.chart').first()
    await chart.locator('.chart-place svg').waitFor()
    await chart.getByText('用表格看同样的数字').click()
    await expect.poll(() => chart.locator('tbody tr').count()).toBeGreaterThan(0)
    await faultless(page, 'bulletin-table')
    const text = (await page.locator('main').textContent()) ?? ''
    expect(bench.server.world.staff.filter((it) => text.includes(it.name))).toEqual([])
    expect(known().opened).toBe(24)

    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.figures').isVisible()).toBe(true)
    expect(await chart.locator('.chart-place svg').isVisible()).toBe(true)
    for (const aside of ['.side', '.filters', '.no-print']) {
      expect(await page.locator(aside).first().isVisible(), aside).toBe(false)
    }
    await picture(page, 'bulletin-printed')
  })

  it('stands beside the three months before, and says which of them are not final', slow, async () => {
    const page = await open(clerk, `/bulletin?${town}&month=${last}`)
    const trend = page.locator('.trend')
    await trend.locator('.chart-place svg').waitFor()
    const months = await trend.locator('> .table-wrap tbody th').allTextContents()
    expect(months.map((it) => it.includes('未定稿'))).toEqual([true, true, false, true])
    await faultless(page, 'bulletin-trend')
  })

  it('loads the drawing only where there is a chart, after a page that is itself below 500 kB', slow, async () => {
    for (const [name, path, text] of [
      ['month', `/month?${town}`, '图例'],
      ['sheet', `/sheet?${town}&month=${last}`, '还没有定稿'],
      ['rules', '/rules', '现行'],
      ['bulletin', `/bulletin?${town}&month=${last}`, '本月申请'],
    ] as const) {
      const chart = name === 'bulletin'
      const files = await weigh(bench, clerk, path, async (page) => {
        await wait(page, text)
        if (chart) await page.locator('.chart-place svg').first().waitFor()
      })
      const drawing = files.filter((it) => it.name.startsWith('drawing'))
      const kB = sumOf(files.filter((it) => !drawing.includes(it)))
      console.log(`${name}: ${kB} kB gzip${chart ? `, and ${sumOf(drawing)} kB for the drawing` : ''}`)
      expect(kB).toBeLessThanOrEqual(500)
      expect(drawing).toHaveLength(chart ? 1 : 0)
    }
  })
})
