import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { canonical } from '../../../src/kit/canonical.ts'
import { fromBase64, textOf, toBase64, utf8 } from '../../../src/kit/tlog/bytes.ts'
import { readLeaf } from '../../../src/kit/tlog/leaf.ts'
import { formatVkey, keyTypes, verifierKey } from '../../../src/kit/tlog/note.ts'
import { parsePolicy } from '../../../src/kit/tlog/policy.ts'
import { parseProof } from '../../../src/kit/tlog/proof.ts'
import { formatReceipt, parseReceipt, type Receipt, verifyReceipt } from '../../../src/kit/tlog/receipt.ts'
import { entryOf } from '../../../src/ledger/entry.ts'
import { keyNamed, memoryLog } from '../../ledger/memoryLog.ts'
import { publishedAt, type Sample, sampleReceipt } from '../../ledger/receipts.ts'

const now = '2026-11-22T01:00:00.000Z'
const witnesses = ['jiwei.example/witness', 'shuju.example/witness', 'linxian.example/witness']
let sample: Sample
let receipt: Receipt
const policy = () => parsePolicy(sample.log.policy())
const stateOf = (text: string) => verifyReceipt(text, policy(), now).state

beforeAll(async () => {
  sample = await sampleReceipt(1000, 607, { witnesses, quorum: 2, privateLine: true })
  const parsed = parseReceipt(sample.text)
  if (!parsed) throw new Error('the sample is no receipt')
  receipt = parsed
})

describe('what a receipt says', () => {
  test('witnessed: who witnessed, since when at the latest it stands there, and what was recorded', () => {
    const standing = verifyReceipt(sample.text, policy(), now)
    expect(standing).toMatchObject({
      state: 'witnessed',
      proven: { index: 607, size: 1000, recordedBefore: publishedAt, clock: 'fits' },
    })
    const { proven } = standing as Extract<typeof standing, { proven: object }>
    expect(proven.witnesses.map(({ name }) => name)).toEqual(['w1', 'w2', 'w3'])
    expect(proven.receipt.opening?.fact).toEqual(sample.fact)
  })

  test('signed only, where too few witnesses put their names to it, or none is asked for', async () => {
    const alone = await sampleReceipt(20, 3)
    expect(verifyReceipt(alone.text, parsePolicy(alone.log.policy()), now).state).toBe('signed')
    const wanted = memoryLog({ witnesses })
    expect(verifyReceipt(alone.text, parsePolicy(wanted.policy()), now).state).toBe('signed')
  })

  test('a receipt of another county’s log says whose it is', async () => {
    const other = await sampleReceipt(20, 3, { origin: 'elsewhere.example/kq/1' })
    expect(verifyReceipt(other.text, policy(), now)).toEqual({ state: 'otherLog', origin: 'elsewhere.example/kq/1' })
  })

  test('a witness whose time this device has not reached: one clock is wrong, the proof holds', () => {
    const early = verifyReceipt(sample.text, policy(), '2026-11-21T00:00:00.000Z')
    expect(early).toMatchObject({ state: 'witnessed', proven: { clock: 'behind' } })
  })

  test('without the opening it proves the entry and shows nothing', () => {
    const { opening: _, ...sealed } = receipt
    const standing = verifyReceipt(formatReceipt(sealed), policy(), now)
    expect(standing.state).toBe('witnessed')
    expect(formatReceipt(sealed)).not.toContain(toBase64(sample.salt))
  })

  test.each(['', 'c2sp.org/tlog-proof@v1', 'index 1\n\n', '\u0000', '在岗'])('%j is unreadable', (text) => {
    expect(verifyReceipt(text, policy(), now)).toEqual({ state: 'unreadable' })
  })
})

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, i) => (i === at % bytes.length ? byte ^ (1 + (at % 255)) || 1 : byte))

type Mutation = readonly [title: string, change: (it: Receipt, at: number) => Receipt, states: readonly string[]]

const withHead = (it: Receipt, head: (lines: string[]) => string[]): Receipt => {
  const lines = head(it.proof.signed.note.text.split('\n'))
  const text = formatReceipt(it).replace(it.proof.signed.note.text, lines.join('\n'))
  return { ...it, proof: { ...it.proof, signed: parseProof(text)?.signed ?? it.proof.signed } }
}
const withSignature = (it: Receipt, line: number, at: number): Receipt => {
  const { checkpoint, note } = it.proof.signed
  const signatures = note.signatures.map((one, i) =>
    i === line ? { ...one, signature: flipped(one.signature, at) } : one,
  )
  return { ...it, proof: { ...it.proof, signed: { checkpoint, note: { ...note, signatures } } } }
}
const withOpening = (it: Receipt, more: Partial<NonNullable<Receipt['opening']>>): Receipt =>
  it.opening ? { ...it, opening: { ...it.opening, ...more } } : it

