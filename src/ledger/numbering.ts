import type { Finding } from './finding.ts'

/** What an entry of this log looks like, to the byte (entry.ts makes them). */
const entryForm =
  /^\{"c":"[A-Za-z0-9+/]{43}=",(?:"dev":"(?<device>[0-9a-f]{16})","seq":(?<number>[1-9]\d{0,15}),)?"v":1\}$/

const none: readonly Finding[] = []

/** Counts the devices' own numbers while a log is read from its beginning. */
export interface Numbering {
  /** What is odd about an entry at this index: a text with one letter to a byte. */
  take(entry: string, index: number): readonly Finding[]
}

export function openNumbering(): Numbering {
  const last = new Map<string, number>()
  return {
    take: (entry, index) => {
      const read = entryForm.exec(entry)
      if (!read) return [{ kind: 'entry', index }]
      const { device, number = '' } = read.groups ?? {}
      if (device === undefined) return none
      const found = Number(number)
      const after = last.get(device) ?? 0
      last.set(device, Math.max(after, found))
      if (found <= after) return [{ kind: 'doubled', device, number: found, index }]
      return found === after + 1 ? none : [{ kind: 'gap', device, after, found, index }]
    },
  }
}
