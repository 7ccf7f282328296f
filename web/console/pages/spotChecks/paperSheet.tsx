import { createPortal } from 'react-dom'
import { type SpotCheck, spotCheckFinds } from '../../../../src/contract/spotChecks.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { stampOf } from '../../parts/times.ts'
import type { SiteVisit } from './reading.ts'
import { spotCheckWords } from './words.ts'

/** The same list to be filled in by hand; only on paper. */
export function PaperSheet({ spotCheck, sites }: { spotCheck: SpotCheck; sites: readonly SiteVisit[] }) {
  const words = useWords(spotCheckWords)
  const names = useNames()
  const { unitId, spotCheckId, drawn } = spotCheck
  return createPortal(
    <div className="paper spot-sheet" aria-hidden="true">
      <h1>{words.paperTitle(names.unit(unitId))}</h1>
      <p>
        {words.howNumber}：{drawn?.beacon} · {drawn && stampOf(drawn.at)} · {spotCheckId}
      </p>
      <p>{words.paperHow}</p>
      {sites.map(({ siteId, items }) => (
        <table key={siteId}>
          <caption>{names.site(siteId)}</caption>
          <thead>
            <tr>
              <th>{words.person}</th>
              <th>{words.post}</th>
              {spotCheckFinds.map((it) => (
                <th key={it}>{words.found[it]}</th>
              ))}
              <th>{words.time}</th>
              <th className="spot-remark">{words.remark}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ staffId, name, found }) => (
              <tr key={staffId}>
                <td>{name}</td>
                <td>{names.staff.find((it) => it.staffId === staffId)?.post}</td>
                {spotCheckFinds.map((it) => (
                  <td key={it}>{found?.found === it ? '√' : '□'}</td>
                ))}
                <td>{found && stampOf(found.at)}</td>
                <td>{found?.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p>{words.sign}</p>
    </div>,
    document.body,
  )
}
