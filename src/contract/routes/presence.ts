import { z } from 'zod'
import { Done, day, uuid } from '../common.ts'
import { route } from '../route.ts'

const readers = ['systemAdmin', 'county', 'head', 'clerk', 'inspector'] as const

export const CheckInRow = z.object({
  checkInId: uuid,
  staffId: uuid,
  siteId: uuid,
  at: z.string(),
  /** Told to clerks, who witness, and to inspectors; to nobody above the person: choosing another way must not show. */
  method: z.enum(['face', 'pin', 'card', 'clerk', 'terminal']).nullable(),
  direction: z.enum(['arrival', 'departure', 'again']),
  timeGrade: z.enum(['A', 'B', 'C']),
  /** The check-in happened between these two instants. */
  earliest: z.string(),
  latest: z.string(),
  countersignedBy: z.enum(['staff', 'clerk', 'villager']).nullable(),
  simulated: z.boolean(),
})
export type CheckInRow = z.infer<typeof CheckInRow>

export const listCheckIns = route({
  name: 'listCheckIns',
  method: 'GET',
  path: '/api/check-ins',
  summary: 'Check-ins of a day at the sites the caller may see, newest first.',
  who: readers,
  query: z.object({ day: day, siteId: uuid.optional() }),
  output: z.array(CheckInRow),
})

/** Server-sent events: one `checkIn` event with a CheckInRow for every new check-in the caller may see. */
export const followCheckIns = route({
  name: 'followCheckIns',
  method: 'GET',
  path: '/api/check-ins/live',
  summary: 'New check-ins as they arrive (text/event-stream).',
  who: readers,
  output: z.any(),
  produces: 'text',
})

export const countersign = route({
  name: 'countersign',
  method: 'POST',
  path: '/api/check-ins/:checkInId/countersign',
  summary: 'The clerk witnesses a check-in made without a face.',
  who: ['clerk'],
  params: z.object({ checkInId: uuid }),
  output: Done,
})

export const DeviceRow = z.object({
  deviceId: uuid,
  siteId: uuid,
  name: z.string(),
  revoked: z.boolean(),
  lastSeenAt: z.string().nullable(),
  /** Facts the station still keeps in its outbox. */
  waiting: z.number().int().nullable(),
  lastSeq: z.number().int(),
  /** “The device holds N, we hold N”: what it stated last, and what is here of that; null before it stated any. */
  counted: z.object({ month: z.string(), made: z.number().int(), held: z.number().int() }).nullable(),
  /** What was wrong with its numbers, newest first; shown to everybody too. */
  alarms: z.array(z.object({ at: z.string(), alarm: z.enum(['gap', 'double', 'missing']), seq: z.number().int() })),
  version: z.string().nullable(),
  kiosks: z.array(z.object({ kioskId: uuid, boundAt: z.string(), revoked: z.boolean() })),
  trouble: z.array(z.object({ at: z.string(), trouble: z.string(), detail: z.string() })),
})
export type DeviceRow = z.infer<typeof DeviceRow>

export const listDevices = route({
  name: 'listDevices',
  method: 'GET',
  path: '/api/devices',
  summary: 'Stations with their health.',
  who: readers,
  output: z.array(DeviceRow),
})

export const revokeStation = route({
  name: 'revokeStation',
  method: 'POST',
  path: '/api/devices/:deviceId/revoke',
  summary: 'The station may no longer push facts; it erases its templates when it hears of it.',
  who: ['systemAdmin'],
  params: z.object({ deviceId: uuid }),
  output: Done,
})

/** Takes a further site under this program's roof. */
export const inviteStation = route({
  name: 'inviteStation',
  method: 'POST',
  path: '/api/sites/:siteId/station',
  summary: 'A station under this roof for the site; the one there is where there is one already.',
  who: ['systemAdmin', 'clerk'],
  params: z.object({ siteId: uuid }),
  output: z.object({ deviceId: uuid }),
})

/** Whether a station may stand under the center's own roof, and by what its key is known to people. */
export const readStationPlaces = route({
  name: 'readStationPlaces',
  method: 'GET',
  path: '/api/station-places',
  summary: 'Whether this program has stations under its own roof, and the fingerprint of the center’s key.',
  who: ['systemAdmin', 'clerk'],
  output: z.object({ here: z.boolean(), fingerprint: z.string() }),
})

export const inviteStationElsewhere = route({
  name: 'inviteStationElsewhere',
  method: 'POST',
  path: '/api/sites/:siteId/station-code',
  summary: 'A one-time code with which a station on another computer joins for the site, within half an hour.',
  who: ['systemAdmin', 'clerk'],
  params: z.object({ siteId: uuid }),
  output: z.object({ code: z.string(), expiresAt: z.string(), fingerprint: z.string() }),
})

export const inviteKiosk = route({
  name: 'inviteKiosk',
  method: 'POST',
  path: '/api/devices/:deviceId/kiosk',
  summary: 'A one-time link that binds the browser that opens it as this station’s kiosk.',
  who: ['systemAdmin', 'clerk'],
  params: z.object({ deviceId: uuid }),
  output: z.object({ link: z.string(), expiresAt: z.string() }),
})

export const openEnrolment = route({
  name: 'openEnrolment',
  method: 'POST',
  path: '/api/staff/:staffId/enrolment',
  summary:
    'A six-digit code with which the person, the clerk beside, is enrolled at the kiosk within ten minutes. Needs a live consent.',
  who: ['clerk'],
  params: z.object({ staffId: uuid }),
  output: z.object({ code: z.string(), expiresAt: z.string() }),
})

export const listEnrolments = route({
  name: 'listEnrolments',
  method: 'GET',
  path: '/api/enrolments',
  summary: 'Who is enrolled where, since when, with which models; and deletion certificates.',
  who: readers,
  output: z.array(
    z.object({
      templateId: uuid,
      staffId: uuid,
      siteId: uuid,
      enrolledAt: z.string(),
      erasedAt: z.string().nullable(),
      erasedWhy: z.string().nullable(),
      certificate: z.object({ factId: uuid, ciphertextSha256: z.string(), keyId: z.string() }).nullable(),
    }),
  ),
})
