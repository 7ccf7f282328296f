import type { Action } from '../../../src/contract/signals.ts'
import { type Movement, naturalBlinks } from '../../../src/presence/simulate/movement.ts'
import { around, between, type Random } from '../../../src/presence/simulate/random.ts'
import { type Ability, type Course, endOf, isAlone, movesOf, reactionMs } from './script.ts'

/** What the screen says at a moment: which step asks for what, and whether to look straight again. */
export interface Shown {
  readonly index: number
  readonly action: Action
  readonly neutral: boolean
}

/** Somebody before the kiosk, whose course is written while it is played. */
export interface Actor extends Course {
  /** The station has put this onto the screen at that moment; null: it asks for nothing. */
  see(shown: Shown | null, at: number): void
}

/** No attempt lasts longer. */
export const longestMs = 17_000

interface Task {
  readonly index: number
  readonly action: Action
  readonly tries: number
}

/**
 * An actor does what is asked some 0.45 s after seeing it and holds it until the screen goes on, at most about 0.7 s. Where
 * the screen still asks for the same when the body is back, he looks for a third of a second and does it again, further:
 * up to three tries, each a quarter larger, within what a body can do. All of it is chosen; that people repeat and
 * exaggerate when nothing happens is what it stands for.
 */
export function openActor(ability: Ability, random: Random): Actor {
  const pace = around(random, 1, 0.14)
  const screenMs = between(random, 60, 140)
  const body = openBody(ability, pace, random)
  let task: Task | null = null
  let startsAt = Number.POSITIVE_INFINITY
  let endsAt = longestMs

  function begin(next: Task, at: number): Task {
    body.take(next.action, at, further ** next.tries)
    return { ...next, tries: next.tries + 1 }
  }
  function after(deed: Deed, shown: Shown | null, at: number): Task | null {
    switch (deed) {
      case 'end':
        return null
      case 'letGo':
        return task && { ...task, tries: mostTries }
      case 'begin':
        return shown && begin({ ...shown, tries: 0 }, at + screenMs + around(random, reactionMs, 0.18) * pace)
      case 'again':
        return task && begin(task, at + around(random, 330, 0.2))
      case 'nothing':
        return task
      default:
        return deed satisfies never
    }
  }
  function see(shown: Shown | null, at: number): void {
    if (shown !== null) startsAt = Math.min(startsAt, Math.round(at + screenMs))
    const deed = deedOf(task, shown, at >= body.free())
    if (deed === 'end') endsAt = at + 450
    if (deed !== 'again' && deed !== 'nothing') body.letGo(at + screenMs)
    task = after(deed, shown, at)
  }
  return {
    get startsAt() {
      return startsAt
    },
    get endsAt() {
      return endsAt
    },
    get movements() {
      return body.movements()
    },
    see,
  }
}

const mostTries = 3
const further = 1.25

type Deed = 'end' | 'letGo' | 'begin' | 'again' | 'nothing'

/** What follows from the screen for somebody who does a task, or none yet. */
function deedOf(task: Task | null, shown: Shown | null, isFree: boolean): Deed {
  if (shown === null) return task === null ? 'nothing' : 'end'
  const mayTry = task === null || task.tries < mostTries
  if (shown.neutral) return mayTry ? 'letGo' : 'nothing'
  if (task?.index !== shown.index) return 'begin'
  return isFree && mayTry ? 'again' : 'nothing'
}

/** A body that moves on demand: its movements so far, those under way and those it has decided on. */
function openBody(ability: Ability, pace: number, random: Random) {
  let blinks: readonly Movement[] = ability.blinks ? naturalBlinks(random, 0, longestMs) : []
  let moves: readonly Movement[] = []
  let free = 0
  return {
    movements: (): readonly Movement[] => [...moves, ...blinks],
    /** When it is back from all it did. */
    free: (): number => free,
    take(action: Action, at: number, more: number): void {
      const begins = Math.max(at, free + 120)
      const own = movesOf(action, begins, { ability, pace, more, heldMs: holdMs }, random)
      moves = [...moves, ...own]
      blinks = blinks.filter((blink) => isAlone(blink, own))
      free = Math.max(begins + 600, ...own.map(endOf))
    },
    /** What is held is let go a reaction later; what would begin after that is left. */
    letGo(at: number): void {
      const after = at + around(random, 260, 0.2) * pace
      moves = moves.filter(({ startsAt }) => startsAt < after).map((move) => released(move, after))
      free = Math.max(0, ...moves.map(endOf))
    },
  }
}

const holdMs = 700

/** No movement is given up half way. */
const released = (move: Movement, at: number): Movement =>
  move.component === 'blink'
    ? move
    : { ...move, releasedAt: Math.min(move.releasedAt, Math.max(move.startsAt + move.riseMs, at)) }
