import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawPerson, makeHabit, stanceAt } from '../../scripts/lab/make/acting.ts'
import { type Bases, modelsDir, readBases } from '../../scripts/lab/make/bases.ts'
import { type Clip, renderClip } from '../../scripts/lab/make/clip.ts'
import { filmOf } from '../../scripts/lab/make/film.ts'
import { halvesOf, type Lights, monitor, type Rgb } from '../../scripts/lab/make/light.ts'
import { type ClipPlan, planSet, usual } from '../../scripts/lab/make/plan.ts'
import { type Canvas, newCanvas } from '../../scripts/lab/make/raster.ts'
import { makeWorld } from '../../scripts/lab/make/world.ts'
import { type FaceEngine, startFaceEngine } from '../../src/face/engine.ts'
import { seeded } from '../../src/presence/simulate/random.ts'

let bases: Bases
let engine: FaceEngine
beforeAll(async () => {
  bases = await readBases()
  engine = await startFaceEngine({ modelsDir, plugins: [], workers: 1 })
}, 120_000)
afterAll(() => engine?.close())

const wish = { ...usual, seed: 11, people: 3, clips: 2, species: ['screenReplay', 'injectedRecording'] as const }
const plans = planSet(wish)
const planOf = (kind: string): ClipPlan => plans.find((plan) => plan.kind === kind)!
const digest = ({ frames, times, row }: Clip): string =>
  createHash('sha256')
    .update(Buffer.concat([...frames]))
    .update(JSON.stringify([times, row]))
    .digest('hex')

describe('a rendered clip', { timeout: 240_000 }, () => {
  it.each(['genuine', 'screenReplay'])('is the same to the last byte for the same seed: %s', async (kind) => {
    const once = await renderClip(planOf(kind), makeWorld(bases, 11), engine)
    const world = makeWorld(bases, 11)
    // What was rendered before must not matter: threads take the clips as they come.
    filmOf(planOf('injectedRecording'), world, [640, 480]).draw(newCanvas(640, 480), 0)
    const again = await renderClip(planOf(kind), world, engine)
    expect(digest(again)).toBe(digest(once))
    expect(again.frames).toHaveLength(again.times.length)
    expect(again.row).toMatchObject({ simulated: 'yes', source: 'rendered', kind })
  })

  it('plays back another light than the screen shows when it is injected', () => {
    const plan = planOf('injectedRecording')
    const film = filmOf(plan, makeWorld(bases, 11), [320, 240])
    const other = filmOf({ ...plan, kind: 'genuine' }, makeWorld(bases, 11), [320, 240])
    expect(film.steps).toEqual(other.steps)
    expect(film.light).toEqual(other.light)
    expect(other.lit).toEqual(other.light)
    expect(film.lit).not.toEqual(film.light)
  })
})

describe('people of the two splits', () => {
  it('have nothing of each other', () => {
    const skins = new Set(bases.calibrate.map(({ skin }) => skin))
    expect(bases.report.filter(({ skin }) => skins.has(skin))).toEqual([])
    const world = makeWorld(bases, 11)
    expect(world.enrolled('calibrate', 0).shape).not.toEqual(world.enrolled('report', 0).shape)
    expect(world.enrolled('report', 0)).toBe(world.enrolled('report', 0))
  })
})

describe('light from a half of the screen', () => {
  const dark: Rgb = [0, 0, 0]
  const white: Rgb = [1, 1, 1]

  function cheeks(left: Rgb, right: Rgb): { own: { left: number; right: number } } {
    const lights: Lights = { ambient: [5, 5, 5], from: [0, -0.6, -0.8], halves: halvesOf(monitor, left, right) }
    const canvas = newCanvas(640, 480)
    const world = makeWorld(bases, 11)
    const straight = { ...makeHabit(seeded(1)), x: 0, y: 0, straight: 0, pitch: 0, roll: 0, distance: 500, sway: 0 }
    const person = { ...world.enrolled('report', 1), glasses: false }
    drawPerson(canvas, person, world.topology, stanceAt(straight, [], 0), lights, 0)
    // The person's left is to the right of the picture.
    return { own: { left: meanAt(canvas, 365, 270), right: meanAt(canvas, 275, 270) } }
  }

  it('falls on the side of the face that is nearer to it', () => {
    const { own: fromLeft } = cheeks(white, dark)
    const { own: fromRight } = cheeks(dark, white)
    expect(fromLeft.left).toBeGreaterThan(1.2 * fromLeft.right)
    expect(fromRight.right).toBeGreaterThan(1.2 * fromRight.left)
  })

  it('adds up: both halves give what each gives', () => {
    const [one, other, both, none] = [
      cheeks(white, dark),
      cheeks(dark, white),
      cheeks(white, white),
      cheeks(dark, dark),
    ]
    expect(both.own.left + none.own.left).toBeCloseTo(one.own.left + other.own.left, 2)
  })
})

function meanAt({ rgb, width }: Canvas, x: number, y: number): number {
  let sum = 0
  for (let dy = -6; dy <= 6; dy += 1)
    for (let dx = -6; dx <= 6; dx += 1) sum += rgb[3 * ((y + dy) * width + x + dx) + 1]! / 169
  return sum
}
