import { expect, test } from 'vitest'
import { begun, grown } from '../../web/console/pages/matterTypes/recomputeRun.ts'

const moved = (n: number) => ({
  ...{ matterId: `m${n}`, title: '', scope: 'whole' },
  ...{ before: '2026-03-17T02:00:00.000Z', after: '2026-03-18T02:00:00.000Z' },
})

test('a run through open matters adds its parts up, lists some, and is done where nothing comes next', () => {
  const part = (next: string | null, changed: number) => ({
    ...{ open: 450, looked: 200, changed, next },
    some: Array.from({ length: changed }, (_, n) => moved(n)),
  })
  const first = grown(begun(true, ''), part('id', 30))
  expect(first).toMatchObject({ state: 'going', open: 450, looked: 200, changed: 30, next: 'id' })
  const last = grown(first, part(null, 40))
  expect(last).toMatchObject({ state: 'done', looked: 400, changed: 70, next: null, dry: true })
  expect(last.some).toHaveLength(50)
})
