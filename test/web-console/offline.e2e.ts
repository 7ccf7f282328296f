import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { mattersOf } from './answersMatters.ts'
import { faultsOf, picture } from './browser.ts'
import { press, setStage, stands, wait } from './steps.ts'
import { idOf } from './world.ts'

const [clerk, other] = [idOf(4, 4), idOf(4, 5)]
const stage = setStage()
const slow = { timeout: 60_000 }
const own = '王芳'

/** A counter that was opened once with a network, and closed; what is needed later is kept then. */
async function closedCounter(size: 'desk' | 'phone' = 'desk'): Promise<BrowserContext> {
  const { page, context } = await stage.visit(clerk, '/counter', size)
  await wait(page, '最低生活保障申请')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => knownTo(page)).toEqual([clerk])
  await page.close()
  return context
}

async function openAgain(context: BrowserContext, path = '/counter'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${stage.origin}/console${path}`)
  return page
}

/** Accounts whose kinds and colleagues lie on this computer. */
const knownTo = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open('zaigang-counter')
        opening.onsuccess = () => {
          const close = (keys: unknown) => {
            opening.result.close()
            done(keys)
          }
          if (!opening.result.objectStoreNames.contains('known')) return close([])
          const asking = opening.result.transaction('known').objectStore('known').getAllKeys()
          asking.onsuccess = () => close(asking.result)
        }
      }),
  )

/** Lets nobody else read or write what is known, until `letGo` is set on the page. */
const hold = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((held) => {
        const opening = indexedDB.open('zaigang-counter')
        opening.onsuccess = () => {
          const store = opening.result.transaction('known', 'readwrite').objectStore('known')
          const again = () => {
            held()
            if (!('letGo' in globalThis)) store.count().onsuccess = again
          }
          again()
        }
      }),
  )

/** The addresses of all that the worker keeps. */
const shelved = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const shelves = await Promise.all((await caches.keys()).map((it) => caches.open(it)))
    const kept = await Promise.all(shelves.map((it) => it.keys()))
    return kept.flat().map((it) => new URL(it.url).pathname)
  })

it('a counter that was closed opens without a network, and its matter arrives once', slow, async () => {
  const context = await closedCounter('phone')
  await context.setOffline(true)
  const page = await openAgain(context)
  await wait(page, '现在没有网络')
  await wait(page, '关了本页，在这台电脑上还能再打开')
  await picture(page, 'offline-start-phone')
  await page.getByRole('button', { name: /最低生活保障申请/ }).click()
  await page.getByRole('checkbox', { name: /身份证/ }).check()
  await page.getByRole('button', { name: /受理并出回执/ }).click()
  await wait(page, '○ 1 件待上传')
  const phone = stage.server.world.sites[0]?.dutyPhone ?? 'none'
  expect(await page.locator('.slip-frame').first().textContent()).toContain(phone)
  await page.close()
  const again = await openAgain(context)
  await wait(again, '○ 1 件待上传')
  await picture(again, 'offline-again-phone')
  expect(await faultsOf(again, ['region'])).toEqual([])
  const { taken } = mattersOf(stage.server.world)
  expect(taken).toEqual([])
  await context.setOffline(false)
  await wait(again, '✓ 全部已上传')
  expect(taken).toHaveLength(1)
  await again.reload()
  await wait(again, '✓ 全部已上传')
  expect(taken).toHaveLength(1)
})

it('what is kept is files, the same for everybody; no answer, no token, no way into the center', slow, async () => {
  const context = await closedCounter()
  const page = await openAgain(context)
  await wait(page, '最低生活保障申请')
  const files = await shelved(page)
  expect(files.filter((it) => !/^\/console\/(assets\/[\w.-]+)?$/.test(it))).toEqual([])
  expect(files).toContain('/console/')
  const session = await page.evaluate(() => localStorage.getItem('zaigang.session'))
  expect(session).toContain(own)
  expect(session).not.toMatch(/csrf/)
  expect(JSON.parse(session ?? '').session.account.accountId).toBe(clerk)
  await context.setOffline(true)
  await wait(await openAgain(context, '/matters'), '连不上中心')
})

it('after a log-out nothing of whoever was here opens without a network', slow, async () => {
  const context = await closedCounter()
  const page = await openAgain(context)
  await page.getByRole('button', { name: /王芳/ }).click()
  await page.getByText('退出登录').click()
  await page.getByLabel('登录名').waitFor()
  await expect.poll(() => knownTo(page)).toEqual([])
  expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage })))).not.toContain(own)
  await context.setOffline(true)
  await expectNobody(await openAgain(context))
})

it('what arrives while somebody logs out is not kept behind his back', slow, async () => {
  const context = await closedCounter()
  const holder = await openAgain(context, '/me')
  await holder.getByRole('button', { name: /王芳/ }).waitFor()
  await hold(holder)
  const page = await openAgain(context)
  await wait(page, '最低生活保障申请')
  await page.getByRole('button', { name: /王芳/ }).click()
  await page.getByText('退出登录').click()
  await page.getByLabel('登录名').waitFor()
  await holder.evaluate(() => Object.assign(globalThis, { letGo: true }))
  await expect.poll(() => knownTo(page)).toEqual([])
  await page.waitForTimeout(500)
  expect(await knownTo(page)).toEqual([])
})

it('who leaves without a network is gone at once, and logged out as soon as there is one', slow, async () => {
  const context = await closedCounter()
  await context.setOffline(true)
  const page = await openAgain(context)
  await wait(page, '现在没有网络')
  await page.getByRole('button', { name: /王芳/ }).click()
  await page.getByText('退出登录').click()
  await page.getByLabel('登录名').waitFor()
  await expect.poll(() => knownTo(page)).toEqual([])
  await expectNobody(await openAgain(context))
  expect(stage.server.world.written).not.toContain('logOut')
  await context.setOffline(false)
  const back = await openAgain(context)
  await back.getByLabel('登录名').waitFor()
  expect(stage.server.world.written).toContain('logOut')
  expect(await back.evaluate(() => localStorage.getItem('zaigang.left'))).toBeNull()
})

it('another’s log-in takes the place of whoever was here', slow, async () => {
  const context = await closedCounter()
  await context.addCookies([{ name: 'zaigang', value: other, url: stage.origin }])
  const page = await openAgain(context)
  await wait(page, '最低生活保障申请')
  await expect.poll(() => knownTo(page)).toEqual([other])
  await page.close()
  await context.setOffline(true)
  const later = await openAgain(context)
  await wait(later, '现在没有网络')
  await later.getByRole('button', { name: /李明/ }).waitFor()
  expect(await later.locator('body').textContent()).not.toContain(own)
})

it('sends nothing under the name of another who has logged in meanwhile', slow, async () => {
  const context = await closedCounter()
  await context.setOffline(true)
  const page = await openAgain(context)
  await page
    .getByRole('button', { name: /生育服务登记/ })
    .first()
    .click()
  await page.getByRole('button', { name: /受理并出回执/ }).click()
  await wait(page, '○ 1 件待上传')
  await context.addCookies([{ name: 'zaigang', value: other, url: stage.origin }])
  await context.setOffline(false)
  await page.getByRole('button', { name: /李明/ }).waitFor()
  await wait(page, '○ 1 件待上传')
  expect(mattersOf(stage.server.world).taken).toEqual([])
  await press(page, '代为上传')
  await wait(page, '✓ 全部已上传')
  expect(mattersOf(stage.server.world).taken).toHaveLength(1)
})

it('is not opened for anybody twelve hours after the center was heard last', slow, async () => {
  const context = await closedCounter()
  await context.setOffline(true)
  const page = await context.newPage()
  await page.clock.setFixedTime(Date.now() + 12 * 3_600_000 + 60_000)
  await page.goto(`${stage.origin}/console/counter`)
  await expectNobody(page)
})

it(
  'a new version takes over, says so without taking the form away, and leaves nothing of the old one',
  slow,
  async () => {
    const context = await closedCounter()
    const page = await openAgain(context)
    await wait(page, '最低生活保障申请')
    expect(await stands(page, '系统已更新').count()).toBe(0)
    await page.getByLabel('找事项').fill('低保')
    const worker = await (await fetch(`${stage.origin}/console/worker.js`)).text()
    const version = /"version":"(\w+)"/.exec(worker)?.[1] ?? ''
    stage.server.newer.set('worker.js', worker.replace(version, 'ffffffffffffffff'))
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await wait(page, '系统已更新')
    expect(await page.getByLabel('找事项').inputValue()).toBe('低保')
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['zaigang-console ffffffffffffffff'])
    await picture(page, 'offline-newer')
    await press(page, '重新载入')
    await wait(page, '最低生活保障申请')
    expect(await stands(page, '系统已更新').count()).toBe(0)
    stage.server.newer.clear()
  },
)

it('a page of another build than the worker’s list is not kept', slow, async () => {
  const page = await (await fetch(`${stage.origin}/console/`)).text()
  stage.server.newer.set('index.html', page.replace(/assets\/index-[\w-]+\.js/, 'assets/index-of-later.js'))
  const seen = await stage.page(clerk)
  await seen.context.route('**/console/counter', (route) => route.fulfill({ body: page, contentType: 'text/html' }))
  await seen.page.goto(`${stage.origin}/console/counter`)
  await wait(seen.page, '最低生活保障申请')
  const end = await seen.page.evaluate(async () => {
    for (;;) {
      // The one the page asked for may have come to its end already.
      const { installing } = await navigator.serviceWorker.register('/console/worker.js')
      if (installing === null) continue
      return new Promise((done) => {
        installing.addEventListener('statechange', () => done(installing.state))
      })
    }
  })
  expect(end).toBe('redundant')
  expect(await shelved(seen.page)).toEqual([])
  stage.server.newer.clear()
})

/** Neither a name nor the counter: only that the center does not answer. */
async function expectNobody(page: Page): Promise<void> {
  await wait(page, '连不上中心')
  const text = await page.locator('body').textContent()
  expect(text).not.toContain(own)
  expect(text).not.toContain('最低生活保障申请')
  await page.close()
}
