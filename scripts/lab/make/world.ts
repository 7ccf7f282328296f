import { seeded } from '../../../src/presence/simulate/random.ts'
import type { Bases } from './bases.ts'
import { makePerson, type Person } from './person.ts'
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
  const make = (name: string, split: Split, ownSeed: number): Person => {
    const person = known.get(name) ?? makePerson(name, bases[split], bases.topology, seeded(ownSeed))
    known.set(name, person)
    return person
  }
  return {
    topology: bases.topology,
    enrolled: (split, number) =>
      make(`${split}-${String(number).padStart(2, '0')}`, split, seedOf(seed, 'person', split, number)),
    stranger: (split, ownSeed) => makePerson('', bases[split], bases.topology, seeded(seedOf(ownSeed, 'stranger'))),
  }
}
