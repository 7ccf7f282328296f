import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { openEyes } from '../../../src/face/eyes.ts'
import { keepModels } from '../../../src/face/models.ts'
import { type Base, readFaces } from './photographs.ts'
import { readTopology, type Topology } from './topology.ts'

/** What every rendered person is mixed from. The two splits never share a base. */
export interface Bases {
  readonly topology: Topology
  readonly calibrate: readonly Base[]
  readonly report: readonly Base[]
}

/** Where converted models are kept between runs. */
export const modelsDir = join(tmpdir(), `zaigang-faces-${userInfo().uid}`, 'models')

/** Faces with open eyes and shut mouths: photograph of the face-api package, and the place from the left. */
const chosen = {
  calibrate: [
    [3, 0],
    [5, 3],
    [6, 0],
    [6, 2],
  ],
  report: [
    [4, 0],
    [5, 2],
    [5, 4],
    [6, 3],
  ],
} as const

/** Takes the faces off the photographs with the product's own mesh: those of the package, or of a folder of one's own. */
export async function readBases(folder: string | null = null): Promise<Bases> {
  const topology = readTopology()
  const eyes = await openEyes({ models: keepModels(modelsDir), plugIns: [] })
  const facesOf = (file: string, least: number) => readFaces(eyes, topology, file, least)
  return { topology, ...(folder === null ? await readChosen(facesOf) : await readFolder(folder, facesOf)) }
}

type FacesOf = (file: string, least: number) => Promise<readonly Base[]>

async function readChosen(facesOf: FacesOf): Promise<Omit<Bases, 'topology'>> {
  const home = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'))
  const read = async (list: readonly (readonly [number, number])[]): Promise<Base[]> => {
    const bases: Base[] = []
    for (const [photo, place] of list) {
      const base = (await facesOf(join(home, 'demo', `sample${photo}.jpg`), 0))[place]
      if (base === undefined) throw new Error(`photograph ${photo} has no face number ${place}`)
      bases.push(base)
    }
    return bases
  }
  return { calibrate: await read(chosen.calibrate), report: await read(chosen.report) }
}

/** Narrower faces give too little of a skin. */
const leastWidth = 90
const mostBases = 60

/**
 * Every face of a folder's pictures, in turn for one split and the other. Names that differ in nothing but a number at
 * their end show one person (`Li_Na_0001.jpg`): the first is taken.
 */
async function readFolder(folder: string, facesOf: FacesOf): Promise<Omit<Bases, 'topology'>> {
  const files = readdirSync(folder).filter((name) => /\.(jpe?g|png)$/i.test(name))
  const people = new Map(
    files
      .sort()
      .toReversed()
      .map((name) => [name.replace(/[-_ ]*\d*\.\w+$/, ''), name]),
  )
  const names = [...people.values()].toReversed()
  const splits: [Base[], Base[]] = [[], []]
  for (const [n, name] of names.entries()) {
    const split = splits[n % 2 === 0 ? 0 : 1]
    if (split.length < mostBases) split.push(...(await facesOf(join(folder, name), leastWidth)))
  }
  const [calibrate, report] = splits
  if (calibrate.length === 0 || report.length === 0)
    throw new NoFaces(`${folder} has no faces of ${leastWidth} pixels for both splits.`)
  return { calibrate, report }
}

/** A folder that gives no faces; the message is a sentence. */
export class NoFaces extends Error {}
