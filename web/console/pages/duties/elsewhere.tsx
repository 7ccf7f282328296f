import { listDutiesElsewhere } from '../../../../src/contract/routes/duties.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { inBoth, useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { useMay } from '../../session.ts'

const words = inBoth(
  { title: '本单位人员在其他站点值班', lead: '由其他单位或上级排的班，只能查看。' },
  { title: 'Our people on duty at other sites', lead: 'Rostered by others; only to be seen.' },
)

/** People of one's units whom somebody else has on a roster; nothing where there are none. */
export function Elsewhere({ span }: { span: { readonly from: string; readonly to: string } }) {
  const said = useWords(words)
  const { language } = useLanguage()
  const names = useNames()
  const { data = [] } = useAsked(listDutiesElsewhere, { query: span }, { enabled: useMay()(listDutiesElsewhere) })
  if (data.length === 0) return null
  return (
    <Sheet title={said.title}>
      <p className="soft">{said.lead}</p>
      <ul className="rows wrapping">
        {data.map((it) => (
          <li key={it.dutyId}>
            <strong>{names.person(it.staffId)}</strong>
            <span className="grow numbers">
              {dayLabel(dayOf(it.starts), language)} {shortClock(it.starts)}–{shortClock(it.ends)}{' '}
              <span className="soft">
                · {names.site(it.siteId)} {it.note}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
