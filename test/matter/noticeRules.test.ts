import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockOf, dayOf, instantAt, toIso, toMs } from '../../src/kit/time.ts'
import { readSettings } from '../../src/main/settings.ts'
import { reachOf, readWebhookUrl } from '../../src/matter/notice/address.ts'
import { mostAttempts, nextTry } from '../../src/matter/notice/backOff.ts'
import { mailTextOf } from '../../src/matter/notice/mailText.ts'
import { type Concern, type PlannedNotice, planNotices, thingOf } from '../../src/matter/notice/plan.ts'
import { readMailSettings } from '../../src/matter/notice/settings.ts'
import { signedHeaders } from '../../src/matter/notice/signature.ts'
import { StartError } from '../../src/store/start-error.ts'

// Monday, 2 March 2026.
const at = (clock: string, day = '2026-03-02') => instantAt(day, clock)
const concern = (more: Partial<Concern>): Concern => ({
  ...{ what: 'yellow', of: 'm1|whole||d1', at: at('10:00'), own: true },
  ...{ matterId: 'm1', typeName: '宅基地审批', unitName: '东村', scope: 'whole', dueAt: at('17:00'), simulated: false },
  ...more,
})
const nothing = { things: new Set<string>(), digestOn: new Set<string>() }
const red = (more: Partial<Concern> = {}): Concern => concern({ what: 'red', ...more })

describe('what one person is told', () => {
  const cases: [string, Concern[], string, Partial<typeof nothing>, string[]][] = [
    ['his own red one at once', [red()], '10:01', {}, ['atOnce 1']],
    ['his own red one before the hour of the digest', [red({ at: at('08:10') })], '08:11', {}, ['atOnce 1']],
    ['a red one he only leads waits for the digest', [red({ own: false })], '10:01', {}, ['digest 1']],
    ['nothing else before 08:30', [concern({ at: at('08:10') })], '08:29', {}, []],
    ['the digest from 08:30', [concern({ at: at('08:10') })], '08:30', {}, ['digest 1']],
    ['no second digest of a day', [concern({})], '10:01', { digestOn: new Set(['2026-03-02']) }, []],
    ['a red one beside the digest he had', [red()], '10:01', { digestOn: new Set(['2026-03-02']) }, ['atOnce 1']],
    ['nothing at 07:59', [red({ at: at('07:59') })], '07:59', {}, []],
    ['nothing at 18:00', [red({ at: at('18:00') })], '18:00', {}, []],
    ['a red one of the night in the digest', [red({ at: at('20:00', '2026-03-01') })], '08:05', {}, []],
    ['a red one of the night in the digest', [red({ at: at('02:00') })], '08:30', {}, ['digest 1']],
    ['a thing he was told before not again', [red()], '10:01', { things: new Set([thingOf(red())]) }, []],
    ['yellow no more where it is red', [concern({ own: false }), red({ own: false })], '10:01', {}, ['digest 1']],
    ['one thing that reaches him by two levels once', [red({ own: false }), red()], '10:01', {}, ['atOnce 1']],
    ['both kinds in one minute', [red(), concern({ of: 'other' })], '10:01', {}, ['atOnce 1', 'digest 1']],
  ]
  test.each(cases)('%s', (_, news, clock, sent, told) => {
    const notices = planNotices(news, { now: at(clock), workingDay: true, sent: { ...nothing, ...sent } })
    expect(notices.map((it) => `${it.kind} ${it.concerns.length}`)).toEqual(told)
  })

  test('nothing on a day of rest', () => {
    expect(planNotices([red()], { now: at('10:01'), workingDay: false, sent: nothing })).toEqual([])
  })
})

