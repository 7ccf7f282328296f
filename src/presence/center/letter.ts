import { z } from 'zod'
import { uuid } from '../../contract/common.ts'
import { type SignedSnapshot, StationSnapshot } from '../../contract/routes/station.ts'
import { canonical } from '../../kit/canonical.ts'
import { refuse } from '../../kit/refusals.ts'
import { type CenterKey, isSignedBy } from './centerKey.ts'

/** What the center tells one station. `version` grows with every letter to it, so that an old one cannot be told again. */
export const Letter = z.object({
  what: z.literal('zaigang snapshot'),
  deviceId: uuid,
  version: z.number().int().nonnegative(),
  snapshot: StationSnapshot,
})
export type Letter = z.infer<typeof Letter>

/** A letter in the one form it is signed and sent in. */
export function sealLetter(key: CenterKey, about: Omit<Letter, 'what'>): SignedSnapshot {
  const text = canonical({ what: 'zaigang snapshot', ...about })
  return { text, signature: key.sign(text), beacon: about.snapshot.beacon }
}

/** Whose letter it must be to be read. `centerKey` is the one pinned when the station was made. */
export interface Addressee {
  readonly countyId: number
  readonly deviceId: string
  readonly siteId: string
  readonly centerKey: string | null
}

/** Why a station does not believe what came as a letter of its center. */
export type Doubt = 'unsigned' | 'signedByAnother' | 'ofAnother' | 'older'

/** Reads a letter. Refuses `snapshotDoubted` with the doubt, and `centerAway` for what is none at all. */
export function openLetter(to: Addressee, signed: SignedSnapshot): Letter {
  if (signed.signature === '') doubt('unsigned')
  // The bytes as they came, not what we would make of them: a newer center may say more than this program reads.
  if (to.centerKey === null || !isSignedBy(to.centerKey, signed.text, signed.signature)) doubt('signedByAnother')
  const letter = findLetter(signed.text)
  if (letter === undefined) return refuse('centerAway', 'letter')
  const { countyId, site } = letter.snapshot
  const isOurs = letter.deviceId === to.deviceId && countyId === to.countyId && site.siteId === to.siteId
  return isOurs ? letter : doubt('ofAnother')
}

export const doubt = (why: Doubt): never => refuse('snapshotDoubted', why)

function findLetter(text: string): Letter | undefined {
  try {
    return Letter.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
