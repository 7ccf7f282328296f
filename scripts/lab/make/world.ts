import { pick, seeded } from '../../../src/presence/simulate/random.ts'
import type { Bases } from './bases.ts'
import { type Looks, makePerson, type Person, toneNames } from './person.ts'
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
  const enrolled = (split: Split, number: number): Person => {
    const name = `${split}-${String(number).padStart(2, '0')}`
    const random = seeded(seedOf(seed, 'person', split, number))
    const main = number % bases[split].length
    const person =
      known.get(name) ?? makePerson({ name, main, ...looksOf(number) }, bases[split], bases.topology, random)
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

/** Everything has its turn, so that small sets hold all of it: six tones, three of ten with glasses, two of five covered. */
function looksOf(number: number): Pick<Looks, 'tone' | 'glasses' | 'covered'> {
  return {
    tone: toneNames[(number * 5 + 1) % toneNames.length] ?? 'III',
    glasses: [1, 4, 8].includes(number % 10),
    covered: (['none', 'none', 'fringe', 'none', 'scarf'] as const)[number % 5] ?? 'none',
  }
}
