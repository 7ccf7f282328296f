/** Pictures written one after another. What lies between them is skipped; a last one without its end is left out. */
export function splitJpegs(bytes: Uint8Array): readonly Uint8Array[] {
  const jpegs: Uint8Array[] = []
  for (let from = findStart(bytes, 0); from >= 0; ) {
    const end = endOf(bytes, from)
    if (end !== undefined) jpegs.push(bytes.subarray(from, end))
    from = findStart(bytes, end ?? from + 2)
  }
  return jpegs
}

function findStart(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff) return at
  }
  return -1
}

/** Walks the segments, so that a picture embedded in one of them does not end the file early (ITU-T T.81, B.1.1). */
function endOf(bytes: Uint8Array, start: number): number | undefined {
  let at = start + 2
  for (let marker = markerAt(bytes, at); marker !== undefined; marker = markerAt(bytes, at)) {
    if (marker === 0xd9) return at + 2
    at = marker === 0xff ? at + 1 : afterSegment(bytes, at, marker)
  }
  return undefined
}

/** The marker there; nothing where none is, or where another picture begins. */
function markerAt(bytes: Uint8Array, at: number): number | undefined {
  const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined
  return marker === 0xd8 ? undefined : marker
}

function afterSegment(bytes: Uint8Array, at: number, marker: number): number {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const after = at + 2 + Math.max(2, length)
  return marker === 0xda ? nextMarker(bytes, after) : after
}

/** Past the coded data: stuffed zeros and restarts belong to it. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    const within = next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff
    if (!within) return at
  }
  return bytes.length
}
