import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Accepted, acceptFacts } from '../../src/fact/accept.ts'
import { append } from '../../src/fact/append.ts'
import { commitmentOf } from '../../src/fact/commitment.ts'
import { erase } from '../../src/fact/erasure.ts'
import type { Fact } from '../../src/fact/fact.ts'
import type { KeptFact } from '../../src/fact/kept.ts'
import { countUnsent, listUnsent, markAcknowledged, resendFrom } from '../../src/fact/outbox.ts'
import { listFacts } from '../../src/fact/store.ts'
import { type FreshDb, freshDb } from '../db.ts'
import { listCommitments } from './commitments.ts'
import { dutyFact, makeNotes, noteOf, noteProjection, notesSeen } from './samples.ts'

let station: FreshDb
let center: FreshDb
beforeAll(async () => {
  station = await freshDb('station')
  center = await freshDb('center')
  await makeNotes(center.owner, false)
})
afterAll(async () => {
  await station.close()
  await center.close()
})

/** A station of its own in a county of its own, so that tests do not meet. */
let counties = 100_000
function newSender() {
  counties += 1
  return { countyId: counties, deviceId: randomUUID() }
}
type Sender = ReturnType<typeof newSender>

const keep = (sender: Sender, notes: readonly string[]) =>
  append(
    station.app,
    notes.map((note) => dutyFact(note, undefined, sender.countyId)),
    [],
    { device: sender.deviceId },
  )

/** What goes over the wire is JSON. */
const overWire = (facts: readonly KeptFact[]): unknown[] => JSON.parse(JSON.stringify(facts))
const push = (sender: Sender, facts: readonly KeptFact[]) =>
  acceptFacts(center.owner, sender, overWire(facts), [noteProjection])
const unsent = (sender: Sender, limit = 500) => listUnsent(station.app, sender.deviceId, limit)

describe('the outbox', () => {
  test('gives what is not acknowledged, first ones first', async () => {
    const sender = newSender()
    await keep(sender, ['a', 'b', 'c'])
    await markAcknowledged(station.app, sender.deviceId, 1)
    await markAcknowledged(station.app, sender.deviceId, 0)
    expect((await unsent(sender, 1)).map((one) => one.state === 'whole' && noteOf(one.fact))).toEqual(['b'])
    expect(await countUnsent(station.app, sender.deviceId)).toBe(2)
    await markAcknowledged(station.app, sender.deviceId, 99)
    expect(await countUnsent(station.app, sender.deviceId)).toBe(0)
    await resendFrom(station.app, sender.deviceId, 3)
    expect(await unsent(sender)).toHaveLength(1)
  })

  test('a gap is answered with the number that is needed, and nothing after it is kept', async () => {
    const sender = newSender()
    await keep(sender, ['a', 'b', 'c', 'd'])
    const [a, b, c, d] = (await unsent(sender)) as [KeptFact, KeptFact, KeptFact, KeptFact]
    expect(await push(sender, [d, a])).toEqual({ acknowledgedSeq: 1, needFromSeq: 2, contradictions: [] })
    expect(await push(sender, [d])).toEqual({ acknowledgedSeq: 1, needFromSeq: 2, contradictions: [] })
    expect(await push(sender, [b, c, d])).toEqual({ acknowledgedSeq: 4, contradictions: [] })
  })

  test('the same number with other content is an alarm, and what was kept first stays', async () => {
    const sender = newSender()
    await keep(sender, ['true', 'next'])
    const [first, next] = (await unsent(sender)) as [KeptFact, KeptFact]
    await push(sender, [first])
    const forged = { ...dutyFact('forged', undefined, sender.countyId), deviceId: sender.deviceId, deviceSeq: 1 }
    const salt = Buffer.alloc(32, 1)
    const commitment = Buffer.from(commitmentOf(forged, salt)).toString('hex')
    const lie: KeptFact = { state: 'whole', fact: forged, salt: salt.toString('hex'), commitment }
    expect(await push(sender, [lie, next])).toEqual({ acknowledgedSeq: 1, contradictions: [1] })
    expect((await listFacts(center.app, sender.countyId)).map(noteOf)).toEqual(['true'])
  })

  test.each<[string, (fact: KeptFact, sender: Sender) => unknown]>([
    ['another device', (fact) => replaced(fact, { deviceId: randomUUID() })],
    ['another county', (fact) => replaced(fact, { countyId: 1 })],
    ['no number', (fact) => replaced(fact, { deviceSeq: 0 })],
    ['content that does not fit its commitment', (fact) => replaced(fact, { simulated: true })],
    ['no fact at all', () => ({ hello: 1 })],
  ])('%s is refused', async (_, spoil) => {
    const sender = newSender()
    await keep(sender, ['a'])
    const [fact] = (await unsent(sender)) as [KeptFact]
    const call = acceptFacts(center.app, sender, [spoil(fact, sender)], [])
    await expect(call).rejects.toMatchObject({ refusal: 'badInput' })
  })

  test('a fact erased before it was sent keeps its place', async () => {
    const sender = newSender()
    const [a] = await keep(sender, ['a', 'b'])
    await erase(station.app, [a?.id ?? ''], 'why', { ...sender, now: a?.at ?? '', by: { kind: 'system' } })
    expect(await push(sender, await unsent(sender))).toMatchObject({ acknowledgedSeq: 2 })
    expect((await listFacts(center.app, sender.countyId)).map(noteOf)).toEqual(['b'])
  })

  test('what a station kept with an id in capitals fits its commitment as it is', async () => {
    const sender = newSender()
    const dutyId = randomUUID().toUpperCase()
    const one = dutyFact('a', undefined, sender.countyId)
    const shouted = { ...one, body: { ...one.body, dutyId } } as Fact
    await append(station.app, [shouted], [], { device: sender.deviceId })
    expect(await push(sender, await unsent(sender))).toMatchObject({ acknowledgedSeq: 1 })
    expect((await listFacts(center.app, sender.countyId)).map((it) => it.body)).toEqual([shouted.body])
  })

  test('the commitments at the center are those of the station', async () => {
    const sender = newSender()
    await keep(sender, ['a', 'b'])
    await push(sender, await unsent(sender))
    const of = async ({ app }: FreshDb) => listCommitments(app, sender.countyId, 0, 10)
    expect(await of(center)).toEqual(await of(station))
  })
})

