import { isIP } from 'node:net'
import { z } from 'zod'

/** The server that e-mail leaves by. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`). */
  readonly secure: boolean
  /** STARTTLS or nothing: a password never crosses a network in clear. */
  readonly demandsTls: boolean
  readonly logIn: { readonly user: string; readonly password: string } | null
  readonly from: string
}

/** What this room needs from the settings of the program. */
export interface NoticeSettings {
  /** Null: no e-mail is sent. */
  readonly mail: MailSettings | null
  /** Whether webhooks may lead to private addresses (and there by http). */
  readonly webhookPrivate: boolean
}

export const quietSettings: NoticeSettings = { mail: null, webhookPrivate: false }

/**
 * Reads `SMTP_URL` (`smtp://user:password@host:587`, `smtps://…:465`) and `SMTP_FROM`. Undefined for what is no such pair;
 * whoever asked says so without repeating the address, which holds a password.
 */
export function readMailSettings(address: string, from: string): MailSettings | undefined {
  if (!URL.canParse(address) || !z.email().safeParse(from).success) return undefined
  const url = new URL(address)
  const logIn = readLogIn(url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPlain = /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
  if (!/^smtps?:$/.test(url.protocol) || host === '' || !isPlain || logIn === undefined) return undefined
  const secure = url.protocol === 'smtps:'
  const usual = secure ? 465 : 587
  return { host, port: Number(url.port || usual), secure, demandsTls: logIn !== null && !isLoopback(host), logIn, from }
}

/** Name and password, none of both, or undefined for one alone. */
function readLogIn({ username, password: given }: URL): MailSettings['logIn'] | undefined {
  const [user, password] = [decoded(username), decoded(given)]
  if (user === undefined || password === undefined || (user === '') !== (password === '')) return undefined
  return user === '' ? null : { user, password }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
