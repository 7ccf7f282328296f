import { createHash, randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatterAct } from '../../src/contract/matters.ts'
import { newId } from '../../src/kit/ids.ts'
import { receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage } from './village.ts'

let product: Product
let browser: Browser
let clerk: Client
let siteId = ''
let typeId = ''

beforeAll(async () => {
  product = await startProduct({ role: 'center' })
  const village = await setUpVillage(product, async () => undefined)
  siteId = village.siteId
  const { staffId } = await village.hire('王小明', 'A1')
  await village.openAccount('wang', '王小明', staffId, [
    { role: 'staff', unitId: null },
    { role: 'clerk', unitId: village.unitId },
    { role: 'county', unitId: null },
  ])
  const now = Date.now()
  const [starts, ends] = [new Date(now).toISOString(), new Date(now + 4 * 3_600_000).toISOString()]
  const duty = { staffId, siteId, starts, ends, note: '', as: 'member' }
  await village.clerk.send('PUT', `/api/duties/${newId()}`, duty)
  clerk = openClient(product.url)
  await clerk.send('POST', '/api/log-in', { login: 'wang', password })
  await clerk.send('PUT', `/api/queues/${siteId}`, { open: true, counters: ['1 号窗口'] })
  const { types } = await clerk.get<{ types: { typeId: string; code: string }[] }>('/api/counter')
  typeId = types.find((it) => it.code === 'other')?.typeId ?? ''
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

/** A telephone without any script, and a hand whose taps and typing are counted. */
interface Phone {
  readonly page: Page
  tap(what: string): Promise<void>
  type(what: string, text: string): Promise<void>
  /** Taps so far, fields typed into so far, and all fields that a page on the way would not go on without. */
  readonly used: { taps: number; typed: number; required: string[] }
}

async function openPhone(path: string): Promise<Phone> {
  const viewport = { width: 390, height: 844 }
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: false })).newPage()
  await page.goto(product.url + path)
  const used: Phone['used'] = { taps: 0, typed: 0, required: [] }
  const see = async (): Promise<void> => {
    for (const it of await page.locator('form [required]').all())
      used.required.push((await it.getAttribute('name')) ?? '')
  }
  return {
    page,
    used,
    tap: async (what) => {
      await page.locator(what).waitFor()
      await see()
      used.taps += 1
      await page.locator(what).click()
    },
    type: async (what, text) => {
      used.typed += 1
      await page.locator(what).fill(text)
    },
  }
}

/** The address in the picture on the site's poster. */
const boardOfSite = (): string => `/board/${siteId}`

async function finishedMatter(): Promise<string> {
  const code = receiptCodeOf(randomBytes(13))
  const matterId = newId()
  await clerk.send('POST', '/api/matters', {
    ...{ matterId, codeHash: createHash('sha256').update(code).digest('hex'), typeId, siteId, channel: 'counter' },
    ...{ title: '路灯不亮', description: '', applicant: { name: '赵老汉', phone: '' }, agentStaffId: null },
    ...{ external: null, place: null, suggestion: null, brought: [], takenAt: null },
  })
  const act = (it: MatterAct) => clerk.send('POST', `/api/matters/${matterId}/acts`, it)
  await act({ act: 'accept' })
  await act({ act: 'finish', result: '已换灯' })
  return code
}

test('from the board: here, nobody there, the receipt of it, in at most five taps with nothing typed', async () => {
  const { page, tap, used } = await openPhone(boardOfSite())
  await tap('.visiting a[href^="/visit/at/"]')
  await tap('button.big')
  await page.waitForURL(/\/visit\/[0-9A-Z-]{16}/)
  await tap('button.outcome.nobodyThere')
  expect(await page.textContent('.said')).toContain('没有人')
  await tap('.said a:has-text("回执")')
  await page.waitForURL(/\/receipt\/[0-9a-f-]{36}/)
  expect(await page.textContent('main')).toContain('没有人')
  expect(used).toEqual({ taps: 4, typed: 0, required: [] })
})

test('from the poster at the door: one tap says that nobody is there, another shows the receipt', async () => {
  const { page, tap, used } = await openPhone(`/visit/at/${siteId}?from=poster`)
  await tap('button.outcome.nobodyThere')
  await tap('.said a:has-text("回执")')
  await page.waitForURL(/\/receipt\/[0-9a-f-]{36}/)
  expect(await page.textContent('main')).toContain('没有人')
  expect(used).toEqual({ taps: 2, typed: 0, required: [] })
})

test('from the board: a number in two taps with nothing typed', async () => {
  const { page, tap, used } = await openPhone(boardOfSite())
  await tap('.queue a.back')
  await tap('button[value=usual]')
  await page.waitForURL(/\/queue\/ticket\//)
  expect(await page.textContent('main')).toContain('001')
  expect(used).toEqual({ taps: 2, typed: 0, required: [] })
})

test('both questions about a finished matter are answered and sent in three taps, and it is asked no more', async () => {
  const code = await finishedMatter()
  const { page, tap, used } = await openPhone(`/matter/${code}`)
  expect(await page.locator('.rating input:checked').count()).toBe(0)
  await tap('.rating label.choice:has(input[name=solved][value=yes])')
  await tap('.rating label.choice:has(input[name=satisfied][value=satisfied])')
  await tap('.rating button[type=submit]')
  await page.waitForURL(/said=rated/)
  expect(await page.locator('.rating button').count()).toBe(0)
  expect(used).toEqual({ taps: 3, typed: 0, required: [] })
})

test.each([
  ['none of the questions', []],
  ['only whether it is solved', ['solved']],
  ['only how content one is', ['satisfied']],
])('a finished matter is rated by answering %s', async (_, names) => {
  const { page, tap, used } = await openPhone(`/matter/${await finishedMatter()}`)
  for (const name of names) await tap(`.rating label.choice:has(input[name=${name}]) >> nth=0`)
  await tap('.rating button[type=submit]')
  await page.waitForURL(/said=rated/)
  expect(used).toEqual({ taps: names.length + 1, typed: 0, required: [] })
})

test('from the board: where a matter stands by one field, its code', async () => {
  const code = await finishedMatter()
  const { page, tap, type, used } = await openPhone(boardOfSite())
  await tap('.visiting a[href^="/matter"]')
  await page.waitForURL(/\/matter\?/)
  await expect.poll(() => page.locator('form input:not([type=hidden]), form textarea, form select').count()).toBe(1)
  await type('#code', code)
  await tap('main button[type=submit]')
  await page.waitForURL(`${product.url}/matter/${code}*`)
  expect(await page.textContent('main')).toContain('已换灯')
  expect(used).toEqual({ taps: 2, typed: 1, required: ['code'] })
})

test('on the board, without a tap: who is on duty, and whom to call', async () => {
  const { page, used } = await openPhone(boardOfSite())
  expect(await page.textContent('#now .people')).toContain('王小明')
  expect(await page.locator('#now .people a[href="tel:13900000000"]').isVisible()).toBe(true)
  expect(used).toEqual({ taps: 0, typed: 0, required: [] })
})
