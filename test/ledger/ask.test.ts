import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { formatNote, formatSignatureLine, formatVkey, keyTypes, type VerifierKey } from '../../src/kit/tlog/note.ts'
import { type Policy, parsePolicy, standingOf } from '../../src/kit/tlog/policy.ts'
import { type Asking, askWitnesses } from '../../src/ledger/witness/ask.ts'
import { newKeys, type PaperLog, paperLog } from './paperLog.ts'
import { startOwn, temporaryFolder } from './witnessHouse.ts'

const keys = newKeys('zaigang.example/kq/330881')
const log = paperLog(keys)
const forged = paperLog(keys, (index) => (index < 40 ? `leaf ${index}` : `other ${index}`))

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function aWitness(name: string): Promise<{ url: string; key: VerifierKey; stop(): Promise<number> }> {
  const { folder, remove } = temporaryFolder()
  ends.push(remove)
  const witness = await startOwn(folder, [log.key], name)
  ends.push(() => witness.stop())
  return witness
}

/** Something that listens and answers as told, never a witness. */
async function anythingThat(
  answers: (response: ServerResponse, body: string) => void,
): Promise<{ url: string; key: VerifierKey }> {
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part)).on('end', () => answers(response, body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: newKeys('w', keyTypes.cosignature).key,
  }
}

const policyOf = (...witnesses: readonly { url?: string; key: VerifierKey }[]): Policy =>
  parsePolicy(
    [
      `log ${formatVkey(keys.key)}`,
      ...witnesses.map(({ url = '', key }, i) => `witness w${i} ${formatVkey(key)} ${url}`),
      'quorum none',
    ].join('\n'),
  )

const ask = (policy: Policy, size: number, more: Partial<Asking> = {}, from: PaperLog = log) =>
  askWitnesses({
    policy,
    note: from.note(size),
    proveGrowth: async (older) => from.growth(older, size),
    lastSizes: new Map(),
    ...more,
  })

