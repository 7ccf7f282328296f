import { readLight } from './light.ts'
import { readPassive } from './passive.ts'
import type { LivenessPolicy } from './policy.ts'
import { readPulse } from './pulse.ts'
import { type Reading, type SignalName, signalNames, type Trail } from './reading.ts'
import { readRelief } from './relief.ts'
import { readReplay } from './replay.ts'
import { readSameness } from './sameness.ts'
import { readScene } from './scene.ts'
import { readSolidity } from './solidity.ts'
import { readTemplate } from './template.ts'
import { readTiming } from './timing.ts'

/** Every signal's word on an attempt, in the order of `signalNames`. Never throws, never says NaN. */
export function readLiveness(trail: Trail, policy: LivenessPolicy): readonly Reading[] {
  return signalNames.map((name) => readSignal(name, trail, policy))
}

/** One signal's word. */
export const readSignal = (name: SignalName, trail: Trail, policy: LivenessPolicy): Reading =>
  signals[name](trail, policy)

const signals: Readonly<Record<SignalName, (trail: Trail, policy: LivenessPolicy) => Reading>> = {
  timing: readTiming,
  light: readLight,
  relief: readRelief,
  solidity: readSolidity,
  sameness: readSameness,
  template: readTemplate,
  replay: readReplay,
  pulse: readPulse,
  scene: readScene,
  passive: readPassive,
}
