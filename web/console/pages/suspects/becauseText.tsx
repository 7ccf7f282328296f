import type { Because } from '../../../../src/contract/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import '../../parts/attendance/attendance.css'
import { suspectWords } from './words.ts'

/** Why the machine doubts: the rule, what was used with its numbers, what was left aside and why. */
export function SuspectBecause({ because: { rule, used, ignored } }: { because: Because }) {
  const words = useWords(suspectWords)
  const { language } = useLanguage()
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
    </dl>
  )
}
