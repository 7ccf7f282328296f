import type { Half, HalfVerdict, TimeGrade } from '../../contract/attendance.ts'
import type { Day } from '../../kit/time.ts'
import type {
  CorrectionPart,
  DayRule,
  DaySetting,
  DecisionPart,
  DutyPart,
  LeavePart,
  Ms,
  OutingPart,
  Seen,
  Span,
} from './input.ts'

/** Why a check-in was left aside. */
export type LeftAside =
  | 'again'
  | 'betweenTimes'
  | 'outsideWindow'
  | 'halfFree'
  | 'onLeave'
  | 'onOuting'
  | 'corrected'
  | 'otherHalf'
  | 'decided'

/** One thing that was looked at on the way to a verdict; the explanation is made of these and of nothing else. */
export type Ground =
  | { readonly kind: 'arrival' | 'departure'; readonly seen: Seen; readonly limit: Ms; readonly sure: boolean }
  | { readonly kind: 'corrected'; readonly correction: CorrectionPart }
  | { readonly kind: 'missing'; readonly what: 'arrival' | 'departure'; readonly from: Ms; readonly to: Ms }
  | { readonly kind: 'leave'; readonly leave: LeavePart }
  | { readonly kind: 'outing'; readonly outing: OutingPart }
  | { readonly kind: 'duty'; readonly duty: DutyPart; readonly seen: Seen | null }
  | { readonly kind: 'silent'; readonly span: Span }
  | { readonly kind: 'decision'; readonly decision: DecisionPart; readonly held: boolean }
  | { readonly kind: 'open'; readonly until: Ms }

/** A half-day judged, with all that is needed to explain it: verdict and explanation cannot differ. */
export interface HalfJudgement {
  readonly half: Half
  readonly verdict: HalfVerdict
  readonly timeGrade: TimeGrade | null
  readonly grounds: readonly Ground[]
  readonly aside: readonly { readonly seen: Seen; readonly why: LeftAside }[]
}

/** A duty that starts on the day: whether somebody was seen on it, as far as that can be said yet. */
export interface DutyJudgement {
  readonly duty: DutyPart
  readonly state: 'seen' | 'unseen' | 'unknown' | 'excused' | 'notYet'
  readonly seen: Seen | null
}

/** A day judged without its sentences: cheap to make by the hundred thousand; `explain` turns it into a `DayVerdict`. */
export interface JudgedDay {
  readonly staffId: string
  readonly day: Day
  readonly am: HalfJudgement
  readonly pm: HalfJudgement
  readonly duties: readonly DutyJudgement[]
  readonly setting: DaySetting
  readonly rule: DayRule
  readonly zone: string
}
