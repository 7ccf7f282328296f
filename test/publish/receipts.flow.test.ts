import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { erase } from '../../src/fact/erasure.ts'
import { parsePolicy } from '../../src/kit/tlog/policy.ts'
import { promiseKeyOf, verifyPromise } from '../../src/kit/tlog/promise.ts'
import { parseReceipt, type ReceiptStanding, verifyReceipt } from '../../src/kit/tlog/receipt.ts'
import { textInLink } from '../../src/kit/tlog/receiptLink.ts'
import { entryOf } from '../../src/ledger/entry.ts'
import { listCommitments } from '../fact/commitments.ts'
import { checkIn, type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type MemoryLog, memoryLog } from '../ledger/memoryLog.ts'
import { type Answered, county, openAccount } from '../people/house.ts'

let house: WholeHouse
let peopled: Peopled
let log: MemoryLog
let added = 0

/** What the sequencer does each minute: all that was kept goes into the log, witnessed now. */
async function sequence(): Promise<void> {
  const facts = await listCommitments(house.fresh.app, county.countyId, added, 10_000)
  log.add(...facts.map(entryOf))
  added += facts.length
  log.publish(house.clock.now())
}

beforeAll(async () => {
  log = memoryLog({ witnesses: ['jiwei.example/w', 'shuju.example/w'], quorum: 2 })
  house = await openWholeHouse((it) => it, { find: () => log })
  peopled = await people(house)
  await sequence()
})
afterAll(() => house.close())

const judged = (text: string): ReceiptStanding => verifyReceipt(text, parsePolicy(log.policy()), house.clock.now())
const stranger = () => house.browser()

/** Presses the button on the duty board; the address of the receipt. */
async function press(lang: 'zh' | 'en' = 'zh'): Promise<string> {
  const { status, raw } = await stranger().post(`/board/${house.siteId}/served`, { lang })
  expect(status).toBe(303)
  return String(raw.headers.location)
}

const idIn = (address: string): string => /receipt\/([0-9a-f-]{36})/.exec(address)?.[1] ?? ''
const textOf = async (factId: string): Promise<Answered> => stranger().get(`/receipt/${factId}/file`)

describe('a villager’s receipt', () => {
  test('is a signed promise at once, which asking again does not put off, and the proof when the log has it', async () => {
    const address = await press()
    const page = await stranger().get(address)
    expect(page.status).toBe(200)
    expect(page.body).toContain('谢谢您告诉我们')
    expect(page.body).toContain('最迟')

    const key = promiseKeyOf(log.policy())!
    const promise = (await textOf(idIn(address))).body as string
    expect(verifyPromise(promise, key, house.clock.now()).state).toBe('open')
    house.clock.forward(3)
    expect((await textOf(idIn(address))).body).toBe(promise)

    await sequence()
    const file = await textOf(idIn(address))
    expect(file.raw.headers['content-disposition']).toContain('.tlog-proof')
    const standing = judged(file.body)
    expect(standing.state).toBe('witnessed')
    expect(verifyPromise(promise, key, house.clock.now(), { kind: 'receipt', standing }).state).toBe('kept')
    const later = await stranger().get(address)
    expect(later.body).toContain('见证方')
    const [, link = ''] = /href="([^"]+\/verify#[^"]+)"/.exec(later.body) ?? []
    expect(textInLink(link)).toBe(file.body)
  })

  test('says only that somebody was served at a site: no name, no person, no check-in, no way of checking in', async () => {
    const checkInId = await checkIn(house, peopled.staffId, house.clock.now())
    const address = await press()
    await sequence()
    const { opening } = parseReceipt((await textOf(idIn(address))).body)!
    const told = JSON.stringify(opening!.fact)
    for (const secret of [checkInId, peopled.staffId, '王小明', 'pin', 'method', 'countersigned'])
      expect(told).not.toContain(secret)
    expect(opening!.fact).toMatchObject({ kind: 'visitSaid', by: { kind: 'public' }, siteId: house.siteId })
  })

  test('names nobody even when the browser is logged in', async () => {
    const { raw } = await peopled.browsers.staff.post(`/board/${house.siteId}/served`, { lang: 'zh' })
    await sequence()
    const { opening } = parseReceipt((await textOf(idIn(String(raw.headers.location)))).body)!
    expect(opening!.fact.by).toEqual({ kind: 'public' })
  })

  test('in English, from an English board', async () => {
    const page = await stranger().get(await press('en'))
    expect(page.body).toContain('Thank you for telling us!')
  })

  test('when the promise is over and the entry still missing, the page says to whom to bring it', async () => {
    const address = await press()
    house.clock.forward(11)
    const page = await stranger().get(address)
    expect(page.body).toContain('承诺的时间')
    expect(page.body).toContain(county.complaints.phone)
    await sequence()
  })
})

