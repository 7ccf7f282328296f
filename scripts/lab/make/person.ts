import { between, normal, pick, type Random } from '../../../src/presence/simulate/random.ts'
import { clothesOf, hairOf } from './fabric.ts'
import type { Rgb } from './light.ts'
import { markSkin } from './marks.ts'
import { mixSkins } from './mix.ts'
import type { Base } from './photographs.ts'
import type { Texture } from './raster.ts'
import { type Covered, cover, toneSkin } from './skin.ts'
import type { Topology } from './topology.ts'
import { shapeTraits } from './traits.ts'

/** Skin from fair to deep, as reflectance of red, green and blue (chosen; after the six Fitzpatrick types). */
export const tones = {
  I: [0.6, 0.41, 0.33],
  II: [0.53, 0.35, 0.27],
  III: [0.45, 0.285, 0.205],
  IV: [0.35, 0.205, 0.138],
  V: [0.21, 0.115, 0.072],
  VI: [0.115, 0.062, 0.042],
} as const satisfies Record<string, Rgb>
export type Tone = keyof typeof tones
export const toneNames = Object.keys(tones) as readonly Tone[]

/** A rendered person: nobody who lives. */
export interface Person {
  readonly name: string
  readonly tone: Tone
  readonly glasses: boolean
  readonly covered: Covered
  readonly shape: Float32Array
  readonly skin: Texture
  readonly skinColour: Rgb
  readonly hair: Texture
  readonly longHair: boolean
  readonly clothes: Texture
  readonly pulsePerMinute: number
}

/** What is known of a person before chance says the rest. `main` is the number of the base whose face it mostly is. */
export interface Looks {
  readonly name: string
  readonly tone: Tone
  readonly main: number
  readonly glasses: boolean
  readonly covered: Covered
}

/** Makes a person of a base, or of parts of several where there are few; the same random numbers give the same person. */
export function makePerson(looks: Looks, bases: readonly Base[], topology: Topology, random: Random): Person {
  const { name, tone, glasses, covered, main } = looks
  const [r, g, b] = tones[tone]
  const shade = normal(random, 1, 0.07)
  const skinColour: Rgb = [r * shade, g * shade * normal(random, 1, 0.04), b * shade * normal(random, 1, 0.07)]
  const hairColour = pick(random, hairs)
  const own = bases[main]
  if (own === undefined) throw new RangeError(`there is no face ${main}`)
  const strength = bases.length < manyBases ? 1 : 0.6
  const shape = shapeTraits(own.shape, topology, strength, random)
  const mixed = mixSkins(own, bases.length < manyBases ? bases : [], topology, random)
  markSkin(mixed, topology, strength, random)
  const skin = toneSkin(mixed, skinColour, topology, random)
  cover(skin, covered, hairColour, random)
  return {
    name,
    tone,
    glasses,
    covered,
    shape,
    skin,
    skinColour,
    hair: hairOf(hairColour, random),
    longHair: random() < 0.35,
    clothes: clothesOf(random),
    pulsePerMinute: between(random, 60, 90),
  }
}

/** With so many photographs everybody has one of his own. */
const manyBases = 12

const hairs: readonly Rgb[] = [
  [0.012, 0.01, 0.009],
  [0.018, 0.014, 0.012],
  [0.03, 0.018, 0.012],
  [0.06, 0.035, 0.02],
  [0.2, 0.2, 0.21],
]
