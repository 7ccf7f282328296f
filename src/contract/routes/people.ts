import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { Account, Consent, Contact, County, Role, Site, Staff, Unit } from '../people.ts'
import { route } from '../route.ts'
import { Second, why } from '../second.ts'

const keepers = ['systemAdmin', 'clerk'] as const
const readers = ['systemAdmin', 'securityAdmin', 'county', 'head', 'clerk', 'inspector'] as const

export const readTree = route({
  name: 'readTree',
  method: 'GET',
  path: '/api/tree',
  summary: 'County, units and sites, and the sites whose people the caller may see.',
  who: 'loggedIn',
  output: z.object({ county: County, units: z.array(Unit), sites: z.array(Site), visibleSites: z.array(uuid) }),
})

export const keepCounty = route({
  name: 'keepCounty',
  method: 'PUT',
  path: '/api/county',
  summary: 'Name of the county and where complaints go.',
  who: ['systemAdmin'],
  body: z.object({ name: z.string().trim().min(1).max(60), complaints: Contact }),
  output: Done,
})

export const keepUnit = route({
  name: 'keepUnit',
  method: 'PUT',
  path: '/api/units/:unitId',
  summary: 'Makes or changes a unit; the caller makes the id.',
  who: ['systemAdmin'],
  params: z.object({ unitId: uuid }),
  body: Unit.omit({ unitId: true }),
  output: Unit,
})

export const keepSite = route({
  name: 'keepSite',
  method: 'PUT',
  path: '/api/sites/:siteId',
  summary: 'Makes or changes a site; the caller makes the id.',
  who: keepers,
  params: z.object({ siteId: uuid }),
  body: Site.omit({ siteId: true }),
  output: Site,
})

/** A person in a list: what clerks need to see at a glance, no face data. */
export const StaffRow = Staff.extend({
  pinSet: z.boolean(),
  consent: z.enum(['none', 'given', 'withdrawn']),
  enrolled: z.boolean(),
})
export type StaffRow = z.infer<typeof StaffRow>

export const listStaff = route({
  name: 'listStaff',
  method: 'GET',
  path: '/api/staff',
  summary: 'Staff of the units the caller may see; for clerks also whoever works at one of their sites.',
  who: readers,
  query: z.object({ siteId: uuid.optional(), unitId: uuid.optional(), left: z.enum(['yes', 'no']).optional() }),
  output: z.array(StaffRow),
})

export const keepStaff = route({
  name: 'keepStaff',
  method: 'PUT',
  path: '/api/staff/:staffId',
  summary: 'Makes or changes a person; the caller makes the id.',
  who: keepers,
  params: z.object({ staffId: uuid }),
  body: Staff.omit({ staffId: true }),
  output: Staff,
})

export const setPin = route({
  name: 'setPin',
  method: 'POST',
  path: '/api/staff/:staffId/pin',
  summary: 'A new random PIN, shown once, for the way without a face.',
  who: ['clerk'],
  params: z.object({ staffId: uuid }),
  output: z.object({ pin: z.string() }),
})

const ImportRow = z.object({
  row: z.number().int(),
  problems: z.array(z.object({ field: z.string(), zh: z.string(), en: z.string() })),
})

export const previewImport = route({
  name: 'previewImport',
  method: 'POST',
  path: '/api/staff-import/preview',
  summary: 'Reads an XLSX or CSV file and names every bad row; keeps nothing.',
  who: keepers,
  upload: true,
  output: z.object({
    importId: uuid,
    fileName: z.string(),
    good: z.array(z.object({ row: z.number().int(), change: z.enum(['new', 'changed', 'same']), staff: Staff })),
    bad: z.array(ImportRow),
  }),
})

export const confirmImport = route({
  name: 'confirmImport',
  method: 'POST',
  path: '/api/staff-import/:importId/confirm',
  summary:
    'Imports a previewed file in one step; refused as a whole when one row is bad or the file was previewed by another account.',
  who: keepers,
  params: z.object({ importId: uuid }),
  output: z.object({ kept: z.number().int() }),
})

export const exportStaff = route({
  name: 'exportStaff',
  method: 'GET',
  path: '/api/staff-export',
  summary: 'The staff list in the form the import reads.',
  who: keepers,
  query: z.object({ format: z.enum(['xlsx', 'csv']) }),
  output: z.any(),
  produces: 'file',
})

export const listAccounts = route({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/accounts',
  summary: 'Accounts with their roles.',
  who: ['systemAdmin', 'securityAdmin', 'auditAdmin'],
  output: z.array(Account),
})

