import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import qrcode from 'qrcode'
import sharp from 'sharp'
import { build } from 'vite'
import { renderBoard, renderBoards, renderPoster, renderReceipt } from '../../web/board/render.tsx'
import { violationsOf } from './barriers.ts'
import { MockStation } from './mockStation.ts'
import { boardSample, posterCode, receiptSample } from './samples.ts'
import { sceneSamples } from './scenes.ts'

/**
 * The built kiosk page and duty board in a real Chromium against a station that only talks, with pictures into
 * `out/screens`: `npx tsx test/web/kiosk.e2e.ts`. `FAKE_CAMERA=file.mjpeg` puts a face into the camera.
 */
const out = 'out/screens'
mkdirSync(out, { recursive: true })
// A folder of its own: somebody else may be building the product at this moment.
const built = mkdtempSync(join(tmpdir(), 'pages-'))
await build({ configFile: 'vite.config.ts', logLevel: 'silent', build: { outDir: built } })

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
const file =
  process.env.FAKE_CAMERA === undefined ? [] : [`--use-file-for-fake-video-capture=${process.env.FAKE_CAMERA}`]
const open = (more: string[]) =>
  chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: [...quiet, ...more] })

const complaints: string[] = []
const station = new MockStation(built)
await station.listen()
const browser = await open([...fake, ...file])
let failures = 0

await check('a screen without a registration says what to do', async () => {
  const { page, context } = await visit(browser)
  await page.getByText('此签到屏还没有绑定').waitFor()
  await picture(page, 'line-unbound')
  await context.close()
})

await check('a wrong registration link is refused in words', async () => {
  const { page, context } = await visit(browser, '#bind=a-token-that-nobody-gave-out')
  await page.getByText('绑定链接无效').waitFor()
  await picture(page, 'line-refused')
  await context.close()
})

const { page, context } = await visit(browser, `#bind=${station.token}`)
await check('the link binds the screen, leaves the address, and later opens are signed', async () => {
  await scene(page, 'idle')
  assert.equal(new URL(page.url()).hash, '')
  await page.reload()
  await scene(page, 'idle')
  assert.equal(station.said.filter((it) => it.say === 'open').length, 2)
  const exported = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('zaigang-kiosk')
      asked.onsuccess = () => done(asked.result)
    })
    const kept = await new Promise<{ keys: CryptoKeyPair }>((done) => {
      const asked = db.transaction('binding').objectStore('binding').get('this')
      asked.onsuccess = () => done(asked.result)
    })
    return crypto.subtle.exportKey('jwk', kept.keys.privateKey).then(
      () => 'exported',
      () => 'refused',
    )
  })
  assert.equal(exported, 'refused')
})

await check('the page is mute until touched and says so', async () => {
  await page.getByRole('button', { name: '点一下开声音' }).waitFor()
  await picture(page, 'idle-muted')
  await page.mouse.click(400, 300)
  await page.getByRole('button', { name: '点一下开声音' }).waitFor({ state: 'detached' })
})

await check('frames are whole JPEGs in order, few while idle, more during a step, none on the other way', async () => {
  const idle = await framesIn(2000)
  assert.ok(idle.length >= 3 && idle.length <= 12, `${idle.length} idle frames in 2 s`)
  station.show(sceneSamples['step-left']!)
  await scene(page, 'step')
  const step = await framesIn(2000)
  assert.ok(step.length > idle.length && step.length <= 32, `${step.length} step frames in 2 s`)
  for (const [at, frame] of step.entries()) {
    if (at > 0) assert.ok(frame.number > step[at - 1]!.number && frame.capturedMs > step[at - 1]!.capturedMs)
  }
  const { format, width, height } = await sharp(step[0]!.jpeg).metadata()
  assert.deepEqual({ format, width, height }, { format: 'jpeg', width: 640, height: 480 })
  console.log(
    `    idle ${idle.length / 2}/s, step ${step.length / 2}/s, ${Math.round(step[0]!.jpeg.length / 1024)} kB each`,
  )
  station.show({ scene: 'otherWay', offered: false, refused: null })
  await scene(page, 'otherWay')
  await page.waitForTimeout(1200)
  assert.equal((await framesIn(700)).length, 0)
})

