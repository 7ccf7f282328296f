import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64, textOf, toBase64, utf8 } from '../../src/kit/tlog/bytes.ts'
import { linkOf } from '../../src/kit/tlog/receiptLink.ts'
import { runReceipts } from '../../src/ledger/commands/receipts.ts'
import { runVerify } from '../../src/ledger/commands/verify.ts'
import { openTileFiles } from '../../src/ledger/tileFiles.ts'
import { emptyTree } from '../../src/ledger/tree.ts'
import { missingTools, needsDebianTools, spicyVerifiers } from './debian.ts'
import { type MemoryLog, memoryLog } from './memoryLog.ts'
import { checkInFact, entryFor, receiptOf } from './receipts.ts'

const folder = mkdtempSync(join(tmpdir(), 'zaigang-receipts-'))
const [logFolder, sampled] = [join(folder, 'log'), join(folder, 'sample')]
const size = 1_500
const salt = new Uint8Array(32).fill(5)
let log: MemoryLog
afterAll(() => rmSync(folder, { recursive: true }))

/** What a command says, and its exit code. */
async function run(work: (out: { write(text: string): void }) => Promise<number>): Promise<[number, string]> {
  let said = ''
  const code = await work({
    write: (text) => {
      said += text
    },
  })
  return [code, said]
}

const verify = (...args: string[]) => run((out) => runVerify(args, out))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

beforeAll(async () => {
  log = memoryLog({ witnesses: ['jiwei.example/w', 'shuju.example/w'], quorum: 2, privateLine: true })
  const tree = emptyTree(openTileFiles(logFolder))
  for (let i = 0; i < size; i += 1) {
    const entry = entryFor(checkInFact(`${i}`), salt)
    tree.add(textOf(entry))
    log.add(entry)
  }
  await tree.writeAll()
  log.publish('2026-11-22T00:30:00.000Z')
  writeFileSync(join(logFolder, 'checkpoint'), log.checkpoint())
  const settings = { folder: logFolder, readPolicy: async () => log.policy() }
  const [code, said] = await run((out) => runReceipts(['--sample', '100', sampled], out, settings))
  expect(code).toBe(0)
  expect(said).toContain('100 / 100')
})

const proofs = () => readdirSync(sampled).filter((name) => name.endsWith('.tlog-proof'))
const policyFile = () => join(sampled, 'policy')

describe('receipts drawn from a log on the disk', () => {
  test('are a hundred different ones with the keys beside them, and hold nothing but entries', () => {
    expect(proofs()).toHaveLength(100)
    expect(readFileSync(policyFile(), 'utf8')).toBe(log.policy())
    expect(readFileSync(join(sampled, 'vkey'), 'utf8')).toMatch(/^zaigang\.example\/kq\/420101\+[0-9a-f]{8}\+/)
    for (const name of readdirSync(sampled).filter((it) => it.endsWith('.json')))
      expect(Object.keys(JSON.parse(readFileSync(join(sampled, name), 'utf8')))).toEqual(['c', 'dev', 'seq', 'v'])
  })

  test('all hold, in both forms', async () => {
    for (const end of ['.tlog-proof', '.json']) {
      const files = readdirSync(sampled).filter((name) => name.endsWith(end))
      const [code, said] = await verify(...files.map((name) => join(sampled, name)), '--policy', policyFile())
      expect(said.match(/✓/g)).toHaveLength(200)
      expect(code).toBe(0)
    }
  })

  test('no more than there are: all of them', async () => {
    const all = join(folder, 'all')
    const settings = { folder: logFolder, readPolicy: async () => log.policy() }
    const [code] = await run((out) => runReceipts(['--sample', '9999', all], out, settings))
    expect(code).toBe(0)
    expect(readdirSync(all).filter((name) => name.endsWith('.spicy'))).toHaveLength(size)
  })
})

describe('npx zaigang verify', () => {
  test('a receipt with its content, as a file and as the link of its code; without the content in the report', async () => {
    const text = await receiptOf(log, checkInFact('41'), salt, 41)
    const link = linkOf(text, 'https://zaigang.example/verify')!.url
    const [code, said] = await verify(file('r.tlog-proof', text), link, '--policy', policyFile())
    expect([code, said.match(/✓ 账本第 42 条/g)?.length]).toEqual([0, 2])
    const [, json] = await verify(file('r.tlog-proof', text), '--policy', policyFile(), '--json')
    expect(JSON.parse(json)).toMatchObject([{ state: 'witnessed', index: 41, size, holds: true }])
    expect(json).not.toContain('staffId')
  })

  test('by the log’s key alone it holds as signed; by a policy that wants witnesses it does not', async () => {
    const alone = memoryLog()
    alone.add(entryFor(checkInFact('0'), salt))
    alone.publish('2026-11-22T00:30:00.000Z')
    const path = file('s.tlog-proof', await receiptOf(alone, checkInFact('0'), salt, 0))
    const vkey = /log (\S+)/.exec(log.policy())?.[1] ?? ''
    expect((await verify(path, '--vkey', vkey))[0]).toBe(0)
    expect((await verify(path, '--policy', policyFile()))[0]).toBe(1)
  })

  test('a promise with the receipt that keeps it, alone when overdue, and with a checkpoint that breaks it', async () => {
    const promise = file('p.txt', log.promise(entryFor(checkInFact('41'), salt), 41, '2026-11-22T00:20:00.000Z'))
    const receipt = file('r.tlog-proof', await receiptOf(log, checkInFact('41'), salt, 41))
    expect((await verify(promise, receipt, '--policy', policyFile()))[1]).toContain('✓ the promise was kept')
    const [code, said] = await verify(promise, '--policy', policyFile())
    expect([code, said.includes('✗ the promised time')]).toEqual([1, true])
    const tooFar = file('q.txt', log.promise(entryFor(checkInFact('x'), salt), size, '2026-11-22T00:10:00.000Z'))
    const checkpoint = join(logFolder, 'checkpoint')
    const [broken, why] = await verify(tooFar, '--policy', policyFile(), '--checkpoint', checkpoint)
    expect([broken, why.includes('broken, proven')]).toEqual([1, true])
  })

  test.each([
    ['no file', []],
    ['no key', ['x.tlog-proof']],
    ['a file that is not there', ['none.tlog-proof', '--vkey', 'x']],
  ])('%s: it could not look', async (_, args) => {
    await expect(verify(...args)).rejects.toThrow()
  })

  test('rubbish is no receipt', async () => {
    for (const text of ['', 'hello', '\u0000', '{}'])
      expect((await verify(file('rubbish', text), '--policy', policyFile()))[0]).toBe(1)
  })
})