async function ownFacts(): Promise<{ factId: string; kind: string; inLog: boolean; erased: boolean }[]> {
  const { body } = await peopled.browsers.staff.get('/api/me/receipts')
  return body.receipts
}

describe('receipts of one’s own record', () => {
  test('each fact about oneself has one: a promise first, then the proof, as text, link and code', async () => {
    await checkIn(house, peopled.staffId, house.clock.now())
    const [fresh] = await ownFacts()
    expect(fresh).toMatchObject({ kind: 'checkIn', inLog: false, erased: false })
    const before = (await peopled.browsers.staff.get(`/api/me/receipts/${fresh!.factId}`)).body
    expect(before.standing.state).toBe('promised')
    await sequence()
    const { body } = await peopled.browsers.staff.get(`/api/me/receipts/${fresh!.factId}`)
    expect(body.standing).toMatchObject({ state: 'proven', witnesses: ['w1', 'w2'] })
    expect(judged(body.text).state).toBe('witnessed')
    expect(textInLink(body.link)).toBe(body.text)
    expect(body.code).toContain('<svg')
    expect(parseReceipt(body.text)!.opening!.fact.staffId).toBe(peopled.staffId)
  })

  test('nobody gets another’s: not a colleague, not the head, not a stranger, not at the villagers’ address', async () => {
    const mine = (await ownFacts()).find((it) => it.kind === 'checkIn')!
    const colleague = await openAccount(house, 'colleague', [{ role: 'staff', unitId: null }], peopled.colleagueId)
    const tries = [
      colleague.browser,
      peopled.browsers.head,
      peopled.browsers.county,
      peopled.browsers.auditAdmin,
      stranger(),
    ]
    for (const browser of tries) {
      const { status } = await browser.get(`/api/me/receipts/${mine.factId}`)
      expect([401, 403, 404, 409]).toContain(status)
    }
    for (const path of ['', '/file']) expect((await stranger().get(`/receipt/${mine.factId}${path}`)).status).toBe(404)
    const { body } = await colleague.browser.get('/api/me/receipts')
    expect(body.receipts.every((it: { factId: string }) => it.factId !== mine.factId)).toBe(true)
    expect(body.receipts.length).toBeGreaterThan(0)
  })

  test('of destroyed content: the proof of its place without the content, and the certificate', async () => {
    const checkInId = await checkIn(house, peopled.staffId, house.clock.now())
    const { factId } = (await ownFacts())[0]!
    const about = { countyId: county.countyId, now: house.clock.now(), by: { kind: 'system' } } as const
    await erase(house.fresh.app, [factId], '保存期满', about)
    await sequence()
    expect((await ownFacts()).find((it) => it.factId === factId)).toMatchObject({ erased: true, inLog: true })
    const { body } = await peopled.browsers.staff.get(`/api/me/receipts/${factId}`)
    expect(body.erased).toMatchObject({ reason: '保存期满', at: house.clock.now() })
    expect(judged(body.text).state).toBe('witnessed')
    expect(parseReceipt(body.text)!.opening).toBeUndefined()
    expect(JSON.stringify(body)).not.toContain(checkInId)
  })
})

describe('the page that verifies', () => {
  test('comes with the log’s keys and their fingerprint, which is the poster’s', async () => {
    const page = (await stranger().get('/verify')).body as string
    const view = JSON.parse(/id="view">(.*?)<\/script>/s.exec(page)?.[1] ?? '')
    expect(view.policy).toBe(log.policy())
    const poster = (await stranger().get(`/board/${house.siteId}/poster`)).body as string
    expect(poster).toContain(view.fingerprint)
    expect(poster).toContain('/verify')
  })

  test('can ask whether the newest log holds an older one, and learns when there is no such', async () => {
    const size = log.size()
    const { body } = await stranger().get(`/api/log/growth?older=${size - 1}`)
    expect(body.checkpoint).toBe(log.checkpoint())
    expect(body.hashes.length).toBeGreaterThan(0)
    expect((await stranger().get(`/api/log/growth?older=${size + 1}`)).status).toBe(404)
    expect((await stranger().get('/api/log/growth?older=0')).status).toBe(400)
  })

  test('only villagers’ own pages are for anyone; the rest is for whom it is about', () => {
    const who = Object.fromEntries(allRoutes.filter(({ name }) => /Receipt/.test(name)).map((it) => [it.name, it.who]))
    expect(who).toEqual({
      showReceipt: 'anyone',
      saveReceipt: 'anyone',
      listOwnReceipts: ['staff'],
      readOwnReceipt: ['staff'],
    })
  })
})
