import { between, type Random } from '../../../src/presence/simulate/random.ts'
import { drawPerson, stanceAt } from './acting.ts'
import { bodyOf } from './body.ts'
import { headOf } from './head.ts'
import type { Material, Rgb } from './light.ts'
import { cutMask, maskOn, printOf } from './mask.ts'
import type { Person } from './person.ts'
import type { Draw, Props } from './props.ts'
import { draw, type Texture } from './raster.ts'

/** A paper mask on a living head, whose eyes and mouth are seen through its holes. */
export function drawMasked({ victim, attacker, world, habit, course, random }: Props): Draw {
  const wearer = { ...attacker, glasses: false }
  const mask = cutMask(victim, wearer, world.topology, random)
  return (canvas, at, lights) => {
    const stance = stanceAt(habit, course.movements, at)
    drawPerson(canvas, wearer, world.topology, stance, lights, at)
    for (const part of maskOn(mask, stance, at, lights)) draw(canvas, part)
  }
}

/** A painted cast of the victim's face on a head that turns: right shape, nothing that moves, no blood. */
export function drawRigid({ victim, attacker, world, habit, course, random }: Props): Draw {
  const cast = {
    ...attacker,
    shape: victim.shape.map((value) => value * 1.04),
    skin: printOf(victim.skin, random),
    glasses: false,
    pulsePerMinute: 0,
  }
  const material: Material = { gloss: between(random, 0.04, 0.16), polish: between(random, 10, 40), open: 1 }
  return (canvas, at, lights) => {
    const stance = { ...stanceAt(habit, course.movements, at), jaw: 0, lids: 0 }
    drawPerson(canvas, cast, world.topology, stance, lights, at, material)
  }
}

/** A mask of silicone: nearly the victim's shape, moves with the wearer, waxy skin, too even a shine, no blood. */
export function drawSilicone({ victim, attacker, world, habit, course, random }: Props): Draw {
  const own = between(random, 0.15, 0.3)
  const shape = victim.shape.map((value, i) => value * (1 - own) + (attacker.shape[i] as number) * own)
  const worn: Person = {
    ...attacker,
    shape,
    skin: waxy(victim.skin, victim.skinColour, random),
    skinColour: victim.skinColour,
    glasses: false,
  }
  const material: Material = { gloss: between(random, 0.1, 0.22), polish: between(random, 20, 45), open: 1 }
  return (canvas, at, lights) => {
    const stance = stanceAt(habit, course.movements, at)
    for (const part of bodyOf(attacker.skinColour, attacker.clothes, stance, lights)) draw(canvas, part)
    for (const part of headOf(worn, world.topology, stance, lights, material)) draw(canvas, part)
  }
}

function waxy({ width, height, rgb }: Texture, colour: Rgb, random: Random): Texture {
  const cast: Rgb = [between(random, 0.9, 1.1), between(random, 0.92, 1.05), between(random, 0.85, 1.1)]
  const even = between(random, 0.2, 0.4)
  return {
    width,
    height,
    rgb: rgb.map((value, i) => (value * (1 - even) + (colour[i % 3] as number) * even) * (cast[i % 3] as number)),
  }
}
