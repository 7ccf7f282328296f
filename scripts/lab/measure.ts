import type { Template } from '../../src/face/description.ts'
import type { FaceEngine } from '../../src/face/engine.ts'
import type { Shot } from '../../src/face/matchTemplate.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { openEnrolment, type Shots, shotsOf } from './enrol.ts'
import { type Cache, type Looks, lookAtClip } from './looks.ts'
import type { Clip, Problem } from './manifest.ts'
import { noPerson, presentAttempts, presentFresh, presentScripted, presentUnasked } from './present.ts'
import type { Presentation, Seen } from './presentation.ts'
import { BadClip } from './tape.ts'

export interface Bench {
  readonly engine: FaceEngine
  readonly cache: Cache
  readonly seeds: number
  /** People of the site besides those of the clips. */
  readonly colleagues: readonly Template[]
  readonly progress: (done: number, of: number) => void
}

export interface Measured {
  /** Sessions and injections: what the rates count. */
  readonly presentations: readonly Presentation[]
  /** Scripted genuine clips one by one. */
  readonly attempts: readonly Presentation[]
  readonly problems: readonly Problem[]
  /** Everybody enrolled from the clips. */
  readonly enrolled: number
}

/** Has the engine look at all clips, enrols everybody there is genuine material of, and presents `judged` to the product. */
export async function measure(clips: readonly Clip[], judged: ReadonlySet<Clip>, bench: Bench): Promise<Measured> {
  const needed = clips.filter((clip) => judged.has(clip) || clip.kind === 'genuine')
  const { seen, problems } = await lookAtAll(needed, bench)
  const shots = await shotsOfAll([...seen.values()].filter(({ clip }) => clip.kind === 'genuine'))
  const all = sessionsOf([...seen.values()].filter(({ clip }) => judged.has(clip)))
  const presentations: Presentation[] = []
  const attempts: Presentation[] = []
  for (const [i, session] of all.entries()) {
    const [first] = session
    if (first === undefined) continue
    const enrolment = openEnrolment(first.clip, shots, bench.colleagues)
    if (first.clip.kind === 'genuine' && first.clip.script.length > 0) {
      attempts.push(...(await presentAttempts(session, enrolment)))
    }
    presentations.push(...(await presentSession(session, enrolment, bench.seeds)))
    for (const { looks } of session) looks.release()
    bench.progress(i + 1, all.length)
  }
  return { presentations, attempts, problems, enrolled: shots.size }
}

async function presentSession(
  session: readonly Seen[],
  enrolment: ReturnType<typeof openEnrolment>,
  seeds: number,
): Promise<readonly Presentation[]> {
  const [first] = session
  if (first === undefined) return []
  const { clip, looks } = first
  if (clip.kind === 'genuine' && looks.still) return [noPerson(first)]
  if (clip.script.length > 0) {
    const one = await presentScripted(session, enrolment)
    return one === null ? [] : [one]
  }
  const fresh = await presentFresh(first, seeds, enrolment)
  return clip.kind === 'genuine' ? [await presentUnasked(first, enrolment), ...fresh] : fresh
}

/** Scripted clips of one group, kind and person are the attempts of one session; every other clip stands by itself. */
export function sessionsOf(seen: readonly Seen[]): readonly (readonly Seen[])[] {
  const sessions: Seen[][] = []
  const open = new Map<string, Seen[]>()
  for (const one of seen) {
    const { clip } = one
    const name = JSON.stringify([clip.group, clip.kind, clip.person, clip.simulated, clip.split])
    const current = open.get(name)
    const joins = clip.group !== '' && clip.script.length > 0 && current !== undefined
    if (joins && current.length < attemptPolicy.stepsByAttempt.length) {
      current.push(one)
      continue
    }
    const session = [one]
    sessions.push(session)
    if (clip.group !== '' && clip.script.length > 0) open.set(name, session)
  }
  return sessions
}

/** Two clips at a time, one on each worker of the engine. */
async function lookAtAll(
  clips: readonly Clip[],
  { engine, cache, progress }: Bench,
): Promise<{ readonly seen: ReadonlyMap<Clip, Seen>; readonly problems: readonly Problem[] }> {
  const looked = new Map<Clip, Looks>()
  const problems: Problem[] = []
  const waiting = [...clips]
  let done = 0
  async function work(): Promise<void> {
    for (let clip = waiting.shift(); clip !== undefined; clip = waiting.shift()) {
      const one = await lookOrSay(clip, engine, cache)
      if ('why' in one) problems.push(one)
      else looked.set(clip, one)
      done += 1
      progress(done, clips.length)
    }
  }
  await Promise.all([work(), work()])
  const inOrder = clips.flatMap((clip) => {
    const looks = looked.get(clip)
    return looks === undefined ? [] : [[clip, { clip, looks }] as const]
  })
  return { seen: new Map(inOrder), problems }
}

async function lookOrSay(clip: Clip, engine: FaceEngine, cache: Cache): Promise<Looks | Problem> {
  try {
    const looks = await lookAtClip(clip, engine, cache)
    looks.release()
    return looks
  } catch (error) {
    if (!(error instanceof BadClip)) throw error
    return { line: clip.line, file: clip.file, why: error.message }
  }
}

async function shotsOfAll(genuine: readonly Seen[]): Promise<Shots> {
  const people = new Map<string, Map<string, readonly Shot[]>>()
  for (const { clip, looks } of genuine) {
    const shots = await shotsOf(looks)
    looks.release()
    if (shots.length === 0) continue
    const files = people.get(clip.person) ?? new Map<string, readonly Shot[]>()
    files.set(clip.file, shots)
    people.set(clip.person, files)
  }
  return people
}
