import { groupBy } from '../../src/kit/grouping.ts'
import { allGates } from '../../src/presence/rules/gates.ts'
import { type Captures, openCaptures } from '../../src/presence/station/captures.ts'
import { openEnrolment, type Shots } from './enrol.ts'
import type { Clip } from './manifest.ts'
import { inParallel, inTurn } from './parallel.ts'
import { type Played, play, type Try } from './play.ts'
import { askedOf, siteOf } from './present.ts'
import { type Outcome, outcomeOf, type Seen } from './presentation.ts'

/** A clip of a living person shown to a station that remembers the ones before. */
export interface Visit {
  readonly clip: Clip
  /** How many passed attempts of the person were remembered. */
  readonly remembered: number
  /** As if nobody had ever come before, and by the station that remembers; the whole product, matching included. */
  readonly alone: Outcome
  readonly outcome: Outcome
  /**
   * The station wanted one more action only because of what it remembered. The clip was filmed before one that remembered
   * nothing and cannot answer it: it was judged without.
   */
  readonly doubted: boolean
  /** The share of its frames that the station took for one of its earlier attempts; null where it compared none. */
  readonly share: number | null
  /** The same clip once more when all visits are over, if it is still remembered: a film of what happens to be asked. */
  readonly film: Outcome | null
}

/** So many clips of one person make a guest: with fewer there is nothing to come back to. */
const visitsAtLeast = 4
const dayMs = 24 * 3_600_000

/** Who has enough clips with a script comes back, one clip a day in the order of the table. */
export function guestsOf(clips: readonly Clip[]): readonly (readonly Clip[])[] {
  const scripted = clips.filter(({ kind, script }) => kind === 'genuine' && script.length > 0)
  const named = groupBy(scripted, ({ person, simulated, split }) => JSON.stringify([person, simulated, split]))
  return [...named.values()].filter(({ length }) => length >= visitsAtLeast)
}

/** Shows all guests' clips; `open` opens a clip, or nothing where it cannot be played. */
export async function presentGuests(
  guests: readonly (readonly Clip[])[],
  open: (clip: Clip) => Promise<readonly Seen[]>,
  shots: Shots,
  isDone: () => void,
): Promise<readonly Visit[]> {
  const shown = await inParallel(guests, async (clips) => {
    const captures = memoryFor(clips)
    const visits = await inTurn([...clips.entries()], async ([day, clip]) => {
      const [seen] = await open(clip)
      return seen === undefined ? null : presentVisit(seen, day, captures, shots)
    })
    const came = visits.filter((visit) => visit !== null)
    const films = await inTurn(came, async ({ visit, again }) => ({ ...visit, film: await again(clips.length) }))
    for (const { release } of came) release()
    isDone()
    return films
  })
  return shown.flat()
}

/**
 * Rendered faces are one photograph each and as like themselves as a print is, which is what likeness to earlier captures
 * tells: of simulated people only the frames are remembered.
 */
function memoryFor(clips: readonly Clip[]): Captures {
  const captures = openCaptures()
  captures.allow(new Map(clips.map(({ person }) => [person, 'laboratory'])))
  if (!clips.some(({ simulated }) => simulated)) return captures
  return { ...captures, keep: (person, capture) => captures.keep(person, { ...capture, face: undefined }) }
}

async function presentVisit(seen: Seen, day: number, captures: Captures, shots: Shots) {
  const { clip, looks } = seen
  const site = siteOf(clip, openEnrolment([clip], shots, []), allGates)
  const asked = askedOf(seen)
  const remembered = captures.of(clip.person, day * dayMs).length
  const alone = await play([asked], site)
  const showTo = (memory: Captures, on: number, one: Try): Promise<Played> =>
    play([one], { ...site, remembering: { captures: memory, from: on * dayMs } })
  const first = await showTo(captures, day, asked)
  const doubted = isDoubted(first) && !isDoubted(alone) && outcomeOf(first) !== 'accepted'
  const shown = doubted ? withoutReserve(asked) : asked
  const played = doubted ? await showTo(captures, day, shown) : first
  const outcome = outcomeOf(played)
  const unkept: Captures = { ...captures, keep: () => undefined }
  const isRemembered = (later: number): boolean =>
    captures.of(clip.person, later * dayMs).some(({ at }) => Math.floor(at / dayMs) === day)
  const again = async (later: number): Promise<Outcome | null> =>
    isRemembered(later) ? outcomeOf(await showTo(unkept, later, shown)) : null
  const visit = { clip, remembered, alone: outcomeOf(alone), outcome, doubted, share: shareOf(played) }
  return { visit, again, release: looks.release }
}

const isDoubted = ({ tries }: Played): boolean => tries.some(({ reserveWanted }) => reserveWanted)

const withoutReserve = (asked: Try): Try => {
  const { reserve: _, ...challenge } = asked.challenge
  return { ...asked, challenge }
}

/** The last description's word, as the signal has it. */
const shareOf = ({ tries }: Played): number | null =>
  tries.at(-1)?.verdict.evidence.descriptions.findLast(({ replayed }) => replayed !== undefined)?.replayed ?? null
