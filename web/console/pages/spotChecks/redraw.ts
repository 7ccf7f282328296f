/** Everything a draw is made of. */
export interface Draw {
  readonly beacon: string
  readonly spotCheckId: string
  readonly size: number
  readonly populationIds: readonly string[]
}

/** What is hashed for one person. */
const lotOf = ({ beacon, spotCheckId }: Draw, staffId: string): string => `${beacon}\n${spotCheckId}\n${staffId}`

/** Draws again with the browser's own SHA-256; the ids of those drawn, in the order of the draw. */
export async function drawAgain(draw: Draw): Promise<string[]> {
  const lots = await Promise.all(
    draw.populationIds.map(async (staffId) => ({ staffId, lot: await sha256(lotOf(draw, staffId)) })),
  )
  return lots
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, draw.size)
    .map(({ staffId }) => staffId)
}

/** Whether this browser can: not over plain HTTP in a network. */
export const canDrawAgain = (): boolean => globalThis.crypto?.subtle !== undefined

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The same as a script for `sh` with `sha256sum`: lists the ids of those drawn. */
export const scriptOf = (draw: Draw): string => `#!/bin/sh
# Draws a spot check again: the smallest SHA-256 of number, spot check and person, on a line each.
beacon=${quoted(draw.beacon)}
check=${quoted(draw.spotCheckId)}
sum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }
while read -r person; do
  printf '%s %s\\n' "$(printf '%s\\n%s\\n%s' "$beacon" "$check" "$person" | sum | cut -c1-64)" "$person"
done <<'END' | LC_ALL=C sort | head -n ${draw.size} | cut -c66-
${draw.populationIds.join('\n')}
END
`
