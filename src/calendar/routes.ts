import * as routes from '../contract/routes/calendar.ts'
import { type Answer, type Ask, answer, callerOf } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { dayOf as dayOfInstant } from '../kit/time.ts'
import { type AnyAct, doOrPropose } from '../people/proposing.ts'
import { maySeeUnit } from '../people/rules/tree.ts'
import { findStaff } from '../people/store/staff.ts'
import { readParents } from '../people/store/tree.ts'
import {
  changesPast,
  checked,
  dayOverrideAct,
  dayOverrideLiftAct,
  daysBetween,
  holidayNoticeAct,
  spanOf,
} from './acts.ts'
import { coverageOf, noticeWanted } from './coverage.ts'
import { dayOf, everybody, type Who } from './days.ts'
import { effectOf } from './effect.ts'
import { listInForce, makeCalendar } from './layers.ts'
import { readNotice } from './notice.ts'
import { listDays } from './plainDay.ts'
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

  answer(routes.keepHolidayNotice, async ({ params, body: { why: reason, ...body } }, ask) => {
    const notice = { noticeId: params.noticeId, ...body }
    const how = { takesTwo: await changesPast(ask, notice), reason }
    return { ...notice, second: await doOrPropose(ask, holidayNoticeAct, { kind: 'holidayNotice', notice }, how) }
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
    const override = { overrideId: params.overrideId, ...body }
    const before = await findOverride(ask.db, ask.countyId, override.overrideId)
    const days = before ? [before.override.from, override.from] : [override.from]
    const how = { takesTwo: days.some((day) => day < dayOfInstant(ask.now)), reason: override.reason }
    return { ...override, second: await doOrPropose(ask, dayOverrideAct, { kind: 'dayOverride', override }, how) }
  }),

  answer(routes.listDayOverrides, async (_, ask) => {
    const people = await loadPeople(ask)
    const overrides = await listOverrides(ask.db, ask.countyId)
    return overrides.filter((it) => maySee(callerOf(ask), it, people)).reverse()
  }),

  answer(routes.liftDayOverride, async ({ params, body: { reason } }, ask) => {
    const { override } = (await findOverride(ask.db, ask.countyId, params.overrideId)) ?? refuse('notFound')
    const change = { kind: 'dayOverrideLift', override, reason } as const
    const how = { takesTwo: override.from < dayOfInstant(ask.now), reason }
    return { done: true as const, second: await doOrPropose(ask, dayOverrideLiftAct, change, how) }
  }),
]

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

/** What takes two persons in this room. */
export const calendarActs: readonly AnyAct[] = [dayOverrideAct, dayOverrideLiftAct, holidayNoticeAct]
