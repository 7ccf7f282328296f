import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parsePolicy } from '../../src/kit/tlog/policy.ts'
import { linkOf } from '../../src/kit/tlog/receiptLink.ts'
import { startOwn, temporaryFolder } from '../ledger/witnessHouse.ts'
import { openBrowser } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { setUpVillage } from './village.ts'

const pictures = process.env.PICTURES
const env = { LOG_EVERY_SECONDS: '2' }
let product: Product
let browser: Browser
let siteId: string
const ends: (() => unknown)[] = []

/** The built product with a witness of its own, in a village. */
beforeAll(async () => {
  const first = await startProduct({ env })
  siteId = (await setUpVillage(first)).siteId
  const policy = await policyOf(first)
  const { folder, remove } = temporaryFolder()
  const witness = await startOwn(
    folder,
    parsePolicy(policy).logs.map(({ key }) => key),
    'jiwei.example/witness',
  )
  ends.push(remove, () => witness.stop())
  await first.stop()
  const line = /\n {2}(witness \S+ \S+ \S+)\n/.exec(witness.said())?.[1] ?? ''
  writeFileSync(join(first.dataDir, 'witnesses'), `${line}\nquorum jiwei.example/witness\n`)
  product = await startProduct({ dataDir: first.dataDir, env })
  while (!(await checkpoint()).includes('— jiwei.example/witness ')) await new Promise((wake) => setTimeout(wake, 200))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.remove()
  for (const end of ends.reverse()) await end()
})

const checkpoint = async (): Promise<string> => (await fetch(`${product.url}/log/checkpoint`)).text()

/** The log begins a moment after the county. */
async function policyOf({ url }: Product): Promise<string> {
  for (;;) {
    const answer = await fetch(`${url}/log/policy`)
    if (answer.ok) return answer.text()
    await new Promise((wake) => setTimeout(wake, 200))
  }
}

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } } as const

/** A fresh device, with everything its page complained about. */
async function open(
  size: keyof typeof sizes,
  url: string,
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'zh-CN', acceptDownloads: true })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (failure) => faults.push(String(failure)))
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()))
  await page.goto(product.url + url)
  return { context, page, faults }
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** A command as an auditor types it, beside the running program; the witness here must stay awake meanwhile. */
async function zaigang(...args: string[]): Promise<{ status: number | null; said: string }> {
  const { port } = new URL(product.url)
  const program = spawn(process.execPath, ['scripts/zaigang.mjs', ...args], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { ...process.env, PORT: port, DATA_DIR: product.dataDir },
  })
  let said = ''
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (text) => {
      said += text
    })
  const [status] = await once(program, 'close')
  return { status, said }
}

describe('an auditor at a terminal', () => {
  test('draws receipts by lot from the log on the disk, and each holds', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    expect(await zaigang('receipts', '--sample', '10', folder)).toMatchObject({ status: 0 })
    const files = readdirSync(folder).filter((name) => name.endsWith('.tlog-proof'))
    expect(files).toHaveLength(10)
    const verified = await zaigang(
      'verify',
      ...files.map((name) => join(folder, name)),
      '--policy',
      join(folder, 'policy'),
    )
    expect([verified.status, verified.said.match(/✓ entry/g)?.length]).toEqual([0, 10])
    const wrong = await zaigang('verify', join(folder, 'vkey'), '--policy', join(folder, 'policy'))
    const none = await zaigang('verify', join(folder, 'none'), '--policy', join(folder, 'policy'))
    expect([wrong.status, none.status]).toEqual([1, 2])
  })
})

