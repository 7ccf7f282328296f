import { ClaimMode } from './claimMode.ts'
import { DoneMode } from './doneMode.ts'
import { FaceMode } from './faceMode.ts'
import { IdleMode } from './idleMode.ts'
import type { Desk, Modes } from './mode.ts'
import { OtherWayMode } from './otherWayMode.ts'

/** The modes of a kiosk; `desk` is asked for when one is entered, as it holds them itself. */
export const modesOf = (desk: () => Desk): Modes => ({
  idle: (at, served) => new IdleMode(desk(), at, served),
  claim: (at, refused) => new ClaimMode(desk(), at, refused),
  face: (at, claimed) => new FaceMode(desk(), at, claimed),
  otherWay: (at, offer) => new OtherWayMode(desk(), at, offer),
  done: (at, done, staffId, served) => new DoneMode(desk(), at, done, staffId, served),
})
