import { readBases } from '../../scripts/lab/make/bases.ts'
import { makePerson, type Person, type Tone } from '../../scripts/lab/make/person.ts'
import type { Base } from '../../scripts/lab/make/photographs.ts'
import type { Topology } from '../../scripts/lab/make/topology.ts'
import { seeded } from '../../src/presence/simulate/random.ts'

/** Simulated people: heads of their own, each with the face of one photograph of the face-api package. */
export interface Cast {
  readonly topology: Topology
  /** `face` counts the photographs' faces that heads are made from, from 0 to 7. */
  person(face: number, tone: Tone): Person
}

export async function openCast(): Promise<Cast> {
  const { topology, calibrate, report } = await readBases()
  const bases = [...calibrate, ...report]
  return {
    topology,
    person: (face, tone) => {
      const looks = { name: `face ${face}`, tone, main: 0, glasses: false, covered: 'none' } as const
      return makePerson(looks, [bases[face] as Base], topology, seeded(face))
    },
  }
}
