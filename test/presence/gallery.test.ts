import { expect, test } from 'vitest'
import type { Template } from '../../src/face/description.ts'
import { shippedPolicy, withPlugIns } from '../../src/face/matchPolicy.ts'
import type { KnownPlugIn } from '../../src/face/plugin.ts'
import { openSiteGallery } from '../../src/presence/station/gallery.ts'

/** A unit vector of `length` that points mostly along one axis. */
const along = (length: number, axis: number): Float32Array => {
  const vector = new Float32Array(length).fill(0.01)
  vector[axis] = 1
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}
const template = (person: string, axis: number): Template => ({
  person,
  version: '1',
  // The built-in recognisers see the same face everywhere; only the plugged-in one tells people apart.
  vectors: { fa: along(128, 5), fr: along(1024, 5), mf: along(192, 5), own: along(64, axis) },
})
const plugIn = {
  role: 'recogniser',
  name: 'own',
  calibration: { thresholds: { accept: 0.6, review: 0.4 } },
} as unknown as KnownPlugIn

test('a recogniser that was plugged in decides at the station in place of the built-in ones', () => {
  const templates = [template('li', 1), template('wang', 2)]
  const probe = { version: '1', vectors: template('wang', 2).vectors }
  expect(openSiteGallery(templates).identify(probe)).toMatchObject({ kind: 'unsure' })
  const plugged = openSiteGallery(templates, withPlugIns(shippedPolicy, [plugIn], 'replaces'))
  expect(plugged.identify(probe)).toMatchObject({ kind: 'matched', person: 'wang', scale: 'plugin' })
})
