import type { Half, HalfVerdict, Words } from '../contract/attendance.ts'
import type { Told } from '../contract/proposals.ts'
import { verdictWords } from '../contract/verdictWords.ts'

interface CaseDecision {
  readonly day: string
  readonly half: Half
  readonly decision: 'excused' | 'absent' | 'reopened'
  readonly reason: string
}

const decided: Readonly<Record<CaseDecision['decision'], Words>> = {
  excused: { zh: '认可说明，不计迟到早退、不计缺签', en: 'Excused: neither late nor missing' },
  absent: { zh: '认定为旷工', en: 'Called an absence' },
  reopened: { zh: '撤回原来的认定，重新待处理', en: 'The decision of before is taken back: open again' },
}

/** What a person's word would make of a half-day, in sentences. */
export function tellCase(
  name: string,
  { day, half, decision, reason }: CaseDecision,
  verdict: HalfVerdict | undefined,
): Told {
  const say = (language: 'zh' | 'en'): string => sayVerdict(verdict, language)
  return {
    what: {
      zh: `${name} ${day} ${verdictWords.zh.halves[half]}的考勤`,
      en: `${name}’s ${verdictWords.en.halves[half]} of ${day}`,
    },
    before: { zh: say('zh'), en: say('en') },
    after: {
      zh: `${decided[decision].zh}。理由：${reason}`,
      en: `${decided[decision].en}. Reason: ${reason}`,
    },
  }
}

function sayVerdict(verdict: HalfVerdict | undefined, language: 'zh' | 'en'): string {
  if (verdict === undefined) return ''
  const word = verdictWords[language].states[verdict.state]
  if (verdict.state !== 'late' && verdict.state !== 'early') return word
  const seconds = verdict.earlySeconds + (verdict.state === 'late' ? verdict.lateSeconds : 0)
  const minutes = Math.ceil(seconds / 60)
  return language === 'zh' ? `${word} ${minutes} 分钟` : `${word} by ${minutes} min`
}
