import type { ReactNode } from 'react'
import type { Because } from '../../../src/contract/attendance.ts'
import { useLanguage } from '../language.tsx'
import './attendance/attendance.css'

interface ReasonsProps {
  readonly because: Because
  readonly words: { readonly rule: string; readonly used: string; readonly usedNone: string; readonly ignored: string }
  /** More terms at the end. */
  readonly children?: ReactNode
}

/** The rule, what was used with its numbers, what was left aside and why. */
export function Reasons({ because: { rule, used, ignored }, words, children }: ReasonsProps) {
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
      {children}
    </dl>
  )
}
