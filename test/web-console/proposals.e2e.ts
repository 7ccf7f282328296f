import { expect, it } from 'vitest'
import { proposalsOf } from './answersProposals.ts'
import { idOf } from './ids.ts'
import { faultless, press, setStage, wait } from './steps.ts'

const clerk = idOf(4, 4)
const bench = setStage()
const slow = { timeout: 45_000 }
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

it('several half-days are chosen with one press, but never an absence or a role', slow, async () => {
  const all = proposalsOf(bench.server.world)
  const one = all[0]!
  const half = (n: number, decision: 'excused' | 'absent') => ({
    proposalId: idOf(61, n),
    change: { kind: 'caseDecision', staffId: idOf(3, n), day: '2026-11-18', half: 'am', decision, reason: '' } as const,
  })
  const role = (n: number) => ({
    proposalId: idOf(61, n),
    change: { kind: 'roleGrant', accountId: idOf(4, 5), role: 'clerk', unitId: null } as const,
  })
  const more = [half(31, 'excused'), half(32, 'excused'), half(33, 'absent'), role(34), role(35)]
  all.push(...more.map((it) => ({ ...one, ...it })))
  const page = await bench.open(clerk, '/proposals')
  await page.getByRole('checkbox', { name: '全选考勤认定（2）' }).check()
  await wait(page, '认定旷工、授权不在全选之内，请逐项核对。')
  expect(await page.getByRole('checkbox', { name: /^全选/ }).count()).toBe(1)
  await faultless(page, 'proposals-several')
  await press(page, '复核同意所选 2 项')
  await wait(page, '已复核 2 项')
  expect([1, 31, 32, 33, 34, 35].map(stateOf)).toEqual(['open', 'confirmed', 'confirmed', 'open', 'open', 'open'])
})

it('it is declined with a reason, which stands beside it', slow, async () => {
  const page = await bench.open(clerk, '/proposals')
  await press(page, '退回：青山镇便民服务中心的值班')
  await page.getByRole('dialog').getByRole('textbox').fill('值班本上没有')
  await page.getByRole('dialog').getByRole('button').last().click()
  await wait(page, '没有待您复核的更改')
  expect(stateOf(1)).toBe('declined')
  await page.getByText('全部', { exact: true }).click()
  await wait(page, /理由：值班本上没有/)
})

it('one’s own is taken back, and why others confirm the rest is said', slow, async () => {
  const page = await bench.open(clerk, '/proposals')
  await wait(page, '这项更改涉及本单位负责人或整个单位，须由上一级复核。')
  await wait(page, '不能复核自己提出的更改，须由另一人复核。')
  await press(page, '撤回：青山镇 2026-10 考勤表的修订')
  await wait(page, '已撤回')
  expect(stateOf(2)).toBe('withdrawn')
})

it('where it was made it says what waits', slow, async () => {
  const page = await bench.open(clerk, '/duties')
  await wait(page, '1 项更改待另一人复核，尚未生效')
  await faultless(page, 'duties-awaited')
})
