import { useLanguage, useWords } from '../language.tsx'
import { badRowsWords } from './badRowsWords.ts'

interface Props {
  readonly rows: readonly {
    readonly row: number
    readonly problems: readonly { readonly field: string; readonly zh: string; readonly en: string }[]
  }[]
}

/** Rows of an uploaded file that cannot be taken, each problem with the heading of its column. */
export function BadRows({ rows }: Props) {
  const said = useWords(badRowsWords)
  const { language } = useLanguage()
  const headings: Readonly<Record<string, string>> = said.fields
  return (
    <table className="plain-table apart-below">
      <caption className="hidden">{said.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{said.row}</th>
          <th scope="col">{said.field}</th>
          <th scope="col">{said.problem}</th>
        </tr>
      </thead>
      <tbody>
        {rows.flatMap(({ row, problems }) =>
          problems.map((problem) => (
            <tr key={`${row} ${problem.field} ${problem.en}`}>
              <td className="numbers">{row}</td>
              <td>{headings[problem.field] ?? problem.field}</td>
              <td>{problem[language]}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}
