import { expect, it } from 'vitest'
import type { Proposal } from '../../src/contract/proposals.ts'
import { dayOf } from '../../src/kit/time.ts'
import { proposalsOf } from './answersProposals.ts'
import { picture } from './browser.ts'
import { idOf } from './ids.ts'
import { faultless, press, setStage, wait } from './steps.ts'

const clerk = idOf(4, 4)
const county = idOf(4, 6)
const bench = setStage()
const slow = { timeout: 120_000 }
const stateOf = (n: number) => proposalsOf(bench.server.world).find((it) => it.proposalId === idOf(61, n))?.state

it('a second person reads what would change and confirms it; the number in the menu goes', slow, async () => {
  const page = await bench.open(clerk, '/proposals')
  await wait(page, '刘洋 2026-11-18 18:00–20:00')
  await wait(page, '理由：替同事值守，交接本上有记录')
  expect(await page.locator('.menu-count').first().textContent()).toContain('1')
  await faultless(page, 'proposals-open')
  await press(page, '复核同意：青山镇便民服务中心的值班')
  await wait(page, '已复核，更改生效')
  await wait(page, '没有待您复核的更改')
  expect([stateOf(1), await page.locator('.menu-count').count()]).toEqual(['confirmed', 0])
})

/** Half-days that somebody decided about, waiting for the reader. */
const halves = (
  ns: readonly number[],
  decision: 'excused' | 'absent' = 'excused',
  day: string = '2026-11-18',
): Proposal[] => {
  const [one] = proposalsOf(bench.server.world)
  return ns.map((n) => ({
    ...one!,
    proposalId: idOf(61, n),
    change: { kind: 'caseDecision', staffId: idOf(3, 2), day, half: 'am', decision, reason: '' },
    told: { ...one!.told, what: { zh: `第 ${n} 个半天`, en: `half-day ${n}` } },
  }))
}

it('several half-days are chosen with one press, but never an absence or a role', slow, async () => {
  const all = proposalsOf(bench.server.world)
  const one = all[0]!
  const role = (n: number) => ({
    proposalId: idOf(61, n),
    change: { kind: 'roleGrant', accountId: idOf(4, 5), role: 'clerk', unitId: null } as const,
  })
  const more = [...halves([31, 32]), ...halves([33], 'absent'), role(34), role(35)]
  all.push(...more.map((it) => ({ ...one, ...it })))
  const page = await bench.open(clerk, '/proposals')
  await page.getByRole('checkbox', { name: '全选考勤认定（2）' }).check()
  await wait(page, '认定旷工、授权不在全选之内，请逐项核对。')
  await expect.poll(() => page.getByRole('checkbox', { name: /^全选/ }).count()).toBe(1)
  await faultless(page, 'proposals-several')
  await press(page, '复核同意所选 2 项')
  await wait(page, '已复核 2 项')
  expect([1, 31, 32, 33, 34, 35].map(stateOf)).toEqual(['open', 'confirmed', 'confirmed', 'open', 'open', 'open'])
})

it('a month of half-days is listed whole, confirmed in one call, and what could not be says why', slow, async () => {
  const all = proposalsOf(bench.server.world)
  all.push(...halves(Array.from({ length: 69 }, (_, n) => 100 + n)))
  const page = await bench.open(clerk, '/proposals?group=halfDay')
  await wait(page, '待我复核 69')
  // The count in the tab stands before the list has been fetched.
  const rows = page.locator('.proposal-rows > li')
  await expect.poll(() => rows.count()).toBe(50)
  await page.getByRole('button', { name: '全部列出' }).first().click()
  await page.getByRole('checkbox', { name: '全选考勤认定（69）' }).check()
  await expect.poll(() => rows.count()).toBe(69)
  await picture(page, 'proposals-many')
  // Two are taken back by whoever proposed them, while the page shows them still.
  for (const n of [100, 101]) Object.assign(all.find((it) => it.proposalId === idOf(61, n))!, { state: 'withdrawn' })
  await press(page, '复核同意所选 69 项')
  await wait(page, '已复核 67 项，2 项未能生效：')
  await wait(page, /第 100 个半天: /)
  await wait(page, '没有待您复核的更改')
  expect(all.filter((it) => it.state === 'confirmed' && it.proposalId >= idOf(61, 100)).length).toBe(67)
  await faultless(page, 'proposals-outcome')
})

