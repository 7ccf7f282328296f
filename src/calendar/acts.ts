import type { Words } from '../contract/attendance.ts'
import { DayOverride, type HolidayNotice } from '../contract/calendar.ts'
import type { Concern } from '../contract/proposals.ts'
import type { Ask } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { addDays, type Day, dayOf as dayOfInstant } from '../kit/time.ts'
import { act } from '../people/proposing.ts'
import { listBadTexts } from '../people/rules/text.ts'
import { listUnits } from '../people/store/tree.ts'
import { demandLines, demandTexts } from '../people/texts.ts'
import { everybody } from './days.ts'
import { effectOf } from './effect.ts'
import { makeCalendar } from './layers.ts'
import { listDays, numberOf } from './plainDay.ts'
import { demandDecider, loadPeople, type People } from './reach.ts'
import { findOverride, listOverrides, listOwnNotices, loadCalendar } from './store.ts'

/** Days decided otherwise than by the notice; about days gone by it takes two. */
export const dayOverrideAct = act('dayOverride', async (ask, { override: given }) => {
  const people = await loadPeople(ask)
  demandDecider(ask, given, people)
  const override = checked(given)
  const before = await findOverride(ask.db, ask.countyId, override.overrideId)
  if (before) demandDecider(ask, before.override, people)
  if (before?.lifted) refuse('alreadyDone')
  const nothing = { zh: '按通知和上级安排', en: 'As the notice and units above have it' }
  return {
    concern: concernOf(before ? [override, before.override] : [override], people),
    told: {
      what: await whoseDays(ask, override, people),
      before: before ? sayOverride(before.override) : nothing,
      after: sayOverride(override),
    },
    keep: async () => [await ask.record('dayOverrideKept', override, aboutOf(override))],
  }
})

/** What was decided about days, taken back. */
export const dayOverrideLiftAct = act('dayOverrideLift', async (ask, { override: { overrideId }, reason }) => {
  const { override, lifted } = (await findOverride(ask.db, ask.countyId, overrideId)) ?? refuse('notFound')
  const people = await loadPeople(ask)
  demandDecider(ask, override, people)
  if (lifted) refuse('alreadyDone')
  demandLines('reason', reason)
  return {
    concern: concernOf([override], people),
    told: {
      what: await whoseDays(ask, override, people),
      before: sayOverride(override),
      after: { zh: '撤回，恢复原来的安排', en: 'Taken back: as it was before' },
    },
    keep: async () => [await ask.record('dayOverrideLifted', { overrideId, reason }, aboutOf(override))],
  }
})

/** The notice of a year; where it changes days gone by it takes two. */
export const holidayNoticeAct = act('holidayNotice', async (ask, { notice }) => {
  demandNotice(notice)
  const kept = (await listOwnNotices(ask.db, ask.countyId)).find((it) => it.year === notice.year)
  return {
    concern: { unitId: null, staffIds: [], accountIds: [] },
    told: {
      what: { zh: `${notice.year} 年放假安排`, en: `The holiday notice of ${notice.year}` },
      before: kept ? sayNotice(kept) : { zh: '没有录入', en: 'None kept' },
      after: sayNotice(notice),
    },
    keep: async () => [await ask.record('holidayNoticeKept', notice)],
  }
})

/** Whether a notice would turn work into rest, or rest into work, on a day before today. */
export async function changesPast(ask: Ask, notice: Omit<HolidayNotice, 'text'>): Promise<boolean> {
  const [first, last] = spanOf(notice.year)
  const yesterday = addDays(dayOfInstant(ask.now), -1)
  const days = listDays(first, last).filter((day) => day <= yesterday)
  if (days.length === 0) return false
  const [own, overrides] = [await listOwnNotices(ask.db, ask.countyId), await listOverrides(ask.db, ask.countyId)]
  const now = await loadCalendar(ask.db, ask.countyId)
  return effectOf([now, makeCalendar([...own, notice], overrides)], days, [], everybody).days > 0
}

function concernOf(overrides: readonly DayOverride[], { staff }: People): Concern {
  const staffIds = [...new Set(overrides.flatMap((it) => it.staffId ?? []))]
  const [first] = overrides
  const unitId = first?.unitId ?? staff.get(first?.staffId ?? '')?.unitId ?? null
  return { unitId, staffIds, accountIds: [] }
}

async function whoseDays({ db, countyId }: Ask, override: DayOverride, { staff }: People): Promise<Words> {
  const units = override.unitId === null ? [] : await listUnits(db, countyId)
  const unit = units.find((it) => it.unitId === override.unitId)
  const name = unit?.name ?? staff.get(override.staffId ?? '')?.name
  return { zh: `${name ?? '全县'}的工作日安排`, en: `Working days of ${name ?? 'the whole county'}` }
}

function sayOverride({ from, to, half, work, name, reason }: DayOverride): Words {
  const days = from === to ? from : `${from} – ${to}`
  const [zh, en] = half === null ? ['', ''] : half === 'am' ? [' 上午', ', mornings'] : [' 下午', ', afternoons']
  const title = name === '' ? '' : `（${name}）`
  return {
    zh: `${days}${zh} ${work ? '上班' : '休息'}${title}。理由：${reason}`,
    en: `${days}${en}: ${work ? 'work' : 'rest'}${name === '' ? '' : ` (${name})`}. Reason: ${reason}`,
  }
}

function sayNotice({ documentNo, days }: Pick<HolidayNotice, 'documentNo' | 'days'>): Words {
  const list = (off: boolean): string =>
    days
      .filter((it) => it.off === off)
      .map((it) => it.day)
      .join('、')
  const no = documentNo === '' ? '' : `${documentNo}：`
  return { zh: `${no}休 ${list(true)}；班 ${list(false)}`, en: `${no}off ${list(true)}; work ${list(false)}` }
}

const mostDays = 400

/** All days of a span; refuses `daysWrong` for one backwards or of more than 400 days. */
export function daysBetween({ from, to }: { from: Day; to: Day }): Day[] {
  const length = numberOf(to) - numberOf(from) + 1
  if (length < 1 || length > mostDays) refuse('daysWrong')
  return listDays(from, to)
}

/** A notice begins with the December before its year and may reach into the January after. */
export const spanOf = (year: number): [Day, Day] => [`${year - 1}-12-01`, `${year + 1}-01-31`]

/** Each day once and about the year, texts that can be shown as they are. */
function demandNotice({ year, days, documentNo, source, text }: HolidayNotice): void {
  const [first, last] = spanOf(year)
  if (days.some(({ day }) => day < first || day > last)) refuse('badInput', ['days'])
  if (new Set(days.map((it) => it.day)).size < days.length) refuse('badInput', ['days'])
  const names = days.map((it) => it.name).join('')
  const bad = listBadTexts({ documentNo, source, names })
  if (bad.length > 0) refuse('badInput', bad)
  // The text may have whatever signs a word processor put between its lines.
  if (!text.isWellFormed() || text.includes('\u0000')) refuse('badInput', ['text'])
}

/** An override that agrees with itself, of at most 400 days. */
export function checked(given: unknown): DayOverride {
  const { success, data } = DayOverride.safeParse(given)
  if (!success) refuse('badInput')
  daysBetween(data)
  const { name, reason, document } = data
  demandTexts({ name, reason, document })
  return data
}

const aboutOf = ({ staffId }: DayOverride): { staffId?: string } => (staffId === null ? {} : { staffId })
