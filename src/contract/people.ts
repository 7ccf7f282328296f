import { z } from 'zod'
import { clockTime } from './attendance.ts'
import { day, uuid } from './common.ts'

/** Roles are exclusive where the law separates them: system, security and audit administration never meet in one account. */
export const roles = [
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'county',
  'head',
  'clerk',
  'inspector',
  'staff',
] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

export const UnitKind = z.enum(['county', 'township', 'village', 'community', 'bureau', 'court', 'office'])
export type UnitKind = z.infer<typeof UnitKind>

export const Contact = z.object({ name: z.string().trim().min(1).max(60), phone: z.string().trim().min(1).max(40) })
export type Contact = z.infer<typeof Contact>

/** Published opening hours by ISO weekday (1 Monday … 7 Sunday); a period that ends before it starts crosses midnight. */
export const DutyHours = z.partialRecord(
  z.enum(['1', '2', '3', '4', '5', '6', '7']),
  z.array(z.object({ from: clockTime, to: clockTime })).max(4),
)
export type DutyHours = z.infer<typeof DutyHours>

export const County = z.object({
  countyId: z.number().int(),
  name: z.string(),
  demo: z.boolean(),
  complaints: Contact,
})
export type County = z.infer<typeof County>

const name = z.string().trim().min(1).max(80)

export const Unit = z.object({ unitId: uuid, parentId: uuid.nullable(), name, kind: UnitKind })
export type Unit = z.infer<typeof Unit>

export const Site = z.object({
  siteId: uuid,
  unitId: uuid,
  name,
  address: z.string().trim().max(200),
  hours: DutyHours,
  dutyPhone: z.string().trim().max(40),
  closed: z.boolean(),
})
export type Site = z.infer<typeof Site>

export const Staff = z.object({
  staffId: uuid,
  unitId: uuid,
  siteId: uuid,
  name: z.string().trim().min(1).max(60),
  post: z.string().trim().max(60),
  employeeNo: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{1,32}$/),
  phone: z.string().trim().max(40),
  partyBranch: z.string().trim().max(80).nullable(),
  /** The post is published: name and post may stand on the duty board. */
  published: z.boolean(),
  cardNo: z.string().trim().max(64).nullable(),
  leftOn: day.nullable(),
})
export type Staff = z.infer<typeof Staff>

export const Account = z.object({
  accountId: uuid,
  login: z.string().trim().min(2).max(60),
  name: z.string().trim().min(1).max(60),
  staffId: uuid.nullable(),
  closed: z.boolean(),
  roles: z.array(z.object({ role: Role, unitId: uuid.nullable() })),
  secondFactors: z.array(z.enum(['totp', 'passkey'])),
})
export type Account = z.infer<typeof Account>

export const Consent = z.object({
  consentId: uuid,
  staffId: uuid,
  purpose: z.literal('faceCheckIn'),
  textVersion: z.string(),
  givenAt: z.iso.datetime(),
  how: z.enum(['ownAccount', 'paper']),
  withdrawnAt: z.iso.datetime().nullable(),
})
export type Consent = z.infer<typeof Consent>
