/** Entry bundles of C2SP tlog-tiles: entries one after another, each behind its length in two bytes, big-endian. */

export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  const whole = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    at = whole.writeUInt16BE(entry.length, at)
    whole.set(entry, at)
    at += entry.length
  }
  return whole
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
