import type { Site, Staff } from '../../contract/people.ts'
import type { Duty, Outing } from '../../contract/routes/duties.ts'
import { addDays, type Day, instantAt, weekdayOf } from '../../kit/time.ts'
import type { DemoCounty } from './county.ts'
import { idOf } from './names.ts'

/** Days before and after the day of loading that have duties. */
export const daysBefore = 14
export const daysAfter = 7

const isWeekend = (day: Day): boolean => weekdayOf(day) > 5

export const demoDays = (today: Day): Day[] =>
  Array.from({ length: daysBefore + daysAfter + 1 }, (_, i) => addDays(today, i - daysBefore))

/** The duties of every site: mornings and afternoons in turn, one person at weekends, and the night at court and town. */
export function rosterOf({ sites, staff }: DemoCounty, today: Day): Duty[] {
  return sites.flatMap((site) => {
    const crew = staff.filter((it) => it.siteId === site.siteId)
    return demoDays(today).flatMap((day, i) => dutiesOfDay(site, crew, day, i))
  })
}

function dutiesOfDay(site: Site, crew: readonly Staff[], day: Day, turn: number): Duty[] {
  const duty = (who: number, from: string, to: string, note: string, last = day): Duty => {
    const person = crew[who % crew.length] as Staff
    return {
      dutyId: idOf(`duty ${site.siteId} ${day} ${from}`),
      staffId: person.staffId,
      siteId: site.siteId,
      starts: instantAt(day, from),
      ends: instantAt(last, to),
      note,
      as: 'member',
    }
  }
  const night = crew.length > 20 ? [duty(turn + 7, '17:30', '08:30', '夜间值班', addDays(day, 1))] : []
  if (isWeekend(day)) return [duty(turn, '09:00', '16:00', '周末值班'), ...night]
  return [duty(turn, '08:30', '12:00', ''), duty(turn + 1, '14:00', '17:30', ''), ...night]
}

/** A few people are in the field each working day: whoever has no duty that day. */
export function outingsOf({ sites, staff }: DemoCounty, today: Day): Outing[] {
  const workdays = demoDays(today).filter((day) => !isWeekend(day))
  return workdays.flatMap((day, i) => {
    const site = sites[2 + ((i * 5) % (sites.length - 2))] as Site
    const crew = staff.filter((it) => it.siteId === site.siteId)
    const person = crew[(demoDays(today).indexOf(day) + 2) % crew.length] as Staff
    return {
      outingId: idOf(`outing ${day}`),
      staffId: person.staffId,
      siteId: site.siteId,
      starts: instantAt(day, '08:30'),
      ends: instantAt(day, '17:30'),
      where: '入户走访',
    }
  })
}
