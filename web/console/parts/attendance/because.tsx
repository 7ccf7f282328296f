import type { JudgedHalf } from '../../../../src/contract/attendance.ts'
import { useWords } from '../../language.tsx'
import { Reasons } from '../reasons.tsx'
import { TimeGrade } from '../timeGrade.tsx'
import { sayVerdict, toneOf } from './verdicts.ts'
import { attendanceWords } from './words.ts'

type Judged = Pick<JudgedHalf, 'verdict' | 'timeGrade' | 'because'>

/** A verdict as a small sign with words. */
export function VerdictTag({ verdict }: Pick<Judged, 'verdict'>) {
  const words = useWords(attendanceWords)
  return <span className={`state tag-${toneOf(verdict)}`}>{sayVerdict(verdict, words)}</span>
}

/** Why a half-day was judged so: the rule, what was used, what was left aside and why. */
export function BecauseText({ judged }: { judged: Judged }) {
  const words = useWords(attendanceWords)
  return (
    <Reasons because={judged.because} words={words}>
      {judged.timeGrade && (
        <>
          <dt>{words.grade}</dt>
          <dd>
            <TimeGrade grade={judged.timeGrade} />
          </dd>
        </>
      )}
    </Reasons>
  )
}
