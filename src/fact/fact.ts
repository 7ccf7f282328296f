import { z } from 'zod'
import { adviceKinds, attendanceKinds } from './kinds/attendance.ts'
import { calendarKinds } from './kinds/calendar.ts'
import { deviceKinds } from './kinds/device.ts'
import { dutyKinds, requestKinds, rosterKinds } from './kinds/duty.ts'
import { erasureKinds } from './kinds/erasure.ts'
import { matterKinds, matterTypeKinds } from './kinds/matter.ts'
import { noticeKinds } from './kinds/notice.ts'
import { open311Kinds } from './kinds/open311.ts'
import { peopleKinds } from './kinds/people.ts'
import { presenceKinds } from './kinds/presence.ts'
import { proposalKinds } from './kinds/proposal.ts'
import { queueKinds } from './kinds/queue.ts'
import { ratingKinds } from './kinds/rating.ts'
import { spotCheckKinds, suspectKinds } from './kinds/suspect.ts'
import { terminalKinds } from './kinds/terminal.ts'
import { visitKinds } from './kinds/visit.ts'

/** Every kind of fact and the shape of its body: the one list. */
export const factBodies = {
  ...peopleKinds,
  ...calendarKinds,
  ...dutyKinds,
  ...rosterKinds,
  ...requestKinds,
  ...presenceKinds,
  ...terminalKinds,
  ...deviceKinds,
  ...suspectKinds,
  ...spotCheckKinds,
  ...attendanceKinds,
  ...adviceKinds,
  ...erasureKinds,
  ...visitKinds,
  ...queueKinds,
  ...matterTypeKinds,
  ...matterKinds,
  ...open311Kinds,
  ...noticeKinds,
  ...ratingKinds,
  ...proposalKinds,
} as const
export type FactKind = keyof typeof factBodies
export type FactBody<K extends FactKind> = z.infer<(typeof factBodies)[K]>

/** Who made it so. A station speaks with its device key; `public` is a villager without an account. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), id: z.uuid() }),
  z.object({ kind: z.literal('station'), deviceId: z.uuid() }),
  z.object({ kind: z.literal('staff'), id: z.uuid() }),
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('public') }),
])
export type Actor = z.infer<typeof Actor>

/** What every fact carries besides its body. `at` is when it happened, `recordedAt` when it was first kept anywhere. */
export const Envelope = z.object({
  id: z.uuid(),
  countyId: z.number().int(),
  at: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  by: Actor,
  siteId: z.uuid().optional(),
  staffId: z.uuid().optional(),
  deviceId: z.uuid().optional(),
  deviceSeq: z.number().int().optional(),
  simulated: z.boolean(),
  idemKey: z.string().min(1).max(200),
})
export type Envelope = z.infer<typeof Envelope>

export type FactOf<K extends FactKind> = Envelope & { readonly kind: K; readonly body: FactBody<K> }
/** Append-only row that can count for or against someone: a union over all kinds. */
export type Fact = { [K in FactKind]: FactOf<K> }[FactKind]

const kinds = Object.keys(factBodies) as FactKind[]
const shapes = kinds.map((kind) => Envelope.extend({ kind: z.literal(kind), body: factBodies[kind] }))

/** Checks a fact that comes from outside (a station's outbox, a backup). */
export const Fact = z.discriminatedUnion(
  'kind',
  shapes as [(typeof shapes)[number], ...typeof shapes],
) as unknown as z.ZodType<Fact>
