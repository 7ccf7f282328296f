import { z } from 'zod'
import { uuid } from '../common.ts'
import { Contact, County } from '../people.ts'
import { route } from '../route.ts'

const password = z.string().min(10).max(200)

export const whoAmI = route({
  name: 'whoAmI',
  method: 'GET',
  path: '/api/me',
  summary: 'The session: who is logged in, with which roles, and whether the county is set up.',
  who: 'anyone',
  output: z.object({
    county: County.nullable(),
    account: z
      .object({
        accountId: uuid,
        name: z.string(),
        staffId: uuid.nullable(),
        roles: z.array(z.object({ role: z.string(), unitId: uuid.nullable() })),
        secondFactors: z.array(z.enum(['totp', 'passkey'])),
      })
      .nullable(),
    csrf: z.string(),
    oidc: z.boolean(),
  }),
})

/** First start: the one-time link printed by the program makes the county and its first system administrator. */
export const setUp = route({
  name: 'setUp',
  method: 'POST',
  path: '/api/set-up',
  summary: 'Makes the county, its first site and the first system administrator. Needs the one-time link.',
  who: 'anyone',
  perMinute: 10,
  body: z.object({
    token: z.string().min(20).max(100),
    countyId: z.number().int().min(100000).max(999999),
    countyName: z.string().trim().min(1).max(60),
    complaints: Contact,
    unitName: z.string().trim().min(1).max(80),
    siteName: z.string().trim().min(1).max(80),
    dutyPhone: z.string().trim().max(40),
    login: z.string().trim().min(2).max(60),
    name: z.string().trim().min(1).max(60),
    password,
  }),
  /** One-time links for the other two administrators and the first clerk: nobody is all of them. */
  output: z.object({ invitations: z.array(z.object({ role: z.string(), link: z.string() })) }),
})

export const readInvitation = route({
  name: 'readInvitation',
  method: 'GET',
  path: '/api/invitations/:token',
  summary: 'What an invitation link offers.',
  who: 'anyone',
  perMinute: 20,
  params: z.object({ token: z.string().min(20).max(100) }),
  output: z.object({ roles: z.array(z.string()), name: z.string(), login: z.string().nullable() }),
})

export const acceptInvitation = route({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/:token',
  summary: 'Opens the invited account with a password of its own and logs in.',
  who: 'anyone',
  perMinute: 10,
  params: z.object({ token: z.string().min(20).max(100) }),
  body: z.object({ login: z.string().trim().min(2).max(60), name: z.string().trim().min(1).max(60), password }),
  output: z.object({ accountId: uuid }),
})
