import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FromStation } from '../../src/contract/kiosk.ts'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import { newId } from '../../src/kit/ids.ts'
import { receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage, type Village } from './village.ts'

/** Page, station and center as they are built, over their own wires; no camera. */
let product: Product
let village: Village
let browser: Browser
let page: Page
let clerk: Client
const heard: FromStation[] = []
const code = receiptCodeOf(crypto.getRandomValues(new Uint8Array(13)))

beforeAll(async () => {
  product = await startProduct()
  village = await setUpVillage(product)
  const { staffId } = await village.hire('王小明', 'A1')
  const grants = [
    { role: 'staff', unitId: null },
    { role: 'clerk', unitId: village.unitId },
  ]
  await village.openAccount('wang', '王小明', staffId, grants)
  clerk = openClient(product.url)
  await clerk.send('POST', '/api/log-in', { login: 'wang', password })
  await clerk.send('PUT', `/api/queues/${village.siteId}`, { open: true, counters: ['1 号窗口'] })
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })).newPage()
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.push(JSON.parse(payload.toString())))
  })
  await page.goto(await village.kioskLink())
  await page.locator('[data-scene="idle"]').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()

test('a number taken at the door is in the queue of the counter, and its code opens the page for a telephone', async () => {
  await press('取号排队')
  await press(/^优先取号/)
  await page.getByText('001', { exact: true }).waitFor()
  const { waiting } = await clerk.get<{ waiting: object[] }>(`/api/queues/${village.siteId}`)
  expect(waiting).toMatchObject([{ number: 1, lane: 'helped' }])
  const told = heard.flatMap((it) => (it.say === 'countyAnswered' && it.answer.answer === 'number' ? [it.answer] : []))
  const ticket = await (await fetch(told[0]?.address ?? '')).text()
  expect(ticket).toContain('下一个就是您')
  await clerk.send('POST', `/api/queues/${village.siteId}/acts`, { act: 'next', counter: '1 号窗口' })
  await press('记住了，关掉')
  await press('取号排队')
  await page.getByText('请 001 号到 1 号窗口').waitFor()
  await press('返回')
})

test('the code of a receipt shows where its matter stands; nobody keeps it', async () => {
  const [{ typeId = '' } = {}] = await clerk.get<MatterType[]>('/api/matter-types')
  await clerk.send('POST', '/api/matters', {
    ...{ matterId: newId(), codeHash: createHash('sha256').update(code).digest('hex'), typeId, title: '王老五家的事' },
    ...{ description: '', siteId: village.siteId, channel: 'counter', applicant: null, agentStaffId: null },
    ...{ external: null, place: null, suggestion: null, brought: [], takenAt: null },
  })
  await press('办到哪了？')
  await page.locator('input').fill(code)
  await press('查看')
  await page.getByRole('heading', { name: '已收到' }).waitFor()
  expect(await page.textContent('main')).not.toMatch(/王/)
  await press('看好了，关掉')
  await page.locator('.idle').waitFor()
  expect(await page.content()).not.toContain(code.slice(0, 5))
  expect(product.said()).not.toContain(code)
})
