import type { Browser, BrowserContext, Page } from 'playwright-core'
import { nationDay } from '../../src/calendar/days.ts'
import { addDays, dayOf, instantAt, weekdayOf } from '../../src/kit/time.ts'
import { press } from '../web-console/steps.ts'
import { type Client, openClient } from './client.ts'
import { openBrowser, openKiosk, typeOn } from './kiosk.ts'
import { startProduct } from './product.ts'
import { type Person, password, setUpVillage, type Village } from './village.ts'

/** Who has an account; `lin` heads the unit and works in it. */
export const logins = ['clerk', 'county', 'lin', 'zhang', 'wang', 'li'] as const
export type Login = (typeof logins)[number]

export const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const

/** A village office in the middle of a month, with a morning of the month before behind it. */
export interface Office {
  readonly url: string
  readonly village: Village
  readonly people: Readonly<Record<'lin' | 'zhang' | 'wang' | 'li', Person>>
  /** The day it is there, a Wednesday, a quarter past ten; and the day of last month somebody checked in. */
  readonly today: string
  readonly past: string
  readonly browser: Browser
  /** What pages complained about. */
  readonly complaints: readonly string[]
  /** A page of somebody who logged in on the log-in page. */
  page(login: Login, path: string, size?: keyof typeof sizes): Promise<Page>
  client(login: Login): Promise<Client>
  checkIn(who: Person): Promise<string>
  /** What the product said since it was there. */
  said(): string
  close(): Promise<void>
}

/**
 * The clock of the machine, moved: for the product and for the browser. A month cannot be waited for, and a Sunday would
 * be a test of nothing. The product itself knows nothing of it.
 */
const clockMovedBy = (ms: number): string =>
  `globalThis.Date=class extends Date{constructor(...a){a.length?super(...a):super(Date.now())}static now(){return super.now()+${ms}}}`

const onMachine = (ms: number) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clockMovedBy(ms))}`,
})

/** The next Wednesday after a workday, not at the ends of its month. */
function nextWednesday(from: string): string {
  const isWork = (day: string) => nationDay(day).type === 'workday'
  for (let day = addDays(from, 1); ; day = addDays(day, 1)) {
    const date = Number(day.slice(8))
    const week = [-2, -1, 0, 1, 2, 5, 6, 7, 8, 9].map((n) => addDays(day, n))
    if (weekdayOf(day) === 3 && date > 7 && date < 24 && week.every(isWork)) return day
  }
}

/** A Tuesday in the middle of the month before, with workdays around it. */
function pastTuesday(today: string): string {
  let day = addDays(`${today.slice(0, 7)}-01`, -18)
  while (weekdayOf(day) !== 2 || nationDay(day).type !== 'workday') day = addDays(day, 1)
  return day
}

const movedTo = (day: string, clock: string): number => Date.parse(instantAt(day, clock)) - Date.now()

export async function openOffice(): Promise<Office> {
  const today = nextWednesday(dayOf(new Date().toISOString()))
  const past = pastTuesday(today)
  const browser = await openBrowser()
  const { product: before, village, people } = await setUpInThePast(past, browser)
  const now = movedTo(today, '10:15')
  const product = await startProduct({
    dataDir: before.dataDir,
    port: Number(new URL(before.url).port),
    env: onMachine(now),
  })
  const complaints: string[] = []
  const contexts = new Map<string, BrowserContext>()
  const clients = new Map<Login, Client>()
  const context = async (login: Login, size: keyof typeof sizes) => {
    const known = contexts.get(`${login} ${size}`)
    if (known) return known
    const made = await browser.newContext({ viewport: sizes[size], locale: 'zh-CN', reducedMotion: 'reduce' })
    await made.addInitScript(clockMovedBy(now))
    await logIn(await made.newPage(), product.url, login)
    contexts.set(`${login} ${size}`, made)
    return made
  }
  const client = async (login: Login) => {
    const known = clients.get(login)
    if (known) return known
    const made = openClient(product.url)
    await made.send('POST', '/api/log-in', { login, password })
    clients.set(login, made)
    return made
  }
  return {
    url: product.url,
    village,
    people,
    today,
    past,
    browser,
    complaints,
    client,
    page: async (login, path, size = 'desk') => {
      const page = await (await context(login, size)).newPage()
      page.on('pageerror', (failure) => complaints.push(`${path}: ${failure}`))
      page.on('console', (it) => {
        if (it.type() === 'error' || it.type() === 'warning') complaints.push(`${path}: ${it.text()}`)
      })
      await page.goto(`${product.url}/console${path}`)
      return page
    },
    checkIn: async (who) => {
      const { link } = await (await client('clerk')).send<{ link: string }>(
        'POST',
        `/api/devices/${village.deviceId}/kiosk`,
      )
      return checkIn(browser, link, who)
    },
    said: product.said,
    close: async () => {
      await browser.close()
      await product.remove()
    },
  }
}

async function logIn(page: Page, url: string, login: Login): Promise<void> {
  await page.goto(`${url}/console/log-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await press(page, '登录')
  await page.waitForURL(/console\/(?!log-in)/)
  await page.close()
}

/** A month ago: the first link, invitations, accounts, people with PINs; two of them check in, and the machine is turned off. */
async function setUpInThePast(past: string, browser: Browser) {
  const product = await startProduct({ env: onMachine(movedTo(past, '07:58')) })
  const village = await setUpVillage(product)
  const people = {
    lin: await village.hire('林静', '1001'),
    zhang: await village.hire('张建国', '1002'),
    wang: await village.hire('王秀英', '1003'),
    li: await village.hire('李志强', '1004'),
  }
  const staff = { role: 'staff', unitId: null } as const
  const head = { role: 'head', unitId: village.unitId } as const
  await village.openAccount('county', '县委办', null, [{ role: 'county', unitId: null }])
  await village.openAccount('lin', '林静', people.lin.staffId, [head, staff])
  for (const login of ['zhang', 'wang', 'li'] as const) {
    await village.openAccount(login, people[login].name, people[login].staffId, [staff])
  }
  await publishHours(village)
  for (const who of [people.zhang, people.wang]) await checkIn(browser, await village.kioskLink(), who)
  await product.stop()
  return { product, village, people }
}

async function publishHours({ clerk, siteId, unitId }: Village): Promise<void> {
  const day = [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ]
  const hours = { '1': day, '2': day, '3': day, '4': day, '5': day }
  const site = { unitId, name: '上溪村便民服务站', address: '上溪村1号', dutyPhone: '0570-1234567', closed: false }
  await clerk.send('PUT', `/api/sites/${siteId}`, { ...site, hours })
}

/** Number and PIN at the door; tells what the kiosk said. */
async function checkIn(browser: Browser, link: string, who: Person): Promise<string> {
  const kiosk = await openKiosk(browser, link)
  await kiosk.until(({ scene }) => scene === 'idle')
  await kiosk.page.getByRole('button', { name: /用密码或卡签到/ }).click()
  await kiosk.until(({ scene }) => scene === 'otherWay')
  await typeOn(kiosk.page, who.employeeNo)
  await typeOn(kiosk.page, who.pin)
  await kiosk.until(({ scene }) => scene === 'done')
  // biome-ignore lint/performance/useDomNodeTextContent: what the person sees
  const said = await kiosk.page.locator('body').innerText()
  await kiosk.page.context().close()

  return said
}

/** `11月18日`, as a person says a day. */
export const sayDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
