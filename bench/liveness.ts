import { type Action, actions } from '../src/contract/signals.ts'
import { calibration } from '../src/presence/rules/liveness/calibration.ts'
import { fuse } from '../src/presence/rules/liveness/fuse.ts'
import { median } from '../src/presence/rules/liveness/numbers.ts'
import { livenessPolicy } from '../src/presence/rules/liveness/policy.ts'
import { readLiveness, readSignal } from '../src/presence/rules/liveness/read.ts'
import { signalNames, type Trail } from '../src/presence/rules/liveness/reading.ts'
import { attemptPolicy } from '../src/presence/rules/policy.ts'
import { anyStage, trailOf } from '../src/presence/simulate/liveTrail.ts'
import { person } from '../src/presence/simulate/person.ts'
import { seeded } from '../src/presence/simulate/random.ts'
import { simulateStream } from '../src/presence/simulate/stream.ts'
import { recallTime } from './recall.ts'
import { type BenchRow, row } from './row.ts'

/**
 * Signals of liveness of one attempt, each and all with their score, simulated, of 100 to 200 frames; median of many after
 * some to warm up, the best of three of each, so that neighbours on the machine count less.
 */
export async function bench(): Promise<BenchRow[]> {
  const trails = Array.from({ length: 40 }, (_, i) => longTrail(i + 1))
  const frames = Math.max(...trails.map((trail) => trail.frames.length))
  const whole = medianOf(trails, judge)
  const each = signalNames.map((name) =>
    row(
      `signal ${name} of an attempt`,
      [medianOf(trails, (trail) => void readSignal(name, trail, livenessPolicy)), 'ms'],
      [whole, 'all of them'],
      '≤ 1',
    ),
  )
  return [
    row(`liveness of an attempt of up to ${frames} frames`, [whole, 'ms'], [10, 'budget'], '≤ 1'),
    ...each,
    row('an attempt of 8 descriptions against 20 earlier ones, 50 people', [recallTime(), 'ms'], [20, 'budget'], '≤ 1'),
  ]
}

function medianOf(trails: readonly Trail[], act: (trail: Trail) => void): number {
  const times = trails.map((trail) => Math.min(...Array.from({ length: 3 }, () => timeOf(() => act(trail)))))
  return median(times.slice(10))
}

function judge(trail: Trail): void {
  const { score } = fuse(readLiveness(trail, livenessPolicy), calibration)
  if (!Number.isFinite(score)) throw new Error('an attempt has no score')
}

const timeOf = (act: () => void): number => {
  const start = performance.now()
  act()
  return performance.now() - start
}

function longTrail(seed: number) {
  const random = seeded(seed)
  const steps: Action[] = Array.from({ length: 4 }, (_, i) => actions[(seed + 3 * i) % actions.length] ?? 'openMouth')
  const filmed = simulateStream(person(random, 'somebody', { slip: 0 }), {
    challenge: { steps },
    policy: attemptPolicy,
    random,
    fps: 25,
  })
  const stage = anyStage(random, 'living', filmed.attempt.evidence.promptedAt ?? 0)
  return trailOf(filmed, stage, random)
}
