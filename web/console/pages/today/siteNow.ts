import type { Duty, Outing } from '../../../../src/contract/routes/duties.ts'
import type { CheckInRow } from '../../../../src/contract/routes/presence.ts'
import type { Iso } from '../../../../src/kit/time.ts'

/** One person as a site shows him now. */
export type Standing =
  | { readonly state: 'in'; readonly staffId: string; readonly seen: CheckInRow }
  | { readonly state: 'expected'; readonly staffId: string; readonly duty: Duty }
  | { readonly state: 'inTheField'; readonly staffId: string; readonly outing: Outing }

export interface Day {
  readonly checkIns: readonly CheckInRow[]
  readonly duties: readonly Duty[]
  readonly outings: readonly Outing[]
}

/**
 * Who is in, in the field, or expected at a site at an instant; each person once, in that order of states.
 * `again` says nothing about coming or going; a departure ends the presence; a duty that has ended expects nobody.
 */
export function readSiteNow(siteId: string, day: Day, now: Iso): Standing[] {
  const here = [...inNow(day.checkIns.filter((it) => it.siteId === siteId))]
  const inField = day.outings
    .filter((it) => it.siteId === siteId && spans(it, now))
    .map((outing): Standing => ({ state: 'inTheField', staffId: outing.staffId, outing }))
  const due = day.duties
    .filter((it) => it.siteId === siteId && Date.parse(it.ends) > Date.parse(now))
    .toSorted((a, b) => Date.parse(a.starts) - Date.parse(b.starts))
    .map((duty): Standing => ({ state: 'expected', staffId: duty.staffId, duty }))
  return onceEach([...here, ...inField, ...due])
}

function inNow(rows: readonly CheckInRow[]): Standing[] {
  const last = new Map<string, CheckInRow>()
  for (const row of rows.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    if (row.direction !== 'again' || !last.has(row.staffId)) last.set(row.staffId, row)
  }
  return [...last.values()]
    .filter((row) => row.direction !== 'departure')
    .map((seen) => ({ state: 'in', staffId: seen.staffId, seen }))
}

const spans = (it: { readonly starts: Iso; readonly ends: Iso }, now: Iso): boolean =>
  Date.parse(it.starts) <= Date.parse(now) && Date.parse(now) < Date.parse(it.ends)

function onceEach(standings: readonly Standing[]): Standing[] {
  const known = new Set<string>()
  return standings.filter(({ staffId }) => !known.has(staffId) && known.add(staffId))
}

/** Why nobody is in: somebody should be, the first duty has not begun, or nobody is expected. Nothing where somebody is in. */
export function readAbsence(standings: readonly Standing[], now: Iso): 'nobody' | 'notYet' | 'noDuty' | undefined {
  if (standings.some((it) => it.state === 'in')) return undefined
  const due = standings.filter((it) => it.state === 'expected')
  if (due.length === 0) return 'noDuty'
  return due.some(({ duty }) => Date.parse(duty.starts) <= Date.parse(now)) ? 'nobody' : 'notYet'
}

/** A new row on top of those known; a row known before is replaced. */
export function withRow(rows: readonly CheckInRow[], row: CheckInRow): CheckInRow[] {
  return [row, ...rows.filter((it) => it.checkInId !== row.checkInId)].toSorted(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  )
}
