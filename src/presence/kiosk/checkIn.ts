import type { StationSnapshot } from '../../contract/routes/station.ts'
import type { TimeReading } from '../../fact/kinds/presence.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, clockOf, dayOf, type Iso, toIso, toMs } from '../../kit/time.ts'
import { type Direction, directionOf, type Period, periodsOf } from '../rules/direction.ts'
import { clocksOf, gradeTime } from '../rules/timeGrade.ts'
import type { StaffOfSite, Statement, Station } from '../station/station.ts'
import { findUncountersigned, listCheckInsOf } from '../station/store.ts'
import type { Desk, Done } from './mode.ts'

export interface Arrived {
  readonly staff: StaffOfSite
  readonly method: Done['method']
  readonly attemptId: string | null
  /** Facts that belong to this check-in and are kept with it. */
  readonly alongside: readonly Statement[]
}

/**
 * Keeps a check-in and answers what stands on the screen. When it resolves the fact is on the disk; when there is no room
 * or the database is away it refuses, and nothing was kept: whatever has to be asked is asked before.
 */
export async function checkIn(
  desk: Pick<Desk, 'station' | 'nudge'>,
  { staff, method, attemptId, alongside }: Arrived,
): Promise<Done> {
  const { station } = desk
  const { staffId } = staff
  const now = station.clock.now()
  const time = station.clock.read()
  const direction = await directionAt(station, staffId, now)
  const countersign = method === 'face' ? await whomToCountersign(station, staffId, now) : null
  const checkInId = newId()
  const body = { checkInId, staffId, siteId: station.siteId, method, direction, time, attemptId, reason: null }
  const kept = await station.record([...alongside, { kind: 'checkIn', staffId, idemKey: checkInId, body }])
  desk.nudge()
  const at = kept.at(-1)?.at ?? now
  const day = dayOf(at)
  return {
    scene: 'done',
    checkInId,
    name: staff.name,
    post: staff.post,
    at,
    day,
    clock: clockOf(at),
    direction,
    timeGrade: gradeOf(time),
    method,
    duties: dutiesOf(station, staffId)
      .filter((duty) => touches(duty, day))
      .map(dutyOf),
    countersign,
  }
}

/** What can be known before the center has heard of it: no better than one-sided. */
function gradeOf(time: TimeReading): Done['timeGrade'] {
  const { reading, before } = clocksOf(time)
  return gradeTime(reading, before, null, null).grade
}

/** By the person's duties of yesterday, today and tomorrow, or the site's hours where there are none. */
async function directionAt(station: Station, staffId: string, now: Iso): Promise<Direction> {
  const earlier = await listCheckInsOf(station.db, station, staffId, toIso(toMs(now) - 36 * hourMs))
  const today = dayOf(now)
  const duties: readonly Period[] = dutiesOf(station, staffId).filter((duty) => {
    return touches(duty, addDays(today, -1)) || touches(duty, today) || touches(duty, addDays(today, 1))
  })
  const hours = station.snapshot()?.site.hours ?? {}
  const periods = duties.length > 0 ? duties : periodsOf(today, hours)
  return directionOf(now, periods, earlier).direction
}

const dutiesOf = (station: Station, staffId: string): readonly Duty[] =>
  (station.snapshot()?.duties ?? []).filter((duty) => duty.staffId === staffId)

const hourMs = 3_600_000
/** Whoever came longer ago than this is hardly remembered. */
const seenWithinMs = hourMs

/** Only somebody whose face was seen may bear witness: with two PINs one person could be both. */
async function whomToCountersign(station: Station, staffId: string, now: Iso): Promise<Done['countersign']> {
  const open = await findUncountersigned(station.db, station, staffId, toIso(toMs(now) - seenWithinMs))
  const whose = open && station.findStaff(open.staff_id)
  return open && whose ? { checkInId: open.check_in_id, name: whose.name, clock: clockOf(open.at) } : null
}

type Duty = StationSnapshot['duties'][number]

const touches = (duty: Duty, day: string): boolean => dayOf(duty.starts) <= day && day <= dayOf(duty.ends)

const dutyOf = ({ starts, ends, note }: Duty): Done['duties'][number] => ({
  from: clockOf(starts).slice(0, 5),
  to: clockOf(ends).slice(0, 5),
  note,
})
