import type { LogHead } from '../../contract/routes/station.ts'
import type { Projection } from '../../fact/append.ts'
import type { Answer } from '../../http/answer.ts'
import { terminalAnswers } from '../terminal/center/answers.ts'
import { checkInAnswers } from './checkInAnswers.ts'
import { type DeviceDeps, deviceAnswers } from './deviceAnswers.ts'
import { enrolmentAnswers } from './enrolmentAnswers.ts'
import type { CheckInFeed } from './feed.ts'
import { followAnswer } from './following.ts'
import { joiningAnswers } from './joiningAnswers.ts'
import { spotCheckAnswers } from './spotCheck/answers.ts'
import { type StationDeps, stationAnswers } from './stationAnswers.ts'
import { suspectAnswers } from './suspect/answers.ts'
import { ownSuspectAnswers } from './suspect/ownAnswers.ts'

export interface PresenceDeps extends DeviceDeps {
  /** All projections of the center: a station's facts concern other rooms too. */
  readonly projections: readonly Projection[]
  readonly feed: CheckInFeed
  readonly logHead: () => LogHead | null
  readonly givesNumbers?: NonNullable<StationDeps['givesNumbers']>
  readonly publicUrl?: StationDeps['publicUrl']
}

/** The answers of the presence room: for people, and for stations. */
export const presenceAnswers = (deps: PresenceDeps): Answer[] => [
  ...stationAnswers(deps),
  ...joiningAnswers(deps),
  ...checkInAnswers,
  ...deviceAnswers(deps),
  ...enrolmentAnswers,
  followAnswer(deps.feed),
  ...suspectAnswers,
  ...ownSuspectAnswers,
  ...spotCheckAnswers,
  ...terminalAnswers,
]
