import { type LiveSignals, trackedPoints } from '../../contract/signals.ts'
import { extentOf, type Mesh, pointOf } from '../mesh.ts'
import type { Picture } from '../picture.ts'
import { findBody } from './body.ts'
import { edgeOf } from './edge.ts'
import { type Flow, flowSignalOf } from './flow.ts'
import { hashOf } from './hash.ts'
import { findLight } from './light.ts'

/**
 * What the rules of liveness look at in one frame; nothing when a zone of the face is mostly outside of the picture. The
 * mesh must have an extent, the flow be of this frame. The picture must be as the camera saw it, not mirrored, or left and
 * right change places.
 */
export function findLive(picture: Picture, mesh: Mesh, flow?: Flow): LiveSignals | undefined {
  const light = findLight(picture, mesh)
  if (light === undefined) return undefined

  const extent = extentOf(mesh)
  return {
    points: pointsOf(picture, mesh),
    light,
    hash: hashOf(picture, extent),
    body: findBody(picture, extentOf(mesh, 0)),
    edge: edgeOf(picture, extent),
    ...(flow === undefined ? {} : { flow: flowSignalOf(flow, picture) }),
  }
}

/** Image places only: the mesh network invents its depths. */
export const pointsOf = ({ width }: Picture, mesh: Mesh): number[] =>
  trackedPoints.flatMap((index) => pointOf(mesh, index).map((place) => place / width))