export const invite = route({
  name: 'invite',
  method: 'POST',
  path: '/api/accounts',
  summary: 'Opens an account without roles and answers a one-time link for its owner.',
  who: ['systemAdmin'],
  body: z.object({
    login: z.string().trim().min(2).max(60),
    name: z.string().trim().min(1).max(60),
    staffId: uuid.nullable(),
  }),
  output: z.object({ accountId: uuid, link: z.string() }),
})

export const closeAccount = route({
  name: 'closeAccount',
  method: 'POST',
  path: '/api/accounts/:accountId/close',
  summary: 'Closes an account; its sessions end at once.',
  who: ['systemAdmin'],
  params: z.object({ accountId: uuid }),
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  output: Done,
})

export const grantRole = route({
  name: 'grantRole',
  method: 'POST',
  path: '/api/accounts/:accountId/roles',
  summary:
    'Grants a role, once another security administrator confirms it; never to oneself, never two of the three administrations to one account.',
  who: ['securityAdmin'],
  params: z.object({ accountId: uuid }),
  body: z.object({ role: Role, unitId: uuid.nullable(), why }),
  output: Done.extend({ second: Second }),
})

export const revokeRole = route({
  name: 'revokeRole',
  method: 'POST',
  path: '/api/accounts/:accountId/roles/revoke',
  summary:
    'Revokes a role; open sessions lose it with their next call. Of two security administrators neither revokes the other.',
  who: ['securityAdmin'],
  params: z.object({ accountId: uuid }),
  body: z.object({ role: Role, unitId: uuid.nullable(), reason: z.string().trim().min(1).max(200) }),
  output: Done,
})

export const readConsentText = route({
  name: 'readConsentText',
  method: 'GET',
  path: '/api/consent-text',
  summary: 'The text of the consent for face check-in, with its version and digest.',
  who: 'anyone',
  output: z.object({ version: z.string(), sha256: z.string(), zh: z.string(), en: z.string() }),
})

export const listConsents = route({
  name: 'listConsents',
  method: 'GET',
  path: '/api/consents',
  summary: 'Consents for face use, given and withdrawn.',
  who: readers,
  query: z.object({ staffId: uuid.optional() }),
  output: z.array(Consent),
})

export const giveConsent = route({
  name: 'giveConsent',
  method: 'POST',
  path: '/api/staff/:staffId/consent',
  summary:
    'Records a consent: by the person’s own account, or by the clerk from a signed paper. One purpose per record.',
  who: ['clerk', 'staff'],
  params: z.object({ staffId: uuid }),
  body: z.object({
    textVersion: z.string(),
    textSha256: z.string(),
    shownAt: z.iso.datetime(),
    how: z.enum(['ownAccount', 'paper']),
  }),
  output: Consent,
})

export const withdrawConsent = route({
  name: 'withdrawConsent',
  method: 'POST',
  path: '/api/consents/:consentId/withdraw',
  summary: 'Withdraws a consent, without a reason; the template is erased at the station.',
  who: ['clerk', 'staff'],
  params: z.object({ consentId: uuid }),
  output: Consent,
})

export const readAudit = route({
  name: 'readAudit',
  method: 'GET',
  path: '/api/audit',
  summary: 'Log-ins, refusals, grants and changes, newest first.',
  who: ['auditAdmin'],
  query: z.object({ before: uuid.optional(), kind: z.string().max(40).optional() }),
  output: z.array(z.object({ id: uuid, at: z.string(), kind: z.string(), by: z.unknown(), body: z.unknown() })),
})

export const readOwnRecord = route({
  name: 'readOwnRecord',
  method: 'GET',
  path: '/api/me/record',
  summary: 'One’s own check-ins, duties and consents.',
  who: ['staff'],
  output: z.object({
    staff: Staff,
    consents: z.array(Consent),
    consent: z.enum(['none', 'given', 'withdrawn']),
    enrolled: z.boolean(),
    checkIns: z.array(
      z.object({
        checkInId: uuid,
        at: z.string(),
        direction: z.enum(['arrival', 'departure', 'again']),
        method: z.string().nullable(),
        timeGrade: z.enum(['A', 'B', 'C']),
      }),
    ),
    duties: z.array(
      z.object({
        dutyId: uuid,
        starts: z.string(),
        ends: z.string(),
        siteId: uuid,
        note: z.string(),
        as: z.enum(['member', 'leader', 'deputy']),
      }),
    ),
  }),
})
