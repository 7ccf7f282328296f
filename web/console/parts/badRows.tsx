import { inBoth, useLanguage, useWords } from '../language.tsx'

interface Props {
  readonly rows: readonly {
    readonly row: number
    readonly problems: readonly { readonly field: string; readonly zh: string; readonly en: string }[]
  }[]
}

const words = inBoth(
  { row: '行', field: '栏目', problem: '问题', caption: '需要修改的行' },
  { row: 'Row', field: 'Field', problem: 'Problem', caption: 'Rows to correct' },
)

/** Rows of an uploaded file that cannot be taken, each problem with its field. */
export function BadRows({ rows }: Props) {
  const said = useWords(words)
  const { language } = useLanguage()
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
              <td>{problem.field}</td>
              <td>{problem[language]}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}
