import ical, { ICalCalendarMethod } from 'ical-generator'
import type { FeedEvent } from './rules/feedEvents.ts'

/**
 * Entries as an iCalendar file (RFC 5545), times in UTC. The same entries give the same text: the stamp of an entry is
 * when it was changed, not when it is asked for.
 */
export function writeCalendar(name: string, events: readonly FeedEvent[], countyId: number): string {
  const calendar = ical({
    name,
    prodId: { company: 'zaigang', product: 'roster', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  })
  for (const event of events) {
    calendar.createEvent({
      id: `${event.uid}@${countyId}.zaigang`,
      start: new Date(event.starts),
      end: new Date(event.ends),
      stamp: new Date(event.changedAt),
      lastModified: new Date(event.changedAt),
      sequence: event.sequence,
      summary: event.summary,
      ...(event.place && { location: event.place }),
      ...(event.note && { description: event.note }),
    })
  }
  return calendar.toString()
}

/** How often a phone is asked to look again. */
const refreshSeconds = 3600
