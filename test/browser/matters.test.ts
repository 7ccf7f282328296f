import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterRow } from '../../src/contract/matters.ts'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { faultsOf } from '../web-console/browser.ts'
import { choose, press, spaced, wait } from '../web-console/steps.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { password, setUpVillage } from './village.ts'

let product: Product
let browser: Browser
const complaints: string[] = []
const contexts = new Map<string, BrowserContext>()
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
const days = (amount: number) => ({ unit: 'workingDays' as const, amount })
const warning = { kind: 'used' as const, percent: 80 }
const step = (key: string, name: string, post: string) => ({ key, name, post, unitId: null, limit: days(3), warning })

const allowance: MatterType = {
  ...{ typeId: newId(), version: 1, unitId: null, code: 'MZ-01', name: '最低生活保障申请', group: '民政' },
  ...{ description: '', conditions: '', legalBasis: '《社会救助暂行办法》', publicProblem: false, keywords: ['低保'] },
  materials: [
    { key: 'id', name: '身份证', required: true, how: '原件，当场核对后退还' },
    { key: 'income', name: '家庭收入证明', required: true, how: '村里可代开' },
  ],
  steps: [step('handle', '经办', '综合窗口'), step('decide', '审定', '民政主任')],
  ...{ acceptWithin: days(5), legal: days(20), promised: days(6), warning, from: '2026-01-01' },
}
const birth: MatterType = {
  ...allowance,
  ...{ typeId: newId(), code: 'WS-03', name: '生育服务登记', group: '卫健', keywords: ['准生证'], materials: [] },
}

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), openBrowser()])
  const village = await setUpVillage(product)
  const [zhang, wang] = [await village.hire('张建国', '1001'), await village.hire('王秀英', '1002')]
  const staff = { role: 'staff', unitId: null } as const
  await village.openAccount('county', '县委办', null, [{ role: 'county', unitId: null }])
  await village.openAccount('zhang', zhang.name, zhang.staffId, [staff])
  await village.openAccount('wang', wang.name, wang.staffId, [staff])
  const county = await clientOf('county')
  for (const type of [allowance, birth]) await county.send('POST', '/api/matter-types', type)
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
})

const clients = new Map<string, Client>()

/** One log-in each: from one address no more than twenty a minute are taken. */
async function clientOf(login: string): Promise<Client> {
  const known = clients.get(login)
  if (known) return known
  const client = openClient(product.url)
  await client.send('POST', '/api/log-in', { login, password })
  clients.set(login, client)
  return client
}

const listAll = async (): Promise<MatterRow[]> =>
  (await (await clientOf('clerk')).get<{ rows: MatterRow[] }>('/api/matters?state=all')).rows

/** A page of somebody who logged in on the log-in page; pressing print is noted instead of opening the system's window. */
async function open(login: string, path: string, size: keyof typeof sizes = 'desk', language = 'zh'): Promise<Page> {
  const name = `${login} ${size} ${language}`
  const context = contexts.get(name) ?? (await enter(login, size, language))
  contexts.set(name, context)
  const page = await context.newPage()
  page.on('pageerror', (failure) => complaints.push(`${path}: ${failure}`))
  await page.goto(`${product.url}/console${path}`)
  return page
}

async function enter(login: string, size: keyof typeof sizes, language: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${product.url}/console/log-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await press(page, '登录')
  await page.waitForURL(/console\/(?!log-in)/)
  await page.close()
  await context.addInitScript(`localStorage.setItem('zaigang.language', '${language}')
    window.printed = 0
    window.print = () => { window.printed += 1 }`)
  return context
}

/** Does one act on the page of a matter: its button, then the button of its form. */
async function act(page: Page, name: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: spaced(name) }).click()
  const form = page.getByRole('dialog')
  await form.waitFor()
  await fill()
  await form.getByRole('button', { name: spaced(name) }).click()
  await form.waitFor({ state: 'hidden' })
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('out/screens', { recursive: true })
  await page.screenshot({ path: `out/screens/matters-${name}.png`, fullPage: true })
}

const pagesOf = (pdf: Buffer): [number, number][] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map((it) => [
    Math.round((Number(it[1]) * 25.4) / 72),
    Math.round((Number(it[2]) * 25.4) / 72),
  ])

let matterId = ''
let code = ''

