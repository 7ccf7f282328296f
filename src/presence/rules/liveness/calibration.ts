import { against } from './calibrationTables.ts'
import type { SignalName } from './reading.ts'
import type { Calibration } from './worth.ts'

/**
 * Signals that are measured against species. Not among them, for on rendered clips they told nobody from anybody: `timing`
 * (wearers move as people do) and edges of `scene` (rooms have edges).
 */
export const tabulated = ['light', 'relief', 'solidity', 'sameness'] as const satisfies readonly SignalName[]

/** Of these a larger value speaks for an attack: pictures look alike to a recogniser whatever they do, faces do not. */
export const falling: ReadonlySet<SignalName> = new Set(['sameness'])

/**
 * What is chosen weighs 0.75 nats at most, so that nobody fails by one number that was never measured; but a film that comes
 * again (`replay`, measured on six people's films against themselves) fails by that alone. Pulse only supports.
 */
export const calibration: Calibration = {
  chosen: {
    template: [
      [0.2, -0.6],
      [0.85, -0.5],
      [1.15, 0],
    ],
    replay: [
      [0.1, -2],
      [0.5, -1],
      [0.9, 0],
    ],
    pulse: [
      [2, 0],
      [6, 0.4],
    ],
    scene: [
      [0.1, -0.75],
      [0.4, 0],
    ],
    passive: [
      [0.2, -0.75],
      [0.5, -0.5],
      [0.7, 0],
    ],
  },
  against,
}
