import { describe, expect, it } from 'vitest'
import { instantAt } from '../../src/kit/time.ts'
import { usualSpans } from '../../web/console/pages/requests/usualSpans.ts'

const weekend = (day: string) => ['2026-03-07', '2026-03-08'].includes(day)
const said = (day: string, clock: string, rests = weekend) =>
  usualSpans(instantAt(day, clock), rests).map(
    ({ which, from, to }) => `${which} ${from.day.slice(5)}${from.half}–${to.day.slice(5)}${to.half}`,
  )

describe('the spans leave is mostly asked for', () => {
  it('are today and tomorrow with their halves', () => {
    expect(said('2026-03-03', '08:00')).toEqual([
      'today 03-03am–03-03pm',
      'today 03-03am–03-03am',
      'today 03-03pm–03-03pm',
      'tomorrow 03-04am–03-04pm',
      'tomorrow 03-04am–03-04am',
      'tomorrow 03-04pm–03-04pm',
    ])
  })

  it('are the afternoon alone once it is noon', () => {
    expect(said('2026-03-03', '12:00').filter((it) => it.startsWith('today'))).toEqual(['today 03-03pm–03-03pm'])
  })

  it('are of the next working day where tomorrow is none', () => {
    expect(said('2026-03-06', '16:00').slice(1)).toEqual([
      'later 03-09am–03-09pm',
      'later 03-09am–03-09am',
      'later 03-09pm–03-09pm',
    ])
  })

  it('are of tomorrow where no working day is near', () => {
    expect(said('2026-03-03', '16:00', () => true)[1]).toBe('tomorrow 03-04am–03-04pm')
  })
})
