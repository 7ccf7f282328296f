import { type Detection, type Detector, squareOf } from './detect.ts'
import type { Flow } from './live/flow.ts'
import { extentOf, type Mesh, meshIn, squareAround } from './mesh.ts'
import type { Net } from './net.ts'
import type { Picture } from './picture.ts'

/**
 * What one stream remembers from frame to frame: the face it follows, so that the detector need not run on every
 * frame. Belongs to one stream alone.
 */
export type Track = Searching | Following
interface Searching {
  readonly kind: 'searching'
  /** How often the points of the flow were laid before the face was lost. */
  readonly anchors?: number
}
interface Following {
  readonly kind: 'following'
  readonly mesh: Mesh
  readonly faces: number
  readonly secondFace: number
  readonly framesSinceDetection: number
  readonly flow?: Flow
}

/** What a stream remembers once its face is lost: only that points laid from now on are others. */
export const lostOf = (track: Track): Track => ({ kind: 'searching', anchors: anchorsOf(track) })

/** How often the points of the flow were laid in a stream so far. */
export const anchorsOf = (track: Track): number =>
  track.kind === 'searching' ? (track.anchors ?? 0) : (track.flow?.anchor ?? -1) + 1

/** Frames between detections while a face is followed; a second face is noticed at latest after so many. */
export const detectEvery = 10
/** A mesh surer than this is followed into the next frame. */
const followAbove = 0.8
/** A mesh less sure than this is no face. */
const faceAbove = 0.5

/** The face of this frame: the followed one in its next place or, when lost or when it is time, the nearest anew. */
export async function findFace(detect: Detector, net: Net, before: Track, picture: Picture): Promise<Track> {
  const due = before.kind === 'searching' || before.framesSinceDetection >= detectEvery
  if (!due) return (await follow(net, before, picture)) ?? search(detect, net, picture)

  const found = await search(detect, net, picture)
  // A face turned far away can escape the detector and still be followed.
  if (found.kind === 'searching' && before.kind === 'following') return (await follow(net, before, picture)) ?? found
  return found
}

async function follow(net: Net, track: Following, picture: Picture): Promise<Track | undefined> {
  const mesh = await meshIn(net, picture, squareAround(extentOf(track.mesh), 1.5))
  if (mesh.confidence <= followAbove) return undefined
  return { ...track, mesh, framesSinceDetection: (track.framesSinceDetection % detectEvery) + 1 }
}

async function search(detect: Detector, net: Net, picture: Picture): Promise<Track> {
  const plain = await nearest(net, picture, await detect(picture, 0))
  if (plain !== undefined && plain.mesh.confidence > followAbove && !fills(picture, plain.mesh)) return plain
  const bordered = await nearest(net, picture, await detect(picture, border))
  // Of a face that fills the frame the detector sees a part and takes it for the whole, and the mesh follows, quite sure.
  if (bordered !== undefined && bordered.mesh.confidence > followAbove) return bordered
  return surer(plain, bordered) ?? { kind: 'searching' }
}

/** Whether the face takes more than 0.45 of the picture's shorter side. */
function fills({ width, height }: Picture, mesh: Mesh): boolean {
  const face = extentOf(mesh)
  return Math.max(face.width, face.height) > Math.min(width, height) * 0.45
}

const surer = (a: Following | undefined, b: Following | undefined): Following | undefined =>
  a === undefined || (b !== undefined && b.mesh.confidence > a.mesh.confidence) ? b : a

/** Share of the longer side added around the picture for the second look. */
const border = 0.4

/** The widest detection that is a face to the mesh network; of two doubtful ones the surer. */
async function nearest(net: Net, picture: Picture, found: readonly Detection[]): Promise<Following | undefined> {
  const candidates = byWidth(found).slice(0, 2)
  let best: { mesh: Mesh; face: Detection } | undefined
  for (const face of candidates) {
    if (best !== undefined && best.mesh.confidence > followAbove) break
    const mesh = await settle(net, picture, face)
    if (mesh.confidence > (best?.mesh.confidence ?? faceAbove)) best = { mesh, face }
  }
  if (best === undefined) return undefined
  const others = await othersThan(
    best.mesh,
    net,
    picture,
    byWidth(found).filter((one) => one !== best.face),
  )
  const secondFace = Math.min(1, (others[0]?.width ?? 0) / best.face.width)
  return { kind: 'following', mesh: best.mesh, faces: 1 + others.length, secondFace, framesSinceDetection: 0 }
}

const byWidth = (found: readonly Detection[]): Detection[] => found.toSorted((a, b) => b.width - a.width)

/** Two passes: the first mesh says where and how turned the face is, the second looks there. */
export async function settle(net: Net, picture: Picture, detection: Detection): Promise<Mesh> {
  const first = await meshIn(net, picture, squareOf(detection))
  return first.confidence > 0.3 ? meshIn(net, picture, squareAround(extentOf(first), 1.5)) : first
}

/** Detections that are faces to the mesh network too, and not the same face again; at most three are looked at. */
async function othersThan(face: Mesh, net: Net, picture: Picture, found: readonly Detection[]): Promise<Detection[]> {
  const { x, y, width } = extentOf(face)
  const others: Detection[] = []
  for (const one of found.filter(({ score }) => score >= 0.5).slice(0, 3)) {
    const mesh = await settle(net, picture, one)
    const place = extentOf(mesh)
    const apart = Math.hypot(place.x - x, place.y - y) > width / 2
    if (mesh.confidence > followAbove && apart) others.push(one)
  }
  return others
}
