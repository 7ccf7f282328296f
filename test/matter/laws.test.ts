import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatterAct } from '../../src/contract/matters.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf, toMs } from '../../src/kit/time.ts'
import { fold } from '../../src/matter/handling/fold.ts'
import { heldSeconds } from '../../src/matter/handling/holding.ts'
import { isLate, lampOf, lightAt } from '../../src/matter/handling/light.ts'
import { endOf, hasEnded, type Matter } from '../../src/matter/handling/matter.ts'
import { listMay } from '../../src/matter/handling/may.ts'
import { anybody, clockwork, li, openWorld, otherUnit, refusalOf, town, type, type World, wang } from './world.ts'

/** One of the things that can be done, made for where the matter stands when it is done. */
type Make = (matter: Matter, today: string) => MatterAct

const makes: Readonly<Record<MatterAct['act'], Make>> = {
  accept: () => ({ act: 'accept' }),
  tellMissing: () => ({ act: 'tellMissing', materials: ['plan'], words: '请带齐' }),
  supply: () => ({ act: 'supply', materials: ['plan'] }),
  finishStep: ({ standing }) => ({ act: 'finishStep', step: 'step' in standing ? `${standing.step}` : '', note: '' }),
  offer: () => ({ act: 'offer', handOverId: newId(), toUnitId: otherUnit, toStaffId: li, reason: '不在我处' }),
  takeOver: ({ handOver }) => ({ act: 'takeOver', handOverId: handOver?.handOverId ?? newId() }),
  refuseHandOver: ({ handOver }) => ({
    act: 'refuseHandOver',
    handOverId: handOver?.handOverId ?? newId(),
    reason: '不归我管',
  }),
  withdrawHandOver: ({ handOver }) => ({ act: 'withdrawHandOver', handOverId: handOver?.handOverId ?? newId() }),
  pause: (_, today) => ({
    ...{ act: 'pause', pauseId: newId(), ground: 'appraisal', document: '鉴定委托书' },
    until: addDays(today, 3),
  }),
  resume: ({ standing }) => ({ act: 'resume', pauseId: standing.state === 'paused' ? standing.pauseId : newId() }),
  extend: () => ({ act: 'extend', by: { unit: 'workingHours', amount: 7 }, reason: '情况复杂' }),
  finish: () => ({ act: 'finish', result: '同意' }),
  refuse: () => ({ act: 'refuse', ground: '第三条', explanation: '不符', remedy: '复议' }),
  withdraw: () => ({ act: 'withdraw', reason: '不办了' }),
  reopen: () => ({ act: 'reopen', reason: '没有解决' }),
  link: () => ({ act: 'link', external: { system: '省平台', number: '1', link: null } }),
  eraseWords: () => ({ act: 'eraseWords', reason: '本人要求' }),
}
const names = Object.keys(makes) as MatterAct['act'][]

/** Ends and refusals are rarer, or every life is short. */
const moves = fc.array(
  fc.record({
    seconds: fc.oneof(fc.nat(900), fc.nat(30_000), fc.nat(400_000)),
    act: fc.constantFrom(...names.filter((it) => !['refuse', 'withdraw'].includes(it)), ...names),
    /** Every other one is something that can be done just then. */
    pick: fc.nat(1_000),
  }),
  { maxLength: 20 },
)

async function live(world: World, made: readonly Move[], look: Look) {
  for (const { seconds, pick, ...its } of made) {
    await world.wait(seconds)
    const before = world.matter
    const may = listMay(before, type, anybody)
    const act = (pick % 2 === 0 ? may[Math.floor(pick / 2) % may.length] : undefined) ?? its.act
    const it = makes[act](before, dayOf(world.now))
    const judged = await world.act(it)
    look({ world, before, it, isDone: judged.kind === 'allowed' && judged.facts.length > 0 })
  }
}

interface Move {
  readonly seconds: number
  readonly act: MatterAct['act']
  readonly pick: number
}
type Look = (seen: { world: World; before: Matter; it: MatterAct; isDone: boolean }) => void

const dues = ({ clocks }: Matter) => clocks.map(({ scope, step, startedAt, dueAt }) => [scope, step, startedAt, dueAt])
const handing = new Set<MatterAct['act']>([
  'offer',
  'takeOver',
  'refuseHandOver',
  'withdrawHandOver',
  'link',
  'eraseWords',
])

test('handing over, taking, refusing, linking or destroying words never moves a clock', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      await live(await openWorld(), made, ({ world, before, it }) => {
        if (handing.has(it.act)) expect(dues(world.matter)).toEqual(dues(before))
      })
    }),
    { numRuns: 150 },
  )
})

test('whoever has it has it all the time: holdings tile the time from taking to the end, and from every reopening', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      const reopenings: string[] = []
      await live(await openWorld(), made, ({ world, it, isDone }) => {
        if (it.act === 'reopen' && isDone) reopenings.push(world.now)
        const { holdings, takenAt } = world.matter
        expect(holdings[0]?.from).toBe(takenAt)
        for (const [i, next] of holdings.slice(1).entries()) {
          if (!reopenings.includes(next.from)) expect(holdings[i]?.to).toBe(next.from)
        }
        expect(holdings.filter((one) => one.to === null)).toHaveLength(hasEnded(world.matter) ? 0 : 1)
      })
    }),
    { numRuns: 150 },
  )
})