await check('no frame leaves a hidden page', async () => {
  station.show(sceneSamples['step-left']!)
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }))
  await page.waitForTimeout(1200)
  assert.equal((await framesIn(700)).length, 0)
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: false, configurable: true }))
})

await check('the camera is described to the station', async () => {
  const told = station.said.findLast((it) => it.say === 'camera')
  assert.ok(told?.say === 'camera' && told.camera !== null && told.camera.width === 640)
})

for (const [name, sample] of Object.entries(sceneSamples)) {
  await check(`the scene ${name} is drawn and has no barrier`, async () => {
    station.show(sample)
    await scene(page, sample.scene)
    await page.waitForTimeout(250)
    await picture(page, `scene-${name}`)
    await barrierFree(page)
    await fits(page)
  })
}

await check('the other way takes at most six taps beyond the digits', async () => {
  station.show({ scene: 'idle' })
  await scene(page, 'idle')
  let taps = 0
  const tap = async (name: string | RegExp) => {
    taps += 1
    await page.getByRole('button', { name }).click()
  }
  await tap(/^用密码或卡签到/)
  for (const digit of '1042') await tap(`数字 ${digit}`)
  await picture(page, 'other-way-number')
  await tap('下一步')
  for (const digit of '246813') await tap(`数字 ${digit}`)
  await picture(page, 'other-way-pin')
  assert.ok(!(await page.locator('form').textContent())?.includes('246813'))
  await tap('确定')
  assert.deepEqual(await heard('pin'), { say: 'pin', method: 'pin', claim: '1042', pin: '246813' })
  assert.ok(taps - 10 <= 6, `${taps - 10} taps`)
  console.log(`    ${taps - 10} taps beyond the digits`)
})

await check('a refused PIN is told and can be typed again at once', async () => {
  station.show({ scene: 'otherWay', offered: false, refused: 'logInFailed' })
  await page.getByRole('alert').waitFor()
  await picture(page, 'other-way-refused')
  await fits(page)
  await page.keyboard.type('9999', { delay: 90 })
  await page.keyboard.press('Enter', { delay: 90 })
  assert.deepEqual(await heard('pin'), { say: 'pin', method: 'pin', claim: '1042', pin: '9999' })
})

await check('a card read at the clock opens the other way with the card as the claim', async () => {
  station.show({ scene: 'idle' })
  await scene(page, 'idle')
  await readCard(page, '0009876543')
  await scene(page, 'otherWay')
  await page.getByText('已读到卡').waitFor()
  await picture(page, 'other-way-card')
  await fits(page)
  await page.keyboard.type('1357', { delay: 120 })
  await page.keyboard.press('Enter', { delay: 120 })
  assert.deepEqual(await heard('pin'), { say: 'pin', method: 'card', claim: '0009876543', pin: '1357' })
})

await check('nothing typed survives for the next person', async () => {
  station.show({ scene: 'idle' })
  await scene(page, 'idle')
  station.show({ scene: 'otherWay', offered: false, refused: null })
  await scene(page, 'otherWay')
  assert.equal(await page.locator('input').inputValue(), '')
  assert.equal(await page.getByText('已读到卡').count(), 0)
})

await check('back cancels', async () => {
  await page.getByRole('button', { name: '返回' }).click()
  await heard('cancel')
  await scene(page, 'idle')
})

await check('enrolment begins with the code of the clerk, and no frame is sent while it is typed', async () => {
  await page.getByRole('button', { name: '人脸采集' }).click()
  await picture(page, 'panel-enrol')
  await fits(page)
  await barrierFree(page)
  await page.waitForTimeout(1200)
  assert.equal((await framesIn(600)).length, 0)
  await page.keyboard.type('135790', { delay: 90 })
  await page.keyboard.press('Enter', { delay: 90 })
  assert.deepEqual(await heard('enrol'), { say: 'enrol', code: '135790' })
  station.tell({ say: 'refused', refusal: 'codeWrong', zh: '验证码不正确或已用过。', en: 'Wrong code.', final: false })
  await page.getByRole('alert').getByText('验证码不正确').waitFor()
  station.show({ scene: 'enrolPin', name: '李素芬', refused: null })
  await page.getByRole('heading', { name: /李素芬/ }).waitFor()
  await page.keyboard.type('2468', { delay: 90 })
  await page.keyboard.press('Enter', { delay: 90 })
  assert.deepEqual(await heard('enrolPin'), { say: 'enrolPin', pin: '2468' })
})