type Change = (entry: Uint8Array, spicy: string[]) => [Uint8Array, string[]]
const flip = (hash: string): string => toBase64(fromBase64(hash)!.map((byte, i) => (i === 3 ? byte ^ 1 : byte)))
const at = (lines: string[], i: number, change: (line: string) => string): string[] =>
  lines.map((line, k) => (k === i ? change(line) : line))
const gap = (lines: string[]): number => lines.indexOf('')
const line = (lines: string[], name: RegExp): number => lines.findIndex((it) => name.test(it))
const bendSignature = (it: string): string => it.slice(0, -10) + (it.at(-10) === 'A' ? 'B' : 'A') + it.slice(-9)

/** Index, path, an empty line, origin, size, root, an empty line, signatures. */
const mutations: readonly [string, Change][] = [
  ['a byte of the entry', (entry, lines) => [entry.map((byte, i) => (i === 8 ? byte ^ 1 : byte)), lines]],
  ['a byte more in the entry', (entry, lines) => [utf8(`${Buffer.from(entry)}\n`), lines]],
  ['the index', (entry, lines) => [entry, at(lines, 0, (it) => `index ${Number(it.slice(6)) ^ 1}`)]],
  ['a byte of the path', (entry, lines) => [entry, at(lines, 2, flip)]],
  ['a hash of the path missing', (entry, lines) => [entry, lines.filter((_, i) => i !== 1)]],
  ['a hash of the path too many', (entry, lines) => [entry, [...lines.slice(0, 2), lines[1]!, ...lines.slice(2)]]],
  ['the origin', (entry, lines) => [entry, at(lines, gap(lines) + 1, (it) => `${it}x`)]],
  ['the size', (entry, lines) => [entry, at(lines, gap(lines) + 2, (it) => `${Number(it) + 1}`)]],
  ['a byte of the root', (entry, lines) => [entry, at(lines, gap(lines) + 3, flip)]],
  ['the log’s signature', (entry, lines) => [entry, at(lines, line(lines, /^— zaigang/), bendSignature)]],
  ['no signature of the log', (entry, lines) => [entry, lines.filter((it) => !it.startsWith('— zaigang'))]],
]

/** A mutated pair of files in a folder of its own. */
function mutated(i: number, change: Change): string {
  const name = readdirSync(sampled).filter((it) => it.endsWith('.json'))[i] ?? ''
  const [entry, lines] = change(
    readFileSync(join(sampled, name)),
    readFileSync(join(sampled, `${name}.spicy`), 'utf8').split('\n'),
  )
  const path = join(folder, `mutated-${basename(name)}`)
  writeFileSync(path, entry)
  writeFileSync(`${path}.spicy`, lines.join('\n'))
  return path
}

describe('what is changed in a file or in its proof', () => {
  test.each(mutations)('%s: rejected', async (_, change) => {
    for (const i of [0, 37, 99]) {
      const [code, said] = await verify(mutated(i, change), '--policy', policyFile())
      expect([code, said.includes('✓')]).toEqual([1, false])
    }
  })
})

if (needsDebianTools) {
  test('Debian’s tools are there: scripts/tlogTools.sh', () => expect(missingTools).toEqual([]))
}

describe.runIf(missingTools.length === 0).each(spicyVerifiers.map((path) => [basename(path), path] as const))(
  'Debian’s %s, which nobody here wrote',
  (_, program) => {
    const verifies = (path: string): boolean => {
      const vkey = readFileSync(join(sampled, 'vkey'), 'utf8').trim()
      return spawnSync(program, ['-verify', vkey, path], { encoding: 'utf8' }).status === 0
    }

    test('verifies all hundred receipts', () => {
      const files = readdirSync(sampled).filter((name) => name.endsWith('.json'))
      expect(files).toHaveLength(100)
      expect(files.filter((name) => !verifies(join(sampled, name)))).toEqual([])
    })

    test.each(mutations)('%s: rejects it', (_title, change) => {
      for (const i of [0, 37, 99]) expect(verifies(mutated(i, change))).toBe(false)
    })
  },
)
