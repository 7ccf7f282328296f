import type { Template } from '../../src/face/description.ts'
import type { FaceEngine } from '../../src/face/engine.ts'
import type { Shot } from '../../src/face/matchTemplate.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { BadClip } from './badClip.ts'
import { type Enrolment, openEnrolment, type Shots, shotsOf } from './enrol.ts'
import { type Cache, openLooks } from './looks.ts'
import type { Clip, Problem } from './manifest.ts'
import { inParallel, inTurn } from './parallel.ts'
import { presentAttempts, presentFresh, presentScripted } from './present.ts'
import { injected, type Presentation, type Seen } from './presentation.ts'
import { guestsOf, presentGuests, type Visit } from './returns.ts'
import { noPerson, presentUnasked } from './unasked.ts'

export interface Bench {
  readonly engine: FaceEngine
  readonly cache: Cache
  readonly seeds: number
  /** Whether scripted clips are read to their end, for what the signals say of all of them. */
  readonly whole: boolean
  /** People of the site besides those of the clips. */
  readonly colleagues: readonly Template[]
  readonly progress: (done: number, of: number) => void
}

export interface Measured {
  /** Sessions and injections: what the rates count. */
  readonly presentations: readonly Presentation[]
  /** Scripted genuine clips one by one. */
  readonly attempts: readonly Presentation[]
  /** Clips of who comes back, by a station that remembers. */
  readonly visits: readonly Visit[]
  readonly problems: readonly Problem[]
  /** Everybody enrolled from the clips. */
  readonly enrolled: number
}

/** Enrols everybody there is genuine material of, and presents the clips of `judged` to the product. */
export async function measure(clips: readonly Clip[], judged: ReadonlySet<Clip>, bench: Bench): Promise<Measured> {
  const genuine = clips.filter(({ kind }) => kind === 'genuine')
  const wanted = clips.filter((clip) => judged.has(clip))
  const sessions = sessionsOf(wanted)
  const guests = guestsOf(wanted)
  const problems = new Map<Clip, Problem>()
  let done = 0
  const isDone = (): void => {
    done += 1
    bench.progress(done, genuine.length + sessions.length + guests.length)
  }
  const open = async (clip: Clip): Promise<Seen[]> => {
    const looks = problems.has(clip) ? null : await openOrSay(clip, bench, (problem) => problems.set(clip, problem))
    return looks === null ? [] : [{ clip, looks }]
  }
  const shots = await inParallel(genuine, async (clip) => {
    const [seen] = await open(clip)
    const own = seen === undefined ? [] : await shotsOf(seen.looks)
    seen?.looks.release()
    isDone()
    return own
  })
  const enrolled = byPerson(genuine, shots)
  const shown = await inParallel(sessions, async (session) => {
    const seen = (await inParallel(session, open)).flat()
    const one = await presentSession(seen, enrolled, bench)
    for (const { looks } of seen) looks.release()
    isDone()
    return one
  })
  const visits = await presentGuests(guests, open, enrolled, isDone)
  return {
    visits,
    presentations: shown.flatMap(({ presentations }) => presentations),
    attempts: shown.flatMap(({ attempts }) => attempts),
    problems: [...problems.values()].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    enrolled: enrolled.size,
  }
}

/** Attacks that run on whatever is asked for, so that the same clip meets any challenge. */
const recordings: ReadonlySet<string> = new Set([injected, 'screenReplay'])

type Shown = Pick<Measured, 'presentations' | 'attempts'>

/** Everything a session of clips is shown as; nothing where none of them can be played. */
async function presentSession(session: readonly Seen[], shots: Shots, bench: Bench): Promise<Shown> {
  const [first] = session
  if (first === undefined) return { presentations: [], attempts: [] }
  const { clip, looks } = first
  if (clip.kind === 'genuine' && looks.still) return { presentations: [noPerson(first)], attempts: [] }

  const enrolment = openEnrolment([clip, ...session.slice(1).map((one) => one.clip)], shots, bench.colleagues)
  const shown = await (clip.script.length > 0
    ? presentAsked(session, enrolment, bench.whole)
    : presentUnscripted(first, enrolment))
  const runsOn = clip.kind === 'genuine' || recordings.has(clip.kind) || clip.script.length === 0
  const fresh = await inTurn(runsOn ? session : [], (one) => presentFresh(one, bench.seeds, enrolment))
  return { ...shown, presentations: [...shown.presentations, ...fresh.flat()] }
}

async function presentAsked(session: readonly Seen[], enrolment: Enrolment, whole: boolean): Promise<Shown> {
  const one = await presentScripted(session, enrolment, whole)
  const isGenuine = session[0]?.clip.kind === 'genuine'
  const attempts = isGenuine ? await presentAttempts(session, enrolment, whole) : []
  return { presentations: one === null ? [] : [one], attempts }
}

/** An attack in which nothing was asked is only shown to challenges drawn afresh. */
const presentUnscripted = async (seen: Seen, enrolment: Enrolment): Promise<Shown> => ({
  presentations: seen.clip.kind === 'genuine' ? [await presentUnasked(seen, enrolment)] : [],
  attempts: [],
})

/** Scripted clips of one group, kind and person are the attempts of one session; every other clip stands by itself. */
export function sessionsOf(clips: readonly Clip[]): readonly (readonly Clip[])[] {
  const sessions: Clip[][] = []
  const open = new Map<string, Clip[]>()
  for (const clip of clips) {
    const name = JSON.stringify([clip.group, clip.kind, clip.person, clip.simulated, clip.split])
    const current = open.get(name)
    const joins = clip.group !== '' && clip.script.length > 0 && current !== undefined
    if (joins && current.length < attemptPolicy.stepsByAttempt.length) {
      current.push(clip)
      continue
    }
    const session = [clip]
    sessions.push(session)
    if (clip.group !== '' && clip.script.length > 0) open.set(name, session)
  }
  return sessions
}

async function openOrSay(clip: Clip, { engine, cache }: Bench, say: (problem: Problem) => void) {
  try {
    return await openLooks(clip, engine, cache)
  } catch (error) {
    if (!(error instanceof BadClip)) throw error
    say({ line: clip.line, file: clip.file, why: error.message })
    return null
  }
}

function byPerson(genuine: readonly Clip[], shots: readonly (readonly Shot[])[]): Shots {
  const people = new Map<string, Map<string, readonly Shot[]>>()
  for (const [i, { person, file }] of genuine.entries()) {
    const own = shots[i] ?? []
    if (own.length === 0) continue
    const files = people.get(person) ?? new Map<string, readonly Shot[]>()
    people.set(person, files.set(file, own))
  }
  return people
}
