import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/kit/tlog/bytes.ts'
import { linkOf } from '../../src/kit/tlog/receiptLink.ts'
import { renderVerify } from '../../web/board/render.tsx'
import type { Checker } from '../../web/verify/checking.ts'
import { compare, findSplit, type Head, keepHead, seenHeads } from '../../web/verify/heads.ts'
import { judge, keysOf } from '../../web/verify/judge.ts'
import { namesIn } from '../../web/verify/keysSheet.tsx'
import { verdictOf } from '../../web/verify/sentences.ts'
import { hasGrown, headOf } from '../../web/verify/signedHeads.ts'
import { verifyWords } from '../../web/verify/words.ts'
import { type MemoryLog, memoryLog } from '../ledger/memoryLog.ts'
import { checkInFact, entryFor, publishedAt, receiptOf, type Sample, sampleReceipt } from '../ledger/receipts.ts'

const now = '2026-11-22T01:00:00.000Z'
const witnesses = ['jiwei.example/w', 'shuju.example/w']
let sample: Sample
beforeAll(async () => {
  sample = await sampleReceipt(40, 7, { witnesses })
})
const keys = () => keysOf({ policy: sample.log.policy() })!

describe('what the verify page says', () => {
  const said = (given: string, checkpoint?: string) =>
    verdictOf(judge(given, keys(), now, checkpoint), verifyWords.zh, 'zh')

  test('of a genuine receipt: since when, which entry, by whom; in both languages to the second', () => {
    const verdict = said(sample.text)
    expect(verdict).toMatchObject({ mark: 'good', head: '回执是真的' })
    expect(verdict.lines.join()).toContain('2026年11月22日 8:25:00 之前就已记入本县账本第 8 条')
    expect(verdictOf(judge(sample.text, keys(), now), verifyWords.en, 'en').lines.join()).toContain(
      'before 22 Nov 8:25:00 (2026), as entry 8',
    )
  })

  test('the same by link, by the part behind #, and pasted with the line ends of a letter', () => {
    const { url } = linkOf(sample.text, 'https://zaigang.example/verify')!
    for (const given of [url, url.slice(url.indexOf('#')), `\n${sample.text.replaceAll('\n', '\r\n')}\r\n`])
      expect(said(given).mark).toBe('good')
  })

  test('of changed content, of rubbish, of another log', async () => {
    const other = { ...sample.fact, at: '2026-11-22T00:10:00.000Z' } as typeof sample.fact
    const text = await receiptOf(sample.log, other, sample.salt, 7)
    // The entry of the genuine one with the content of another.
    const genuine = /extra (\S+)/.exec(sample.text)?.[1] ?? ''
    const { entry } = JSON.parse(atob(genuine))
    const forged = JSON.parse(atob(/extra (\S+)/.exec(text)?.[1] ?? ''))
    const mixed = toBase64(new TextEncoder().encode(JSON.stringify({ ...forged, entry })))
    expect(said(sample.text.replace(genuine, mixed)).head).toBe('内容被改过')
    expect(said(text).head).toBe('这一条不在账本里')
    expect(said('hello')).toMatchObject({ mark: 'careful', head: '看不懂这份内容' })
    const elsewhere = await sampleReceipt(4, 1, { origin: 'elsewhere.example' })
    expect(said(elsewhere.text).lines.join()).toContain('elsewhere.example')
  })

  test('of a promise: open, overdue, and broken when the newest log still lacks it', () => {
    const promise = sample.log.promise(entryFor(checkInFact('x'), sample.salt), 40, '2026-11-22T00:55:00.000Z')
    const late = sample.log.promise(entryFor(checkInFact('x'), sample.salt), 40, '2026-11-22T00:10:00.000Z')
    expect(said(promise).head).toBe('承诺有效，时间还没到')
    expect(said(late).head).toBe('承诺的时间已过')
    expect(said(late, sample.log.checkpoint())).toMatchObject({ mark: 'bad', head: '承诺没有兑现：证据确凿' })
  })

  test('nothing in Chinese stands in the English words', () => {
    const { other, ...words } = verifyWords.en
    const texts = Object.values(words).map((it) => (typeof it === 'function' ? it.toString() : JSON.stringify(it)))
    expect(texts.filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
    expect(Object.keys(verifyWords.en.kinds)).toEqual(Object.keys(verifyWords.zh.kinds))
  })

  test('before the log begins there are no keys', () => expect(keysOf({ policy: '' })).toBeUndefined())

  test('what checks is found by its name, for a page saved as one file has nothing to import', async () => {
    await import('../../web/verify/checker.ts')
    const { zaigangChecker } = globalThis as { zaigangChecker?: Checker }
    Reflect.deleteProperty(globalThis, 'zaigangChecker')
    expect(zaigangChecker).toEqual({ judge, keysOf, headOf, hasGrown })
  })

  test('the names of the keys before they are read are those of the keys', () => {
    const { policy, text } = keys()
    expect(namesIn(text, 'log')).toEqual(policy.logs.map(({ key }) => key.name))
    expect(namesIn(text, 'witness')).toEqual(policy.witnesses.map(({ name }) => name))
    expect(namesIn(text, 'witness')).toHaveLength(2)
  })
})

describe('two heads of one log', () => {
  const headFrom = (log: MemoryLog): Head => headOf(log.checkpoint(), keys().policy)!
  const grown = (count: number, seed: string): MemoryLog => {
    const log = memoryLog({ witnesses })
    for (let i = 0; i < count; i += 1) log.add(entryFor(checkInFact(`${i < 5 ? '' : seed}${i}`), sample.salt))
    log.publish(publishedAt)
    return log
  }
  afterEach(() => void Reflect.deleteProperty(globalThis, 'localStorage'))

  test('the same, split, or one that has grown into the other, proven by hashes', async () => {
    const [short, long, fork] = [grown(10, 'a'), grown(25, 'a'), grown(25, 'b')]
    expect(compare(headFrom(short), headFrom(short)).state).toBe('same')
    expect(compare(headFrom(long), headFrom(fork)).state).toBe('split')
    expect(compare(headFrom(long), headFrom(short))).toMatchObject({ state: 'otherSize', older: { size: 10 } })
    const hashes = (await long.proveGrowth(10)).map(toBase64)
    expect(hasGrown(headFrom(short), headFrom(long), hashes)).toBe(true)
    const other = (await fork.proveGrowth(10)).map(toBase64)
    expect(hasGrown(headFrom(short), headFrom(fork), other)).toBe(false)
    expect(hasGrown(headFrom(short), headFrom(long), ['x'])).toBe(false)
  })

  test('a device remembers what it saw, and finds the other one of two that contradict each other', () => {
    const kept = new Map<string, string>()
    const shelf = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => kept.set(name, text),
    }
    Object.defineProperty(globalThis, 'localStorage', { value: shelf, configurable: true })
    const [one, other] = [headFrom(grown(25, 'a')), headFrom(grown(25, 'b'))]
    keepHead(one)
    keepHead(one)
    expect(seenHeads()).toEqual([one])
    expect(findSplit(one, seenHeads())).toBeUndefined()
    expect(findSplit(other, seenHeads())).toEqual(one)
    keepHead(other)
    expect(seenHeads()).toHaveLength(2)
    kept.set('zaigang-heads', 'broken')
    expect(seenHeads()).toEqual([])
  })

  test('a head that no log of ours signed is none', () => {
    expect(headOf(grown(3, 'a').checkpoint().replace('\n3\n', '\n4\n'), keys().policy)).toBeUndefined()
    expect(headOf('hello', keys().policy)).toBeUndefined()
  })
})