describe('over any days', () => {
  const start = toMs(at('00:00'))
  const isWork = (day: string) => ![6, 0].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  const anyNews = fc.array(
    fc.record({
      what: fc.constantFrom('yellow' as const, 'red' as const, 'offer' as const),
      of: fc.integer({ min: 0, max: 6 }).map((n) => `m${n}|whole||d`),
      at: fc.integer({ min: 0, max: 9 * 1440 }).map((minute) => toIso(start + minute * 60_000)),
      own: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  /** Looks every half an hour for two weeks, as the timetable would. */
  function live(news: readonly Concern[]): (PlannedNotice & { now: string })[] {
    const told: (PlannedNotice & { now: string })[] = []
    const sent = { things: new Set<string>(), digestOn: new Set<string>() }
    for (let minute = 0; minute < 14 * 1440; minute += 29) {
      const now = toIso(start + minute * 60_000)
      const known = news.filter((it) => it.at <= now)
      for (const notice of planNotices(known, { now, workingDay: isWork(dayOf(now)), sent })) {
        told.push({ ...notice, now })
        for (const it of notice.concerns) sent.things.add(thingOf(it))
        if (notice.kind === 'digest') sent.digestOn.add(notice.day)
      }
    }
    return told
  }

  test('never at night or on a day of rest, never two digests a day, every red one exactly once, nothing twice', () => {
    fc.assert(
      fc.property(anyNews, (drawn) => {
        const news = drawn.map((it) => concern(it))
        const told = live(news)
        for (const { now } of told) {
          expect(isWork(dayOf(now)) && clockOf(now) >= '08:00:00' && clockOf(now) < '18:00:00').toBe(true)
        }
        const digests = told.filter((it) => it.kind === 'digest').map((it) => dayOf(it.now))
        expect(new Set(digests).size).toBe(digests.length)
        const things = told.flatMap((it) => it.concerns.map(thingOf))
        expect(new Set(things).size).toBe(things.length)
        const reds = new Set(news.filter((it) => it.what !== 'yellow').map(thingOf))
        for (const it of reds) expect(things).toContain(it)
        for (const it of told.filter(({ kind }) => kind === 'atOnce').flatMap((one) => one.concerns)) {
          expect([it.own, it.what]).toEqual([true, 'red'])
        }
      }),
      { numRuns: 40 },
    )
  })
})

test('tries come 1, 5, 30 minutes, 2 and 6 hours after each other, and no more', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((n) => {
    const next = nextTry(n, at('10:00'))
    return next === null ? null : (toMs(next) - toMs(at('10:00'))) / 60_000
  })
  expect([waits, mostAttempts]).toEqual([[1, 5, 30, 120, 360, null], 6])
})

test('the signature is that of the specification’s example', () => {
  const [id, time, body] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}']
  const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id, time, body)
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
  expect(headers['webhook-signature']).toBe(
    `v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`,
  )
})

test('the five lines of the page for receivers tell a true call from a false one', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/notices.md'), 'utf8')
  const [, code = ''] = /```js\n([\s\S]+?)```/.exec(page) ?? []
  const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const [secret, now] = [`whsec_${Buffer.alloc(32, 5).toString('base64')}`, 1_774_250_000]
  const headers = signedHeaders(secret, 'msg_1', now, '{}')
  const other = `whsec_${Buffer.alloc(32, 6).toString('base64')}`
  const told = [
    isGenuine(secret, headers, '{}', now + 299),
    isGenuine(secret, headers, '{ }', now),
    isGenuine(other, headers, '{}', now),
    isGenuine(secret, headers, '{}', now + 301),
  ]
  expect(told).toEqual([true, false, false, false])
})

