import { type LightColour, lightColours } from '../../contract/lightColours.ts'
import type { LightSequence } from '../../contract/signals.ts'

/** A little above a third of a second: at most three changes a second, and no two of them make a flash and a half. */
const flashMs = 350
const flashCount = 8
/** At these places the halves differ: one is bright, the other dim. */
const halvesAt: ReadonlySet<number> = new Set([2, 5])

/**
 * Draws the light of one attempt from random bytes: eight flashes of 350 ms, about as long as three steps take, no two
 * alike in a row, two of them with unequal halves. 128 bytes suffice but for a chance below 1e-60; running out throws a
 * RangeError.
 */
export function drawLight(bytes: Uint8Array): LightSequence {
  const colours = [...bytes].flatMap((byte) => (byte < fair ? (lightColours[byte % lightColours.length] ?? []) : []))
  const flashes: [LightColour, LightColour][] = []
  for (const colour of colours) {
    if (flashes.length === flashCount) break
    const next = halvesAt.has(flashes.length) ? halfOf(colour) : ([colour, colour] as [LightColour, LightColour])
    const former = flashes.at(-1)
    if (next !== null && !(former?.[0] === next[0] && former[1] === next[1])) flashes.push(next)
  }
  if (flashes.length < flashCount) throw new RangeError('more random bytes are needed to draw a light')
  return { flashMs, flashes }
}

/** Bytes from here on are thrown away, so that every colour has the same chance. */
const fair = 256 - (256 % lightColours.length)

/** White stands for a bright left half, dim for a bright right one; any other colour draws again. */
function halfOf(colour: LightColour): [LightColour, LightColour] | null {
  if (colour === 'white') return ['white', 'dim']
  return colour === 'dim' ? ['dim', 'white'] : null
}