it('what is looked for stands in the address, and the unit narrows it', slow, async () => {
  const page = await bench.open(clerk, `/proposals?unit=${idOf(1, 2)}`)
  await wait(page, '没有待您复核的更改')
  await page.goto(page.url().replace(idOf(1, 2), idOf(1, 1)))
  await wait(page, '刘洋 2026-11-18 18:00–20:00')
})

it('it is declined with a reason, which stands beside it', slow, async () => {
  const page = await bench.open(clerk, '/proposals')
  await press(page, '退回：青山镇便民服务中心的值班')
  await page.getByRole('dialog').getByRole('textbox').fill('值班本上没有')
  await page.getByRole('dialog').getByRole('button').last().click()
  await wait(page, '没有待您复核的更改')
  expect(stateOf(1)).toBe('declined')
  await page.getByText('已了结', { exact: true }).click()
  await wait(page, /理由：值班本上没有/)
})

it('one’s own is taken back, and why others confirm the rest is said', slow, async () => {
  const page = await bench.open(clerk, '/proposals')
  await page.getByText('待他人复核 1', { exact: true }).click()
  await wait(page, '这项更改涉及本单位负责人或整个单位，须由上一级复核。')
  await page.getByText('我提出的 1', { exact: true }).click()
  await wait(page, '不能复核自己提出的更改，须由另一人复核。')
  await press(page, '撤回：青山镇 2026-10 考勤表的修订')
  await wait(page, '已撤回')
  expect(stateOf(2)).toBe('withdrawn')
})

it(
  'whoever left is erased from finalised sheets on his own page, which waits for another of the county',
  slow,
  async () => {
    const page = await bench.open(county, '/staff')
    await page.getByRole('combobox', { name: '情况' }).click()
    await page.getByTitle('已离职').click()
    await page.locator('tbody tr').getByRole('button').first().click()
    await page.getByRole('tab', { name: '已定稿考勤表' }).click()
    await wait(page, '须由另一人复核后才生效；14 天内无人复核即失效。')
    await faultless(page, 'staff-erasure')
    await press(page, '提出删除')
    const dialog = page.getByRole('dialog').last()
    await dialog.getByRole('textbox').fill('本人书面申请')
    await dialog.getByRole('button', { name: '提出删除' }).click()
    await wait(page, '已提交，待另一人复核后生效。')
    expect(stateOf(50)).toBe('open')
    await page.goto(`${page.url().split('/console')[0]}/console/proposals?group=sheet`)
    await page.getByText('我提出的 2', { exact: true }).click()
    await wait(page, '在 3 份定稿的考勤表上')
  },
)

it('an open month sheet says how many wait, and learns by itself when another person has confirmed', slow, async () => {
  const today = dayOf(new Date().toISOString())
  const waiting = halves([31, 32], 'excused', today)
  proposalsOf(bench.server.world).push(...waiting)
  const { page } = await bench.page(clerk)
  await page.clock.install()
  await page.goto(`${bench.origin}/console/sheet?unit=${idOf(1, 1)}&month=${today.slice(0, 7)}`)
  await wait(page, '2 条待复核')
  Object.assign(waiting[0]!, { state: 'confirmed' })
  await page.clock.runFor(61_000)
  await wait(page, '1 条待复核')
  await page.getByRole('link', { name: '1 条待复核' }).click()
  await wait(page, '第 32 个半天')
  await expect.poll(() => page.locator('.proposal-rows > li').count()).toBe(1)
})

it('where it was made it says what waits', slow, async () => {
  const page = await bench.open(clerk, '/duties')
  await wait(page, '1 项更改待另一人复核，尚未生效')
  await faultless(page, 'duties-awaited')
})
