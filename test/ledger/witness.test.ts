import { createPrivateKey, sign } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import {
  cosignature,
  cosignedMessage,
  formatNote,
  formatSignatureLine,
  formatVkey,
  keyTypes,
  parseSignatureLine,
  signedBy,
} from '../../src/kit/tlog/note.ts'
import { runWitness } from '../../src/ledger/commands/witness.ts'
import { originMark } from '../../src/ledger/witness/memory.ts'
import { formatSubmission, longestSubmission, parseSubmission } from '../../src/ledger/witness/submission.ts'
import { newKeys, type PaperLog, paperLog, signNote } from './paperLog.ts'
import { post, type RunningWitness, startOwn, temporaryFolder } from './witnessHouse.ts'

const keys = newKeys('zaigang.example/kq/330881')
const log = paperLog(keys)
/** The same log with another history from leaf 40 on. */
const forged = paperLog(keys, (index) => (index < 40 ? `leaf ${index}` : `other ${index}`))

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function aWitness(): Promise<RunningWitness & { folder: string }> {
  const { folder, remove } = temporaryFolder()
  ends.push(remove)
  const witness = await startOwn(folder, [log.key])
  ends.push(() => witness.stop())
  return { ...witness, folder }
}

const body = (old: number, size: number, from: PaperLog = log, proof = from.growth(old, size)): string =>
  formatSubmission({ old, proof, signed: from.signed(size) })

describe('our witness answers as the specification asks', () => {
  test('a first checkpoint, growth, and the same again are cosigned by the key it printed', async () => {
    const { url, key } = await aWitness()
    for (const [old, size] of [
      [0, 50],
      [50, 70],
      [70, 70],
    ] as const) {
      const { status, text } = await post(url, body(old, size))
      expect(status).toBe(200)
      const line = parseSignatureLine(text.trimEnd())
      expect(line && signedBy({ text: log.signed(size).note.text, signatures: [line] }, key).state).toBe('signed')
    }
  })

  test.each([
    ['another old size', () => body(10, 80), 409, 'text/x.tlog.size', '50\n'],
    ['another root of the same size', () => body(50, 50, forged), 409, 'text/x.tlog.size', '50\n'],
    ['a tree that did not grow from the one it knows', () => body(50, 80, forged), 422, 'text/plain', ''],
    [
      'a proof with a hash too many',
      () => body(50, 80, log, [...log.growth(50, 80), log.root(3)]),
      422,
      'text/plain',
      '',
    ],
    [
      'an old size above the checkpoint',
      () => formatSubmission({ old: 50, proof: [], signed: log.signed(20) }),
      400,
      'text/plain',
      '',
    ],
    ['a log it does not know', () => body(0, 5, paperLog(newKeys('other.example/log'))), 404, 'text/plain', ''],
    [
      'a checkpoint signed by somebody else',
      () => body(50, 80, paperLog(newKeys(keys.key.name))),
      403,
      'text/plain',
      '',
    ],
    [
      'a checkpoint with a spoiled signature',
      () => body(50, 80).replace(/(— \S+ \S{20})./, (_, it) => `${it}A`),
      403,
      'text/plain',
      '',
    ],
    ['no submission at all', () => 'hello\n', 400, 'text/plain', ''],
    ['a size with a leading zero', () => body(50, 80).replace('old 50', 'old 050'), 400, 'text/plain', ''],
    [
      'a hash that is no base64',
      () => body(50, 80).replace(/\n[A-Za-z0-9+/]{10}/, '\n!!!!!!!!!!'),
      400,
      'text/plain',
      '',
    ],
    ['a body longer than any', () => `${body(50, 80)}${'x'.repeat(longestSubmission)}`, 413, 'text/plain', ''],
  ])('%s', async (_, made, status, type, text) => {
    const { url } = await aWitness()
    await post(url, body(0, 50))
    const answered = await post(url, made())
    expect([answered.status, answered.type.split(';')[0]]).toEqual([status, type])
    if (text !== '') expect(answered.text).toBe(text)
    // Nothing of it was remembered.
    expect((await post(url, body(50, 60))).status).toBe(200)
  })

  test('other methods and other paths', async () => {
    const { url } = await aWitness()
    const got = await fetch(`${url}/add-checkpoint`)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await fetch(`${url}/nothing`)).status).toBe(404)
    expect((await fetch(`${url}/`, { method: 'DELETE' })).status).toBe(405)
  })

  test('a long body without a length is cut off with 413 too', async () => {
    const { url } = await aWitness()
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('x'.repeat(longestSubmission + 1)))
        controller.close()
      },
    })
    const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit
    expect((await fetch(`${url}/add-checkpoint`, init)).status).toBe(413)
  })

  test('whoever looks by reads the newest checkpoint with both signatures', async () => {
    const { url, key } = await aWitness()
    await post(url, body(0, 50))
    const read = await (await fetch(`${url}/${originMark(keys.key.name)}/checkpoint`)).text()
    const note = parseSignedCheckpoint(read)?.note
    expect(note && [signedBy(note, key).state, signedBy(note, keys.key).state]).toEqual(['signed', 'signed'])
    expect(await (await fetch(url)).text()).toContain(formatVkey(key))
  })

  test('with named hosts it answers to no other name', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const { url, stop } = await startOwn(folder, [log.key], 'w', ['--allow-host', 'localhost'])
    ends.push(stop)
    const named = await fetch(url.replace('127.0.0.1', 'localhost'))
    expect([(await fetch(url)).status, named.status]).toEqual([421, 200])
  })
})

