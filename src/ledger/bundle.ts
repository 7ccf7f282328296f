/** Entry bundles of C2SP tlog-tiles: entries one after another, each behind its length in two bytes, big-endian. */

/** An entry behind its length; both are texts with one letter to a byte. */
export function bundled(entry: string): string {
  if (entry.length > 0xffff) throw new RangeError(`an entry of ${entry.length} bytes`)
  return String.fromCharCode(entry.length >> 8, entry.length & 0xff) + entry
}

/** Nothing when the bytes end in the middle of an entry. */
export function entriesOf(bundle: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.length)
  const entries: Uint8Array[] = []
  let at = 0
  while (at + 2 <= bundle.length) {
    const end = at + 2 + view.getUint16(at)
    if (end > bundle.length) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return at === bundle.length ? entries : undefined
}
