import { pick, seeded } from '../../../src/presence/simulate/random.ts'
import type { Bases } from './bases.ts'
import { dealt, places } from './deal.ts'
import { type Looks, makePerson, type Person, toneNames } from './person.ts'
import type { Split } from './plan.ts'
import { seedOf } from './seed.ts'
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
  const enrolled = (split: Split, number: number): Person => {
    const name = `${split}-${String(number).padStart(2, '0')}`
    const random = seeded(seedOf(seed, 'person', split, number))
    const looks = { name, ...looksOf(number, bases[split].length, seedOf(seed, 'looks', split)) }
    const person = known.get(name) ?? makePerson(looks, bases[split], bases.topology, random)
    known.set(name, person)
    return person
  }
  return {
    topology: bases.topology,
    enrolled,
    stranger(split, ownSeed) {
      const number = ownSeed % strangers
      const name = `${split}-stranger-${number}`
      const random = seeded(seedOf(seed, 'stranger', split, number))
      const main = Math.floor(random() * bases[split].length)
      const looks = { name, main, tone: pick(random, toneNames), glasses: false, covered: 'none' } as const
      const person = known.get(name) ?? makePerson(looks, bases[split], bases.topology, random)
      known.set(name, person)
      return person
    },
  }
}

/** So many people carry out the attacks of a split. */
const strangers = 24

/**
 * Faces, six tones, three of ten with glasses, two of five covered: each is dealt out by itself, so that small sets hold all
 * of it and none goes with another.
 */
export function looksOf(number: number, faces: number, deck: number): Omit<Looks, 'name'> {
  return {
    main: dealt(places(faces), number, deck, 'face'),
    tone: dealt(toneNames, number, deck, 'tone'),
    glasses: dealt(threeOfTen, number, deck, 'glasses'),
    covered: dealt(coverings, number, deck, 'covered'),
  }
}
const threeOfTen = places(10).map((n) => n < 3)
const coverings = ['none', 'none', 'none', 'fringe', 'scarf'] as const
