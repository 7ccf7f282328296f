import { makeWorkingCalendar } from '../../src/calendar/workingTime/calendar.ts'
import type { MatterAct } from '../../src/contract/matters.ts'
import { usualHours } from '../../src/contract/workingHours.ts'
import { draft } from '../../src/fact/draft.ts'
import { newId } from '../../src/kit/ids.ts'
import { type Iso, instantAt, toIso, toMs } from '../../src/kit/time.ts'
import { fold } from '../../src/matter/handling/fold.ts'
import { type Judged, judgeAct, judgeReopening } from '../../src/matter/handling/judge.ts'
import { type Keep, type Keeping, keepClocks, keepPassed, keepSaid } from '../../src/matter/handling/keeping.ts'
import type { Matter, MatterFact } from '../../src/matter/handling/matter.ts'
import type { Hand } from '../../src/matter/handling/who.ts'
import { clockworkOf } from '../../src/matter/handling/working.ts'
import { typeOf } from './counter.ts'

/** Monday to Friday, 8:30 to 12:00 and 14:00 to 17:30, no holidays. */
export const calendar = makeWorkingCalendar({
  zone: 'Asia/Shanghai',
  hours: [usualHours],
  special: [],
  known: null,
})
export const clockwork = clockworkOf(calendar)

export const [village, town, otherUnit, wang, li] = [newId(), newId(), newId(), newId(), newId()]
export const type = typeOf(town)

/** Everything to everybody: what may be done is then only a matter of where it stands. */
export const anybody: Hand = {
  ...{ holds: true, leads: true, heads: true, home: true },
  ...{ offered: true, county: true, inspector: false },
}

/** A matter that lives in memory by the same rules, on a clock the test puts. */
export interface World {
  readonly facts: MatterFact[]
  matter: Matter
  now: Iso
  /** Lets time pass, and keeps whatever it brings about. */
  wait(seconds: number): Promise<void>
  /** Does something; what is refused changes nothing. */
  act(it: MatterAct, hand?: Hand): Promise<Judged>
  /** Opens it again, as the page of the receipt does it for the public. */
  reopen(reason: string, by: 'public' | 'system'): Promise<Judged>
}

export async function openWorld(takenAt = instantAt('2026-03-02', '09:00'), more: object = {}): Promise<World> {
  const countyId = 420101
  const facts: MatterFact[] = []
  const keep: Keep = async (kind, body, about) => {
    const fact = draft(kind, body, { countyId, now: world.now, by: { kind: 'system' }, ...about })
    facts.push(fact as MatterFact)
    return fact
  }
  const keeping = (): Keeping => ({ keep, type, clockworkOf: () => clockwork, now: world.now })
  const world: World = {
    facts,
    matter: undefined as unknown as Matter,
    now: takenAt,
    wait: async (seconds) => {
      world.now = toIso(toMs(world.now) + seconds * 1_000)
      world.matter = await keepPassed(world.matter, keeping())
    },
    act: async (it, hand = anybody) => {
      const person = { staffId: li, unitId: otherUnit }
      const judged = judgeAct(world.matter, it, { type, hand, person, now: world.now })
      if (judged.kind === 'allowed') world.matter = await keepSaid(world.matter, judged.facts, keeping())
      return judged
    },
    reopen: async (reason, kind) => {
      const judged = judgeReopening(world.matter, type, reason)
      if (judged.kind === 'allowed') world.matter = await keepSaid(world.matter, judged.facts, keeping(), { kind })
      return judged
    },
  }
  const body = {
    ...{ matterId: newId(), codeHash: 'a'.repeat(64), typeId: type.typeId, typeVersion: 1 },
    ...{ siteId: newId(), channel: 'counter', agentStaffId: null, external: null },
    ...{ brought: ['idcard', 'plan'], unitId: village, staffId: wang, suggestion: null },
    ...more,
  }
  await keep('matterTaken', body as never, {})
  const { matterId } = body
  await keep('matterWordsKept', { matterId, title: '建房', description: '', applicant: null, place: null }, {})
  const matter = fold(facts, type)
  if (matter === undefined) throw new Error('nothing was taken')
  world.matter = await keepClocks(matter, keeping(), { at: takenAt, because: 'matterTaken', all: false })
  return world
}

export const refusalOf = (judged: Judged): string => (judged.kind === 'refused' ? judged.why : 'done')
