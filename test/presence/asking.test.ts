import { expect, test } from 'vitest'
import { type Reached, refusalOf } from '../../src/presence/station/asking.ts'

const no = (content: unknown): Reached => ({
  ok: false,
  status: 403,
  body: '',
  content,
  seal: null,
  laterMs: undefined,
})

test.each([
  ['a name of the catalogue', { refusal: 'forbidden' }, 'forbidden'],
  ['a name of nothing', { refusal: 'lunch' }, 'centerAway'],
  ['a name every object has', { refusal: 'toString' }, 'centerAway'],
  ['no name', null, 'centerAway'],
])('a center that says no with %s', (_, content, refusal) => {
  expect(refusalOf(no(content)).refusal).toBe(refusal)
})
