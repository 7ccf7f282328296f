import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CountyAnswer, CountyAsk } from '../../src/contract/kioskCounty.ts'
import type { KioskMatter } from '../../src/contract/kioskReceipt.ts'
import { refusals } from '../../src/kit/refusals.ts'
import { openCounty } from '../../src/presence/kiosk/county.ts'
import { violationsOf } from '../web/barriers.ts'
import { MockStation } from '../web/mockStation.ts'
import { openBrowser } from './kiosk.ts'

/** The built kiosk page as villagers press it, without a camera. */
const built = mkdtempSync(join(tmpdir(), 'kiosk-counter-'))
const station = new MockStation(built)
const pictures = process.env.PICTURES
let browser: Browser
let context: BrowserContext
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  await build({ configFile: 'vite.config.ts', logLevel: 'silent', build: { outDir: built } })
  station.welcome = { numbers: true, demo: false }
  await station.listen()
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (failure) => complaints.push(failure.message))
  await page.clock.install()
  await page.goto(`${station.origin}/kiosk/#bind=${station.token}`)
  await page.locator('[data-scene="idle"]').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await station.die()
  rmSync(built, { recursive: true })
})
beforeEach(async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  station.county = () => undefined
  await page.reload()
  await page.locator('[data-scene="idle"]').waitFor()
})

const refused = (refusal: keyof typeof refusals): CountyAnswer => {
  const [, zh, en] = refusals[refusal]
  return { answer: 'refused', refusal, zh, en }
}
const line: CountyAnswer = {
  answer: 'queue',
  now: { open: true, waiting: 4, called: [{ number: 12, counter: '2 号窗口' }], expected: { from: 10, to: 25 } },
}
const publicHost = 'https://zaigang.example.gov.cn'
/** As a station draws it. */
async function slip(ahead: number, lane: 'usual' | 'helped' = 'usual', host = publicHost): Promise<CountyAnswer> {
  const ticket = { ticketId: 'x', number: 17, lane, takenAt: '', putBack: 0, is: { state: 'waiting' } }
  const address = `${host}/queue/ticket/M7WXA-0KQG6-0S7T`
  const taken = { ticket, ahead, expected: ahead === 0 ? null : { from: 10, to: 25 }, address }
  const running = { ask: async () => taken, station: { clock: { monotonic: () => 0 } } } as never
  return openCounty(running, () => undefined)({ ask: 'number', press: '', lane })
}