describe('what our witness remembers', () => {
  test('two submissions at once never roll it back, in any order', async () => {
    const { url, folder } = await aWitness()
    await post(url, body(0, 10))
    let last = 10
    for (let round = 0; round < 30; round += 1) {
      const sizes = [last + 1, last + 2, last + 3, last + 4]
      const answers = await Promise.all(sizes.map((size) => post(url, body(last, size))))
      const cosigned = sizes.filter((_, i) => answers[i]?.status === 200)
      // All started from the same size: one may win, the others learn where it is now.
      expect(cosigned).toHaveLength(1)
      expect(answers.filter((it) => it.status === 409).map((it) => it.text)).toEqual(Array(3).fill(`${cosigned[0]}\n`))
      last = cosigned[0] ?? 0
      const file = readFileSync(join(folder, `${originMark(keys.key.name)}.note`), 'utf8')
      expect(parseSignedCheckpoint(file)?.checkpoint.size).toBe(last)
    }
  })

  test('it is still known after a restart, and the key is the same and its owner’s only', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const first = await startOwn(folder, [log.key])
    await post(first.url, body(0, 50))
    expect(await first.stop()).toBe(0)
    const second = await startOwn(folder, [log.key])
    ends.push(() => second.stop())
    expect(formatVkey(second.key)).toBe(formatVkey(first.key))
    expect((await post(second.url, body(0, 60))).text).toBe('50\n')
    expect((await post(second.url, body(50, 60))).status).toBe(200)
    expect(statSync(join(folder, 'witness.key')).mode & 0o777).toBe(0o600)
  })

  test('two roots of one size are kept as a proof that anybody can check', async () => {
    const { url, folder, said } = await aWitness()
    await post(url, body(0, 50))
    await post(url, body(50, 50, forged))
    await post(url, body(50, 50, forged))
    const [file = '', ...more] = readdirSync(join(folder, 'accused'))
    expect(more).toEqual([])
    const accused = parseSignedCheckpoint(readFileSync(join(folder, 'accused', file), 'utf8'))
    expect(accused && signedBy(accused.note, keys.key).state).toBe('signed')
    expect(accused?.checkpoint.root).toEqual(forged.root(50))
    expect(said()).toContain('同样大小出现两个不同的账本')
  })

  test.each([
    ['another size', (text: string) => text.replace('\n50\n', '\n49\n')],
    ['its own signature gone', (text: string) => text.split('\n').slice(0, -2).join('\n').concat('\n')],
    ['another log’s checkpoint', () => signNote(log.signed(50).note.text.replace('330881', '330882'), keys)],
    ['half a file', (text: string) => text.slice(0, 60)],
    ['nothing', () => ''],
  ])('it does not start when its memory was changed: %s', async (_, change) => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const first = await startOwn(folder, [log.key])
    await post(first.url, body(0, 50))
    await first.stop()
    const file = join(folder, `${originMark(keys.key.name)}.note`)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    await expect(startOwn(folder, [log.key])).rejects.toThrow('ended with 1: ! 见证记录与签名不符')
  })

  test('it does not start with a new key over an old memory, nor with a key that others can read', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const first = await startOwn(folder, [log.key])
    await post(first.url, body(0, 50))
    await first.stop()
    const file = join(folder, 'witness.key')
    chmodSync(file, 0o644)
    await expect(startOwn(folder, [log.key])).rejects.toThrow('ended with 1: ! 见证密钥文件能被他人读取')
    chmodSync(file, 0o600)
    writeFileSync(file, newKeys('x').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await expect(startOwn(folder, [log.key])).rejects.toThrow('ended with 1: ! 见证记录与签名不符')
  })

  test('a checkpoint of another log in a log’s place is not its memory, though both signed it', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const first = await startOwn(folder, [log.key])
    await first.stop()
    const text = log.signed(50).note.text.replace('330881', '330882')
    const privateKey = createPrivateKey(readFileSync(join(folder, 'witness.key')))
    const signature = cosignature(1, sign(null, cosignedMessage(text, 1), privateKey))
    const own = formatSignatureLine({ name: first.key.name, keyId: first.key.keyId, signature })
    writeFileSync(join(folder, `${originMark(keys.key.name)}.note`), `${signNote(text, keys)}${own}`)
    await expect(startOwn(folder, [log.key])).rejects.toThrow('ended with 1: ! 见证记录与签名不符')
  })

  test('two programs never share one memory', async () => {
    const { folder } = await aWitness()
    await expect(startOwn(folder, [log.key])).rejects.toThrow('ended with 1')
  })

  test('of two keys of a log, one that is misused spoils the checkpoint', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const other = newKeys(keys.key.name)
    const witness = await startOwn(folder, [log.key, other.key])
    ends.push(() => witness.stop())
    const { key } = other
    const wrong = formatSignatureLine({ name: key.name, keyId: key.keyId, signature: new Uint8Array(64) })
    expect((await post(witness.url, `${body(0, 50)}${wrong}`)).status).toBe(403)
    expect((await post(witness.url, body(0, 50))).status).toBe(200)
  })

  test('after the log changed its key both keys are given, and it goes on', async () => {
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    const first = await startOwn(folder, [log.key])
    await post(first.url, body(0, 50))
    await first.stop()
    const renewed = paperLog(newKeys(keys.key.name))
    await expect(startOwn(folder, [renewed.key])).rejects.toThrow('见证记录与签名不符')
    const second = await startOwn(folder, [log.key, renewed.key])
    ends.push(() => second.stop())
    expect((await post(second.url, body(50, 60, renewed))).status).toBe(200)
  })
})

