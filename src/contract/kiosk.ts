import { z } from 'zod'
import { iso, uuid } from './common.ts'
import { CountyAnswer, CountyAsk } from './kioskCounty.ts'
import { Action, LightSequence } from './signals.ts'
import { VisitOutcome } from './visits.ts'

/**
 * What the kiosk page and the station say to each other over the WebSocket `kioskSocketPath`.
 *
 * Order: station `hello` → kiosk `bind` (first time, with the one-time token) or `open` (signature over the nonce) →
 * station `welcome` → frames and messages. A frame is a binary message: `frameHeaderBytes` bytes (uint32 frame number,
 * float64 capture time in ms of the page's monotonic clock, big endian), then a JPEG. Every JSON message is one of the
 * two unions below; anything else ends the connection.
 */
export { frameHeaderBytes, frameLimitBytes, kioskSocketPath, openingText } from './kioskSocket.ts'

const Picture = z.object({
  width: z.number().int().nonnegative().max(100_000),
  height: z.number().int().nonnegative().max(100_000),
  frameRate: z.number().nonnegative().max(10_000),
})

/** What the browser says of the camera it gives pictures of, and what it was asked for. */
export const Camera = Picture.extend({ label: z.string().max(200), asked: Picture.optional() })
export type Camera = z.infer<typeof Camera>

const PublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().max(60),
  y: z.string().max(60),
})

/** What a page can be in trouble with. What a station finds odd about a camera is not the page's to say. */
export const Trouble = z.enum(['cameraMissing', 'cameraDenied', 'cameraLost', 'insecure', 'clockJump', 'virtualCamera'])
export type Trouble = z.infer<typeof Trouble>

export const FromKiosk = z.discriminatedUnion('say', [
  z.object({ say: z.literal('bind'), token: z.string().min(20).max(100), publicKey: PublicKey }),
  z.object({ say: z.literal('open'), kioskId: uuid, signature: z.string().max(200) }),
  z.object({ say: z.literal('camera'), camera: Camera.nullable() }),
  z.object({ say: z.literal('otherWay') }),
  /** Employee number or its last digits typed, or a card read, at sites that ask for a claim before the face. */
  z.object({ say: z.literal('claim'), claim: z.string().trim().min(1).max(64) }),
  z.object({
    say: z.literal('pin'),
    method: z.enum(['pin', 'card']),
    claim: z.string().trim().min(1).max(64),
    pin: z.string().regex(/^\d{4,8}$/),
  }),
  z.object({ say: z.literal('countersign'), checkInId: uuid, seen: z.boolean() }),
  z.object({ say: z.literal('enrol'), code: z.string().regex(/^\d{6}$/) }),
  z.object({ say: z.literal('enrolPin'), pin: z.string().regex(/^\d{4,8}$/) }),
  z.object({ say: z.literal('withdraw'), claim: z.string().trim().min(1).max(64), pin: z.string().regex(/^\d{4,8}$/) }),
  z.object({ say: z.literal('cancel') }),
  /** Somebody at the door says that he is there, or what became of it; `press` is random and made for this screen alone. */
  z.object({ say: z.literal('visit'), press: uuid, outcome: VisitOutcome.nullable() }),
  /** Somebody at the door asks something of the county; `id` comes back with the answer. */
  z.object({ say: z.literal('askCounty'), id: uuid, ask: CountyAsk }),
  /** The page has begun to play the light of this scene, at this time of the clock that frames are stamped with. */
  z.object({ say: z.literal('lit'), id: uuid, startedAtMs: z.number() }),
  z.object({ say: z.literal('trouble'), trouble: Trouble, detail: z.string().max(200) }),
])
export type FromKiosk = z.infer<typeof FromKiosk>

export const hints = [
  'comeCloser',
  'stepBack',
  'tooDark',
  'tooBright',
  'lookStraight',
  'closeMouth',
  'twoFaces',
  'holdStill',
  'uncoverFace',
] as const
export const Hint = z.enum(hints)
export type Hint = z.infer<typeof Hint>

export const KioskDuty = z.object({ from: z.string(), to: z.string(), note: z.string() })

