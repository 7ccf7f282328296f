import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatNote, formatVkey, signedBy } from '../../src/kit/tlog/note.ts'
import { parsePolicy, standingOf } from '../../src/kit/tlog/policy.ts'
import { formatSpicy } from '../../src/kit/tlog/proof.ts'
import { askWitnesses } from '../../src/ledger/witness/ask.ts'
import { formatSubmission } from '../../src/ledger/witness/submission.ts'
import { missingTools, needsDebianTools, spicyVerifiers, startLitewitness } from './debian.ts'
import { newKeys, type PaperLog, paperLog, pemOf } from './paperLog.ts'
import { post, startOwn, temporaryFolder } from './witnessHouse.ts'

const keys = newKeys('zaigang.example/kq/330881')
const leaf = (index: number): string => `leaf ${index}`
const log = paperLog(keys, leaf)
const forged = paperLog(keys, (index) => (index < 40_000 ? leaf(index) : `other ${index}`))

const body = (old: number, size: number, from: PaperLog = log): string =>
  formatSubmission({ old, proof: from.growth(old, size), signed: from.signed(size) })

const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})
const place = (): string => {
  const { folder, remove } = temporaryFolder()
  ends.push(remove)
  return folder
}

if (needsDebianTools) {
  test('Debian’s tools are there: scripts/tlogTools.sh', () => expect(missingTools).toEqual([]))
}

const kinds = [
  { name: 'ours', sameSizeOtherRoot: 409, start: () => startOwn(place(), [keys.key], 'w.example/own') },
  {
    name: 'Debian’s litewitness',
    // The specification asks for 409, litewitness answers 422.
    sameSizeOtherRoot: 422,
    start: () => startLitewitness(place(), 'w.example/debian', [keys.key]),
  },
].filter(({ name }) => name === 'ours' || missingTools.length === 0)

describe.each(kinds)('one script against every witness: $name', ({ start, sameSizeOtherRoot }) => {
  let witness: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    witness = await start()
    ends.push(() => witness.stop())
  })

  test('first checkpoint, growth, wrong old size, wrong proof: 200, 200, 409, 422', async () => {
    const script = [body(0, 50_000), body(50_000, 70_000), body(50_000, 70_001), body(70_000, 70_010, forged)]
    const answers = []
    for (const one of script) answers.push(await post(witness.url, one))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 422])
    expect([answers[2]?.type, answers[2]?.text]).toEqual(['text/x.tlog.size', '70000\n'])
  })

  test('another root of the same size is never cosigned', async () => {
    expect((await post(witness.url, body(70_000, 70_000, forged))).status).toBe(sameSizeOtherRoot)
  })

  test('our client gets its cosignature, learns the size by itself, and sees a fork and a rollback', async () => {
    const { key, url } = witness
    const policy = parsePolicy(`log ${formatVkey(keys.key)}\nwitness w ${formatVkey(key)} ${url}\nquorum w`)
    const ask = (size: number, from: PaperLog = log) =>
      askWitnesses({
        policy,
        note: from.note(size),
        proveGrowth: async (older) => from.growth(older, size),
        lastSizes: new Map(),
      })
    const { lines, outcomes } = await ask(70_020)
    expect(outcomes).toMatchObject([{ witness: 'w', state: 'cosigned', size: 70_020 }])
    const { note } = log.signed(70_020)
    expect(standingOf({ ...note, signatures: [...note.signatures, ...lines] }, policy).state).toBe('witnessed')
    expect((await ask(70_020, forged)).outcomes).toEqual([{ witness: 'w', state: 'forked', size: 70_020 }])
    expect((await ask(70_030, forged)).outcomes).toEqual([{ witness: 'w', state: 'forked', size: 70_020 }])
    expect((await ask(60_000)).outcomes).toEqual([{ witness: 'w', state: 'ahead', size: 70_020 }])
  })

  test('a log it does not know is told so', async () => {
    const policy = parsePolicy(`witness w ${formatVkey(witness.key)} ${witness.url}\nquorum w`)
    const stranger = paperLog(newKeys('other.example/log'))
    const { outcomes } = await askWitnesses({
      policy,
      note: stranger.note(3),
      proveGrowth: async () => [],
      lastSizes: new Map(),
    })
    expect(['unknownLog', 'refusedSignature']).toContain(outcomes[0]?.state)
  })
})

const verifiers = missingTools.length === 0 ? spicyVerifiers.map((spicy) => ({ spicy, name: basename(spicy) })) : []

describe.each(verifiers)('Debian’s verifier $name', ({ spicy }) => {
  test('takes a proof under a checkpoint with our witness’s line, and no changed one', async () => {
    const own = await startOwn(place(), [keys.key], 'w.example/own')
    ends.push(() => own.stop())
    const { text } = await post(own.url, body(0, 1_000))
    const signed = log.signed(1_000)
    const proof = formatSpicy({ index: 417, path: log.path(417, 1_000), signed })
    const file = join(place(), 'receipt')
    const verify = (content: string, spicyText: string) => {
      writeFileSync(file, content)
      writeFileSync(`${file}.spicy`, spicyText)
      const { status, stdout, stderr } = spawnSync(spicy, ['-verify', formatVkey(keys.key), file], { encoding: 'utf8' })
      return { status, said: `${stdout}${stderr}` }
    }
    expect(verify(leaf(417), `${proof}${text}`)).toMatchObject({ status: 0 })
    expect(verify('leaf 418', `${proof}${text}`).status).not.toBe(0)
    expect(verify(leaf(417), `${proof.replace('\n1000\n', '\n1001\n')}${text}`).status).not.toBe(0)
  })
})

describe('with nothing but openssl', () => {
  test('the signature of a checkpoint is checked as the public page says', () => {
    const folder = place()
    const [note, pem] = [log.note(1_000), pemOf(keys.key)]
    writeFileSync(join(folder, 'checkpoint'), note)
    writeFileSync(join(folder, 'log.pem'), pem)
    const commands = `cd ${folder}
      sed '/^$/,$d' checkpoint > text
      grep '^— ' checkpoint | head -1 | cut -d' ' -f3 | base64 -d | tail -c 64 > signature
      openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in text -sigfile signature`
    expect(execFileSync('sh', ['-c', commands], { encoding: 'utf8' })).toContain('Verified Successfully')
    writeFileSync(join(folder, 'checkpoint'), note.replace('\n1000\n', '\n1001\n'))
    expect(() => execFileSync('sh', ['-c', commands], { stdio: 'pipe' })).toThrow()
    expect(signedBy(log.signed(1_000).note, keys.key).state).toBe('signed')
    expect(formatNote(log.signed(1_000).note)).toBe(note)
  })
})