await check('consent is withdrawn at the kiosk with number and PIN', async () => {
  station.show({ scene: 'idle' })
  await page.getByRole('button', { name: '撤回人脸同意' }).click()
  await picture(page, 'panel-withdraw')
  await fits(page)
  await barrierFree(page)
  await page.keyboard.type('1042', { delay: 90 })
  await page.keyboard.press('Enter', { delay: 90 })
  await page.getByText('工号 1042').waitFor()
  await page.keyboard.type('2468', { delay: 90 })
  await page.keyboard.press('Enter', { delay: 90 })
  assert.deepEqual(await heard('withdraw'), { say: 'withdraw', claim: '1042', pin: '2468' })
  station.show({ scene: 'withdrawn', name: '李素芬' })
  await page.getByText('已撤回').first().waitFor()
})

await check('a claim is sent where one is wanted', async () => {
  station.show({ scene: 'claimWanted', refused: null })
  await scene(page, 'claimWanted')
  await readCard(page, '0009876543')
  assert.deepEqual(await heard('claim'), { say: 'claim', claim: '0009876543' })
})

await check('the countersign question is answered with one tap', async () => {
  station.show(sceneSamples['done-countersign']!)
  await page.getByRole('button', { name: '看见了' }).click()
  assert.deepEqual(await heard('countersign'), {
    say: 'countersign',
    checkInId: '01920000-0000-7000-8000-00000000000b',
    seen: true,
  })
})

await check('English is complete', async () => {
  await page.getByRole('button', { name: '换成英文' }).click()
  for (const name of ['idle', 'step-mouth-left', 'done-countersign', 'failed-one-left', 'other-way', 'enrol-failed']) {
    station.show(sceneSamples[name]!)
    await scene(page, sceneSamples[name]!.scene)
    await page.waitForTimeout(200)
    await picture(page, `en-${name}`)
    await barrierFree(page)
    await fits(page)
  }
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
})

await check('Chinese is one tap away', async () => {
  await page.getByRole('button', { name: 'Switch to Chinese' }).click()
})

for (const [name, width, height] of [
  ['portrait', 800, 1280],
  ['large', 1920, 1080],
  ['small', 1024, 600],
] as const) {
  await check(`a ${name} screen of ${width}×${height} shows everything`, async () => {
    await page.setViewportSize({ width, height })
    for (const it of [
      'idle',
      'step-left',
      'done-countersign',
      'failed-one-left',
      'other-way',
      'enrolling',
      'enrol-pin',
    ]) {
      station.show(sceneSamples[it]!)
      await scene(page, sceneSamples[it]!.scene)
      await page.waitForTimeout(250)
      await picture(page, `${name}-${it}`)
      await fits(page)
    }
  })
}
await page.setViewportSize({ width: 1280, height: 800 })

await check('an unplugged camera is told, shown, and comes back by itself', async () => {
  station.show({ scene: 'idle' })
  await page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject as MediaStream
    stream.getTracks()[0]?.dispatchEvent(new Event('ended'))
  })
  await page.getByText('摄像头断开了').waitFor()
  await picture(page, 'camera-lost')
  assert.equal((await heard('trouble')).trouble, 'cameraLost')
  await page.getByRole('button', { name: /^用密码或卡签到/ }).waitFor()
  await page.getByText('摄像头断开了').waitFor({ state: 'detached', timeout: 15_000 })
})

await check('a clock that jumps is told and shown, and the way on is clear', async () => {
  await page.evaluate(() => {
    const real = Date.now.bind(Date)
    Date.now = () => real() + 3_600_000
  })
  await page.getByText('本机时间和站点机对不上').waitFor()
  await picture(page, 'clock-jump')
  assert.equal((await heard('trouble')).trouble, 'clockJump')
  await page.reload()
  await scene(page, 'idle')
})

await check('a site without a network still works and says how much waits', async () => {
  station.tell({ say: 'time', stationTime: station.now(), online: false, waiting: 12 })
  await page.getByText('已在本机存好 12 条').waitFor()
  await picture(page, 'offline')
})