describe('the built page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'))
  beforeAll(async () => {
    await build({ configFile: 'web/verify/vite.config.ts', logLevel: 'silent', build: { outDir: folder } })
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const asset = (name: string) => readFileSync(join(folder, 'assets', name))
  const view = () => ({ countyName: '试验县', demo: false, policy: sample.log.policy(), fingerprint: 'ab' })

  test('weighs at most 25 kB as every public page, and at most 40 with what checks, 14 of them elliptic curves and hashes', () => {
    const weight = (part: Buffer) => gzipSync(part, { level: 9 }).length
    const first = [asset('verify.js'), asset('verify.css'), asset('mark.svg'), Buffer.from(renderVerify(view(), 'zh'))]
    const bytes = first.reduce((sum, part) => sum + weight(part), 0)
    const all = bytes + weight(asset('checker.js'))
    console.log(`verify ${(bytes / 1024).toFixed(1)} kB, with what checks ${(all / 1024).toFixed(1)} kB`)
    expect(bytes).toBeLessThanOrEqual(25 * 1024)
    expect(all).toBeLessThanOrEqual(40 * 1024)
  })

  test('is one script that loads one other and asks no other address, beside a worker without imports', () => {
    const text = (name: string) => asset(name).toString()
    expect(readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))).toEqual([
      'checker.js',
      'verify.js',
      'worker.js',
    ])
    for (const name of ['checker.js', 'worker.js']) expect(text(name)).not.toMatch(/\bimport\s*[{"'(]/)
    expect(text('verify.js').match(/\bimport\s*[{"'(]/g)).toEqual(['import('])
    for (const name of ['verify.js', 'checker.js']) expect(text(name)).not.toMatch(/https?:\/\/(?!www\.w3\.org)/)
  })

  test('carries its keys as data that no name can break out of', () => {
    const html = renderVerify({ ...view(), countyName: '</script><script>alert(1)</script>' }, 'zh')
    expect(html).not.toContain('<script>alert')
    expect(JSON.parse(/id="view">(.*?)<\/script>/s.exec(html)?.[1] ?? '').policy).toBe(sample.log.policy())
  })
})