describe('a villager without an account', () => {
  let receiptUrl = ''
  let text = ''
  let link = ''

  test('presses the button, sees the promise, and a little later the proof that a witness signed', async () => {
    const { page, faults, context } = await open('phone', `/board/${siteId}`)
    await page.getByRole('button', { name: '有人接待了我' }).click()
    await page.getByText('谢谢您告诉我们').waitFor()
    receiptUrl = page.url().slice(product.url.length).replace(/\?.*/, '')
    await picture(page, 'receipt-phone-first')
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.locator('.standing').textContent()
        },
        { timeout: 60_000 },
      )
      .toContain('见证方（')
    await picture(page, 'receipt-phone-proven')
    expect(await wide(page)).toBeLessThanOrEqual(0)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '保存文件' }).click()
    text = readFileSync(await (await download).path(), 'utf8')
    link = (await page.getByRole('link', { name: '现在核对' }).getAttribute('href')) ?? ''
    expect(text).toContain('c2sp.org/tlog-proof@v1')
    expect(faults).toEqual([])
    await context.close()
  })

  test('prints it on one page of A4', async () => {
    const { page, context } = await open('desk', receiptUrl)
    await picture(page, 'receipt-desk')
    const pdf = await page.pdf({ format: 'A4', ...(pictures && { path: join(pictures, 'receipt.pdf') }) })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await context.close()
  })

  test.each(['phone', 'desk'] as const)('checks it on a %s: genuine; and again without any network', async (size) => {
    const { page, context, faults } = await open(size, '/verify')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.goto(link)
    await page.getByText('回执是真的').waitFor()
    await picture(page, `verify-${size}`)
    expect(await wide(page)).toBeLessThanOrEqual(0)

    await context.setOffline(true)
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByText('回执是真的').waitFor()
    expect(await page.locator('main').textContent()).toContain('有人接待了我')
    await context.setOffline(false)
    expect(faults.filter((it) => !it.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await context.close()
  })

  test('sends nothing of the receipt anywhere, and compares with the county’s log only when asked', async () => {
    const { page, context } = await open('phone', '/verify')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url().slice(product.url.length)))
    await page.goto(link)
    await page.getByText('回执是真的').waitFor()
    expect(asked.filter((it) => !/^\/verify(\/assets\/[\w.]+)?$/.test(it.replace(/#.*/, '')))).toEqual([])
    await page.getByRole('button', { name: '与县里现在的账本比一比' }).click()
    await page.getByText('县里现在的账本').last().waitFor()
    expect(asked.filter((it) => it.startsWith('/api')).every((it) => /^\/api\/log\/growth\?older=\d+$/.test(it))).toBe(
      true,
    )
    await context.close()
  })

  test('loads what checks only when there is something to check, and says so where it cannot be had', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block', locale: 'zh-CN' })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${product.url}/verify`)
    await page.locator('p.print').waitFor()
    expect(asked.filter((it) => it.includes('checker'))).toEqual([])
    await context.setOffline(true)
    await page.getByLabel('粘贴到这里').fill(text)
    await page.getByRole('button', { name: '核对', exact: true }).click()
    await page.getByText('核对程序没有下载完').waitFor()
    await context.setOffline(false)
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByText('回执是真的').waitFor()
    await context.close()
  })

  test('a changed file is found out, and the saved page says the same from the disk', async () => {
    const { page, context } = await open('phone', '/verify')
    const extra = /extra (\S+)/.exec(text)?.[1] ?? ''
    const bent = Buffer.from(Buffer.from(extra, 'base64').toString().replace('served', 'sorved')).toString('base64')
    await page.getByLabel('粘贴到这里').fill(text.replace(extra, bent))
    await page.getByRole('button', { name: '核对', exact: true }).click()
    await page.getByText('内容被改过').waitFor()
    await picture(page, 'verify-changed')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '保存这一页' }).click()
    const saved = `${await (await download).path()}.html`
    writeFileSync(saved, readFileSync(await (await download).path()))
    const disk = await context.newPage()
    await disk.goto(`file://${saved}`)
    await disk.getByLabel('粘贴到这里').fill(text)
    await disk.getByRole('button', { name: '核对', exact: true }).click()
    await disk.getByText('回执是真的').waitFor()
    await context.close()
  })

  test('reads it from a file too, and in English', async () => {
    const { page, context } = await open('phone', '/verify?lang=en')
    const file = { name: 'r.tlog-proof', mimeType: 'application/octet-stream', buffer: Buffer.from(text) }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.getByText('The receipt is genuine').waitFor()
    await picture(page, 'verify-en')
    expect(linkOf(text, `${product.url}/verify`)?.url).toBe(link)
    await context.close()
  })

  test('the poster at the door carries the fingerprint that the page shows', async () => {
    const { page, context } = await open('phone', '/verify')
    const shown = await page.locator('p.print').textContent()
    await page.goto(`${product.url}/board/${siteId}/poster`)
    await picture(page, 'poster')
    expect(await page.locator('.keys').textContent()).toContain(shown)
    await context.close()
  })
})
