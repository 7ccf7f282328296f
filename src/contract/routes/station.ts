import { z } from 'zod'
import { iso, uuid } from '../common.ts'
import { DutyHours } from '../people.ts'
import { route } from '../route.ts'
import { Serial, TerminalPin } from '../terminals.ts'
import { Duty } from './duties.ts'

/** The head of the county's log: how many entries, and the root over them in base64. */
export const LogHead = z.object({ size: z.number().int().nonnegative(), root: z.base64().length(44) })
export type LogHead = z.infer<typeof LogHead>

/**
 * Between station and center. Every call carries `x-zaigang-county`, `x-zaigang-device`, `x-zaigang-time`, `x-zaigang-nonce`,
 * the last heard beacon in `x-zaigang-beacon`, and `x-zaigang-signature`: Ed25519 by the device key over method, path, time, nonce and SHA-256 of the body.
 */
export const TimeBeacon = z.object({
  id: z.string(),
  centerTime: iso,
  /** The newest checkpoint published then: whatever is recorded with it was not recorded before. */
  log: LogHead.optional(),
})
export type TimeBeacon = z.infer<typeof TimeBeacon>

export const pushFacts = route({
  name: 'pushFacts',
  method: 'POST',
  path: '/api/station/facts',
  summary: 'A station’s facts in the order of its sequence; safe to repeat.',
  who: 'station',
  perMinute: 600,
  atOnce: 8,
  body: z.object({ waiting: z.number().int(), facts: z.array(z.unknown()).max(500) }),
  output: z.object({
    acknowledgedSeq: z.number().int(),
    /** Present when something before was missing: send from here. */
    needFromSeq: z.number().int().optional(),
    /** Where the last of them stands in the county's log, counted from 0: its position less one. */
    place: z.number().int().nonnegative().optional(),
    beacon: TimeBeacon,
  }),
})

/** All a site needs to work for days without a network. No face data in either direction. */
export const StationSnapshot = z.object({
  countyId: z.number().int(),
  countyName: z.string(),
  demo: z.boolean(),
  site: z.object({
    siteId: uuid,
    name: z.string(),
    hours: DutyHours,
    dutyPhone: z.string(),
    /** It gives numbers for its counters. */
    numbers: z.boolean().optional(),
  }),
  revoked: z.boolean(),
  staff: z.array(
    z.object({
      staffId: uuid,
      name: z.string(),
      post: z.string(),
      employeeNo: z.string(),
      cardNo: z.string().nullable(),
      pinHash: z.string().nullable(),
      /** The live consent for face check-in, if any: without it the template must go. */
      consentId: uuid.nullable(),
      left: z.boolean(),
    }),
  ),
  duties: z.array(Duty),
  kioskTokens: z.array(z.object({ tokenSha256: z.string(), expiresAt: iso })),
  /** Attendance terminals of other makers it listens to; absent where a center knows of none. */
  terminals: z.array(z.object({ serial: Serial, pins: z.array(TerminalPin) })).optional(),
  /** Where the public reaches the county, if that was settled. */
  publicUrl: z.url().optional(),
  beacon: TimeBeacon,
})
export type StationSnapshot = z.infer<typeof StationSnapshot>

/**
 * A snapshot as the center gives it. `text` is canonical JSON of what it is, for which device, its growing version and
 * the snapshot; `signature` is Ed25519 by the center's key over exactly that text, base64url.
 */
export const SignedSnapshot = z.object({ text: z.string(), signature: z.string(), beacon: TimeBeacon })
export type SignedSnapshot = z.infer<typeof SignedSnapshot>

export const pullSnapshot = route({
  name: 'pullSnapshot',
  method: 'GET',
  path: '/api/station/snapshot',
  summary: 'What the station must know, signed: its site, staff, consents, PIN digests, duties, and the time.',
  who: 'station',
  perMinute: 600,
  output: SignedSnapshot,
})

/** A one-time code, as people type it: letters and digits that look like no other, in any case, with or without dashes. */
export const stationCodeForm = /^[A-HJ-NP-Za-hj-np-z2-9]{4}-?[A-HJ-NP-Za-hj-np-z2-9]{4}-?[A-HJ-NP-Za-hj-np-z2-9]{4}$/

export const joinStation = route({
  name: 'joinStation',
  method: 'POST',
  path: '/api/station/join',
  summary:
    'A station on another computer joins with a one-time code and the key it has made; safe to repeat with the same key.',
  who: 'newStation',
  perMinute: 10,
  body: z.object({
    code: z.string().max(40).regex(stationCodeForm),
    /** Ed25519, base64url of its SPKI form. */
    publicKey: z.string().max(100),
    /** By that key over the canonical JSON of what is asked, with this key and code: who asks has the private half. */
    proof: z.string().max(100),
  }),
  output: z.object({
    countyId: z.number().int(),
    countyName: z.string(),
    siteId: uuid,
    name: z.string(),
    deviceId: uuid,
    /** To be pinned: everything that flows down is signed by it. */
    centerKey: z.string(),
    /** By the center's key over the canonical JSON of all of this and the station's key. */
    signature: z.string(),
  }),
})

export const redeemEnrolment = route({
  name: 'redeemEnrolment',
  method: 'POST',
  path: '/api/station/enrolments',
  summary: 'Exchanges the clerk’s six-digit code for the person to enrol.',
  who: 'station',
  perMinute: 30,
  body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  output: z.object({ staffId: uuid, consentId: uuid, clerkAccountId: uuid, expiresAt: iso }),
})
