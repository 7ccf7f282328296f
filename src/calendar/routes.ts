import { DayOverride, type HolidayNotice } from '../contract/calendar.ts'
import * as routes from '../contract/routes/calendar.ts'
import { type Answer, type Ask, answer, callerOf } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { type Day, dayOf as dayOfInstant } from '../kit/time.ts'
import { listBadTexts } from '../people/rules/text.ts'
import { maySeeUnit } from '../people/rules/tree.ts'
import { findStaff } from '../people/store/staff.ts'
import { readParents } from '../people/store/tree.ts'
import { demandLines, demandTexts } from '../people/texts.ts'
import { coverageOf, noticeWanted } from './coverage.ts'
import { dayOf, everybody, type Who } from './days.ts'
import { effectOf } from './effect.ts'
import { listInForce, makeCalendar } from './layers.ts'
import { readNotice } from './notice.ts'
import { listDays, numberOf } from './plainDay.ts'
import { demandDecider, findWho, listConcerned, loadPeople, maySee } from './reach.ts'
import { findOverride, listOverrides, listOwnNotices, loadCalendar } from './store.ts'
import { daysAfter, daysOf } from './supplement.ts'

/** The days, the notices they come from, and what is decided otherwise. */
export const calendarAnswers: readonly Answer[] = [
  answer(routes.listCalendar, async ({ query }, ask) => {
    const days = daysBetween(query)
    const who = await whoseDays(ask, query)
    const calendar = await loadCalendar(ask.db, ask.countyId)
    return {
      days: days.map((day) => dayOf(calendar, day, who)),
      ...coverageOf(calendar),
      noticeWanted: noticeWanted(calendar, dayOfInstant(ask.now)),
    }
  }),

  answer(routes.readHolidayNotice, async ({ body }, ask) => {
    const own = await listOwnNotices(ask.db, ask.countyId)
    const inForce = listInForce(own)
    const read = readNotice(body.year, body.text, daysOf(body.year, inForce))
    const days = daysAfter(body.year, read.days, inForce)
    const { year } = body
    const overrides = await listOverrides(ask.db, ask.countyId)
    const next = { year, documentNo: '', source: '', days }
    const calendars = [makeCalendar(own, overrides), makeCalendar([...own, next], overrides)] as const
    const { present } = await loadPeople(ask)
    const effect = effectOf(calendars, listDays(...spanOf(year)), present, everybody)
    return { days, unread: read.unread, effect: days.length > 0 ? effect : { people: 0, days: 0 } }
  }),

  answer(routes.keepHolidayNotice, async ({ params, body }, ask) => {
    const notice = { noticeId: params.noticeId, ...body }
    demandNotice(notice)
    await ask.record('holidayNoticeKept', notice)
    return notice
  }),

  answer(routes.listHolidayNotices, async (_, { db, countyId }) => {
    const own = await listOwnNotices(db, countyId)
    return listInForce(own).map((it) => ('noticeId' in it ? it : { noticeId: null, ...it }))
  }),

  answer(routes.previewDayOverride, async ({ body }, ask) => {
    const people = await loadPeople(ask)
    const who = demandDecider(ask, body, people)
    const override = checked(body)
    const own = await listOwnNotices(ask.db, ask.countyId)
    const now = await listOverrides(ask.db, ask.countyId)
    const others = now.filter((it) => it.overrideId !== override.overrideId)
    const calendars = [makeCalendar(own, now), makeCalendar(own, [...others, override])] as const
    return effectOf(calendars, listDays(override.from, override.to), listConcerned(override, people), who)
  }),

  answer(routes.keepDayOverride, async ({ params, body }, ask) => {
    const people = await loadPeople(ask)
    const given = { overrideId: params.overrideId, ...body }
    demandDecider(ask, given, people)
    const override = checked(given)
    const before = await findOverride(ask.db, ask.countyId, override.overrideId)
    if (before) demandDecider(ask, before.override, people)
    if (before?.lifted) refuse('alreadyDone')
    await ask.record('dayOverrideKept', override, aboutOf(override))
    return override
  }),

  answer(routes.listDayOverrides, async (_, ask) => {
    const people = await loadPeople(ask)
    const overrides = await listOverrides(ask.db, ask.countyId)
    return overrides.filter((it) => maySee(callerOf(ask), it, people)).reverse()
  }),

  answer(routes.liftDayOverride, async ({ params, body }, ask) => {
    const found = (await findOverride(ask.db, ask.countyId, params.overrideId)) ?? refuse('notFound')
    demandDecider(ask, found.override, await loadPeople(ask))
    if (found.lifted) refuse('alreadyDone')
    demandLines('reason', body.reason)
    const lifted = { overrideId: found.override.overrideId, reason: body.reason }
    await ask.record('dayOverrideLifted', lifted, aboutOf(found.override))
    return { done: true } as const
  }),
]

const mostDays = 400

/** All days of a span; refuses `daysWrong` for one backwards or of more than 400 days. */
function daysBetween({ from, to }: { from: Day; to: Day }): Day[] {
  const length = numberOf(to) - numberOf(from) + 1
  if (length < 1 || length > mostDays) refuse('daysWrong')
  return listDays(from, to)
}

/** The county's days, a unit's, or those of a person: his own, or of one whose unit the caller looks after. */
async function whoseDays(ask: Ask, query: { unitId?: string | undefined; staffId?: string | undefined }): Promise<Who> {
  const { unitId, staffId } = query
  if (unitId === undefined && staffId === undefined) return everybody
  const who = (await findOne(ask, { unitId, staffId })) ?? refuse('notFound')
  const caller = callerOf(ask)
  const isFree = staffId === undefined || staffId === caller.staffId || maySeeUnit(caller.grants, who.unitPath)
  return isFree ? who : refuse('forbidden')
}

/** One unit or person, without everybody else of the county. */
async function findOne(
  { db, countyId }: Ask,
  { unitId, staffId }: { unitId?: string | undefined; staffId?: string | undefined },
) {
  const person = staffId === undefined ? undefined : await findStaff(db, countyId, staffId)
  const staff = new Map(person ? [[person.staffId, person]] : [])
  const whose = {
    layer: staffId === undefined ? 'unit' : 'person',
    unitId: unitId ?? null,
    staffId: staffId ?? null,
  } as const
  return findWho(whose, { parents: await readParents(db, countyId), staff, present: [] })
}

/** A notice begins with the December before its year and may reach into the January after. */
const spanOf = (year: number): [Day, Day] => [`${year - 1}-12-01`, `${year + 1}-01-31`]

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
function checked(given: unknown): DayOverride {
  const { success, data } = DayOverride.safeParse(given)
  if (!success) refuse('badInput')
  daysBetween(data)
  const { name, reason, document } = data
  demandTexts({ name, reason, document })
  return data
}

const aboutOf = ({ staffId }: DayOverride): { staffId?: string } => (staffId === null ? {} : { staffId })
