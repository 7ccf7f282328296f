import type { JudgedHalf } from '../../../../src/contract/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
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
  const { language } = useLanguage()
  const { rule, used, ignored } = judged.because
  return (
    <dl className="because">
      <dt>{words.rule}</dt>
      <dd>{rule[language]}</dd>
      <dt>{words.used}</dt>
      {used.length === 0 && <dd>{words.usedNone}</dd>}
      {used.map((it) => (
        <dd key={it.en}>{it[language]}</dd>
      ))}
      {ignored.length > 0 && <dt>{words.ignored}</dt>}
      {ignored.map(({ what, why }) => (
        <dd key={`${what.en} ${why.en}`}>
          {what[language]}
          <span className="soft"> — {why[language]}</span>
        </dd>
      ))}
      {judged.timeGrade && (
        <>
          <dt>{words.grade}</dt>
          <dd>
            <TimeGrade grade={judged.timeGrade} />
          </dd>
        </>
      )}
    </dl>
  )
}
