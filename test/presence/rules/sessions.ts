import { isEnded } from '../../../src/presence/rules/attempt.ts'
import { type Challenge, drawChallenge } from '../../../src/presence/rules/challenge.ts'
import type { Actor } from '../../../src/presence/simulate/person.ts'
import { between, bytesFrom, type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { type Setting, type Simulated, simulateStream } from '../../../src/presence/simulate/stream.ts'
import { passed, policy, quantileOf, victim } from './film.ts'

/** An actor who may know a guess of the challenge, but not the challenge. */
export type Make = (random: Random, as: string, guess: Challenge) => Actor

/** Sessions of up to two attempts. All of it is simulated. */
export interface Figures {
  readonly n: number
  /** Share of first attempts, and of sessions, that passed. */
  readonly attempts: number
  readonly sessions: number
  /** Milliseconds from the first face to the verdict, of first attempts that passed. */
  readonly median: number
  readonly p95: number
  /** How often each gate failed a first attempt. */
  readonly why: Readonly<Record<string, number>>
  /** Largest jump of the face in first attempts, 95th of a hundred and the worst; 1 is the limit. */
  readonly jump: readonly [number, number]
}

/** A fifth of the people in an everyday run, all of them with `FIGURES=all`. */
export const crowd = (n: number): number => (process.env.FIGURES === 'all' ? n : n / 5)

/** Sessions of two attempts, as the product runs them. */
export function sessions(make: Make, n: number, seedFrom: number, more: Partial<Setting> = {}): Figures {
  const runs = Array.from({ length: n }, (_, index) => session(make, seedFrom + index, more))
  const firsts = runs.flatMap(([first]) => first ?? [])
  const times = firsts.filter(({ attempt }) => passed(attempt)).map(({ elapsedMs }) => elapsedMs)
  const jumps = firsts.map(({ attempt }) => attempt.evidence.jump)
  return {
    n,
    attempts: times.length / n,
    sessions: runs.filter((attempts) => attempts.some(({ attempt }) => passed(attempt))).length / n,
    median: quantileOf(times, 0.5),
    p95: quantileOf(times, 0.95),
    why: countReasons(firsts),
    jump: [quantileOf(jumps, 0.95), Math.max(...jumps)],
  }
}

export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

/** One line of figures, always marked as simulated. */
export function honestLine(name: string, made: Figures): string {
  const why = Object.entries(made.why).map(([gate, count]) => `${gate} ${count}`)
  return (
    `simulated, N = ${made.n}, ${name}: median ${seconds(made.median)}, p95 ${seconds(made.p95)}, ` +
    `first attempt ${percent(made.attempts)}, session ${percent(made.sessions)}, ` +
    `jump p95 ${made.jump[0].toFixed(2)}, worst ${made.jump[1].toFixed(2)}; first attempts failed by: ${why.join(', ') || 'none'}`
  )
}

function session(make: Make, seed: number, more: Partial<Setting>): readonly Simulated[] {
  const random = seeded(seed)
  const fps = between(random, 12, 15)
  const runs: Simulated[] = []
  for (const number of [1, 2]) {
    const challenge = drawChallenge(bytesFrom(random, 256), number, policy)
    const guess = drawChallenge(bytesFrom(random, 256), number, policy)
    const run = simulateStream(make(random, victim, guess), { challenge, policy, random, fps, ...more })
    if (!isEnded(run.attempt)) throw new Error('an attempt did not end')
    runs.push(run)
    if (passed(run.attempt) || run.attempt.state === 'gone') break
  }
  return runs
}

function countReasons(runs: readonly Simulated[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { attempt } of runs) {
    const why = attempt.state === 'failed' ? attempt.why : []
    for (const gate of why) counts[gate] = (counts[gate] ?? 0) + 1
  }
  return counts
}