describe('asking witnesses', () => {
  test('all that cosign give lines which, added, make the checkpoint witnessed', async () => {
    const policy = policyOf(await aWitness('a.example'), await aWitness('b.example'))
    const { lines, outcomes } = await ask(policy, 50)
    expect(outcomes.map(({ state }) => state)).toEqual(['cosigned', 'cosigned'])
    const { note } = log.signed(50)
    const standing = standingOf({ ...note, signatures: [...note.signatures, ...lines] }, policy)
    expect(standing.state === 'witnessed' && standing.cosigned.map(({ witness }) => witness)).toEqual(['w0', 'w1'])
  })

  test('whoever remembers another size is asked once more from there', async () => {
    const witness = await aWitness('a.example')
    const policy = policyOf(witness)
    const asked: number[] = []
    const proveGrowth = (size: number) => async (older: number) => {
      asked.push(older)
      return log.growth(older, size)
    }
    await ask(policy, 50)
    for (const lastSizes of [new Map(), new Map([['w0', 20]]), new Map([['w0', 900]])]) {
      const size = 60 + asked.length * 10
      const { outcomes } = await ask(policy, size, { lastSizes, proveGrowth: proveGrowth(size) })
      expect(outcomes).toMatchObject([{ witness: 'w0', state: 'cosigned', size }])
    }
    // From nothing, then from 50; from 20, then from 60; 900 cannot be, so the size itself is tried, then 80.
    expect(asked).toEqual([0, 50, 20, 60, 80])
  })

  test('a witness that has seen more than we have is an alarm', async () => {
    const policy = policyOf(await aWitness('a.example'))
    await ask(policy, 80)
    expect((await ask(policy, 50)).outcomes).toEqual([{ witness: 'w0', state: 'ahead', size: 80 }])
  })

  test.each([
    ['of the same size', 50],
    ['that grew', 70],
  ])('a witness that has seen another tree than one %s is an alarm', async (_, size) => {
    const policy = policyOf(await aWitness('a.example'))
    await ask(policy, 50)
    const { lines, outcomes } = await ask(policy, size, {}, forged)
    expect([lines, outcomes]).toEqual([[], [{ witness: 'w0', state: 'forked', size: 50 }]])
  })

  test('a witness that knows neither log nor key says so', async () => {
    const policy = policyOf(await aWitness('a.example'))
    const stranger = paperLog(newKeys('other.example/log'))
    expect((await ask(policy, 5, {}, stranger)).outcomes).toEqual([{ witness: 'w0', state: 'unknownLog' }])
    const impostor = paperLog(newKeys(keys.key.name))
    expect((await ask(policy, 5, {}, impostor)).outcomes).toEqual([{ witness: 'w0', state: 'refusedSignature' }])
  })

  test('one without an address is not asked', async () => {
    const { key } = newKeys('w', keyTypes.cosignature)
    expect((await ask(policyOf({ key }), 5)).outcomes).toEqual([{ witness: 'w0', state: 'noAddress' }])
  })

  const line = (signer: VerifierKey) =>
    formatSignatureLine({ name: signer.name, keyId: signer.keyId, signature: new Uint8Array(72) })

  test.each<[string, (response: ServerResponse) => void, object]>([
    ['404', (it) => it.writeHead(404).end(), { state: 'unknownLog' }],
    ['403', (it) => it.writeHead(403).end(), { state: 'refusedSignature' }],
    ['400', (it) => it.writeHead(400).end(), { state: 'odd', why: 'status 400' }],
    [
      '500 with a long answer',
      (it) => it.writeHead(500).end('x'.repeat(200_000)),
      { state: 'odd', why: 'answer too long' },
    ],
    ['200 without anything', (it) => it.end(), { state: 'odd', why: '200 without its signature' }],
    ['200 with a stranger’s line', (it) => it.end(line(keys.key)), { state: 'odd', why: '200 without its signature' }],
    ['409 without a size', (it) => it.writeHead(409).end('no'), { state: 'odd', why: 'status 409' }],
    [
      '409 with a size of the wrong type',
      (it) => it.writeHead(409, { 'content-type': 'text/html' }).end('9\n'),
      { state: 'odd', why: 'status 409' },
    ],
    [
      '409 with what was said already',
      (it) => it.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('0\n'),
      { state: 'odd', why: 'status 409, size 0' },
    ],
    ['a broken line', (it) => it.destroy(), { state: 'silent' }],
  ])('what answers %s is told apart', async (_, answers, outcome) => {
    const it = await anythingThat(answers)
    const { lines, outcomes } = await ask(policyOf(it), 5)
    expect(lines).toEqual([])
    expect(outcomes).toMatchObject([{ witness: 'w0', ...outcome }])
  })

  test('a signature that does not fit is not taken', async () => {
    const known: { key?: VerifierKey } = {}
    const it = await anythingThat((response) => response.end(line(known.key as VerifierKey)))
    known.key = it.key
    const { lines, outcomes } = await ask(policyOf(it), 5)
    expect([lines, outcomes[0]]).toEqual([
      [],
      { witness: 'w0', state: 'odd', why: '200 with a signature that does not fit' },
    ])
  })

  test('nobody is followed elsewhere, not even to a witness', async () => {
    const good = await aWitness('a.example')
    const it = await anythingThat((response) =>
      response.writeHead(307, { location: `${good.url}/add-checkpoint` }).end(),
    )
    const { lines, outcomes } = await ask(policyOf({ ...good, url: it.url }), 5)
    expect([lines, outcomes]).toMatchObject([[], [{ witness: 'w0', state: 'silent' }]])
  })

  test('a witness that repeats the size it was asked from is not asked again', async () => {
    let asked = 0
    const it = await anythingThat((response) => {
      asked += 1
      response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('0\n')
    })
    await ask(policyOf(it), 9)
    expect(asked).toBe(1)
  })

  test('a witness that keeps sending another size is asked twice and no more', async () => {
    let asked = 0
    const it = await anythingThat((response) => {
      asked += 1
      response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${asked}\n`)
    })
    expect((await ask(policyOf(it), 9)).outcomes).toMatchObject([{ state: 'odd', why: 'status 409, size 2' }])
    expect(asked).toBe(2)
  })

  test('the slow and the dead keep nobody: the others’ lines come all the same', async () => {
    const slow = await anythingThat(() => undefined)
    const trickle = await anythingThat((response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('—'), 50)
      ends.push(() => clearInterval(drip))
    })
    const dead = await aWitness('dead.example')
    await dead.stop()
    const good = await aWitness('a.example')
    const { lines, outcomes } = await ask(policyOf(slow, trickle, dead, good), 5, { timeoutMs: 400 })
    expect(outcomes.map((it) => [it.state, 'why' in it && it.why])).toEqual([
      ['silent', 'timeout'],
      ['silent', 'timeout'],
      ['silent', 'ECONNREFUSED'],
      ['cosigned', false],
    ])
    expect(lines.map(({ name }) => name)).toEqual(['a.example'])
  })

  test('what is asked is one checkpoint, unchanged', async () => {
    let seen = ''
    const it = await anythingThat((response, body) => {
      seen = body
      response.writeHead(404).end()
    })
    await ask(policyOf(it), 5)
    expect(seen).toBe(`old 0\n\n${formatNote(log.signed(5).note)}`)
    await expect(ask(policyOf(it), 5, { note: 'hello' })).rejects.toThrow('is no checkpoint')
  })
})
