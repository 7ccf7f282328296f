import { eachPerson } from '../../attendance/everybody.ts'
import { judgePerson } from '../../attendance/judging.ts'
import type { JudgedDay } from '../../attendance/rules/judged.ts'
import { loadGround } from '../../attendance/store/ground.ts'
import { dayOf, type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { type Dice, makeDice } from './dice.ts'
import type { DemoSpan } from './span.ts'

/** Somebody came to the door at a moment. */
export interface Coming {
  readonly staffId: string
  readonly at: Iso
}

interface Stretch {
  readonly starts: number
  readonly ends: number
}

const minutes = 60_000

/**
 * When people came and went up to now, by person: what the calendar, shifts, duties, leave and field days of the center
 * ask of them, mostly a little early and a little longer; some are late, go early or forget. `missed` are those who on
 * the first working day from a day on were not seen at all.
 */
export async function listComings(
  db: Db,
  countyId: number,
  { since, today, now }: DemoSpan,
  { staffIds, missed, seed }: { staffIds: readonly string[]; missed: ReadonlyMap<string, string>; seed: number },
): Promise<Map<string, Coming[]>> {
  const ground = await loadGround(db, countyId, { from: since, to: today }, now)
  const found = new Map<string, Coming[]>()
  for await (const file of eachPerson(db, ground, staffIds)) {
    const dice = makeDice(seed + found.size)
    const days = judgePerson(ground.judging, file, () => true)?.days ?? []
    const from = missed.get(file.staffId)
    const skipped = days.find((it) => from !== undefined && it.day >= from && stretchesOf(it).length > 0)
    const comings = days.flatMap((it) => (it === skipped ? [] : comingsOf(it, dice)))
    const past = comings.filter((at) => at < toMs(now)).sort((a, b) => a - b)
    found.set(
      file.staffId,
      past.map((at) => ({ staffId: file.staffId, at: toIso(at) })),
    )
  }
  return found
}

function comingsOf(day: JudgedDay, dice: Dice): number[] {
  const stretches = stretchesOf(day)
  // Somebody who forgets the whole day is rare.
  if (dice.next() < 0.004) return []
  return stretches.flatMap((it, i) => {
    const [before, after] = [stretches[i - 1], stretches[i + 1]]
    const arrival = it.starts + arrivalAfter(dice) * minutes
    const departure = it.ends + departureAfter(dice) * minutes
    const seconds = dice.between(0, 59) * 1000
    const forgets = dice.next()
    return [
      ...(forgets < 0.008 ? [] : [isNext(before, it) ? it.starts + dice.between(12, 20) * minutes : arrival + seconds]),
      ...(forgets > 0.986 ? [] : [isNext(it, after) ? it.ends + dice.between(0, 4) * minutes : departure + seconds]),
    ]
  })
}

/** Whoever stays on goes out and comes in again. */
const isNext = (one: Stretch | undefined, other: Stretch | undefined): boolean =>
  one !== undefined && other !== undefined && other.starts - one.ends < 35 * minutes

function arrivalAfter(dice: Dice): number {
  const chance = dice.next()
  if (chance < 0.022) return dice.between(6, 42)
  return chance < 0.08 ? dice.between(0, 3) : -dice.between(1, 18)
}

function departureAfter(dice: Dice): number {
  return dice.next() < 0.012 ? -dice.between(5, 45) : dice.between(0, 20)
}

/** Hours to be there, and duties besides them, in order. */
function stretchesOf(day: JudgedDay): Stretch[] {
  const works = day.am.hours !== null || day.pm.hours !== null
  const hours: Stretch[] = works ? day.windows.map(({ starts, ends }) => ({ starts, ends })) : []
  const duties = day.duties
    .map(({ duty }) => duty)
    .filter(
      (it) => dayOf(toIso(it.starts)) === day.day && !hours.some((one) => one.starts < it.ends && one.ends > it.starts),
    )
  return [...hours, ...duties.map(({ starts, ends }) => ({ starts, ends }))].sort((a, b) => a.starts - b.starts)
}
