/** A name as the center tells its readings: syllables, those of one character divided by `/` (`she bao`, `chang/zhang qi`). */
export type Sound = string

/** How typed letters stand for characters of a name: from its first one on, from a later one on, with others between. */
type Heard = 'begins' | 'within' | 'apart'

/**
 * Whether letters somebody typed stand for characters of a name, each by a whole syllable or its first sound, the last one
 * also unfinished: `sb`, `shebao`, `shb` and `sheb` all are 社保. With others between (社会保障) the first character must be
 * the name's, or all syllables be whole. One letter alone fits the beginning only.
 */
export function soundsLike(sound: Sound, typed: string): Heard | undefined {
  const letters = typed.toLowerCase().replaceAll('ü', 'v')
  if (!/^[a-z0-9]+$/.test(letters)) return undefined
  const name = sound.split(' ').map((it) => it.split('/'))
  if (fits(name, letters, beginningsOf)) return 'begins'
  if (letters.length < 2) return undefined
  const later = name.map((_, at) => name.slice(at))
  if (later.some((it) => fits(it, letters, beginningsOf))) return 'within'
  const isApart = fits(name, letters, beginningsOf, true) || later.some((it) => fits(it, letters, wholeOf, true))
  return isApart ? 'apart' : undefined
}

type Readings = readonly string[]
type Parts = (reading: string) => readonly string[]

/** By how many letters can be used up after each syllable: as quick for nonsense as for names. */
function fits(name: readonly Readings[], letters: string, partsOf: Parts, apart = false): boolean {
  let used = new Set([0])
  return name.some((readings, at) => {
    const isLast = [...used].some((from) => readings.some((it) => it.startsWith(letters.slice(from))))
    const skipped = apart && at > 0 ? used : []
    used = new Set([...skipped, ...[...used].flatMap((from) => after(from, readings.flatMap(partsOf), letters))])
    return isLast
  })
}

const after = (from: number, parts: readonly string[], letters: string): number[] =>
  parts.filter((it) => letters.startsWith(it, from) && from + it.length < letters.length).map((it) => from + it.length)

/** A syllable as people shorten it: whole, or its first sound in one letter or (zh, ch, sh) two. */
function beginningsOf(reading: string): string[] {
  const two = /^[zcs]h/.exec(reading)?.[0] ?? reading
  return [reading, two, reading.slice(0, 1)].filter(Boolean)
}

const wholeOf = (reading: string): string[] => [reading].filter(Boolean)
