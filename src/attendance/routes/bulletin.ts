import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/attendance.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { addMonths, daysOfMonth } from '../../kit/month.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf, toMs } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { listSites, readParents } from '../../people/store/tree.ts'
import { spanOfDays } from '../../roster/duty.ts'
import { daysOfAll, isCrowd, openingHours, openShare, totalsOfAll } from '../bulletin.ts'
import { mostOnASheet } from '../crowd.ts'
import { readMonths, type UnitMonth } from '../month.ts'
import { overseers } from '../reach.ts'
import { type SheetRow, thaw } from '../rows.ts'
import { countOpenings } from '../store/months.ts'
import { countRequests, listSeenSpans } from '../store/opened.ts'

/** The bulletin inside a unit: the office first, people only as a sum. */
export const bulletinAnswer: Answer = answer(routes.readBulletin, async ({ query }, ask) => {
  const { db, countyId } = ask
  const { unitId, month } = query
  await demandReader(ask, unitId)
  const own = await readUnitMonth(ask, unitId, month)
  const rows = rowsOf(own)
  const staffIds = rows.map((it) => it.staffId)
  const span = spanOfDays(daysOfMonth(month).from, daysOfMonth(month).to)
  // By nobody: that it was opened is counted, who opened it is not kept.
  await ask.record('bulletinOpened', { unitId, month }, { by: { kind: 'system' } })
  return {
    unitId,
    unitName: own.unit.name,
    month,
    people: rows.length,
    totals: totalsOfAll(rows),
    openShare: await readOpenShare(ask, own),
    byDay: daysOfAll(
      own.days.map((it) => it.day),
      rows,
    ),
    before: await readBefore(ask, unitId, month),
    requests: isCrowd(rows) ? await countRequests(db, countyId, staffIds, span) : null,
    opened: await countOpenings(db, countyId, unitId, month),
    final: own.printed !== undefined,
    simulated: own.simulated,
  }
})

const readUnitMonth = async ({ db, countyId, now }: Ask, unitId: string, month: string): Promise<UnitMonth> => {
  const { months } = await readMonths(db, countyId, { unitIds: [unitId], month, mostPeople: mostOnASheet }, now)
  return months[0] ?? refuse('notFound')
}

/** Days before it are not asked for anywhere. */
const firstMonth = '1900-01'

/** As printed, where it was; as judged now, where it was not. */
const rowsOf = ({ printed, rows }: UnitMonth): readonly SheetRow[] => printed?.rows.map(thaw) ?? rows

/** What one compares a month with. One after another: a month of a large unit is large. */
async function readBefore(ask: Ask, unitId: string, month: string) {
  const before: OutputOf<typeof routes.readBulletin>['before'] = []
  for (const earlier of [-3, -2, -1].map((by) => addMonths(month, by)).filter((it) => it >= firstMonth)) {
    const of = await readUnitMonth(ask, unitId, earlier)
    const rows = rowsOf(of)
    before.push({ month: earlier, people: rows.length, totals: totalsOfAll(rows), final: of.printed !== undefined })
  }
  return before
}

/** The people of the unit itself, and whoever looks after it. */
async function demandReader(ask: Ask, unitId: string): Promise<void> {
  const { db, countyId, now } = ask
  const { grants, staffId } = callerOf(ask)
  const path = pathOf(await readParents(db, countyId), unitId)
  if (path.length === 0) refuse('notFound')
  if (holdsWithin(grants, overseers, path)) return
  const self = staffId === null ? undefined : await findStaff(db, countyId, staffId)
  if (self?.unitId !== unitId || hasLeft(self, dayOf(now))) refuse('notFound')
}

async function readOpenShare({ db, countyId, now }: Ask, { unit, month, days }: UnitMonth): Promise<number | null> {
  const sites = (await listSites(db, countyId)).filter((it) => it.unitId === unit.unitId && !it.closed)
  const { from, to } = daysOfMonth(month)
  const { starts, ends } = spanOfDays(from, to)
  const span = { starts: toMs(starts), ends: toMs(ends) }
  const shares = await Promise.all(
    sites.map(async ({ siteId, hours }) => {
      const open = openingHours(hours, days, toMs(now))
      return { open, share: openShare(open, await listSeenSpans(db, countyId, [siteId], span)) }
    }),
  )
  const lengthOf = (spans: (typeof shares)[number]['open']): number =>
    spans.reduce((sum, it) => sum + it.ends - it.starts, 0)
  const all = shares.reduce((sum, it) => sum + lengthOf(it.open), 0)
  if (all === 0) return null
  return shares.reduce((sum, it) => sum + (it.share ?? 0) * lengthOf(it.open), 0) / all
}
