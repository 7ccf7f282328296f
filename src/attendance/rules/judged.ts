import type { Half, HalfVerdict, TimeGrade } from '../../contract/attendance.ts'
import type { Day } from '../../kit/time.ts'
import type {
  CorrectionPart,
  DaySetting,
  DecisionPart,
  DutyPart,
  LeavePart,
  Ms,
  OutingPart,
  Seen,
  Span,
} from './input.ts'
import type { Occurrence } from './window.ts'

/** One thing that was looked at on the way to a verdict; the explanation is made of these and of nothing else. */
export type Ground =
  | { readonly kind: 'arrival' | 'departure'; readonly seen: Seen; readonly limit: Ms; readonly sure: boolean }
  | { readonly kind: 'corrected'; readonly correction: CorrectionPart }
  | { readonly kind: 'missing'; readonly what: 'arrival' | 'departure'; readonly from: Ms; readonly to: Ms }
  | { readonly kind: 'leave'; readonly leave: LeavePart }
  | { readonly kind: 'outing'; readonly outing: OutingPart }
  | { readonly kind: 'field' }
  | {
      readonly kind: 'duty'
      readonly duty: DutyPart
      readonly state: DutyJudgement['state']
      readonly seen: Seen | null
    }
  | { readonly kind: 'silent'; readonly span: Span }
  | { readonly kind: 'decision'; readonly decision: DecisionPart; readonly held: boolean }

/** A half-day judged, with all that is needed to explain it: verdict and explanation cannot differ. */
export interface HalfJudgement {
  readonly half: Half
  readonly verdict: HalfVerdict
  readonly timeGrade: TimeGrade | null
  /** Work was planned for it, whatever leave he had: counts in 应出勤. */
  readonly planned: boolean
  /** Its hours where he had to be there; null where nothing but rest, leave, an outing or a duty was to judge. */
  readonly hours: Span | null
  readonly grounds: readonly Ground[]
}

/** Whether a check-in, or a correction that stands for one, shows somebody there in a half-day. */
export const wasSeen = ({ grounds }: Pick<HalfJudgement, 'grounds'>): boolean =>
  grounds.some(
    (it) =>
      it.kind === 'arrival' || it.kind === 'departure' || it.kind === 'corrected' || (it.kind === 'duty' && it.seen),
  )

/** A duty that starts on the day: whether somebody was seen on it, as far as that can be said yet. */
export interface DutyJudgement {
  readonly duty: DutyPart
  readonly state: 'seen' | 'unseen' | 'unknown' | 'excused' | 'notYet'
  readonly seen: Seen | null
  /** Mostly outside the hours he works that day anyway: counts as a duty on the sheet. */
  readonly extra: boolean
}

/** A day judged without its sentences: cheap to make by the hundred thousand; `explain` turns it into a `DayVerdict`. */
export interface JudgedDay {
  readonly staffId: string
  readonly day: Day
  readonly am: HalfJudgement
  readonly pm: HalfJudgement
  readonly duties: readonly DutyJudgement[]
  /** What held for the day, for the sentences. */
  readonly setting: DaySetting
  readonly zone: string
  /** All check-ins of the person, in order, and the windows in which those of this day were looked for. */
  readonly checkIns: readonly Seen[]
  readonly windows: readonly Occurrence[]
}
