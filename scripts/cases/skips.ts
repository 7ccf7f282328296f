import type { Told } from './case.ts'

/** What the product deliberately answers differently, or has no answer to, and why. The reasons stand in docs/decisions.md too. */
interface Skip {
  readonly fits: (it: Told) => boolean
  readonly reason: string
}

const skips: readonly Skip[] = [
  {
    fits: (it) => it.kind === 'geofence',
    reason:
      'the product knows no location of anybody: a check-in is made at a station with a door, never at a coordinate',
  },
  {
    fits: (it) => it.kind === 'approval_reset',
    reason: 'the product approves no overtime, so no approval can be reset by a later check-in',
  },
  {
    fits: (it) => it.kind === 'correction_request' && /existing absent/i.test(it.description),
    reason:
      'no machine records an absence here that a request could replace, and nobody is at work from home: a request is leave, an outing or a corrected time, judged beside what a person decided',
  },
]

/** Why a case is not run, if it is not. */
export const findSkip = (it: Told): string | null => skips.find((skip) => skip.fits(it))?.reason ?? null
