import { resolve } from 'node:path'
import { z } from 'zod'
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
  OIDC_ISSUER: url.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** A program that wraps and unwraps the station's key (KMS); a key file where absent. */
  KEY_COMMAND: z.string().min(1).optional(),
  /** A folder of plug-in descriptions (*.json) for further ONNX models. */
  FACE_PLUGINS: z.string().min(1).optional(),
})

export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly stationDatabaseUrl?: string
  readonly publicUrl?: string
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
  readonly keyCommand?: string
  readonly facePlugins?: string
  readonly demo: boolean
}

/** Reads the environment and the command line. Throws a StartError that names every wrong setting. */
export function readSettings(environment: NodeJS.ProcessEnv, argv: readonly string[]): Settings {
  const unknown = argv.filter((word) => word !== '--demo')
  if (unknown.length > 0) {
    throw new StartError('settingWrong', `${unknown.join(' ')} (--demo)`)
  }
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) throw wrongSettings(read.error)

  const it = read.data
  return {
    port: it.PORT,
    host: it.HOST,
    dataDir: resolve(it.DATA_DIR),
    demo: argv.includes('--demo'),
    ...(it.DATABASE_URL && { databaseUrl: it.DATABASE_URL }),
    ...(it.STATION_DATABASE_URL && { stationDatabaseUrl: it.STATION_DATABASE_URL }),
    ...(it.PUBLIC_URL && { publicUrl: it.PUBLIC_URL.replace(/\/$/, '') }),
    ...(it.KEY_COMMAND && { keyCommand: it.KEY_COMMAND }),
    ...(it.FACE_PLUGINS && { facePlugins: resolve(it.FACE_PLUGINS) }),
    ...readOidc(it),
  }
}

function readOidc(it: z.infer<typeof Environment>): Pick<Settings, 'oidc'> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = it
  if (issuer && clientId && clientSecret) return { oidc: { issuer, clientId, clientSecret } }
  if (issuer || clientId || clientSecret) {
    throw new StartError('settingWrong', 'OIDC_ISSUER + OIDC_CLIENT_ID + OIDC_CLIENT_SECRET')
  }
  return {}
}

function wrongSettings(error: z.ZodError): StartError {
  const named = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  return new StartError('settingWrong', named)
}
