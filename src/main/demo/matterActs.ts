import { createHash } from 'node:crypto'
import type { Channel, MatterAct, MatterView } from '../../contract/matters.ts'
import type { OutputOf } from '../../contract/route.ts'
import { actOnMatter, readCounter, readMatter, takeMatter } from '../../contract/routes/matters.ts'
import { hashOfCode, receiptCodeOf } from '../../kit/receiptCode.ts'
import { Refusal } from '../../kit/refusals.ts'
import { addDays, clockOf, type Day, dayOf, type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { type Cast, get, type Place } from './cast.ts'
import { type Dice, makeDice } from './dice.ts'
import { idOf, nameOf } from './names.ts'
import type { Office } from './office.ts'
import { type DemoSpan, daysFrom, isWorked } from './span.ts'

/** What becomes of a matter. */
type Fate =
  | 'smooth'
  | 'late'
  | 'lacking'
  | 'handedOver'
  | 'paused'
  | 'refused'
  | 'extended'
  | 'withdrawn'
  | 'reopened'
  | 'forgotten'
  | 'offered'

const fates: readonly Fate[] = [
  ...(['smooth', 'lacking', 'smooth', 'late', 'handedOver', 'smooth', 'paused', 'smooth', 'refused'] as const),
  ...(['smooth', 'forgotten', 'smooth', 'extended', 'late', 'reopened', 'smooth', 'withdrawn', 'offered'] as const),
]
const channels: readonly Channel[] = ['counter', 'counter', 'counter', 'phone', 'agent', 'counter', 'online']

const days = 14
/** As many are taken on each working day, and numbered through. */
export const mattersADay = 4

/** Two weeks of matters in the villages and the town: most go well, some are late, wait, stop, change hands or end badly. */
export function matterActs(cast: Cast, span: DemoSpan): Act[] {
  const worked = daysFrom(addDays(span.today, -days), span.today).filter(isWorked)
  return worked.flatMap((day, i) =>
    Array.from({ length: mattersADay }, (_, k) => takeAct(cast, { day, number: i * mattersADay + k })),
  )
}

/** The code on the receipt of the demonstration’s matters, by their number: made up, and worth nothing elsewhere. */
export const demoReceiptCode = (number: number): string =>
  receiptCodeOf(createHash('sha256').update(`zaigang demo receipt ${number}`).digest())

interface Wanted {
  readonly day: Day
  readonly number: number
}

/** How one matter goes on: its fate, and chance that can be repeated. */
interface Story {
  readonly cast: Cast
  readonly fate: Fate
  readonly dice: Dice
  /** What was done with it so far. */
  readonly done: number
}

function takeAct(cast: Cast, { day, number }: Wanted): Act {
  const dice = makeDice(7_000 + number)
  const place = number % 4 === 0 ? cast.town : get(cast.villages, number % cast.villages.length)
  const at = toIso(toMs(instantAt(day, '08:40')) + dice.between(0, 180 * 60) * 1_000)
  return {
    at,
    run: async (office) => {
      const { types } = await office.ask('kaoqin', readCounter)
      const kinds = types.filter((it) => it.unitId === null || it.unitId === place.unit.unitId)
      const type = get(kinds, (number * 7) % kinds.length)
      const story: Story = { cast, fate: get(fates, number % fates.length), dice, done: 0 }
      const matterId = idOf(`matter ${number}`)
      const row = await office.ask('kaoqin', takeMatter, { body: bodyOf({ matterId, number, place, type, story }) })
      if (story.fate === 'forgotten') return []
      return [nextAct(matterId, intime(later(at, row.dueAt, dice.next() * 0.7), row.dueAt, dice), story)]
    },
  }
}

type Kind = OutputOf<typeof readCounter>['types'][number]

interface Body {
  readonly matterId: string
  readonly number: number
  readonly place: Place
  readonly type: Kind
  readonly story: Story
}

function bodyOf({ matterId, number, place, type, story: { dice, fate } }: Body) {
  const channel = get(channels, number % channels.length)
  const keys = type.materials.filter((it) => it.required).map((it) => it.key)
  return {
    matterId,
    codeHash: hashOfCode(demoReceiptCode(number)),
    ...{ typeId: type.typeId, title: type.name, description: '（演示）' },
    ...{ siteId: place.site.siteId, channel },
    // Nobody's number, and plainly so.
    applicant: { name: nameOf(dice), phone: number % 4 === 0 ? '' : `演示 000-${String(number).padStart(4, '0')}` },
    agentStaffId: channel === 'agent' ? get(place.crew, 2).staffId : null,
    ...{ external: null, place: null, suggestion: null, takenAt: null },
    brought: fate === 'lacking' ? keys.slice(1) : keys,
  }
}

/** Does what comes next with a matter, and plans what comes after that. */
function nextAct(matterId: string, at: Iso, story: Story): Act {
  return {
    at,
    run: async (office) => {
      const view = await look(office, matterId)
      const wanted = wish(view, story, dayOf(at))
      if (wanted === null) return []
      const { login, act } = wanted
      const after = await tried(office.ask(login, actOnMatter, { params: { matterId }, body: act }))
      if (after === undefined) return []
      const on = { ...story, done: story.done + 1 }
      const next = nextTime(after, at, on)
      return next === null ? [] : [nextAct(matterId, next, on)]
    },
  }
}

/** What is refused ends a story: on some dates its times fall otherwise than it needs. */
const tried = (asked: Promise<MatterView>): Promise<MatterView | undefined> =>
  asked.catch((failure: unknown) => {
    if (failure instanceof Refusal) return undefined
    throw failure
  })

const look = (office: Office, matterId: string): Promise<MatterView> =>
  office.ask('xian', readMatter, { params: { matterId } })

interface Wish {
  readonly login: string
  readonly act: MatterAct
}

const byClerk = (act: MatterAct): Wish => ({ login: 'kaoqin', act })

function wish(view: MatterView, story: Story, today: Day): Wish | null {
  switch (view.state) {
    case 'taken':
      return byClerk(missingOf(view) ?? { act: 'accept' })
    case 'lacking':
      return byClerk({ act: 'supply', materials: view.missing })
    case 'running':
      return running(view, story, today)
    case 'finished':
      return reopened(view, story)
    case 'paused':
      return view.pause && view.pause.until < today ? goOn(view) : null
    case 'refused':
    case 'withdrawn':
      return null
    default:
      return view.state satisfies never
  }
}

function running(view: MatterView, story: Story, today: Day): Wish | null {
  if (view.handOver && story.fate === 'offered') return null
  return onTheWay(view, story, today) ?? goOn(view)
}

const reopened = ({ clocks }: MatterView, { fate }: Story): Wish | null =>
  fate === 'reopened' && clocks.filter((it) => it.scope === 'whole').length < 2
    ? { login: 'xian', act: { act: 'reopen', reason: '群众反映没有解决（演示）' } }
    : null

function missingOf({ type, brought }: MatterView): MatterAct | undefined {
  const missing = type.materials.filter((it) => it.required && !brought.includes(it.key)).map((it) => it.key)
  return missing.length === 0 ? undefined : { act: 'tellMissing', materials: missing, words: '请携带原件补交（演示）' }
}

/** What its fate wants once it runs; nothing: it goes its way. */
function onTheWay(view: MatterView, { fate, done, cast }: Story, today: Day): Wish | undefined {
  const { matterId, handOver } = view
  if (handOver) return byClerk({ act: 'takeOver', handOverId: handOver.handOverId })
  if (done !== 1) return undefined
  switch (fate) {
    case 'handedOver':
    case 'offered':
      return byClerk({
        act: 'offer',
        handOverId: idOf(`hand ${matterId}`),
        ...receiverOf(view, cast),
        reason: '按职责分工',
      })
    case 'paused': {
      const paper = { ground: 'appraisal', document: '鉴定委托书（演示）' } as const
      return byClerk({ act: 'pause', pauseId: idOf(`pause ${matterId}`), ...paper, until: addDays(today, 4) })
    }
    case 'refused':
      return byClerk({
        ...{ act: 'refuse', ground: '不符合规定的申请条件（演示）', explanation: '申请人不在适用范围内。' },
        remedy: '可在 60 日内申请行政复议。',
      })
    case 'extended':
      return {
        login: 'zhenzhang',
        act: { act: 'extend', by: { unit: 'workingDays', amount: 5 }, reason: '需现场核实（演示）' },
      }
    case 'withdrawn':
      return byClerk({ act: 'withdraw', reason: '申请人来电撤回（演示）' })
    case 'smooth':
    case 'late':
    case 'lacking':
    case 'reopened':
    case 'forgotten':
      return undefined
    default:
      return fate satisfies never
  }
}

/** A village gives it to the town, the town to a village. */
function receiverOf({ unitId }: MatterView, { town, villages }: Cast): { toUnitId: string; toStaffId: null } {
  const to = unitId === town.unit.unitId ? get(villages, 0) : town
  return { toUnitId: to.unit.unitId, toStaffId: null }
}

function goOn({ clocks, type }: MatterView): Wish {
  const step = clocks.findLast((it) => it.scope === 'step' && it.state !== 'stopped')?.step ?? ''
  if (type.steps.at(-1)?.key === step) return byClerk({ act: 'finish', result: '已办结（演示）' })
  return byClerk({ act: 'finishStep', step, note: '' })
}

/** When somebody turns to it again: well before it is due, or, where it is to be late, a day after. */
function nextTime({ state, dueAt, pause }: MatterView, at: Iso, { fate, dice, done }: Story): Iso | null {
  if (state === 'refused' || state === 'withdrawn') return null
  if (state === 'finished') return fate === 'reopened' ? worktime(later(at, null, 0), dice) : null
  if (pause) return worktime(instantAt(addDays(pause.until, 1), '08:30'), dice)
  if (state === 'lacking') return worktime(later(at, null, 0, 4), dice)
  if (fate === 'late' && done === 1 && dueAt) return worktime(toIso(toMs(dueAt) + 20 * 3_600_000), dice)
  return intime(later(at, dueAt, 0.15 + dice.next() * 0.6), dueAt, dice)
}

/** A share of the time until something is due later; some days where nothing is, or it is over. */
function later(at: Iso, dueAt: Iso | null, share: number, orDays = 1): Iso {
  const left = dueAt === null ? 0 : toMs(dueAt) - toMs(at)
  return toIso(toMs(at) + (left > 0 ? Math.max(60_000, Math.floor(left * share)) : orDays * 24 * 3_600_000))
}

/** When an office is open, but not after it is due: the last minutes before are work too. */
function intime(at: Iso, dueAt: Iso | null, dice: Dice): Iso {
  const open = worktime(at, dice)
  return dueAt !== null && open > dueAt && at < dueAt ? toIso(toMs(dueAt) - dice.between(1, 20) * 1_000) : open
}

/** The next moment an office is open, with seconds as people have them. */
function worktime(at: Iso, dice: Dice): Iso {
  const [day, clock, seconds] = [dayOf(at), clockOf(at), dice.between(0, 900)]
  const from = (start: Day, open: string): Iso => toIso(toMs(instantAt(start, open)) + seconds * 1_000)
  if (isWorked(day)) {
    if (clock < '08:35') return from(day, '08:35')
    if (clock >= '11:55' && clock < '14:05') return from(day, '14:05')
    if (clock < '17:20') return at
  }
  let next = addDays(day, 1)
  while (!isWorked(next)) next = addDays(next, 1)
  return from(next, '08:35')
}
