import { gzipSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { newId } from '../src/kit/ids.ts'
import { demoReceiptCode } from '../src/main/demo/matterActs.ts'
import { openBrowser } from '../test/browser/kiosk.ts'
import { type Product, startProduct } from '../test/browser/product.ts'
import { type BenchRow, row } from './row.ts'

/** A village's line: bits a second, and what each question waits for its answer. */
const line = { bitsPerSecond: 400_000, latencyMs: 400 }
const slowerCpu = 4
const rounds = 3

interface Place {
  readonly name: string
  readonly path: string
  /** What a citizen came for. */
  readonly wanted: string
}

interface Opened {
  /** From asking for the page until what was wanted is laid out and the page is painted. */
  readonly ms: number
  /** On the wire, headers included, of what must be there to paint: the document and its style. */
  readonly bytes: number
  /** Of everything the page loads, gzip level 9; the product sends its files smaller still (brotli), its pages as they are. */
  readonly kilobytes: number
}

/**
 * Pages for citizens in a telephone's Chromium on a slow line with a slow processor and an empty cache, with and without
 * script: until the main button shows, beside the budget and beside what the line alone takes for their bytes.
 */
export async function bench(): Promise<BenchRow[]> {
  const product = await startProduct({ demo: true })
  const browser = await openBrowser()
  try {
    const rows: BenchRow[] = []
    for (const place of await listPlaces(product)) {
      for (const script of [false, true]) rows.push(...(await measure(browser, product.url, place, script)))
    }
    return rows
  } finally {
    await browser.close()
    await product.remove()
  }
}

async function measure(browser: Browser, base: string, place: Place, script: boolean): Promise<BenchRow[]> {
  const opened: Opened[] = []
  for (let round = 0; round < rounds; round += 1) opened.push(await openOnce(browser, base + place.path, place, script))
  const ms = median(opened.map((it) => it.ms))
  const bare = 2 * line.latencyMs + (median(opened.map((it) => it.bytes)) * 8_000) / line.bitsPerSecond
  const name = `${place.name}, ${script ? 'with' : 'without'} script`
  const rows = [
    row(`${name}: until its button shows`, [ms, 'ms'], [2_000, 'budget on 400 kbit/s and 400 ms'], '≤ 1'),
    row(`${name}: the same`, [ms, 'ms'], [bare, 'two round trips and its bytes on that line'], '≤ 1.5'),
  ]
  if (!script) return rows
  const weight = median(opened.map((it) => it.kilobytes))
  return [...rows, row(`${place.name}, first load`, [weight, 'kB gzip'], [25, 'budget of a public page'], '≤ 1')]
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function openOnce(browser: Browser, url: string, { wanted }: Place, script: boolean): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    javaScriptEnabled: script,
  })
  const page = await context.newPage()
  const wire = await slowDown(await context.newCDPSession(page))
  const bodies: Promise<Buffer>[] = []
  page.on('response', (it) => void bodies.push(it.body()))
  const began = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator(wanted).first().waitFor({ state: 'visible' })
  const laidOut = performance.now() - began
  const ms = Math.max(laidOut, await firstPaint(page))
  await page.waitForLoadState('networkidle')
  const kilobytes = (await Promise.all(bodies)).reduce((sum, it) => sum + gzipSync(it, { level: 9 }).length, 0) / 1024
  await context.close()
  return { ms, bytes: wire.bytes(), kilobytes }
}

/** Puts a page on the slow line, and counts what its document and style weigh there. */
async function slowDown(devtools: CDPSession): Promise<{ bytes(): number }> {
  const needed = new Set<string>()
  let sum = 0
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Document' || type === 'Stylesheet') needed.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (needed.has(requestId)) sum += encodedDataLength
  })
  await devtools.send('Network.enable')
  const bytesPerSecond = line.bitsPerSecond / 8
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu })
  return { bytes: () => sum }
}

/** Layout may be asked for before the style is there; nothing is painted before. ms since the page was asked for. */
async function firstPaint(page: Page): Promise<number> {
  for (;;) {
    const at = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    if (at !== undefined) return at
    await new Promise((wake) => setTimeout(wake, 10))
  }
}

/** The pages of the demonstration's town, where numbers are given. */
async function listPlaces({ url }: Product): Promise<Place[]> {
  const boards = await textOf(`${url}/boards`)
  const siteId = /href="\/board\/([0-9a-f-]{36})[^>]*>(?:(?!<\/a>).)*清溪镇便民服务中心/s.exec(boards)?.[1]
  if (siteId === undefined) throw new Error('the town has no board')
  return [
    { name: 'duty board', path: `/board/${siteId}`, wanted: '.visiting a.back' },
    { name: 'I am here', path: `/visit/at/${siteId}`, wanted: 'button.big' },
    { name: 'a visit', path: await beginVisit(url, siteId), wanted: 'button.outcome.nobodyThere' },
    { name: 'look up', path: '/matter', wanted: 'main button[type=submit]' },
    { name: 'a matter to rate', path: await findUnrated(url), wanted: '.rating button[type=submit]' },
    { name: 'take a number', path: `/queue/${siteId}`, wanted: 'button[value=usual]' },
    { name: 'measures', path: '/measures', wanted: 'h1' },
  ]
}

const textOf = async (url: string): Promise<string> => (await fetch(url)).text()

async function beginVisit(base: string, siteId: string): Promise<string> {
  const { headers } = await fetch(`${base}/visit/at/${siteId}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ press: newId(), from: 'board', lang: 'zh' }),
  })
  return headers.get('location') ?? Promise.reject(new Error('no visit began'))
}

/** Matters of the demonstration are numbered from 0; some have ended and were not rated. */
async function findUnrated(base: string): Promise<string> {
  for (let number = 0; number < 45; number += 1) {
    const path = `/matter/${demoReceiptCode(number)}`
    if (/class="rating"(?:(?!<\/section>).)*type="submit"/s.test(await textOf(base + path))) return path
  }
  throw new Error('no matter can be rated')
}