await check('a station that is gone is said plainly, and the page comes back by itself', async () => {
  await station.die()
  await page.getByText('和站点机断开了').waitFor()
  await page.waitForTimeout(700)
  await picture(page, 'line-away')
  await barrierFree(page)
  assert.ok((await page.locator('main').textContent())?.includes('0571-88001234'))
  await station.listen()
  await scene(page, 'idle', 20_000)
  // Until then a try may still have met nobody; of anything else there is no word.
  assert.deepEqual(
    complaints.filter((it) => !it.includes('ERR_CONNECTION_REFUSED')),
    [],
  )
  complaints.length = 0
})

await check('without a face engine the other way is offered at once', async () => {
  station.welcome = { face: false, demo: false }
  await page.reload()
  await page.getByText('人脸识别还没有准备好').waitFor()
  await picture(page, 'face-away')
  station.welcome = {}
})
await context.close()

await check('motion is still where it is not wanted', async () => {
  const { page: still, context: own } = await visit(browser, `#bind=${station.token}`, { reducedMotion: 'reduce' })
  await scene(still, 'idle')
  station.show(sceneSamples['step-left']!)
  await scene(still, 'step')
  assert.equal(await still.evaluate(() => document.getAnimations().length), 0)
  await picture(still, 'still-step-left')
  await own.close()
})

for (const [fault, flags, words] of [
  ['cameraMissing', [], '没有找到摄像头'],
  ['cameraDenied', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], '浏览器没有允许用摄像头'],
] as const) {
  await check(`${fault} is told and shown, and the other way works`, async () => {
    const other = await open([...flags])
    const { page: blind } = await visit(other, `#bind=${station.token}`, { permissions: [] })
    await blind.getByText(words).waitFor()
    await picture(blind, `camera-${fault}`)
    assert.equal((await heard('trouble')).trouble, fault)
    await blind.getByRole('button', { name: /^用密码或卡签到/ }).click()
    await scene(blind, 'otherWay')
    await other.close()
  })
}

await check('the board is free of barriers, fits a narrow phone and says everything without scripts', async () => {
  const list = {
    countyName: '示范县',
    demo: false,
    complaints: boardSample.complaints,
    sites: [boardSample, boardSample],
  }
  const url = `https://zaigang.example.gov.cn/board/${boardSample.siteId}`
  const qr = await qrcode.toString(url, { type: 'svg', margin: 0 })
  const none = { ...boardSample, open: false, now: [], demo: false }
  const pages = {
    board: renderBoard(boardSample, 'zh'),
    'board-en': renderBoard(boardSample, 'en'),
    'board-none': renderBoard(none, 'zh'),
    boards: renderBoards(list, 'zh'),
    receipt: renderReceipt({ ...receiptSample, paper: { ...receiptSample.paper, code: qr }, addressCode: qr }, 'zh'),
    poster: renderPoster({ ...boardSample, demo: false }, { ...posterCode, qrSvg: qr, url }, 'zh'),
  }
  mkdirSync(join(built, 'board/try'), { recursive: true })
  for (const [name, html] of Object.entries(pages)) {
    writeFileSync(join(built, `board/try/${name}.html`), html)
    for (const [width, height] of [
      [360, 780],
      [1920, 1080],
    ] as const) {
      const own = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: name !== 'board-none' })
      const at = await own.newPage()
      at.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await at.goto(`${station.origin}/board/try/${name}.html`)
      await at.screenshot({ path: `${out}/board-${name}-${width}.png`, fullPage: true })
      if (name !== 'board-none') await barrierFree(at)
      const wide = await at.evaluate(() => document.documentElement.scrollWidth - innerWidth).catch(() => 0)
      assert.ok(wide <= 0, `${name} is ${wide} px too wide at ${width}`)
      if (name === 'poster' && width === 1920) {
        const pdf = await at.pdf({ path: `${out}/poster.pdf`, preferCSSPageSize: true })
        assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1, 'the poster is one page')
      }
      await own.close()
    }
  }
})

