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