describe('a matter from the counter to its end', () => {
  test('is taken; what is missing is told once, on the paper of the receipt', async () => {
    const page = await open('zhang', '/counter')
    await page.getByRole('button', { name: /最低生活保障申请/ }).click()
    await page.getByRole('checkbox', { name: /身份证/ }).check()
    await page.getByLabel('姓名（可不填）').fill('陈阿婆')
    await page.getByRole('button', { name: /受理并出回执/ }).click()
    await wait(page, '✓ 已受理')
    await wait(page, '受理回执 · 一次性告知单')
    await wait(page, '村里可代开')
    await press(page, '打印回执')
    expect(await page.evaluate('window.printed')).toBe(1)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    const [paper, ...more] = pagesOf(pdf)
    expect([paper?.[0], more]).toEqual([80, []])
    await page.getByText('A5', { exact: true }).click()
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toEqual([[148, 210]])
    code = (await page.locator('.slip-frame .slip-code').textContent()) ?? ''
    const [row] = await listAll()
    expect(row).toMatchObject({ state: 'lacking', light: 'grey', title: '最低生活保障申请', channel: 'counter' })
    matterId = row?.matterId ?? ''
    await picture(page, 'receipt')
  })

  test('is looked up by the code of the paper, by somebody who is nobody here', async () => {
    const page = await (await browser.newContext({ viewport: sizes.phone })).newPage()
    await page.goto(`${product.url}/matter/${code}`)
    await wait(page, /家庭收入证明/)
    // biome-ignore lint/performance/useDomNodeTextContent: what the citizen sees
    const said = await page.locator('body').innerText()
    expect(said).not.toMatch(/张建国|陈阿婆/)
    await page.context().close()
  })

  test('is supplied and accepted; how its date came about can be read', async () => {
    const page = await open('zhang', `/matter/${matterId}`)
    await wait(page, '已告知缺少')
    await act(page, '补交材料')
    await wait(page, '已登记，待受理')
    await act(page, '受理')
    await wait(page, '办理中')
    await page.locator('.step-line [aria-current="step"]', { hasText: '经办' }).waitFor()
    await page.locator('summary', { hasText: '这个日期是怎么算的' }).first().click()
    await expect.poll(() => page.locator('.trace li').count()).toBeGreaterThan(1)
    await picture(page, 'running')
    expect(await faultsOf(page)).toEqual([])
  })

  test('stays with whoever has it until the other takes it', async () => {
    const page = await open('zhang', `/matter/${matterId}`)
    await act(page, '移交', async () => {
      await choose(page, '转给哪个单位', '上溪村')
      await choose(page, '转给谁（可不选）', '王秀英')
      await page.getByLabel('原因').fill('由她接着办')
    })
    await wait(page, '移交中')
    expect((await listAll())[0]).toMatchObject({ offered: true, holder: '张建国' })

    const other = await open('wang', '/matters', 'phone')
    await wait(other, '转给我的，请接收或退回')
    await picture(other, 'offered-phone')
    expect(await faultsOf(other)).toEqual([])
    await other.getByRole('button', { name: '接收：最低生活保障申请' }).click()
    await other
      .getByRole('dialog')
      .getByRole('button', { name: spaced('接收') })
      .click()
    await wait(other, '已登记')
    await expect.poll(async () => (await listAll())[0]?.holder).toBe('王秀英')
  })

  test('goes on step by step, stops only for what the law lists, and is finished', async () => {
    const page = await open('wang', `/matter/${matterId}`, 'phone')
    await act(page, '完成本环节', () => page.getByLabel('备注（可不填）').fill('入户看过'))
    await page.locator('.step-line [aria-current="step"]', { hasText: '审定' }).waitFor()
    const until = addDays(dayOf(new Date().toISOString()), 7)
    await act(page, '中止计时', async () => {
      await choose(page, '情形', '鉴定')
      await page.getByLabel('文书名称和编号').fill('鉴定委托书 3 号')
      await page.getByRole('combobox', { name: '预计到哪天' }).fill(until)
      await page.locator('.ant-select-item-option', { hasText: until }).click()
    })
    await wait(page, '▌▌ 中止')
    await picture(page, 'paused-phone')
    await act(page, '恢复计时')
    await wait(page, '办理中')
    await act(page, '办结', () => page.getByLabel('结果').fill('已批准，下月起发放'))
    await wait(page, '已批准，下月起发放')
    const [row] = await listAll()
    expect(row).toMatchObject({ state: 'finished', light: 'done', over: false })
    await page.locator('.rows', { hasText: '张建国' }).first().waitFor()
  })
})