describe('the command', () => {
  test.each([
    [[], '--name'],
    [['--name', 'two words'], '--name'],
    [['--name', 'w'], '--log'],
    [['--name', 'w', '--log', 'rubbish'], '--log rubbish'],
    [['--name', 'w', '--log', formatVkey(newKeys('w', keyTypes.cosignature).key)], '--log w'],
    [['--name', 'w', '--log', formatVkey(keys.key)], '--dir'],
    [['--name', 'w', '--log', formatVkey(keys.key), '--dir', '/nowhere', '--listen', 'x'], '--listen'],
    [['--what'], '--what'],
  ])('%j is not understood, and told how', async (args, named) => {
    let said = ''
    expect(await runWitness(args, { write: (text) => (said += text) })).toBe(2)
    expect(said.split('\n')[0]).toContain(named)
    expect(said).toContain('用法 usage')
    expect(existsSync('/nowhere')).toBe(false)
  })

  test('a port that is taken is said plainly', async () => {
    const { url } = await aWitness()
    const { folder, remove } = temporaryFolder()
    ends.push(remove)
    let said = ''
    const args = [
      '--name',
      'w',
      '--log',
      formatVkey(keys.key),
      '--dir',
      folder,
      '--listen',
      url.slice('http://'.length),
    ]
    expect(await runWitness(args, { write: (text) => (said += text) })).toBe(1)
    expect(said).toContain('无法监听')
  })
})

describe('submissions on the wire', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (a, b) => {
        const [old, size] = [Math.min(a, b), Math.max(a, b)]
        const read = parseSubmission(body(old, size))
        expect(read?.old).toBe(old)
        expect(read?.proof).toEqual(log.growth(old, size))
        expect(read && formatNote(read.signed.note)).toBe(log.note(size))
      }),
    )
  })

  test('any text is read or refused, never a surprise', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (a, b) => {
        parseSubmission(`old 1\n${a}\n\n${b}`)
        parseSubmission(a)
        const whole = body(3, 9)
        const at = a.length % whole.length
        parseSubmission(`${whole.slice(0, at)}${b}${whole.slice(at)}`)
      }),
    )
  })
})