test('held seconds add up to the working time from taking to the end, without pauses and waiting', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      await live(await openWorld(), made, ({ world: { matter, now } }) => {
        if (matter.reopened) return
        const held = matter.holdings.reduce((sum, it) => sum + heldSeconds(matter, it, clockwork, now), 0)
        const stopped = matter.stops.reduce((sum, it) => sum + clockwork.seconds(it.from, it.to ?? now), 0)
        expect(held).toBe(clockwork.seconds(matter.takenAt, endOf(matter) ?? now) - stopped)
      })
    }),
    { numRuns: 150 },
  )
})

test('a pause moves what is due by its own working time, to the second, and what was late before not at all', async () => {
  const late = fc.nat(40_000)
  const length = fc.integer({ min: 1, max: 300_000 })
  await fc.assert(
    fc.asyncProperty(late, length, async (wait, seconds) => {
      const world = await openWorld()
      await world.act({ act: 'accept' })
      await world.wait(wait)
      const before = world.matter.clocks.filter((it) => it.state === 'running')
      const began = world.now
      await world.act(makes.pause(world.matter, dayOf(world.now)))
      await world.wait(seconds)
      await world.act(makes.resume(world.matter, dayOf(world.now)))
      const pause = world.matter.stops.at(-1)
      for (const clock of before) {
        const now = world.matter.clocks.find((it) => it.scope === clock.scope && it.step === clock.step)
        const moved = clockwork.seconds(clock.dueAt, now?.dueAt ?? '')
        const paused = clockwork.seconds(began, pause?.to ?? '')
        expect(moved).toBe(toMs(began) > toMs(clock.dueAt) ? 0 : paused)
      }
    }),
    { numRuns: 200 },
  )
})

test('after an end nothing but opening again, linking and destroying who it was for is done', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      await live(await openWorld(), made, ({ before, it, isDone }) => {
        if (hasEnded(before) && isDone) expect(['reopen', 'link', 'eraseWords']).toContain(it.act)
      })
    }),
    { numRuns: 150 },
  )
})

test('what may be done is what is listed, and the facts alone make the same matter', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      const world = await openWorld()
      await live(world, made, ({ before, it, isDone }) => {
        if (isDone) expect(listMay(before, type, anybody)).toContain(it.act)
      })
      expect(fold(world.facts, type)).toEqual(world.matter)
    }),
    { numRuns: 150 },
  )
})

test('red exactly when a clock that runs is past due; whatever was late stays late', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      let was = false
      await live(await openWorld(), made, ({ world: { matter, now } }) => {
        const running = matter.clocks.filter((it) => it.state === 'running')
        const red = running.some((it) => toMs(it.dueAt) < toMs(now))
        expect(lightAt(lampOf(matter), now) === 'red').toBe(red)
        if (red || was) expect(isLate(matter, now)).toBe(true)
        was = isLate(matter, now)
        expect(running.length > 0).toBe(matter.standing.state === 'taken' || matter.standing.state === 'running')
        for (const it of matter.clocks) expect(toMs(it.yellowAt)).toBeLessThanOrEqual(toMs(it.dueAt))
      })
    }),
    { numRuns: 150 },
  )
})

test('a step that is another office’s goes to whoever has the post there, with no name on it', async () => {
  const world = await openWorld()
  await world.act({ act: 'accept' })
  await world.act({ act: 'finishStep', step: 'look', note: '' })
  expect(world.matter.holdings).toMatchObject([
    { staffId: wang, step: null },
    { unitId: town, staffId: null, step: 'decide', to: null },
  ])
})

test('what the citizen had opened again, nobody it was held by calls taken back', async () => {
  const hand = { ...anybody, county: false }
  for (const [by, withdrawn] of [
    ['public', 'forbidden'],
    ['system', 'done'],
  ] as const) {
    const world = await openWorld()
    await world.act({ act: 'accept' })
    await world.act({ act: 'refuse', ground: '无', explanation: '不符', remedy: '复议' })
    await world.reopen('没有解决', by)
    expect(world.matter).toMatchObject({
      standing: { state: 'running', step: 'look' },
      reopened: { byCitizen: by === 'public' },
    })
    expect(refusalOf(await world.act({ act: 'withdraw', reason: '算了' }, hand))).toBe(withdrawn)
  }
})

test('ending a matter and opening it again is no way to ask for more', async () => {
  const world = await openWorld(undefined, { brought: ['idcard'] })
  const tell = (...materials: string[]): MatterAct => ({ act: 'tellMissing', materials, words: '' })
  await world.act(tell('plan'))
  await world.act({ act: 'refuse', ground: '无', explanation: '逾期未补', remedy: '复议' })
  await world.act({ act: 'reopen', reason: '再办' })
  expect(world.matter.standing.state).toBe('taken')
  expect(refusalOf(await world.act(tell('plan', 'photo')))).toBe('missingToldOnce')
  expect(refusalOf(await world.act(tell('plan')))).toBe('done')
})
