import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { route } from '../route.ts'

const json = z.record(z.string(), z.unknown())

/** Whoever finds an open session adds nothing to it that outlasts it. */
const OwnPassword = z.object({ password: z.string().min(1).max(200) })

export const logIn = route({
  name: 'logIn',
  method: 'POST',
  path: '/api/log-in',
  summary: 'Password, and the code of the second factor where one is set.',
  who: 'anyone',
  perMinute: 20,
  body: z.object({
    login: z.string().trim().min(1).max(60),
    password: z.string().min(1).max(200),
    code: z.string().trim().max(10).optional(),
  }),
  output: z.discriminatedUnion('state', [
    z.object({ state: z.literal('in') }),
    z.object({ state: z.literal('codeWanted') }),
  ]),
})

export const logOut = route({
  name: 'logOut',
  method: 'POST',
  path: '/api/log-out',
  summary: 'Ends the session.',
  who: 'loggedIn',
  output: Done,
})

export const changePassword = route({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  summary: 'Changes one’s own password; every other session of the account ends.',
  who: 'loggedIn',
  body: z.object({ old: z.string().max(200), new: z.string().min(10).max(200) }),
  output: Done,
})

export const startTotp = route({
  name: 'startTotp',
  method: 'POST',
  path: '/api/me/totp',
  summary: 'A fresh secret for an authenticator app, not yet in force; asks for one’s own password.',
  who: 'loggedIn',
  body: OwnPassword,
  output: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
})

export const confirmTotp = route({
  name: 'confirmTotp',
  method: 'POST',
  path: '/api/me/totp/confirm',
  summary: 'Puts the secret in force after a right code.',
  who: 'loggedIn',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  output: Done,
})

export const startPasskey = route({
  name: 'startPasskey',
  method: 'POST',
  path: '/api/me/passkeys',
  summary: 'Options for making a passkey in the browser (WebAuthn); asks for one’s own password.',
  who: 'loggedIn',
  body: OwnPassword,
  output: json,
})

export const confirmPasskey = route({
  name: 'confirmPasskey',
  method: 'POST',
  path: '/api/me/passkeys/confirm',
  summary: 'Keeps the passkey the browser made.',
  who: 'loggedIn',
  body: json,
  output: Done,
})

export const startPasskeyLogIn = route({
  name: 'startPasskeyLogIn',
  method: 'POST',
  path: '/api/log-in/passkey',
  summary: 'Options for logging in by passkey.',
  who: 'anyone',
  perMinute: 20,
  output: json,
})

export const confirmPasskeyLogIn = route({
  name: 'confirmPasskeyLogIn',
  method: 'POST',
  path: '/api/log-in/passkey/confirm',
  summary: 'Logs in by the passkey’s answer.',
  who: 'anyone',
  perMinute: 20,
  body: json,
  output: Done,
})

export const startOidc = route({
  name: 'startOidc',
  method: 'GET',
  path: '/api/log-in/oidc',
  summary: 'Sends the browser to the county’s identity provider (when configured).',
  who: 'anyone',
  output: z.any(),
  produces: 'html',
})

export const finishOidc = route({
  name: 'finishOidc',
  method: 'GET',
  path: '/api/log-in/oidc/back',
  summary: 'The identity provider sends the browser back here.',
  who: 'anyone',
  query: z.record(z.string(), z.string()),
  output: z.any(),
  produces: 'html',
})

export const listSessionsOfAccount = route({
  name: 'listSessionsOfAccount',
  method: 'GET',
  path: '/api/me/sessions',
  summary: 'One’s own open sessions.',
  who: 'loggedIn',
  output: z.array(z.object({ sessionId: uuid, openedAt: z.string(), lastSeenAt: z.string(), current: z.boolean() })),
})
