import { resolve } from 'node:path'
import { z } from 'zod'
import { stationCodeForm } from '../contract/routes/station.ts'
import { type MailSettings, readMailSettings } from '../matter/notice/settings.ts'
import { StartError } from '../store/start-error.ts'

const url = z.url({ protocol: /^https?$/ })
const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'postgres://user:password@host/database')

/** All settings by their names in the environment. Read once, at the start; a wrong one stops it with a sentence. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(8080),
  /** Where to listen. The default lets only this machine in; phones need `0.0.0.0`, best behind a proxy with TLS. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: postgres.optional(),
  STATION_DATABASE_URL: postgres.optional(),
  /** The address people use, e.g. https://zaigang.example.gov.cn: goes into links and QR codes, makes cookies secure. */
  PUBLIC_URL: url.optional(),
  /** Of a station on its own: where its center is. */
  CENTER_URL: url.optional(),
  /** Of a station that is no station yet: the one-time code from the center's console. */
  JOIN_CODE: z.string().regex(stationCodeForm).optional(),
  OIDC_ISSUER: url.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** A program that wraps and unwraps keys of station and log (KMS); a key file where absent. */
  KEY_COMMAND: z.string().min(1).optional(),
  /** A folder of plug-in descriptions (*.json) for further ONNX models. */
  FACE_PLUGINS: z.string().min(1).optional(),
  /** The server e-mail leaves by, e.g. smtps://user:password@mail.example.gov.cn; none is sent where absent. */
  SMTP_URL: z.string().min(1).optional(),
  SMTP_FROM: z.string().min(1).optional(),
  /** Lets webhooks lead to private addresses of this network; else they are refused. */
  WEBHOOK_PRIVATE: z.enum(['0', '1']).optional(),
  /** Where the station listens to attendance terminals of other makers; nowhere where absent. */
  TERMINAL_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** The address of this machine that terminals reach, best in a network of their own. */
  TERMINAL_HOST: z.string().min(1).default('0.0.0.0'),
  /** How often new facts are published in the log; at most the time within which a promise has to be kept. */
  LOG_EVERY_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
})

/** `roof`: station and center in one program, as `npm start` has them. */
const programRoles = ['roof', 'center', 'station'] as const
export type ProgramRole = (typeof programRoles)[number]

export interface Settings {
  readonly role: ProgramRole
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly stationDatabaseUrl?: string
  readonly publicUrl?: string
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
  readonly centerUrl?: string
  readonly joinCode?: string
  readonly keyCommand?: string
  readonly facePlugins?: string
  readonly mail?: MailSettings
  readonly webhookPrivate?: boolean
  readonly terminals?: { readonly port: number; readonly host: string }
  readonly logEveryMs: number
  readonly demo: boolean
}

/** Reads the environment and the command line. Throws a StartError that names every wrong setting. */
export function readSettings(environment: NodeJS.ProcessEnv, argv: readonly string[]): Settings {
  const { role, demo } = readArguments(argv)
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) throw wrongSettings(read.error)

  const it = read.data
  return {
    port: it.PORT,
    host: it.HOST,
    dataDir: resolve(it.DATA_DIR),
    logEveryMs: it.LOG_EVERY_SECONDS * 1000,
    demo,
    role,
    ...(it.DATABASE_URL && { databaseUrl: it.DATABASE_URL }),
    ...(it.STATION_DATABASE_URL && { stationDatabaseUrl: it.STATION_DATABASE_URL }),
    ...(it.PUBLIC_URL && { publicUrl: it.PUBLIC_URL.replace(/\/$/, '') }),
    ...(it.CENTER_URL && { centerUrl: it.CENTER_URL.replace(/\/$/, '') }),
    ...(it.JOIN_CODE && { joinCode: it.JOIN_CODE }),
    ...(it.KEY_COMMAND && { keyCommand: it.KEY_COMMAND }),
    ...(it.FACE_PLUGINS && { facePlugins: resolve(it.FACE_PLUGINS) }),
    ...(it.WEBHOOK_PRIVATE && { webhookPrivate: it.WEBHOOK_PRIVATE === '1' }),
    ...(it.TERMINAL_PORT && { terminals: { port: it.TERMINAL_PORT, host: it.TERMINAL_HOST } }),
    ...readOidc(it),
    ...readMail(it),
  }
}

