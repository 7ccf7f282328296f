import { pick, seeded } from '../../../src/presence/simulate/random.ts'
import type { Bases } from './bases.ts'
import { makePerson, type Person, toneNames } from './person.ts'
import { type Split, seedOf } from './plan.ts'
import type { Topology } from './topology.ts'

/** Everybody there is. People are made when they are first asked for. */
export interface World {
  readonly topology: Topology
  /** The enrolled person of a split by number: the same in every clip. */
  enrolled(split: Split, number: number): Person
  /** Somebody else of a split, by a seed: who wears masks and holds prints. */
  stranger(split: Split, seed: number): Person
}

export function makeWorld(bases: Bases, seed: number): World {
  const known = new Map<string, Person>()
  const make = (split: Split, number: number): Person => {
    const name = `${split}-${String(number).padStart(2, '0')}`
    // Every tone has its turn, so that small sets hold all of them.
    const tone = toneNames[(number * 5 + 1) % toneNames.length] ?? 'III'
    const random = seeded(seedOf(seed, 'person', split, number))
    const person = known.get(name) ?? makePerson(name, tone, bases[split], bases.topology, random)
    known.set(name, person)
    return person
  }
  return {
    topology: bases.topology,
    enrolled: make,
    stranger(split, ownSeed) {
      const random = seeded(seedOf(ownSeed, 'stranger'))
      return makePerson('', pick(random, toneNames), bases[split], bases.topology, random)
    },
  }
}