/** Nothing cut off, large type, large targets, nothing axe complains of; on a lying and a standing screen, in both languages. */
async function inspect(name: string): Promise<void> {
  for (const [shape, width, height] of [
    ['lying', 1280, 800],
    ['standing', 800, 1280],
    ['small', 1024, 600],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const language of ['zh', 'en']) {
      // On a busy machine its time would be over before it was looked at.
      station.sayAgain()
      await look(`${name}-${shape}-${language}`)
      // Who cannot see well hears the same on every screen: it is looked through once in each language.
      if (shape === (language === 'zh' ? 'lying' : 'standing')) await hear(`${name}-${language}`)
      await page.locator('header button[aria-label]').click()
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function look(name: string): Promise<void> {
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`) })
  }
  const found = await page.evaluate(() => {
    const all = (which: string) => [...document.querySelectorAll<HTMLElement>(which)]
    const texts = all('.kiosk *').filter((it) => it.textContent?.trim() && it.closest('svg, .only-heard') === null)
    return {
      cut: all('.scene, main, .kiosk')
        .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
        .map((it) => `${it.className} ${it.scrollWidth}×${it.scrollHeight} in ${it.clientWidth}×${it.clientHeight}`),
      small: all('button')
        .filter((it) => it.getBoundingClientRect().height < 60 || it.getBoundingClientRect().width < 60)
        .map((it) => it.textContent),
      type: Math.min(...texts.map((it) => Number.parseFloat(getComputedStyle(it).fontSize))) >= 18,
    }
  })
  expect.soft([name, found]).toEqual([name, { cut: [], small: [], type: true }])
}

async function hear(name: string): Promise<void> {
  const violations = await violationsOf(page)
  expect.soft(violations.map((it) => [name, it.id, it.nodes.map((node) => node.html)])).toEqual([])
}

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const asks = (): CountyAsk[] => station.said.flatMap((it) => (it.say === 'askCounty' ? [it.ask] : []))

test('a number: two presses from the clock to the slip, which goes by itself and stays nowhere', async () => {
  await inspect('idle')
  station.county = () => line
  await press('取号排队')
  await page.getByText('现在有 4 人在等').waitFor()
  await inspect('queue')
  const taken = await slip(5, 'helped')
  station.county = () => taken
  await press(/^优先取号/)
  await page.getByText('017', { exact: true }).waitFor()
  expect(asks().at(-1)).toMatchObject({
    ask: 'number',
    lane: 'helped',
    press: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  await inspect('slip')
  await page.clock.fastForward(61_000)
  await page.locator('[data-scene="idle"] .idle').waitFor()
  expect(await page.content()).not.toContain('017')
})

test('the parts that are read aloud are fetched only when somebody asks for them', async () => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  station.county = () => line
  await press('取号排队')
  const taken = await slip(0)
  station.county = () => taken
  await press('取号')
  await page.getByText('下一个就是您').waitFor()
  expect(fetched.filter((it) => it.endsWith('.ogg'))).toEqual([])
  const loaded = ['zh-yourNumber', 'zh-digit0', 'zh-digit1', 'zh-digit7', 'zh-next'].map((name) =>
    page.waitForResponse((answer) => answer.url().includes(`/${name}-`) && answer.ok()),
  )
  await press('读给我听')
  await Promise.all(loaded)
  await press('记住了，关掉')
  await page.locator('.idle').waitFor()
})

test('without a network there is no number: it says so, and the same press is tried again', async () => {
  station.county = () => refused('centerAway')
  await press('取号排队')
  await page.getByRole('heading', { name: '现在连不上县里' }).waitFor()
  await inspect('queue-away')
  station.county = () => line
  await press('再试一次')
  await page.getByRole('button', { name: '取号', exact: true }).waitFor()
  station.county = () => refused('centerAway')
  await press('取号')
  await page.getByText('请拿一张纸质号').waitFor()
  const taken = await slip(1)
  station.county = () => taken
  await press('再试一次')
  await page.getByText('前面还有 1 位').waitFor()
  expect(await page.getByText('只有本机打得开').count()).toBe(0)
  const [first, second] = asks().slice(-2)
  expect(second).toEqual(first)
  await press('返回')
})

test('a county without a public address does not promise that telephones find it', async () => {
  station.county = () => line
  await press('取号排队')
  const taken = await slip(3, 'usual', 'http://127.0.0.1:8080')
  station.county = () => taken
  await press('取号')
  await page.getByText('只有本机打得开').waitFor()
  await inspect('slip-only-here')
})

test('who is told that there is no number can still say that he is there', async () => {
  station.county = () => refused('queueClosed')
  await press('取号排队')
  await page.getByText('这里现在不取号').waitFor()
  await press(/^先说一声/)
  await press('我到了，开始计时')
  await page.getByText('已记下您到了').waitFor()
  await inspect('visit-kept')
  await press('返回')
})

const code = 'M7WXA-0KQG6-0S7T'
const matter: KioskMatter = {
  ...{
    typeName: '农村宅基地用地建房审批',
    unitName: '青石镇',
    siteName: '青石村便民服务站',
    dutyPhone: '0571-88001234',
  },
  ...{ state: 'lacking', takenAt: '2026-03-02T01:00:00.000Z', post: '国土窗口', heldSeconds: 11_400 },
  ...{ dueAt: '2026-03-05T09:30:00.000Z', overdue: true, endedAt: null, missingMore: true, pausedUntil: null },
  missing: [
    { name: '户口簿', how: '原件，看后退还' },
    { name: '建房平面图', how: '一式两份' },
  ],
  steps: [
    { name: '受理', state: 'done' },
    { name: '现场勘查', state: 'now' },
    { name: '镇审批', state: 'later' },
  ],
  extended: true,
  mayReopen: false,
}

/** On the keys of the screen, as somebody reads it off paper. */
async function type(text: string): Promise<void> {
  for (const sign of text.replaceAll('-', '')) await press(`键 ${sign}`)
}

test('the code of a receipt: a mistyped one asks nobody, a right one shows where it stands, and it goes by itself', async () => {
  await press('办到哪了？')
  await inspect('code')
  await type('M7WXA-0KQG6-0S7S')
  await page.getByText('有一位不对').waitFor()
  await inspect('code-mistyped')
  expect(asks().filter((it) => it.ask === 'code')).toEqual([])
  await press('⌫ 退一格')
  await type('T')
  station.county = () => ({ answer: 'matter', matter })
  await press('查看')
  await page.getByRole('heading', { name: '要等您补材料' }).waitFor()
  expect(asks().at(-1)).toEqual({ ask: 'code', code })
  await inspect('matter')
  station.sayAgain()
  await page.clock.fastForward(20_000)
  await press('再看 30 秒')
  await page.clock.fastForward(20_000)
  await page.getByText('户口簿').waitFor()
  await page.clock.fastForward(11_000)
  await page.locator('.idle').waitFor()
  expect(await page.content()).not.toContain('M7WXA')
  await press('办到哪了？')
  expect(await page.locator('input').inputValue()).toBe('')
})

test('signs that look alike are taken for each other, and old people may type slowly', async () => {
  await press('办到哪了？')
  await page.locator('input').fill('m7wxa okqg6 ')
  expect(await page.locator('input').inputValue()).toBe('M7WXA-0KQG6')
  for (const sign of 'os7t') {
    await page.clock.fastForward(80_000)
    await page.keyboard.press(sign)
  }
  expect(await page.locator('input').inputValue()).toBe(code)
})

test('nobody has the code, or nobody answers: it says which, and what was typed is still there', async () => {
  await press('办到哪了？')
  await page.locator('input').fill(code)
  station.county = () => refused('codeUnknown')
  await press('查看')
  await page.getByText('没有查到这个编号').waitFor()
  station.county = () => refused('centerAway')
  await press('查看')
  await page.getByText('现在连不上县里').waitFor()
  expect(await page.locator('input').inputValue()).toBe(code)
  await inspect('code-away')
})

test('what ended can be had done again, after one more question', async () => {
  const ended: KioskMatter = { ...matter, state: 'finished', endedAt: matter.dueAt, missing: [], mayReopen: true }
  station.county = () => ({ answer: 'matter', matter: { ...ended, overdue: false, extended: false } })
  await press('办到哪了？')
  await page.locator('input').fill(code)
  await press('查看')
  await page.getByRole('heading', { name: '已办结' }).waitFor()
  await inspect('matter-ended')
  await press('没办好，请重新办理')
  await inspect('matter-reopen')
  station.county = () => ({ answer: 'matter', matter: { ...matter, state: 'running', missing: [] } })
  await press('是，请重新办理')
  await page.getByText('现场勘查').waitFor()
  expect(asks().at(-1)).toEqual({ ask: 'reopen', code })
})

test('the code of a visit: three buttons, and the last word counts', async () => {
  const visit = { siteName: '青石村便民服务站', begunAt: '2026-03-02T01:00:00.000Z', open: true, after: '', words: [] }
  station.county = () => ({ answer: 'visit', visit })
  await press('办到哪了？')
  await page.locator('input').fill(code)
  await press('查看')
  await page.getByRole('heading', { name: '办得怎么样' }).waitFor()
  await inspect('visit')
  const words = [{ at: '2026-03-02T02:20:00.000Z', outcome: 'nobodyThere' as const }]
  station.county = () => ({ answer: 'visit', visit: { ...visit, words, after: 'w1' } })
  await press('没有人')
  await page.getByText('您说：没有人').waitFor()
  await inspect('visit-said')
  await press('办成了')
  await expect
    .poll(() => asks().slice(-2))
    .toEqual([
      { ask: 'say', code, outcome: 'nobodyThere', after: '' },
      { ask: 'say', code, outcome: 'served', after: 'w1' },
    ])
})

test('nothing failed unseen', () => {
  expect([complaints, station.problems]).toEqual([[], []])
})