function readArguments(argv: readonly string[]): Pick<Settings, 'role' | 'demo'> {
  const words = argv.flatMap((word) => (word.startsWith('--role=') ? ['--role', word.slice(7)] : [word]))
  const at = words.indexOf('--role')
  const role = at === -1 ? 'roof' : programRoles.find((it) => it !== 'roof' && it === words[at + 1])
  const rest = words.filter((word, i) => word !== '--demo' && (at === -1 || (i !== at && i !== at + 1)))
  if (role === undefined || rest.length > 0) {
    throw new StartError('settingWrong', `${argv.join(' ')} (--demo, --role station, --role center)`)
  }
  return { role, demo: words.includes('--demo') }
}

/** Settings that only some roles have; a setting of another role was meant for another machine. */
const notFor: Readonly<Record<ProgramRole, readonly (keyof Settings)[]>> = {
  roof: ['centerUrl', 'joinCode'],
  center: ['centerUrl', 'joinCode', 'stationDatabaseUrl', 'facePlugins', 'terminals'],
  station: ['databaseUrl', 'publicUrl', 'oidc', 'mail', 'webhookPrivate'],
}

/** The same settings. Throws a StartError that names what does not go with the role. */
export function checkRole(settings: Settings): Settings {
  const { role, demo, joinCode, centerUrl } = settings
  const wrong = notFor[role].filter((name) => settings[name] !== undefined).map((name) => names[name] ?? name)
  if (demo && role !== 'roof') wrong.push('--demo')
  if (wrong.length > 0) {
    throw new StartError(
      'settingOfOtherRole',
      `${role === 'roof' ? 'npm start' : `--role ${role}`}: ${wrong.join(', ')}`,
    )
  }
  if (joinCode && !centerUrl) throw new StartError('settingWrong', 'JOIN_CODE + CENTER_URL')
  return settings
}

const names: Readonly<Partial<Record<keyof Settings, string>>> = {
  centerUrl: 'CENTER_URL',
  joinCode: 'JOIN_CODE',
  databaseUrl: 'DATABASE_URL (STATION_DATABASE_URL)',
  stationDatabaseUrl: 'STATION_DATABASE_URL',
  publicUrl: 'PUBLIC_URL',
  oidc: 'OIDC_…',
  keyCommand: 'KEY_COMMAND',
  facePlugins: 'FACE_PLUGINS',
  mail: 'SMTP_…',
  webhookPrivate: 'WEBHOOK_PRIVATE',
  terminals: 'TERMINAL_PORT',
}

function readOidc(it: z.infer<typeof Environment>): Pick<Settings, 'oidc'> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = it
  if (issuer && clientId && clientSecret) return { oidc: { issuer, clientId, clientSecret } }
  if (issuer || clientId || clientSecret) {
    throw new StartError('settingWrong', 'OIDC_ISSUER + OIDC_CLIENT_ID + OIDC_CLIENT_SECRET')
  }
  return {}
}

/** Says what is wrong without repeating it: the address holds a password. */
function readMail({ SMTP_URL: url, SMTP_FROM: from }: z.infer<typeof Environment>): Pick<Settings, 'mail'> {
  if (url === undefined && from === undefined) return {}
  const mail = readMailSettings(url ?? '', from ?? '')
  if (mail === undefined) {
    throw new StartError('settingWrong', 'SMTP_URL (smtps://user:password@host:465) + SMTP_FROM (name@host)')
  }
  return { mail }
}

function wrongSettings(error: z.ZodError): StartError {
  const named = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  return new StartError('settingWrong', named)
}
