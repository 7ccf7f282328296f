import { expect, test } from 'vitest'
import type { Clip } from '../../scripts/lab/manifest.ts'
import type { Outcome, Presentation } from '../../scripts/lab/presentation.ts'
import { queueRows, seriesRows } from '../../scripts/lab/series.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import type { Ended } from '../../src/presence/station/watching.ts'

const clothes = (shade: number): number[] => Array.from({ length: 24 }, (_, i) => (i === shade ? 1 : 0))

/** An attempt of 5 s with one face of its own, in clothes of a shade, at a place. */
function ended(number: number, shade: number, x: number): Ended {
  const live = { body: clothes(shade), edge: 0 }
  const face = { box: { x, y: 0.3, width: 0.3, height: 0.4 }, scale: 0.2, roll: 0, pitch: 0, live }
  const events = [0, 100, 200].map((at) => ({ kind: 'frame', at, signals: { faces: 1, face } }))
  const mf = Float32Array.from({ length: 16 }, (_, i) => (i === number ? 1 : 0))
  const fact = { kind: 'attemptJudged', body: { staffId: null, record: { attemptId: `${number}`, durationMs: 5000 } } }
  return {
    facts: [fact] as unknown as Ended['facts'],
    events: events as unknown as readonly AttemptEvent[],
    checkInId: null,
    description: { version: 'test', vectors: { mf } },
    endedAt: 5000,
  }
}

function shown(kind: string, number: number, shade: number, x: number, outcome: Outcome = 'refused'): Presentation {
  const clip = { file: `${number}`, kind, person: `${number}`, group: 'g', simulated: true } as Clip
  return {
    ...{ clip, files: [clip.file], species: kind, how: 'script', seed: null, outcome, untimed: outcome, why: [] },
    ...{ attempts: [], matched: null, liveness: null },
    series: { group: 'g', ended: [ended(number, shade, x)], lastMs: 5000 },
  }
}

const masks = (outcome: Outcome, shade: (i: number) => number) =>
  Array.from({ length: 6 }, (_, i) => shown('maskSeries', i, shade(i), 0.35, outcome))

test('masks of one wearer are noticed by the watch, whatever became of each', async () => {
  for (const outcome of ['refused', 'accepted'] as const) {
    const [row] = await seriesRows(
      masks(outcome, () => 3),
      6,
    )
    expect(row).toMatchObject({ name: 'maskSeries', notNoticed: { hits: 0, of: 1 }, through: { hits: 0, of: 1 } })
    expect(row?.noticedAfter[0]).toBeGreaterThanOrEqual(3)
  }
})

test('a series that is not noticed counts as through only where a mask was accepted', async () => {
  const [through] = await seriesRows(
    masks('accepted', (i) => i),
    6,
  )
  expect(through).toMatchObject({ notNoticed: { hits: 1, of: 1 }, through: { hits: 1, of: 1 } })
  const [stopped] = await seriesRows(
    masks('refused', (i) => i),
    6,
  )
  expect(stopped).toMatchObject({ notNoticed: { hits: 1, of: 1 }, through: { hits: 0, of: 1 } })
})

test('time between the masks is time at the kiosk: an hour apart they are no series', async () => {
  const [row] = await seriesRows(
    masks('accepted', () => 3),
    3600,
  )
  expect(row?.notNoticed).toMatchObject({ hits: 1, of: 1 })
})

test('living people in clothes and places of their own are no series', async () => {
  const people = Array.from({ length: 8 }, (_, i) => shown('genuine', i, i, 0.2 + 0.05 * i, 'accepted'))
  expect(await queueRows(people, 6)).toMatchObject([{ simulated: true, called: { hits: 0, of: 2 } }])
})
