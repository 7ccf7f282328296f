import { z } from 'zod'
import { Contact, DutyHours, Role, UnitKind } from '../../contract/people.ts'

const uuid = z.uuid()

/** Facts about the county, its tree, its staff and their accounts. Bodies are whole states of the thing named, so the last one holds. */
export const peopleKinds = {
  countyNamed: z.object({ name: z.string(), demo: z.boolean(), complaints: Contact }),
  unitKept: z.object({ unitId: uuid, parentId: uuid.nullable(), name: z.string(), kind: UnitKind }),
  siteKept: z.object({
    siteId: uuid,
    unitId: uuid,
    name: z.string(),
    address: z.string(),
    hours: DutyHours,
    dutyPhone: z.string(),
    closed: z.boolean(),
  }),
  staffKept: z.object({
    staffId: uuid,
    unitId: uuid,
    siteId: uuid,
    name: z.string(),
    post: z.string(),
    employeeNo: z.string(),
    phone: z.string(),
    partyBranch: z.string().nullable(),
    published: z.boolean(),
    cardNo: z.string().nullable(),
    leftOn: z.string().nullable(),
  }),
  pinSet: z.object({ staffId: uuid }),
  accountOpened: z.object({ accountId: uuid, login: z.string(), name: z.string(), staffId: uuid.nullable() }),
  accountClosed: z.object({ accountId: uuid, reason: z.string() }),
  roleGranted: z.object({ accountId: uuid, role: Role, unitId: uuid.nullable() }),
  roleRevoked: z.object({ accountId: uuid, role: Role, unitId: uuid.nullable(), reason: z.string() }),
  loggedIn: z.object({ accountId: uuid, how: z.enum(['password', 'passkey', 'oidc', 'invitation']) }),
  logInRefused: z.object({
    login: z.string(),
    why: z.enum(['password', 'code', 'locked', 'closed', 'unknown', 'passkey']),
  }),
  loggedOut: z.object({ accountId: uuid }),
  secondFactorSet: z.object({ accountId: uuid, factor: z.enum(['totp', 'passkey']) }),
  passwordChanged: z.object({ accountId: uuid }),
  staffImported: z.object({ fileName: z.string(), sha256: z.string(), rows: z.number().int() }),
  staffExported: z.object({
    format: z.enum(['xlsx', 'csv']),
    rows: z.number().int(),
    /** Whose people they were. */
    unitIds: z.array(uuid).optional(),
  }),
  consentGiven: z.object({
    consentId: uuid,
    staffId: uuid,
    purpose: z.literal('faceCheckIn'),
    textVersion: z.string(),
    textSha256: z.string(),
    shownAt: z.string(),
    how: z.enum(['ownAccount', 'paper']),
  }),
  consentWithdrawn: z.object({ consentId: uuid, staffId: uuid, how: z.enum(['ownAccount', 'paper', 'kiosk']) }),
  stationKept: z.object({
    deviceId: uuid,
    siteId: uuid,
    name: z.string(),
    publicKey: z.string(),
    revoked: z.boolean(),
  }),
} as const
