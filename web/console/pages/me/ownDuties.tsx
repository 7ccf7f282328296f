import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel, shortClock, useNow } from '../../parts/times.ts'
import { meWords } from './words.ts'

/** One's duties that have not ended, the next first. */
export function OwnDuties({ duties }: { duties: OutputOf<typeof readOwnRecord>['duties'] }) {
  const words = useWords(meWords)
  const { language } = useLanguage()
  const names = useNames()
  const now = Date.parse(useNow())
  const ahead = duties
    .filter((it) => Date.parse(it.ends) > now)
    .toSorted((a, b) => Date.parse(a.starts) - Date.parse(b.starts))
  return (
    <Sheet title={words.duties}>
      {ahead.length === 0 && <p className="soft">{words.dutiesNone}</p>}
      <ul className="rows">
        {ahead.slice(0, 8).map((it) => (
          <li key={it.dutyId}>
            <strong className="own-day">{dayLabel(dayOf(it.starts), language)}</strong>
            <span className="grow numbers">
              {shortClock(it.starts)}–{shortClock(it.ends)}{' '}
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
