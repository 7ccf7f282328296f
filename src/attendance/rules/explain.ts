import type { Because, DayVerdict, JudgedHalf, Words } from '../../contract/attendance.ts'
import type { HalfJudgement, JudgedDay } from './judged.ts'
import { leftAside } from './leftAside.ts'
import { ruleWords } from './ruleWords.ts'
import { groundWords } from './words.ts'

/** A judged day with its sentences: the rule, what was looked at, what was left aside and why. */
export function explain(judged: JudgedDay): DayVerdict {
  const half = (it: HalfJudgement): JudgedHalf => ({
    verdict: it.verdict,
    timeGrade: it.timeGrade,
    because: becauseOf(it, judged),
  })
  return { staffId: judged.staffId, day: judged.day, am: half(judged.am), pm: half(judged.pm) }
}

function becauseOf(half: HalfJudgement, judged: JudgedDay): Because {
  const used = half.grounds.map((it) => groundWords(it, judged, half.verdict.state === 'notYet'))
  return {
    rule: ruleWords(half, judged),
    used: [...used, ...sideWords(half, judged)],
    ignored: leftAside(half, judged),
  }
}

/** A duty that starts in this half beside the ordinary hours changes no verdict, but it is told. */
function sideWords({ half, hours }: HalfJudgement, judged: JudgedDay): readonly Words[] {
  if (hours === null || half === 'am') return []
  return judged.duties.map(({ duty, state, seen }) => groundWords({ kind: 'duty', duty, state, seen }, judged))
}