describe('a counter', () => {
  test('takes a matter of a known kind in no more than eight keys', async () => {
    const page = await open('zhang', '/counter')
    await wait(page, '生育服务登记')
    const before = (await listAll()).length
    let keys = 0
    const key = async (it: string) => {
      keys += 1
      await page.keyboard.press(it)
    }
    for (const it of '生育') {
      keys += 1
      await page.keyboard.insertText(it)
    }
    await wait(page, '生育服务登记')
    await key('Enter')
    await page.locator('.take-form input:focus').waitFor()
    await key('Enter')
    await wait(page, '✓ 已受理')
    console.log(`keys for a known kind: ${keys}`)
    expect(keys).toBeLessThanOrEqual(8)
    const rows = await listAll()
    expect(rows.length).toBe(before + 1)
    expect(rows.find((it) => it.typeName === '生育服务登记')?.state).toBe('running')
  })

  test('takes matters without a network; each arrives once, with the time it was taken', async () => {
    const page = await open('zhang', '/counter')
    const before = (await listAll()).length
    await wait(page, '最近用过')
    await page.context().setOffline(true)
    await wait(page, '现在没有网络')
    const taken: string[] = []
    for (const name of [/生育服务登记/, /最低生活保障申请/]) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('button', { name: /受理并出回执/ }).click()
      await wait(page, '○ 已登记在本机，待上传')
      taken.push((await page.locator('.slip-frame .slip-code').textContent()) ?? '')
      await press(page, '打印回执')
      await press(page, '下一件')
    }
    await wait(page, '○ 2 件待上传')
    await picture(page, 'offline')
    expect(await faultsOf(page)).toEqual([])
    expect((await listAll()).length).toBe(before)
    await page.context().setOffline(false)
    await wait(page, '✓ 全部已上传')
    await page.reload()
    await wait(page, '✓ 全部已上传')
    const rows = await listAll()
    expect(rows.length).toBe(before + 2)
    expect(rows.filter((it) => it.state === 'lacking')).toHaveLength(1)
    for (const one of taken) {
      const answer = await fetch(`${product.url}/matter/${one}`)
      expect([one.length, answer.status]).toEqual([16, 200])
    }
  })

  test('opens again without a network after it was closed, and finds a kind by its sounds; the matter arrives once', async () => {
    const first = await open('zhang', '/counter')
    const before = (await listAll()).length
    await wait(first, '生育服务登记')
    await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    const context = first.context()
    await first.close()
    await context.setOffline(true)
    const page = await open('zhang', '/counter')
    await wait(page, '现在没有网络')
    await page.getByLabel('找事项').fill('syfw')
    await page.keyboard.press('Enter')
    await page.locator('.take-form input:focus').waitFor()
    await page.keyboard.press('Enter')
    await wait(page, '○ 1 件待上传')
    await context.setOffline(false)
    await wait(page, '✓ 全部已上传')
    expect((await listAll()).length).toBe(before + 1)
    await page.close()
  })

  test('is sent packed, its worker asked for anew each time', async () => {
    const files =
      (await (await fetch(`${product.url}/console/`)).text()).match(/\/console\/assets\/[\w.-]+\.(js|css)/g) ?? []
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const { headers } = await fetch(product.url + file, { headers: { 'accept-encoding': 'br' } })
      expect([file, headers.get('content-encoding'), headers.get('vary')]).toEqual([file, 'br', 'accept-encoding'])
    }
    const worker = await fetch(`${product.url}/console/worker.js`)
    expect(worker.headers.get('cache-control')).toBe('no-cache')
    expect(worker.headers.get('content-type')).toContain('javascript')
    expect(worker.headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  test('keeps what waits over a reload', async () => {
    const page = await open('zhang', '/counter')
    const before = (await listAll()).length
    await wait(page, '生育服务登记')
    await page.route('**/api/matters', (route) => route.abort())
    await page.getByRole('button', { name: /生育服务登记/ }).click()
    await page.getByRole('button', { name: /受理并出回执/ }).click()
    await wait(page, '○ 1 件待上传')
    await page.reload()
    await wait(page, '○ 1 件待上传')
    expect((await listAll()).length).toBe(before)
    await page.unroute('**/api/matters')
    await press(page, '现在上传')
    await wait(page, '✓ 全部已上传')
    expect((await listAll()).length).toBe(before + 1)
  })
})

describe.each([
  ['desk', 'zh'],
  ['desk', 'en'],
  ['phone', 'zh'],
  ['phone', 'en'],
] as const)('on a %s in %s', (size, language) => {
  test.each([
    ['/counter', '.type-choices'],
    ['/matters', '.matter-list'],
    ['/matter', '.step-line'],
  ])('%s has no fault of access and fits the screen', async (path, ready) => {
    const page = await open('zhang', path === '/matter' ? `/matter/${matterId}` : path, size, language)
    await page.locator(ready).first().waitFor()
    await picture(page, `${path.slice(1)}-${size}-${language}`)
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect([await faultsOf(page), wide]).toEqual([[], 0])
    await page.close()
  })
})

test('no page broke on the way', () => expect(complaints).toEqual([]))