await check('a board on a wall renews itself quietly and says when it cannot', async () => {
  const own = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const wall = await own.newPage()
  await wall.clock.install()
  await wall.goto(`${station.origin}/board/try/board.html`)
  const later = { ...boardSample, dutyPhone: '0571-99998888' }
  writeFileSync(join(built, 'board/try/board.html'), renderBoard(later, 'zh'))
  await wall.clock.fastForward(46_000)
  await wall.getByText('0571-99998888').waitFor({ timeout: 5000 })
  await station.die()
  await wall.clock.fastForward(46_000)
  await wall.getByText('暂时连不上').waitFor({ timeout: 5000 })
  await station.listen()
  await wall.clock.fastForward(46_000)
  await wall.locator('#stale:empty').waitFor({ state: 'attached', timeout: 5000 })
  await own.close()
})

await check('reading aloud is offered only where a local voice speaks the language', async () => {
  for (const [voices, isOffered] of [
    [[], false],
    [[{ lang: 'zh-CN', localService: false, name: 'far away' }], false],
    [[{ lang: 'zh-CN', localService: true, name: 'here' }], true],
  ] as const) {
    const own = await browser.newContext()
    const at = await own.newPage()
    await at.addInitScript((list) => {
      speechSynthesis.getVoices = () => list as unknown as SpeechSynthesisVoice[]
    }, voices)
    await at.goto(`${station.origin}/board/try/board.html`)
    await at.waitForLoadState('networkidle')
    assert.equal(await at.getByRole('button', { name: '读给我听' }).isVisible(), isOffered)
    await own.close()
  }
})

await check('every message kept to the contract and nothing broke the content policy', async () => {
  assert.deepEqual(station.problems, [])
  assert.deepEqual(complaints, [])
})

await browser.close()
await station.die()
rmSync(built, { recursive: true })
console.log(failures === 0 ? 'all is well' : `${failures} failed`)
process.exit(failures === 0 ? 0 : 1)

async function check(sentence: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
    console.log(`✓ ${sentence}`)
  } catch (failure) {
    failures += 1
    if (failures > 12 && process.argv.includes('--bail')) process.exit(1)
    console.log(`✗ ${sentence}\n${failure instanceof Error ? failure.message : failure}`)
  }
}

async function visit(
  where: Browser,
  hash = '',
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await where.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['camera', 'screen-wake-lock'],
    ...more,
  })
  context.setDefaultTimeout(5000)
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (failure) => complaints.push(failure.message))
  await page.goto(`${station.origin}/kiosk/${hash}`)
  return { page, context }
}

async function scene(at: Page, name: string, timeout = 5000): Promise<void> {
  await at.locator(`[data-scene="${name}"]`).waitFor({ timeout })
}

async function picture(at: Page, name: string): Promise<void> {
  await at.screenshot({ path: `${out}/${name}.png` })
}

async function barrierFree(at: Page): Promise<void> {
  const violations = await violationsOf(at)
  assert.deepEqual(
    violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(' | ')}`),
    [],
  )
}

/** Nothing needs scrolling, and every button is large enough for a thumb. */
async function fits(at: Page): Promise<void> {
  const { overflow, small } = await at.evaluate(() => ({
    overflow: [...document.querySelectorAll('.scene, .preview, main, .kiosk')]
      .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
      .map(
        (it) =>
          `${it.className || it.tagName} ${it.scrollWidth}×${it.scrollHeight} in ${it.clientWidth}×${it.clientHeight}`,
      ),
    small: [...document.querySelectorAll('button')]
      .filter((it) => it.getBoundingClientRect().height < 60 || it.getBoundingClientRect().width < 60)
      .map((it) => it.textContent),
  }))
  assert.deepEqual({ overflow, small }, { overflow: [], small: [] })
}

async function framesIn(ms: number) {
  station.frames.length = 0
  await new Promise((done) => setTimeout(done, ms))
  return [...station.frames]
}

/** The next message of a kind that the page says, taken out of what was heard. */
async function heard<S extends (typeof station.said)[number]['say']>(
  say: S,
): Promise<Extract<(typeof station.said)[number], { say: S }>> {
  for (let tries = 0; tries < 100; tries++) {
    const at = station.said.findLastIndex((it) => it.say === say)
    const found = station.said[at]
    if (found !== undefined) {
      station.said.splice(0)
      return found as Extract<(typeof station.said)[number], { say: S }>
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`the page never said ${say}`)
}

/** A reader types faster than any person. */
async function readCard(at: Page, number: string): Promise<void> {
  await at.evaluate((text) => {
    for (const key of [...text, 'Enter']) {
      const target = document.activeElement ?? document.body
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }
  }, number)
}
