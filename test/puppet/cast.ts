import { type Base, readBases } from '../../scripts/lab/make/bases.ts'
import { makePerson, type Person, type Tone } from '../../scripts/lab/make/person.ts'
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

const outerCorners = [33, 263] as const

/** The body of one with the face of another: a mask so good that nothing is left of the wearer's own face, cut to his eyes. */
export function masked(wearer: Person, face: Person): Person {
  const fit = betweenEyes(wearer.shape) / betweenEyes(face.shape)
  const { skin, skinColour } = face
  return {
    ...wearer,
    name: `${face.name} on ${wearer.name}`,
    skin,
    skinColour,
    shape: face.shape.map((it) => it * fit),
  }
}

function betweenEyes(shape: Float32Array): number {
  const [a, b] = outerCorners.map((i) => shape.subarray(3 * i, 3 * i + 3)) as [Float32Array, Float32Array]
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)
}
