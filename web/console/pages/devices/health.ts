import type { DeviceRow } from '../../../../src/contract/routes/presence.ts'
import type { Iso } from '../../../../src/kit/time.ts'

export type Health = 'fine' | 'late' | 'never' | 'revoked'

/** A station calls every few seconds; after this long something is wrong with it or its network. */
const lateAfterMs = 5 * 60_000

export function readHealth({ revoked, lastSeenAt }: Pick<DeviceRow, 'revoked' | 'lastSeenAt'>, now: Iso): Health {
  if (revoked) return 'revoked'
  if (lastSeenAt === null) return 'never'
  return Date.parse(now) - Date.parse(lastSeenAt) > lateAfterMs ? 'late' : 'fine'
}