const mutations: readonly Mutation[] = [
  ['a byte of the salt', (it, at) => withOpening(it, { salt: flipped(it.opening!.salt, at) }), ['changed']],
  ['a letter of the fact', (it, at) => withOpening(it, { fact: bent(it.opening!.fact, at) }), ['changed']],
  [
    'a byte of the entry',
    (it, at) => ({ ...it, leaf: { ...it.leaf, commitment: flipped(it.leaf.commitment, at) } }),
    ['notInTree'],
  ],
  [
    'the number of the device in the entry',
    (it, at) => ({ ...it, leaf: { ...it.leaf, device: { mark: it.leaf.device!.mark, seq: 1 + (at % 30_000) } } }),
    ['notInTree'],
  ],
  ['the index', (it, at) => ({ ...it, proof: { ...it.proof, index: at % 607 } }), ['notInTree']],
  [
    'a byte of the path',
    (it, at) => ({
      ...it,
      proof: {
        ...it.proof,
        path: it.proof.path.map((hash, i) => (i === at % it.proof.path.length ? flipped(hash, at) : hash)),
      },
    }),
    ['notInTree'],
  ],
  [
    'a hash of the path too few',
    (it, at) => ({
      ...it,
      proof: { ...it.proof, path: it.proof.path.filter((_, i) => i !== at % it.proof.path.length) },
    }),
    ['notInTree'],
  ],
  [
    'a byte of the root',
    (it, at) =>
      withHead(it, ([origin = '', size = '', root = '', ...rest]) => [
        origin,
        size,
        toBase64(flipped(fromBase64(root)!, at)),
        ...rest,
      ]),
    ['forged'],
  ],
  ['the size', (it, at) => withHead(it, ([origin = '', , ...rest]) => [origin, `${1001 + at}`, ...rest]), ['forged']],
  ['the origin', (it, at) => withHead(it, ([origin, ...rest]) => [`${origin}${at}`, ...rest]), ['otherLog']],
  ['a byte of the log’s signature', (it, at) => withSignature(it, 0, at), ['forged']],
  ['a byte of a cosignature', (it, at) => withSignature(it, 2 + (at % 3), at), ['forged']],
  [
    'the name of whom the signature is by',
    (it, at) => {
      const { checkpoint, note } = it.proof.signed
      const [own, ...others] = note.signatures
      const signatures = [{ ...own!, name: `x${at}` }, ...others]
      return { ...it, proof: { ...it.proof, signed: { checkpoint, note: { ...note, signatures } } } }
    },
    ['forged'],
  ],
]

/** The fact with one letter of one of its texts changed, or its number moved. */
function bent(fact: object, at: number): Record<string, unknown> {
  const text = canonical(fact)
  const places = [...text].flatMap((letter, i) => (/[0-9]/.test(letter) ? [i] : []))
  const place = places[at % places.length] ?? 0
  const digit = (Number(text[place]) + 1 + (at % 8)) % 10
  const changed = `${text.slice(0, place)}${digit === 0 ? 9 - Number(text[place]) || 5 : digit}${text.slice(place + 1)}`
  return JSON.parse(changed)
}

describe('what is changed is seen', () => {
  test.each(mutations)('%s', (_, change, states) => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (at) => {
        const text = formatReceipt(change(receipt, at))
        fc.pre(text !== sample.text)
        expect(states).toContain(stateOf(text))
      }),
      { numRuns: 40 },
    )
  })

  test('any letter of the text: what still says witnessed proves the very same, at most by fewer witnesses', () => {
    const { text } = sample
    const told = (it: string) => {
      const { extra: _, ...proof } = parseProof(it)!
      return canonical({ ...parseReceipt(it), proof: { ...proof, signed: proof.signed.note.text } })
    }
    let same = 0
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.constantFrom('A', 'b', '7', '\n', ' ', '+'), (at, letter) => {
        fc.pre(text[at] !== letter)
        const changed = text.slice(0, at) + letter + text.slice(at + 1)
        if (stateOf(changed) !== 'witnessed') return
        same += 1
        expect(told(changed)).toBe(told(text))
      }),
      { numRuns: 400, seed: 22 },
    )
    expect(same).toBeLessThan(120)
  })

  test('a content that fits its commitment but speaks of another device than the leaf', () => {
    const { deviceSeq: _, ...less } = receipt.opening!.fact
    expect(stateOf(formatReceipt(withOpening(receipt, { fact: less })))).toBe('changed')
  })

  test('members in another order, spaces, or more of them are no receipt', () => {
    const { extra } = parseProof(sample.text)!
    const told = JSON.parse(textOf(extra!))
    for (const other of [
      `${textOf(extra!)} `,
      JSON.stringify({ salt: told.salt, ...told }),
      canonical({ ...told, more: 1 }),
    ]) {
      expect(stateOf(sample.text.replace(toBase64(extra!), toBase64(utf8(other))))).toBe('unreadable')
    }
  })

  test('another key under the name of the log', () => {
    const { origin } = sample.log
    const other = formatVkey(verifierKey(origin, keyTypes.ed25519, keyNamed('somebody').key.publicKey))
    const wanted = sample.log.policy().replace(/^log .*$/m, `log ${other}`)
    expect(verifyReceipt(sample.text, parsePolicy(wanted), now)).toEqual({ state: 'forged', name: origin })
  })
})

test('a leaf is read back as it was written, by the log’s own writing', () => {
  const deviceId = '019a0000-0000-7000-8000-000000000000'
  const entry = entryOf({ commitment: new Uint8Array(32).fill(7), deviceId, deviceSeq: 12 })
  const leaf = readLeaf(JSON.parse(textOf(entry)))
  expect(leaf?.device?.seq).toBe(12)
  for (const wrong of [
    {},
    null,
    { c: 'AA==', v: 1 },
    { ...JSON.parse(textOf(entry)), v: 2 },
    { c: toBase64(new Uint8Array(32)), dev: 'x', seq: 1, v: 1 },
  ])
    expect(readLeaf(wrong)).toBeUndefined()
})