const replaced = (kept: KeptFact, change: object): unknown =>
  kept.state === 'whole' ? { ...kept, fact: { ...kept.fact, ...change } } : kept

type Event =
  | { kind: 'keep'; facts: number }
  | { kind: 'send'; most: number; answer: 'heard' | 'lost' }
  | { kind: 'sendAgain'; which: number; answer: 'heard' | 'lost' }
  | { kind: 'sendShuffled'; skip: number }

const answer = fc.constantFrom('heard' as const, 'lost' as const)
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('keep' as const), facts: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('send' as const), most: fc.integer({ min: 1, max: 5 }), answer }),
  fc.record({ kind: fc.constant('sendAgain' as const), which: fc.nat(20), answer }),
  fc.record({ kind: fc.constant('sendShuffled' as const), skip: fc.nat(2) }),
)

test('whatever is resent, doubled, shuffled or lost, the center ends with exactly the station’s facts, each once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (events) => {
      const sender = newSender()
      const batches: (readonly KeptFact[])[] = []
      let notes = 0
      const hear = async (said: Accepted) => {
        expect(said.contradictions).toEqual([])
        await markAcknowledged(station.app, sender.deviceId, said.acknowledgedSeq)
      }
      const happen = async (one: Event) => {
        if (one.kind === 'keep') {
          await keep(
            sender,
            Array.from({ length: one.facts }, (_, i) => `${sender.countyId}-${notes + i}`),
          )
          notes += one.facts
        } else if (one.kind === 'send') {
          const batch = await unsent(sender, one.most)
          batches.push(batch)
          const said = await push(sender, batch)
          if (one.answer === 'heard') await hear(said)
        } else if (one.kind === 'sendAgain') {
          const said = await push(sender, batches[one.which % Math.max(1, batches.length)] ?? [])
          if (one.answer === 'heard') await hear(said)
        } else {
          await push(sender, (await unsent(sender)).slice(one.skip).reverse())
        }
      }
      for (const one of events) await happen(one)
      while ((await countUnsent(station.app, sender.deviceId)) > 0)
        await happen({ kind: 'send', most: 7, answer: 'heard' })

      expect(await listFacts(center.app, sender.countyId)).toEqual(await listFacts(station.app, sender.countyId))
      const seen = Object.entries(await notesSeen(center.owner)).filter(([note]) =>
        note.startsWith(`${sender.countyId}-`),
      )
      expect(seen.map(([, times]) => times)).toEqual(Array.from({ length: notes }, () => 1))
    }),
    { numRuns: 60 },
  )
})
