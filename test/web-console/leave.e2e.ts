import { expect, it } from 'vitest'
import { faultsOf, picture } from './browser.ts'
import { press, setStage, wait } from './steps.ts'
import { idOf } from './world.ts'

const staff = idOf(4, 5)

const stage = setStage()

it('asks for leave of the next working day in three presses, on a phone', { timeout: 60_000 }, async () => {
  const { page } = await stage.visit(staff, '/me', 'phone')
  await press(page, '请假')
  const chip = page.locator('.span-chips button').filter({ hasText: '全天' }).last()
  await page.locator('.span-chips button[aria-pressed="true"]').waitFor()
  await chip.click()
  await expect.poll(() => chip.getAttribute('aria-pressed')).toBe('true')
  await page.waitForTimeout(150)
  await picture(page, 'open-leave-chips')
  expect(await faultsOf(page, ['region'])).toEqual([])
  await press(page, '提交')
  await wait(page, '已提交')
  const wish = stage.server.world.roster.requests[0]?.wish
  expect(wish).toMatchObject({ kind: 'leave', leave: 'sick', from: { half: 'am' }, to: { half: 'pm' } })
  expect(
    wish?.kind === 'leave' && [wish.from.day > new Date().toISOString().slice(0, 10), wish.from.day === wish.to.day],
  ).toEqual([true, true])
})
