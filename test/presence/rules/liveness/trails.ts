import { type Action, actions } from '../../../../src/contract/signals.ts'
import { livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import { readLiveness } from '../../../../src/presence/rules/liveness/read.ts'
import type { Reading, SignalName, Trail } from '../../../../src/presence/rules/liveness/reading.ts'
import type { Surface } from '../../../../src/presence/simulate/liveHead.ts'
import { anyStage, type Stage, trailOf } from '../../../../src/presence/simulate/liveTrail.ts'
import { person } from '../../../../src/presence/simulate/person.ts'
import { seeded } from '../../../../src/presence/simulate/random.ts'
import { film } from '../film.ts'

export const steps: readonly Action[] = ['turnLeft', 'openMouth', 'turnRight']

/** An attempt of somebody who does all that is asked, with that surface before the camera. */
export function trail(seed: number, surface: Surface, change: Partial<Stage> = {}, asked = steps): Trail {
  const filmed = film(seed, (random, victim) => person(random, victim, { slip: 0 }), {
    challenge: { steps: [...asked] },
  })
  const random = seeded(seed + 1_000_000)
  const stage = { ...anyStage(random, surface, (filmed.attempt.evidence.promptedAt ?? 0) - 60), ...change }
  return trailOf(filmed, stage, random)
}

export const read = (name: SignalName, of: Trail, policy = livenessPolicy): Reading => {
  const found = readLiveness(of, policy).find(({ signal }) => signal === name)
  if (found === undefined) throw new Error(`no reading of ${name}`)
  return found
}

export function valueOf(name: SignalName, of: Trail): number {
  const reading = read(name, of)
  if (reading.kind !== 'measured') throw new Error(`${name} is unusable: ${reading.why}`)
  return reading.value
}

export const partOf = (name: SignalName, part: string, of: Trail): number => {
  const reading = read(name, of)
  return reading.kind === 'measured' ? (reading.parts[part] ?? Number.NaN) : Number.NaN
}

export const surfaces: readonly Surface[] = ['living', 'flat', 'bent', 'mask', 'film']
export const everyAction = actions
