import { Alert } from 'antd'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { fillDuties } from '../../../../src/contract/routes/duties.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { sayGap } from './gapWarning.ts'
import { dutiesWords } from './words.ts'

export type Filled = OutputOf<typeof fillDuties>

/** What filling would come to: who on which day, what stays without anybody. */
export function FillPreview({ filled: { duties, unfilled, gaps } }: { filled: Filled }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const names = useNames()
  const says = (spans: readonly { starts: string; ends: string }[]) => (
    <ul>
      {spans.map((it) => (
        <li key={`${it.starts}${it.ends}`}>{sayGap(it, language)}</li>
      ))}
    </ul>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is long, and whoever has no mouse must be able to scroll it
    <section aria-label={words.fillShow} aria-live="polite" tabIndex={0}>
      <p>
        <strong>{words.wouldFill(duties.length)}</strong>
      </p>
      {unfilled.length > 0 && (
        <Alert
          className="apart-below"
          type="warning"
          showIcon
          title={words.unfilled(unfilled.length)}
          description={says(unfilled)}
        />
      )}
      {gaps.length > 0 && (
        <Alert
          className="apart-below"
          type="warning"
          showIcon
          title={words.gaps(gaps.length)}
          description={says(gaps.slice(0, 8))}
        />
      )}
      <table className="plain-table">
        <caption className="hidden">{words.wouldFill(duties.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.as}</th>
            <th scope="col">{words.person}</th>
          </tr>
        </thead>
        <tbody>
          {duties.map((it) => (
            <tr key={it.dutyId}>
              <td className="numbers">{sayGap(it, language)}</td>
              <td>{words.standings[it.as]}</td>
              <td>{names.person(it.staffId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
