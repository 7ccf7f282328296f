import type { BodyOf, OutputOf } from '../../contract/route.ts'
import type { joinStation } from '../../contract/routes/station.ts'
import { canonical } from '../../kit/canonical.ts'
import { type CenterKey, isSignedBy } from './centerKey.ts'

/** A joining code as it is kept and compared, however it was typed. */
export const plainCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

/** Letters and digits that look like no other: 32 of them, so that five random bits choose one evenly. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Twelve letters of random bytes, 60 bits, as `K7QM-2XHP-9RTD`. Takes the lowest five bits of each byte. */
export const codeOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 12), (byte) => codeLetters[byte % 32])
    .join('')
    .replace(/.{4}(?=.)/g, '$&-')

type Asked = Omit<BodyOf<typeof joinStation>, 'proof'>
type Joined = Omit<OutputOf<typeof joinStation>, 'signature'>

/** What a new station signs: that it has the private half of the key it brings, for this code. */
export const askedText = ({ code, publicKey }: Asked): string =>
  canonical({ what: 'zaigang join', code: plainCode(code), publicKey })

/** What the center signs: that the key it names is its own, and for whom it says so. */
export const joinedText = (joined: Joined, stationKey: string): string =>
  canonical({ what: 'zaigang joined', ...joined, stationKey })

export const isAskedBy = (asked: BodyOf<typeof joinStation>): boolean =>
  isSignedBy(asked.publicKey, askedText(asked), asked.proof)

export function signJoined(key: CenterKey, joined: Joined, stationKey: string): OutputOf<typeof joinStation> {
  return { ...joined, signature: key.sign(joinedText(joined, stationKey)) }
}

/** Whether an answer was signed by the very key it names, for this station. */
export function isJoinedBy({ signature, ...joined }: OutputOf<typeof joinStation>, stationKey: string): boolean {
  return isSignedBy(joined.centerKey, joinedText(joined, stationKey), signature)
}