test('a wrong mail setting stops the start with a sentence that does not tell the password', () => {
  const environment = { SMTP_URL: 'smtp://zaigang:geheim@mail.gov.cn/inbox', SMTP_FROM: 'zaigang@gov.cn' }
  const read = () => readSettings(environment, [])
  expect(read).toThrow(StartError)
  expect(read).toThrow(/SMTP_URL/)
  expect(read).not.toThrow(/geheim/)
  expect(() => readSettings({ SMTP_FROM: 'zaigang@gov.cn' }, [])).toThrow(StartError)
  expect(() => readSettings({ WEBHOOK_PRIVATE: 'yes' }, [])).toThrow(StartError)
  const good = { ...environment, SMTP_URL: 'smtp://zaigang:geheim@mail.gov.cn', WEBHOOK_PRIVATE: '1' }
  expect(readSettings(good, [])).toMatchObject({ mail: { demandsTls: true, port: 587 }, webhookPrivate: true })
})

describe('where a webhook may lead', () => {
  test.each([
    ['93.184.216.34', 'public'],
    ['2400:3200::1', 'public'],
    ['127.0.0.1', 'private'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['::1', 'private'],
    ['fd00::1', 'private'],
    ['169.254.169.254', 'never'],
    ['0.0.0.0', 'never'],
    ['100.64.0.1', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['::', 'never'],
    ['fe80::1', 'never'],
    ['::ffff:127.0.0.1', 'never'],
    ['::ffff:7f00:1', 'never'],
    ['::ffff:808:808', 'never'],
    ['64:ff9b::7f00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['nonsense', 'never'],
  ])('%s is %s', (ip, reach) => {
    expect(reachOf(ip)).toBe(reach)
  })

  test.each([
    ['https://hook.example.gov.cn/a?key=1', true, true],
    ['http://hook.example.gov.cn/', false, true],
    ['http://127.0.0.1:9/', false, true],
    ['https://127.0.0.1/', false, true],
    ['https://2130706433/', false, true],
    ['https://0x7f.1/', false, true],
    ['https://[::1]/', false, true],
    ['https://[::ffff:127.0.0.1]/', false, false],
    ['https://169.254.169.254/', false, false],
    ['https://name:word@hook.example/', false, false],
    ['ftp://hook.example/', false, false],
    ['file:///etc/passwd', false, false],
    ['no address', false, false],
  ])('%s: %s, with private ones allowed %s', (url, plain, withPrivate) => {
    expect([readWebhookUrl(url, false) !== undefined, readWebhookUrl(url, true) !== undefined]).toEqual([
      plain,
      withPrivate,
    ])
  })
})

describe('the mail server of the settings', () => {
  test.each([
    ['smtps://a:b%40c@mail.gov.cn', { host: 'mail.gov.cn', port: 465, secure: true, demandsTls: true }],
    ['smtp://a:b@mail.gov.cn', { port: 587, secure: false, demandsTls: true }],
    ['smtp://127.0.0.1:2525', { port: 2525, demandsTls: false, logIn: null }],
  ])('%s', (url, wanted) => {
    expect(readMailSettings(url, 'zaigang@gov.cn')).toMatchObject(wanted)
  })
  test.each([
    ['http://mail.gov.cn', 'a@gov.cn'],
    ['mail.gov.cn', 'a@gov.cn'],
    ['smtp://', 'a@gov.cn'],
    ['smtp://onlyname@mail.gov.cn', 'a@gov.cn'],
    ['smtp://a:%zz@mail.gov.cn', 'a@gov.cn'],
    ['smtp://mail.gov.cn?tls=no', 'a@gov.cn'],
    ['smtp://mail.gov.cn', 'nobody'],
    ['smtp://mail.gov.cn', ''],
  ])('%s from %s is none', (url, from) => {
    expect(readMailSettings(url, from)).toBeUndefined()
  })
})

test('an e-mail is short: twenty things, the rest counted, simulated ones marked', () => {
  const items = Array.from({ length: 25 }, (_, n) => ({ ...concern({ matterId: `m${n}`, simulated: true }) }))
  const { subject, text } = mailTextOf('digest', items, 'https://zaigang.gov.cn')
  expect(subject).toContain('演示数据')
  expect(text.match(/console\/matter\//g)).toHaveLength(20)
  expect(text).toContain('另有 5 条 / 5 more')
})
