import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { runMinute } from '../../src/matter/handling/timetable.ts'
import { listChanged, nothingLooked } from '../../src/matter/notice/looked.ts'
import type { Way } from '../../src/matter/notice/sending.ts'
import { readMailSettings } from '../../src/matter/notice/settings.ts'
import { openMail, runNotices } from '../../src/matter/notice/timetable.ts'
import { county } from '../people/house.ts'
import { type Counter, done, openCounter, take } from './counter.ts'

// Monday, 2 March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30. The first step has four of them, yellow after two;
// the whole has eight, yellow after 6.4.
let counter: Counter
let post25: MailBox
let mail: Way
const { countyId } = county

beforeAll(async () => {
  counter = await openCounter()
  post25 = await openMailBox()
  const settings = readMailSettings(`smtp://127.0.0.1:${post25.port}`, 'zaigang@gov.cn') ?? null
  mail = openMail(db(), countyId, settings, 'https://zaigang.test') as Way
})
const db = () => counter.house.fresh.app
/** What the minutes of one program looked at. */
const looked = nothingLooked()
const at = () => ({ db: db(), countyId, clock: () => counter.house.clock.now() })

/** The minutes of the timetable as they would run at this time. */
async function minute(clock: string): Promise<void> {
  await counter.put(clock)
  await runMinute(db(), countyId, counter.house.clock.now(), centerProjections)
  await runNotices(at(), mail, looked)
  // Whoever looks at everything finds nothing that whoever looks at what changed has passed over.
  expect(await runNotices(at(), null, nothingLooked())).toBe(0)
}
const noticesOf = async (who: 'wang' | 'li' | 'head' | 'county' | 'qian') =>
  (await counter.by[who].get('/api/own/notices')).body
const summaryOf = (notices: { kind: string; items: { what: string }[] }[]) =>
  notices.map((it) => `${it.kind}: ${it.items.map((one) => one.what).join(' ')}`)

/** Taken and accepted at this time. */
async function begin(clock: string): Promise<string> {
  await counter.put(clock)
  const matterId = await take(counter)
  await done(counter, 'wang', matterId, { act: 'accept' })
  return matterId
}

