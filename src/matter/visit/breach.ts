import type { Words } from '../../contract/attendance.ts'
import type { BreachView, VisitOutcome } from '../../contract/visits.ts'
import { type Iso, toMs } from '../../kit/time.ts'

/** A visit as far as the rule reads it. */
export interface TripRead {
  readonly visitId: string
  readonly begunAt: Iso
  readonly outcome: VisitOutcome | null
  readonly endedAt: Iso | null
  readonly told: string
  /** Keys of the type's materials that were asked for. */
  readonly materials: readonly string[]
}

/** A notice of everything that is missing, given for the matter. */
export interface NoticeRead {
  readonly at: Iso
  readonly materials: readonly string[]
  readonly words: string
}

export interface MatterTrips {
  /** When the matter was taken: whoever came with it was told then what is missing, or was to be. */
  readonly takenAt: Iso
  readonly trips: readonly TripRead[]
  readonly notices: readonly NoticeRead[]
  /** The words for the keys of materials. */
  readonly nameOf: (key: string) => string
}

/**
 * Whether a visit broke the one-time notice (行政许可法 art. 32: all that is missing is told once): somebody who had come
 * about the matter before was sent away for a material that no notice before this visit names. Null where he was not sent
 * away. What he was told in words alone is for a person to read: unclear, never a breach.
 */
export function judgeBreach(matter: MatterTrips, visitId: string): BreachView | null {
  const trip = matter.trips.find((it) => it.visitId === visitId)
  if (trip === undefined || trip.outcome !== 'sentAway') return null
  const { used, ignored, given, earlier } = readBefore(matter, trip)
  const view = (verdict: BreachView['verdict'], materials: string[], ...why: Words[]): BreachView => ({
    verdict,
    materials,
    why,
    used,
    ignored,
  })

  if (earlier === 0 && given.length === 0)
    return view(
      'none',
      [],
      say('第一次为此事来，当时还没有一次性告知书。', 'The first visit about it, before any notice.'),
    )
  if (trip.materials.length === 0)
    return view(
      'unclear',
      [],
      say('只留了话，没有选材料：请人看了再定。', 'Told in words only, no material chosen: for a person to read.'),
    )
  const onNotice = new Set(given.flatMap((it) => it.materials))
  const extra = [...new Set(trip.materials)].filter((key) => !onNotice.has(key))
  if (extra.length === 0)
    return view('none', [], say('要的材料都在一次性告知书上。', 'All that was asked for is on a notice given before.'))
  const named = extra.map(matter.nameOf)
  return view(
    'breach',
    extra,
    say(
      `再次来时被要求补：${named.join('、')}；此前的一次性告知书上没有。`,
      `Sent away again for ${named.join(', ')}, which no notice given before names.`,
    ),
  )
}

const say = (zh: string, en: string): Words => ({ zh, en })

/** Sorts what was there before the visit from what came later or says nothing. */
function readBefore({ takenAt, trips, notices, nameOf }: MatterTrips, trip: TripRead) {
  const begun = toMs(trip.begunAt)
  const isBefore = (at: Iso): boolean => toMs(at) < begun
  const given = notices.filter((it) => isBefore(it.at))
  const others = trips.filter((it) => it.visitId !== trip.visitId && isBefore(it.begunAt))
  // Who found nobody was told nothing; who said nothing may have been.
  const met = others.filter((it) => it.outcome === 'served' || it.outcome === 'sentAway')
  const wasTaken = isBefore(takenAt)
  const used = [
    ...(wasTaken ? [say(`受理登记：${takenAt}`, `Taken: ${takenAt}`)] : []),
    ...given.map((it) => {
      const names = it.materials.map(nameOf)
      return say(`一次性告知书（${it.at}）：${names.join('、')}`, `Notice of ${it.at}: ${names.join(', ')}`)
    }),
    ...met.map((it) => say(`此前来过：${it.begunAt}`, `Came before: ${it.begunAt}`)),
    say(
      `这次要的材料：${trip.materials.map(nameOf).join('、') || '未选'}`,
      `Asked for now: ${trip.materials.map(nameOf).join(', ') || 'none chosen'}`,
    ),
  ]
  const ignored = [
    ...others
      .filter((it) => !met.includes(it))
      .map((it) =>
        it.outcome === 'nobodyThere'
          ? say(`${it.begunAt} 来时没有人，没有告知`, `${it.begunAt}: nobody was there, so nothing was told`)
          : say(`${it.begunAt} 来过，没有说结果`, `${it.begunAt}: came and said nothing of what became of it`),
      ),
    ...notices
      .filter((it) => !isBefore(it.at))
      .map((it) => say(`之后才给的告知书：${it.at}`, `A notice given only later: ${it.at}`)),
    ...(trip.told === '' ? [] : [say('他写下的话（由人看）', 'What he wrote in words (for a person)')]),
  ]
  return { used, ignored, given, earlier: met.length + (wasTaken ? 1 : 0) }
}
