import type { Words } from '../../contract/attendance.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { HoursDecided, WorkingHours } from '../../contract/workingHours.ts'
import { refuse } from '../../kit/refusals.ts'
import { type AnyAct, act } from '../../people/proposing.ts'
import { pathOf } from '../../people/rules/tree.ts'
import { listUnits, lockCounty, readParents } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import type { TypeChange } from './changes.ts'
import { type HoursKept, hasOwn, hoursAlong, hoursOn } from './hours.ts'
import { sayWeekly } from './hoursText.ts'
import { judgeAll, loadFrame } from './judging.ts'
import { listHours } from './store.ts'

const wholeCounty = { unitId: null, staffIds: [], accountIds: [] }

/** Kinds of matter in their next versions, all or none; where one allows more time than before it takes two. */
export const matterTypesAct = act('matterTypes', async (ask, { types }) => {
  await lockCounty(ask.db, ask.countyId)
  const judged = judgeAll(types, await loadFrame(ask))
  const faults = judged.flatMap((it) => it.faults)
  // Another version came between, since it was proposed or read.
  if (faults.some(({ path }) => path === 'version')) refuse('proposalOutdated')
  if (faults.length > 0) refuse('matterTypeWrong', faults.slice(0, 50))
  const news = judged.map((it) => sayNews(it.type, it.before, it.changes))
  return {
    concern: wholeCounty,
    told: {
      what: sayNames(types),
      before: joined(judged.map(({ type, before }) => sayVersion(type, before))),
      after: joined(news),
    },
    keep: async () => [
      ...(await ask.recordAll(
        'matterTypeKept',
        types.map((body) => ({ body })),
      )),
    ],
  }
})

/** Working hours from a day on; for days gone by it takes two. */
export const workingHoursAct = act('workingHours', async (ask, { unitId, hours, reason }) => {
  demandLines('reason', reason)
  if (hours.weekly !== null && Object.values(hours.weekly).every((it) => it.length === 0)) refuse('hoursEmpty')
  const { db, countyId } = ask
  await lockCounty(db, countyId)
  const unit = (await listUnits(db, countyId)).find((it) => it.unitId === unitId)
  if (unitId !== null && unit === undefined) refuse('notFound')
  const path = unitId === null ? [] : pathOf(await readParents(db, countyId), unitId)
  const kept = await listHours(db, countyId)
  if (hours.weekly === null) demandOwn(kept, unitId, hours.from)
  const before = hoursOn(hoursAlong(kept, path), hours.from)
  return {
    concern: { ...wholeCounty, unitId },
    told: {
      what: { zh: `${unit?.name ?? '全县'}的工作时间`, en: `Working hours of ${unit?.name ?? 'the whole county'}` },
      before: sayHours(before),
      after: sayDecided(hours, hoursOn(hoursAlong(kept, path.slice(1)), hours.from)),
    },
    keep: async () => [await ask.record('workingHoursKept', { unitId, hours, reason })],
  }
})

/** The county has nobody above it, and whoever has none of his own has nothing to give up. */
function demandOwn(kept: readonly HoursKept[], unitId: string | null, from: string): void {
  if (unitId === null) refuse('badInput', ['unitId'])
  if (!hasOwn(kept, unitId, from)) refuse('alreadyDone')
}

/** What takes two persons in this room. */
export const matterTypeActs: readonly AnyAct[] = [matterTypesAct, workingHoursAct]

const sayHours = ({ from, weekly }: WorkingHours): Words => {
  const { zh, en } = sayWeekly(weekly)
  return { zh: `${from}起：${zh}`, en: `From ${from}: ${en}` }
}

function sayDecided({ from, weekly }: HoursDecided, above: WorkingHours): Words {
  if (weekly !== null) return sayHours({ from, weekly })
  const { zh, en } = sayWeekly(above.weekly)
  return { zh: `${from}起随上级：${zh}`, en: `From ${from} those above it again: ${en}` }
}

function sayNames(types: readonly MatterType[]): Words {
  const names = types.map(({ name }) => name)
  const [zh, en] = [`事项：${some(names)}`, `Kinds of matter: ${some(names)}`]
  return types.length > most ? { zh: `${zh}等${types.length}个`, en: `${en}, ${types.length} in all` } : { zh, en }
}

const most = 10
const some = (all: readonly string[]): string => all.slice(0, most).join('、')

const sayVersion = ({ name }: MatterType, before: MatterType | undefined): Words =>
  before
    ? { zh: `“${name}”第${before.version}版`, en: `“${name}” version ${before.version}` }
    : { zh: `没有“${name}”`, en: `No “${name}”` }

function sayNews({ name, from }: MatterType, before: MatterType | undefined, changes: readonly TypeChange[]): Words {
  if (before === undefined) return { zh: `新增“${name}”`, en: `New: “${name}”` }
  // What may take longer comes first: it is what the second person is asked about.
  const sorted = [...changes].sort((a, b) => Number(b.loosens) - Number(a.loosens))
  const { zh, en } = joined(sorted)
  return { zh: `“${name}”自${from}起 ${zh}`, en: `“${name}” from ${from}: ${en}` }
}

/** As many as a page can show; the rest is counted. */
function joined(all: readonly Words[]): Words {
  const shown = all.slice(0, 40)
  const rest = all.length - shown.length
  const more = rest > 0 ? { zh: [`另有${rest}项`], en: [`${rest} more`] } : { zh: [], en: [] }
  return {
    zh: [...shown.map((it) => it.zh), ...more.zh].join('；'),
    en: [...shown.map((it) => it.en), ...more.en].join('; '),
  }
}
