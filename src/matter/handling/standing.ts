import type { MatterStanding } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Iso } from '../../kit/time.ts'
import { toMs } from '../../kit/time.ts'
import { findSite } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'
import type { Clockwork } from './clocks.ts'
import { heldSeconds } from './holding.ts'
import { isLate, lampOf, lightAt, ranOut } from './light.ts'
import { type Clock, endOf, holderOf, type Matter, stepOf, titleOf } from './matter.ts'
import { loadNames } from './naming.ts'
import { postOfStep } from './rows.ts'
import { findMatter, typeOf } from './store.ts'
import { loadWorkingTimes } from './working.ts'

/** Where a matter stands, for the holder of its receipt: posts and times, no name of anybody. */
export async function readStanding(
  db: Db,
  countyId: number,
  matterId: string,
  now: Iso,
): Promise<MatterStanding | undefined> {
  const matter = await findMatter(db, countyId, matterId)
  if (matter === undefined) return undefined
  const { taken, takenAt, standing, extension } = matter
  const [type, times, names, site] = [
    await typeOf(db, countyId, matter),
    await loadWorkingTimes(db, countyId),
    await loadNames(db, countyId, []),
    await findSite(db, countyId, taken.siteId),
  ]
  const clockwork = times.of(taken.unitId)
  const [from, lamp] = [matter.holdings.at(-1), lampOf(matter)]
  return {
    matterId,
    typeName: type.name,
    title: titleOf(matter, type),
    unitName: names.unit(holderOf(matter).unitId),
    siteId: taken.siteId,
    siteName: site?.name ?? '',
    dutyPhone: site?.dutyPhone ?? '',
    state: standing.state,
    light: lightAt(lamp, now),
    takenAt,
    steps: stepsOf(matter, type, clockwork, now),
    post: postOfStep(stepOf(matter), type),
    heldSeconds: from ? heldSeconds(matter, from, clockwork, now) : 0,
    dueAt: lastOf(matter.clocks, 'whole')?.dueAt ?? lamp.nextDueAt,
    overdue: isLate(matter, now),
    ...missingOf(matter, type),
    ...stoppedOf(matter),
    extension: extension?.reason ?? null,
    result: standing.state === 'finished' ? standing.result : null,
    endedAt: endOf(matter),
  }
}

function stepsOf(matter: Matter, type: MatterType, clockwork: Clockwork, now: Iso): MatterStanding['steps'] {
  const at = type.steps.findIndex(({ key }) => key === stepOf(matter))
  const isOver = matter.standing.state === 'finished'
  return type.steps.map(({ key, name, post }, i) => {
    const clocks = matter.clocks.filter((it) => it.scope === 'step' && it.step === key)
    const last = clocks.at(-1)
    return {
      key,
      name,
      post,
      state: at < 0 || i > at ? 'later' : i < at || isOver ? 'done' : 'now',
      heldSeconds: clocks.reduce(
        (sum, it) => sum + heldSeconds(matter, { from: it.startedAt, to: it.stoppedAt }, clockwork, now),
        0,
      ),
      dueAt: last?.dueAt ?? null,
      late: clocks.some((it) => ranOut(it) || (it.stoppedAt === null && toMs(now) > toMs(it.dueAt))),
    }
  })
}

const lastOf = (clocks: readonly Clock[], scope: Clock['scope']): Clock | undefined =>
  clocks.findLast((it) => it.scope === scope)

function missingOf({ standing, told }: Matter, { materials }: MatterType) {
  if (standing.state !== 'lacking') return { missing: [], missingWords: '' }
  const missing = standing.missing.map((key) => {
    const it = materials.find((one) => one.key === key)
    return { name: it?.name ?? key, how: it?.how ?? '' }
  })
  return { missing, missingWords: told?.words ?? '' }
}

function stoppedOf({ standing }: Matter): Pick<MatterStanding, 'pause' | 'refusal'> {
  if (standing.state === 'paused') {
    const { ground, document, until } = standing
    return { pause: { ground, document, until }, refusal: null }
  }
  if (standing.state !== 'refused') return { pause: null, refusal: null }
  const { ground, explanation, remedy } = standing
  return { pause: null, refusal: { ground, explanation, remedy } }
}