describe('a clerk of a village', () => {
  let matterId = ''
  afterAll(async () => {
    await post25.close()
    await counter.house.close()
  })

  test('gives his address himself, and sees it alone', async () => {
    expect((await counter.by.wang.get('/api/own/mail-address')).body).toEqual({ address: null, sends: false })
    for (const address of ['old@village.cn', 'wang@village.cn']) {
      expect((await counter.by.wang.put('/api/own/mail-address', { address })).status).toBe(200)
    }
    expect((await counter.by.wang.put('/api/own/mail-address', { address: 'no\r\nBcc: x@y.cn' })).status).toBe(400)
    expect((await counter.by.wang.get('/api/own/mail-address')).body.address).toBe('wang@village.cn')
    expect((await counter.by.li.get('/api/own/mail-address')).body.address).toBeNull()
  })

  test('the address before is erased', async () => {
    const kept = JSON.stringify(await db().selectFrom('fact').selectAll().execute())
    expect(kept).toContain('wang@village.cn')
    expect(kept).not.toContain('old@village.cn')
  })

  test('is told of what he has: yellow in the digest, red at once, each once', async () => {
    matterId = await begin('2026-03-02 09:10:00')
    await minute('2026-03-02 11:11:00')
    expect(summaryOf(await noticesOf('wang'))).toEqual(['digest: yellow'])
    await minute('2026-03-02 11:12:00')
    expect(await noticesOf('wang')).toHaveLength(1)
    await minute('2026-03-02 15:11:00')
    expect(summaryOf(await noticesOf('wang'))).toEqual(['atOnce: red', 'digest: yellow'])
    await minute('2026-03-02 15:12:00')
    expect(await noticesOf('wang')).toHaveLength(2)
    expect(await noticesOf('li')).toEqual([])
  })

  test('those who lead him hear of the red one in their digest, the county a working day later', async () => {
    expect(summaryOf(await noticesOf('head'))).toEqual(['digest: red'])
    expect(await noticesOf('county')).toEqual([])
    await minute('2026-03-04 09:30:00')
    const [digest] = await noticesOf('county')
    expect(digest).toMatchObject({ kind: 'digest', items: [{ what: 'red', matterId, scope: 'step' }] })
    const steps = (await noticesOf('head')).flatMap((it: { items: { scope: string }[] }) => it.items)
    expect(steps.map((it: { scope: string }) => it.scope)).toEqual(['whole', 'step'])
  })

  test('his e-mails came: short, with a link, nothing of the citizen', () => {
    expect(post25.got.map((it) => it.to)).toEqual(Array(3).fill('wang@village.cn'))
    const text = post25.got.map(({ raw }) => decodedText(raw)).join('\n')
    expect(text).toContain(`https://zaigang.test/console/matter/${matterId}`)
    expect(text).toContain('宅基地审批')
    for (const word of ['赵老汉', '13912345678', '老屋翻建', '三间', '王小明']) expect(text).not.toContain(word)
    expect(JSON.stringify([post25.got])).toContain('Auto-Submitted: auto-generated')
  })

  test('notices on the pages carry no name, number or title either', async () => {
    const said = JSON.stringify([await noticesOf('wang'), await noticesOf('head'), await noticesOf('county')])
    for (const word of ['赵老汉', '老屋翻建', '三间']) expect(said).not.toContain(word)
  })

  test('nobody is told at night or on a Sunday; on Monday it is in the digest; what is settled is not told', async () => {
    const [kept, settled] = [await begin('2026-03-06 17:00:00'), await begin('2026-03-06 17:00:00')]
    await minute('2026-03-07 10:00:00')
    await minute('2026-03-08 10:00:00')
    const before = (await noticesOf('wang')).length
    await counter.put('2026-03-09 11:00:00')
    await done(counter, 'wang', settled, { act: 'finishStep', step: 'look', note: '' })
    await minute('2026-03-09 20:00:00')
    expect(await noticesOf('wang')).toHaveLength(before)
    expect((await db().selectFrom('matter_news').selectAll().where('matter_id', '=', kept).execute()).length).toBe(3)
    await minute('2026-03-10 08:31:00')
    const [digest] = await noticesOf('wang')
    expect(digest.kind).toBe('digest')
    const ids = digest.items.map((it: { matterId: string }) => it.matterId)
    expect([ids.includes(kept), ids.includes(settled)]).toEqual([true, false])
    const [ofTown] = await noticesOf('qian')
    expect(ofTown.items.map((it: { matterId: string }) => it.matterId)).toContain(settled)
  })

  test('what is offered to him stands in the digest of the day', async () => {
    const offered = await begin('2026-03-11 09:00:00')
    const to = { toUnitId: counter.village, toStaffId: counter.staff.li, reason: '请假' }
    await done(counter, 'wang', offered, { act: 'offer', handOverId: newId(), ...to })
    await minute('2026-03-11 09:30:00')
    const [digest] = await noticesOf('li')
    expect(digest).toMatchObject({ kind: 'digest', items: [{ what: 'offer', matterId: offered }] })
  })

  test('a minute looks at the matters that changed since the last, and at nobody else', async () => {
    await minute('2026-03-11 09:31:00')
    const now = counter.house.clock.now()
    // What was noted in the last quarter of an hour is looked at once more: a transaction may end late.
    const before = await listChanged(db(), countyId, looked, now)
    const matterId = await begin('2026-03-11 09:31:30')
    const changed = await listChanged(db(), countyId, looked, now)
    expect(changed.matterIds.filter((it) => !before.matterIds.includes(it))).toEqual([matterId])
    expect(changed.tree).toBe(false)
    const all = await db().selectFrom('matter').select('matter_id').execute()
    expect(before.matterIds.length).toBeLessThan(all.length)
  })

  test('a red one taken over is told at once to whoever took it, the same minute, and a unit moved tells its new heads', async () => {
    const matterId = await begin('2026-03-11 09:32:00')
    const to = { toUnitId: counter.village, toStaffId: counter.staff.li, reason: '请假' }
    const handOverId = newId()
    await minute('2026-03-11 15:33:00')
    await done(counter, 'wang', matterId, { act: 'offer', handOverId, ...to })
    await done(counter, 'li', matterId, { act: 'takeOver', handOverId })
    await minute('2026-03-11 15:34:00')
    const [first] = await noticesOf('li')
    expect(first).toMatchObject({ kind: 'atOnce', items: [{ what: 'red', matterId }] })

    const moveTo = (parentId: string) => {
      const about = { countyId, now: counter.house.clock.now(), by: { kind: 'system' } as const }
      const unit = { unitId: counter.village, parentId, name: '东村', kind: 'village' as const }
      return append(db(), [draft('unitKept', unit, about)], centerProjections)
    }
    await moveTo(counter.elsewhere)
    expect((await listChanged(db(), countyId, looked, counter.house.clock.now())).tree).toBe(true)
    await minute('2026-03-11 15:35:00')
    await moveTo(counter.town)
    await minute('2026-03-11 15:36:00')
    await done(counter, 'li', matterId, { act: 'withdraw', reason: '不办了' })
  })

  test('a server that is away is asked again after 1 and 5 minutes under the same Message-ID', async () => {
    await minute('2026-03-12 08:30:00')
    await begin('2026-03-12 08:30:00')
    post25.fails = 2
    const sofar = post25.got.length
    await minute('2026-03-12 14:31:00')
    const mailNow = async () => (await noticesOf('wang'))[0].mail
    expect(await mailNow()).toMatchObject({
      state: 'waiting',
      attempts: 1,
      failure: { kind: 'rejected', detail: '451' },
    })
    await minute('2026-03-12 14:31:30')
    expect((await mailNow()).attempts).toBe(1)
    await minute('2026-03-12 14:32:00')
    await minute('2026-03-12 14:37:00')
    expect(await mailNow()).toMatchObject({ state: 'sent', attempts: 3, failure: null })
    expect(post25.got).toHaveLength(sofar + 1)
    expect(new Set(post25.tried.slice(-3)).size).toBe(1)
  })

  test('who wants no more e-mail gets none; his pages go on', async () => {
    expect((await counter.by.wang.put('/api/own/mail-address', { address: null })).status).toBe(200)
    const [sofar, notices] = [post25.got.length, (await noticesOf('wang')).length]
    await begin('2026-03-16 08:30:00')
    await minute('2026-03-16 14:31:00')
    expect(post25.got).toHaveLength(sofar)
    expect((await noticesOf('wang')).length).toBeGreaterThan(notices)
  })

  test('whose account is closed has no address here any more', async () => {
    await counter.by.li.put('/api/own/mail-address', { address: 'li@village.cn' })
    const { account } = await counter.by.li.me()
    const about = { countyId, now: counter.house.clock.now(), by: { kind: 'system' } as const }
    const closing = draft('accountClosed', { accountId: account.accountId, reason: '调离' }, about)
    await append(db(), [closing], centerProjections)
    const kept = async () =>
      JSON.stringify(await db().selectFrom('fact').selectAll().execute()).includes('li@village.cn')
    expect(await kept()).toBe(true)
    await runNotices(at(), mail, looked)
    expect(await kept()).toBe(false)
    expect(await db().selectFrom('mail_address').selectAll().execute()).toEqual([])
  })

  test('the tables are made again from the facts alone', async () => {
    expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
  })
})

interface MailBox {
  readonly port: number
  readonly got: { readonly to: string; readonly raw: string }[]
  /** Message-IDs of all tries. */
  readonly tried: string[]
  /** How many it refuses yet. */
  fails: number
  close(): Promise<unknown>
}

async function openMailBox(): Promise<MailBox> {
  const [got, tried]: [MailBox['got'], string[]] = [[], []]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString()
        tried.push(/^Message-ID: (.+)$/im.exec(raw)?.[1] ?? '')
        if (box.fails > 0) {
          box.fails -= 1
          return done(Object.assign(new Error('come back later, wang@village.cn'), { responseCode: 451 }))
        }
        for (const { address } of session.envelope.rcptTo) got.push({ to: address, raw })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const box: MailBox = {
    port,
    got,
    tried,
    fails: 0,
    close: () => new Promise<void>((ended) => server.close(() => ended())),
  }
  return box
}

/** The body of an e-mail, base64 or quoted-printable. */
function decodedText(raw: string): string {
  const [, ...parts] = raw.split('\r\n\r\n')
  const body = parts.join('\r\n\r\n')
  if (/^Content-Transfer-Encoding: base64/im.test(raw)) return Buffer.from(body, 'base64').toString()
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
