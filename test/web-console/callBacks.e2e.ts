import { describe, expect, it } from 'vitest'
import { ratingsOf } from './answersRatings.ts'
import { clean, look, setStage, spaced, wait } from './steps.ts'
import { idOf } from './world.ts'

const [clerk, county] = [idOf(4, 4), idOf(4, 6)]
const bench = setStage()

describe.each(['desk', 'phone'] as const)('call-backs at the size of a %s', (size) => {
  it.each([
    ['call-backs', county, '/call-backs', '培训时录入'],
    ['call-backs-new', county, '/call-backs?new=1', '由哪个单位打电话'],
    ['call-backs-calling', clerk, `/call-backs?one=${idOf(60, 1)}`, '13900000001'],
  ])('%s is free of faults and fits the screen', { timeout: 60_000 }, async (name, account, path, text) => {
    expect(await look(bench, { name, account, path, text, size, language: 'zh' })).toEqual(clean)
  })
})

it('call-backs in English are free of faults', { timeout: 60_000 }, async () => {
  const asked = { name: 'call-backs-en', account: county, path: '/call-backs', text: 'waits' }
  expect(await look(bench, { ...asked, size: 'desk', language: 'en' })).toEqual(clean)
})

it('a call is kept with its answers, and its number is gone', { timeout: 60_000 }, async () => {
  const { page, context } = await bench.page(clerk)
  await page.goto(`${bench.origin}/console/call-backs?one=${idOf(60, 1)}`)
  await wait(page, '13900000001')
  const first = page.locator('section.sheet').first()
  await first.getByText('接通并回答').click()
  await first.getByText('解决了', { exact: true }).click()
  await first.getByRole('button', { name: spaced('保存') }).click()
  await page.getByText('13900000001').waitFor({ state: 'detached' })
  expect(ratingsOf(bench.server.world).items[0]).toMatchObject({ outcome: 'answered', attempts: 1, open: false })
  await context.close()
})
