import type { flowPoints } from '../../../contract/signals.ts'

export type FlowPoint = (typeof flowPoints)[number]

/**
 * Where the points of the flow lie on a head that looks straight ahead: across to the picture's right, down, towards the
 * camera, in eye distances about the middle of the eyes. Medians of the mesh network's own 129 frontal frames of 18 people
 * (6 filmed, 12 rendered), both sides alike. Its depths are those of all heads, so they say what to expect of one, never
 * what one has.
 */
export const headShape: Readonly<Record<FlowPoint, readonly [x: number, y: number, z: number]>> = {
  168: [0, -0.09, 0.3],
  6: [0, 0.05, 0.37],
  197: [0, 0.16, 0.45],
  195: [0, 0.27, 0.53],
  5: [0, 0.38, 0.62],
  4: [0, 0.51, 0.65],
  1: [0, 0.62, 0.61],
  2: [0, 0.72, 0.36],
  98: [-0.27, 0.68, 0.24],
  327: [0.27, 0.68, 0.24],
  48: [-0.3, 0.58, 0.37],
  278: [0.3, 0.58, 0.37],
  115: [-0.24, 0.55, 0.47],
  344: [0.24, 0.55, 0.47],
  220: [-0.17, 0.53, 0.56],
  440: [0.17, 0.53, 0.56],
  122: [-0.09, 0.07, 0.33],
  351: [0.09, 0.07, 0.33],
  9: [0, -0.35, 0.34],
  151: [0, -0.57, 0.31],
  107: [-0.24, -0.37, 0.33],
  336: [0.24, -0.37, 0.33],
  66: [-0.47, -0.39, 0.28],
  296: [0.47, -0.39, 0.28],
  105: [-0.66, -0.4, 0.18],
  334: [0.66, -0.4, 0.18],
  63: [-0.8, -0.35, 0.08],
  293: [0.8, -0.35, 0.08],
  70: [-0.89, -0.26, -0.05],
  300: [0.89, -0.26, -0.05],
  108: [-0.27, -0.57, 0.28],
  337: [0.27, -0.57, 0.28],
  67: [-0.55, -0.75, 0.13],
  297: [0.55, -0.75, 0.13],
  139: [-0.98, -0.13, -0.4],
  368: [0.98, -0.13, -0.4],
  33: [-0.72, -0.01, -0.04],
  263: [0.72, -0.01, -0.04],
  133: [-0.28, 0.01, 0.04],
  362: [0.28, 0.01, 0.04],
  111: [-0.88, 0.19, -0.14],
  340: [0.88, 0.19, -0.14],
  117: [-0.82, 0.26, -0.05],
  346: [0.82, 0.26, -0.05],
  119: [-0.52, 0.28, 0.08],
  348: [0.52, 0.28, 0.08],
  50: [-0.76, 0.5, 0.03],
  280: [0.76, 0.5, 0.03],
  36: [-0.48, 0.52, 0.16],
  266: [0.48, 0.52, 0.16],
  205: [-0.62, 0.63, 0.12],
  425: [0.62, 0.63, 0.12],
  164: [0, 0.79, 0.34],
}

/** Corners of the eyes, lower lids and the cheeks below: what the rims of spectacles may cover. */
export const rimPoints: ReadonlySet<FlowPoint> = new Set([33, 263, 133, 362, 111, 340, 117, 346, 119, 348])
