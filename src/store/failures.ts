import { Refusal } from '../kit/refusals.ts'

/**
 * What a failing database means to whoever asked. A full disk and a database that is gone are refusals (the program goes
 * on and can be asked again); everything else stays the exception it was. `readOnlyWhenFull`: see [Note: A full disk].
 */
export function readFailure(failure: unknown, readOnlyWhenFull: boolean): unknown {
  const code = codeOf(failure)
  if (code === outOfSpace || (code === readOnly && readOnlyWhenFull)) return new Refusal('diskFull')
  if (code === badText || code === badUnicode) return new Refusal('badInput', 'text')
  if (isGone(failure)) return new Refusal('storeAway')
  return failure
}

/** True when the connection, or the server behind it, is not there (any more): trying again later may work. */
export function isGone(failure: unknown): boolean {
  const code = codeOf(failure)
  if (code !== undefined && (goneCodes.has(code) || code.startsWith('08'))) return true
  return failure instanceof Error && goneWords.test(failure.message)
}

const outOfSpace = '53100'
const readOnly = '25006'
/** U+0000, which PostgreSQL cannot store in text (22021) or jsonb (22P05). */
const badText = '22021'
const badUnicode = '22P05'

const goneCodes = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown: another server process died
  '57P03', // cannot_connect_now: starting up or recovering
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // no such Unix socket
  'EPIPE',
  'ETIMEDOUT',
])

const goneWords =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|timeout exceeded when trying to connect)/

function codeOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error) || !('code' in failure)) return undefined
  return typeof failure.code === 'string' ? failure.code : undefined
}
