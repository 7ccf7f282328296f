import { expect, it } from 'vitest'
import { suspectsOf } from './answersSuspects.ts'
import { idOf } from './ids.ts'
import { faultless, press, setStage, wait } from './steps.ts'

const [staff, county] = [5, 6].map((n) => idOf(4, n)) as [string, string]
const bench = setStage()
const slow = { timeout: 45_000 }

it('somebody above the unit looks at the curves and decides, with a reason', slow, async () => {
  const page = await bench.open(county, '/suspects')
  await wait(page, '机器只能标为“存疑”，签到照常有效，由人来决定。')
  await page.getByRole('button', { name: /^查看/ }).first().click()
  await page
    .getByRole('button', { name: /动作曲线/ })
    .first()
    .click()
  const picture = page.getByRole('img', { name: /四条曲线/ })
  await picture.locator('svg path[stroke="#1b4b8f"]').first().waitFor()
  await wait(page, /转头：最小 0\.35，最大 0\.65/)
  // When a step was answered is recorded from its prompt on.
  await wait(page, '张嘴：第 0.8 秒提示，0.5 秒后开始，0.9 秒后幅度最大')
  await faultless(page, 'suspect-curves')

  await page.getByRole('radio', { name: '认定作弊' }).check()
  await press(page, '作出决定')
  await wait(page, '请至少选一个签到')
  expect(bench.server.world.written).toEqual([])
  await page.getByRole('checkbox', { name: /李明/ }).check()
  await page.getByRole('textbox', { name: '理由' }).fill('曲线里没有眨眼')
  await faultless(page, 'suspect-deciding')
  await press(page, '作出决定')
  await wait(page, '理由：曲线里没有眨眼')
  expect(suspectsOf(bench.server.world).suspects[0]?.decided).toMatchObject({
    decision: 'confirmed',
    checkInIds: [idOf(31, 1)],
  })
})

it('another person decides an appeal', slow, async () => {
  const page = await bench.open(county, `/suspects?one=${idOf(32, 2)}`)
  await wait(page, '那天我本人在岗，同事可以作证。')
  await page.getByRole('radio', { name: '撤销对本人的认定' }).check()
  await page.getByRole('textbox', { name: '理由' }).fill('同事证实')
  await press(page, '处理申诉')
  await wait(page, '理由：同事证实')
  expect(suspectsOf(bench.server.world).suspects[1]?.appeals[0]?.decided?.outcome).toBe('lifted')
})

it('the person concerned reads why, and appeals within the time', slow, async () => {
  const page = await bench.open(staff, '/me')
  await wait(page, '您 08:31 的签到被系统列为“存疑”。')
  await page.locator('summary', { hasText: '申诉' }).click()
  await wait(page, '可在 2026-04-01 10:00:00 前申诉一次')
  await page.getByRole('textbox', { name: '想说明什么' }).fill('是我本人')
  await faultless(page, 'own-suspect')
  await press(page, '提交申诉')
  await wait(page, '等待另一人处理')
  expect(suspectsOf(bench.server.world).own[0]?.appeal?.text).toBe('是我本人')
})

it(
  'each attempt says in plain words which signs of life spoke for, against, or said nothing, and why',
  slow,
  async () => {
    const page = await bench.open(county, `/suspects?one=${idOf(32, 1)}`, 'phone')
    await page
      .getByRole('button', { name: /活体迹象/ })
      .last()
      .click()
    await wait(page, '✕ 活体迹象不足')
    await wait(page, '最像的是：戴在脸上的纸面具')
    await wait(page, '测得 -2.05，界限 -1.2（折算分）')
    const signs = page.locator('details.sign')
    const said = (await signs.locator('summary').allTextContents()).map((it) => it.trim())
    expect(said.slice(0, 3)).toEqual(['转头时的立体感很不像真人', '脸的周围较不像真人', '脸有没有变化看不出来'])
    expect(said.filter((it) => it.endsWith('说明不了什么'))).toHaveLength(4)
    await signs.filter({ hasText: '鼻子两侧的明暗' }).locator('summary').focus()
    await page.keyboard.press('Enter')
    await wait(page, '这一项没有计入：周围太亮，看不出屏幕的光。')
    await wait(page, 'somethingNew')
    await wait(page, /^合起来 -2\.05；低于 -1\.2 才算/)
    await faultless(page, 'suspect-signs')
  },
)

it('one looks for suspects now', slow, async () => {
  const page = await bench.open(county, '/suspects')
  await page.getByRole('button', { name: '现在查找' }).click()
  await faultless(page, 'suspect-look')
  await press(page, '开始查找')
  await wait(page, '新列出 1 条存疑')
  await wait(page, '全员接连签到')
})

it('one that is settled is destroyed, with a reason; one that may be appealed against is not', slow, async () => {
  const page = await bench.open(county, `/suspects?one=${idOf(32, 4)}`)
  await page.getByRole('button', { name: '销毁这条存疑' }).click()
  await press(page, '销毁')
  expect(bench.server.world.written).toEqual([])
  await page.getByRole('textbox', { name: '原因' }).fill('已超过保存期限')
  await faultless(page, 'suspect-erase')
  await press(page, '销毁')
  await wait(page, '已销毁，并留下证明')
  expect(suspectsOf(bench.server.world).suspects.map((it) => it.suspectId)).not.toContain(idOf(32, 4))
  await page.goto(`${bench.origin}/console/suspects?one=${idOf(32, 2)}`)
  await wait(page, '处理申诉')
  expect(await page.getByRole('button', { name: '销毁这条存疑' }).count()).toBe(0)
})
