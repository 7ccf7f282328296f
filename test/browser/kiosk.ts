import { type Browser, chromium, type Page } from 'playwright-core'
import type { FromStation, Scene } from '../../src/contract/kiosk.ts'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium, with a camera that plays a file where one is given. */
export function openBrowser(cameraFile?: string): Promise<Browser> {
  const camera = cameraFile
    ? [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${cameraFile}`,
      ]
    : []
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...quiet, ...camera] })
}

/** A kiosk page, and what the station told it to show. */
export interface Kiosk {
  readonly page: Page
  now(): Scene | undefined
  /** All scenes so far, oldest first. */
  readonly scenes: readonly Scene[]
  onScene(listen: (scene: Scene) => void): void
  /** Tells what the halves of the page shine with, as CSS colours, each time it changes; nothing: no light is played. */
  onLight(listen: (halves: readonly [left: string, right: string] | null) => void): void
  /** Resolves with the first scene from now on (or the one shown now) that fits. */
  until(fits: (scene: Scene) => boolean, withinMs?: number): Promise<Scene>
}

/** Reads off the page what it paints its halves with. */
const watchLight = `
  let stage
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const [left, right] = ['left', 'right'].map((side) => target.style.getPropertyValue('--light-' + side))
      if (left !== '') stage = target
      if (target === stage) shone(left, right)
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['style'] })`

/** Opens the one-time link as somebody at the door would, and reads what the station says on the wire. */
export async function openKiosk(browser: Browser, link: string): Promise<Kiosk> {
  const context = await browser.newContext({
    permissions: ['camera'],
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  const scenes: Scene[] = []
  const listeners = new Set<(scene: Scene) => void>()
  const lit = new Set<Parameters<Kiosk['onLight']>[0]>()
  await page.exposeFunction('shone', (left: string, right: string) => {
    for (const listen of lit) listen(left === '' ? null : [left, right])
  })
  await page.addInitScript(watchLight)
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const told = JSON.parse(payload.toString()) as FromStation
      if (told.say !== 'show') return
      scenes.push(told.scene)
      for (const listen of listeners) listen(told.scene)
    })
  })
  await page.goto(link)
  const until: Kiosk['until'] = (fits, withinMs = 60_000) =>
    new Promise((resolve, reject) => {
      const last = scenes.at(-1)
      if (last && fits(last)) return resolve(last)
      const listen = (scene: Scene): void => {
        if (fits(scene)) finish(() => resolve(scene))
      }
      const timer = setTimeout(
        () => finish(() => reject(new Error(`never shown; last ${JSON.stringify(scenes.slice(-4))}`))),
        withinMs,
      )
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        listeners.delete(listen)
        settle()
      }
      listeners.add(listen)
    })
  return {
    page,
    scenes,
    now: () => scenes.at(-1),
    until,
    onScene: (listen) => void listeners.add(listen),
    onLight: (listen) => void lit.add(listen),
  }
}

/** Types on the keypad and presses its last key. */
export async function typeOn(page: Page, text: string): Promise<void> {
  await page.locator('form.keypad input').fill(text)
  await page.locator('form.keypad button[type=submit]').click()
}