/** What stands on the screen. The page draws exactly this and keeps no state of its own beyond what is being typed. */
export const Scene = z.discriminatedUnion('scene', [
  /** Nobody in front: the clock, the name of the site, the button for the other way. */
  z.object({ scene: z.literal('idle') }),
  z.object({ scene: z.literal('hint'), hint: Hint }),
  /** Sites above the 1:N limit ask for a claim first. */
  z.object({ scene: z.literal('claimWanted'), refused: z.string().nullable() }),
  z.object({
    scene: z.literal('step'),
    action: Action,
    /** 0-based. */
    index: z.number().int(),
    total: z.number().int(),
    /** The same action as the step before: say "once more". */
    again: z.boolean(),
    /** The former step was answered and the face must first be still and straight. */
    neutral: z.boolean(),
    /** What was asked for is being done, but not far enough yet. */
    more: z.literal(true).optional(),
    /** Light to play behind the steps, from when its `id` is first seen; it goes on through all steps of an attempt. */
    light: LightSequence.extend({ id: uuid }).nullable(),
  }),
  z.object({ scene: z.literal('judging') }),
  z.object({
    scene: z.literal('done'),
    checkInId: uuid,
    name: z.string(),
    post: z.string(),
    at: iso,
    day: z.string(),
    /** `HH:MM:SS` at the site. */
    clock: z.string(),
    direction: z.enum(['arrival', 'departure', 'again']),
    timeGrade: z.enum(['A', 'B', 'C']),
    method: z.enum(['face', 'pin', 'card']),
    duties: z.array(KioskDuty),
    /** A check-in without a face shortly before, which this person may have seen. */
    countersign: z.object({ checkInId: uuid, name: z.string(), clock: z.string() }).nullable(),
  }),
  z.object({
    scene: z.literal('failed'),
    /** Names of gates or reasons, see the words of the kiosk. */
    why: z.array(z.string()),
    attemptsLeft: z.number().int(),
  }),
  /** The way without a face: keypad for employee number (or card) and PIN. */
  z.object({ scene: z.literal('otherWay'), offered: z.boolean(), refused: z.string().nullable() }),
  z.object({ scene: z.literal('enrolPin'), name: z.string(), refused: z.string().nullable() }),
  z.object({
    scene: z.literal('enrolling'),
    name: z.string(),
    frames: z.number().int(),
    wanted: z.number().int(),
    hint: Hint.nullable(),
  }),
  z.object({ scene: z.literal('enrolled'), name: z.string(), frames: z.number().int() }),
  z.object({ scene: z.literal('enrolFailed'), refused: z.string(), sameAs: z.string().nullable() }),
  z.object({ scene: z.literal('withdrawn'), name: z.string() }),
])
export type Scene = z.infer<typeof Scene>

export const FromStation = z.discriminatedUnion('say', [
  z.object({ say: z.literal('hello'), nonce: z.string(), stationTime: iso, version: z.string() }),
  z.object({ say: z.literal('bound'), kioskId: uuid }),
  z.object({
    say: z.literal('welcome'),
    siteName: z.string(),
    countyName: z.string(),
    demo: z.boolean(),
    /** A claim comes before the face. */
    claimFirst: z.boolean(),
    /** The site gives numbers for its counters. */
    numbers: z.boolean().optional(),
    /** Where phones reach the county, if that was settled. */
    publicUrl: z.url().optional(),
    /** Whom to call when the kiosk itself is out of order. */
    dutyPhone: z.string().optional(),
    stationTime: iso,
    /** False while the face engine is not ready: only the other way works. */
    face: z.boolean(),
  }),
  z.object({ say: z.literal('show'), scene: Scene }),
  /** The word of a visitor is on the disk; with the code he can say more at the board's address. */
  z.object({ say: z.literal('visitKept'), press: uuid, code: z.string(), outcome: VisitOutcome.nullable() }),
  z.object({ say: z.literal('countyAnswered'), id: uuid, answer: CountyAnswer }),
  /** Now and then: the time, whether the center answers, and how many facts wait to be sent to it. */
  z.object({ say: z.literal('time'), stationTime: iso, online: z.boolean(), waiting: z.number().int() }),
  z.object({ say: z.literal('refused'), refusal: z.string(), zh: z.string(), en: z.string(), final: z.boolean() }),
])
export type FromStation = z.infer<typeof FromStation>
