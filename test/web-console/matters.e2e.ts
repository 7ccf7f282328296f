import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { mattersOf, typesOfMatters } from './answersMatters.ts'
import { faultsOf, picture } from './browser.ts'
import { clean, faultless, look, press, setStage, wait } from './steps.ts'
import { idOf } from './world.ts'

const clerk = idOf(4, 4)
const stage = setStage()
const slow = { timeout: 60_000 }

describe.each(['desk', 'phone'] as const)('at the size of a %s', (size) => {
  it.each([
    ['counter', '/counter', '最低生活保障申请', 'zh'],
    ['counter', '/counter', 'All kinds', 'en'],
    ['matters', '/matters', '转给我的，请接收或退回', 'zh'],
    ['matters', '/matters', 'Handed to me: take or refuse', 'en'],
    ['matter', `/matter/${idOf(51, 2)}`, '日历变动后重新计算', 'zh'],
    ['matter', `/matter/${idOf(51, 2)}`, 'Computed anew after the calendar changed', 'en'],
    ['matter-lacking', `/matter/${idOf(51, 4)}`, '已告知缺少', 'zh'],
    ['matter-ended', `/matter/${idOf(51, 6)}`, '已发证', 'zh'],
    ['matter-gone', `/matter/${idOf(51, 99)}`, '没有这件事项', 'zh'],
  ] as const)('%s %s in %s is free of faults and fits the screen', slow, async (name, path, text, language) => {
    const seen = await look(stage, { name, account: clerk, path, text: new RegExp(text), size, language })
    const expected = name === 'matter-gone' ? { ...clean, complaints: expect.any(Array) } : clean
    expect(seen).toEqual(expected)
  })
})

/** Counts what hands do: presses and keys. */
function hands(page: Page) {
  let count = 0
  return {
    tap: async (name: string | RegExp, role: 'button' | 'checkbox' = 'button') => {
      count += 1
      await page.getByRole(role, { name }).first().click()
    },
    key: async (key: string) => {
      count += 1
      await page.keyboard.press(key)
    },
    type: async (text: string) => {
      count += [...text].length
      await page.keyboard.insertText(text)
    },
    count: () => count,
  }
}

it('takes a matter of a known kind by the keyboard alone, in no more than eight keys', slow, async () => {
  const page = await stage.open(clerk, '/counter')
  await wait(page, '最低生活保障申请')
  const { key, type, count } = hands(page)
  await type('低保')
  await wait(page, '最低生活保障申请')
  await key('Enter')
  await page.locator('.all-brought input:focus').waitFor()
  await key('Space')
  await key('Enter')
  await wait(page, '✓ 已受理')
  expect(count()).toBeLessThanOrEqual(8)
  const { taken, matters } = mattersOf(stage.server.world)
  expect(taken).toHaveLength(1)
  expect(taken[0]).toMatchObject({
    typeId: typesOfMatters[0]!.typeId,
    brought: ['id', 'income', 'photo'],
    takenAt: null,
  })
  expect(matters.at(-1)?.state).toBe('running')
})

it.each(['desk', 'phone'] as const)('tells at once what is missing, on the same paper (%s)', slow, async (size) => {
  const page = await stage.open(clerk, '/counter', size)
  const { tap } = hands(page)
  await tap(/最低生活保障申请/)
  await tap(/身份证/, 'checkbox')
  await wait(page, '缺 1 样必需材料')
  await page.getByLabel('姓名（可不填）').fill('张三')
  await faultless(page, `counter-form-${size}`)
  await tap(/受理并出回执/)
  await wait(page, '受理回执 · 一次性告知单')
  await wait(page, '村（社区）可代开')
  await tap('念给他听')
  await wait(page, '第 3 组')
  await faultless(page, `counter-receipt-${size}`)
  await page.emulateMedia({ media: 'print' })
  await picture(page, `paper-slip-${size}`)
  await page.emulateMedia({ media: null })
  expect(mattersOf(stage.server.world).matters.at(-1)).toMatchObject({ state: 'lacking', missing: ['income'] })
})

it('keeps the code out of everything that is sent or kept', slow, async () => {
  const { page } = await stage.visit(clerk, '/counter')
  const sent: string[] = []
  page.on('request', (it) => sent.push(`${it.url()} ${it.postData() ?? ''}`))
  const { tap } = hands(page)
  await tap(/生育服务登记/)
  await tap(/受理并出回执/)
  const code = await page.locator('.slip-frame .slip-code').textContent()
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{4}$/)
  expect(sent.join('\n')).not.toContain(code)
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).not.toContain(code)
})

it('goes on without a network, loses nothing over a reload, and sends each matter once', slow, async () => {
  const { page, context } = await stage.visit(clerk, '/counter')
  const { tap } = hands(page)
  await wait(page, '最低生活保障申请')
  await context.setOffline(true)
  await wait(page, '现在没有网络')
  await tap(/最低生活保障申请/)
  await tap(/身份证/, 'checkbox')
  await tap(/受理并出回执/)
  await wait(page, '○ 已登记在本机，待上传')
  await wait(page, '○ 1 件待上传')
  await wait(page, '登记时没有网络，时限以网上查询为准。')
  await picture(page, 'open-counter-offline')
  expect(await faultsOf(page, ['region'])).toEqual([])
  const { taken, matters } = mattersOf(stage.server.world)
  expect(taken).toEqual([])
  await context.setOffline(false)
  await wait(page, '✓ 全部已上传')
  expect(taken).toHaveLength(1)
  expect(taken[0]?.takenAt).not.toBeNull()
  expect(matters.at(-1)).toMatchObject({ state: 'lacking', missing: ['income'] })
  await page.reload()
  await wait(page, '✓ 全部已上传')
  expect(taken).toHaveLength(1)
})

it('shows what the center refused, and lets it be put right under the same receipt', slow, async () => {
  const { page, context } = await stage.visit(clerk, '/counter')
  const { tap } = hands(page)
  await wait(page, '生育服务登记')
  await context.setOffline(true)
  await tap(/生育服务登记/)
  await tap(/受理并出回执/)
  await wait(page, '○ 1 件待上传')
  await context.route('**/api/matters', (route) =>
    route.fulfill({ status: 409, json: { refusal: 'stillUsed', zh: '这类事项已停办。', en: 'Retired.' } }),
  )
  await context.setOffline(false)
  await wait(page, '这类事项已停办。')
  await context.unroute('**/api/matters')
  await press(page, '修改后重交')
  await press(page, '换一个事项')
  await tap(/其他事项/)
  await page.getByLabel('事情').fill('生育登记')
  await tap(/改好了/)
  await wait(page, '✓ 全部已上传')
  const { taken } = mattersOf(stage.server.world)
  expect(taken).toHaveLength(1)
  expect(taken[0]).toMatchObject({ title: '生育登记', typeId: typesOfMatters[3]!.typeId })
})

it('filters by light, finds by words, and takes what was handed over', slow, async () => {
  const page = await stage.open(clerk, '/matters')
  await page.getByRole('button', { name: '超期 1 件' }).click()
  await wait(page, '张三的低保')
  await expect.poll(() => page.locator('.matter-list li').count()).toBe(1)
  await page.getByRole('button', { name: '超期 1 件' }).click()
  await page.getByRole('searchbox').fill('社保')
  await expect.poll(() => page.locator('.matter-list li').count()).toBe(1)
  await page.getByRole('button', { name: '接收：王五转来的生育登记' }).click()
  await faultless(page, 'take-over')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /接\s*收/ })
    .click()
  await wait(page, '已登记')
  await expect.poll(() => page.getByText('转给我的').count()).toBe(0)
})

it.each(['移交', '中止计时', '延期', '一次性告知', '不予办理', '关联外部系统'])(
  'asks for what “%s” needs',
  slow,
  async (name) => {
    const page = await stage.open(clerk, `/matter/${idOf(51, 3)}`)
    await page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) }).click()
    await page.getByRole('dialog').waitFor()
    await faultless(page, `act-${name}`)
  },
)
