import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { askSwap, listSwaps } from '../../../../src/contract/routes/roster.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel, shortClock, useNow } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { AskSwap } from './askSwap.tsx'
import { OutgoingSwap, useSayDuty } from './swaps.tsx'
import { meWords } from './words.ts'

type Duty = OutputOf<typeof readOwnRecord>['duties'][number]

/** One's duties that have not ended, the next first; each may be swapped. */
export function OwnDuties({ duties }: { duties: readonly Duty[] }) {
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
      <ul className="rows wrapping">
        {ahead.slice(0, 8).map((it) => (
          <li key={it.dutyId}>
            <strong className="own-day">{dayLabel(dayOf(it.starts), language)}</strong>
            <span className="grow numbers">
              {shortClock(it.starts)}–{dayOf(it.ends) !== dayOf(it.starts) && `${words.nextDay} `}
              {shortClock(it.ends)}{' '}
              <span className="soft">
                · {names.site(it.siteId)} {it.as === 'member' ? '' : words.standings[it.as]} {it.note}
              </span>
            </span>
            {Date.parse(it.starts) > now && <Swapping duty={it} />}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Swapping({ duty }: { duty: Duty }) {
  const words = useWords(meWords)
  const say = useSayDuty()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const swaps = useAsked(listSwaps, {}).data ?? []
  const asked = swaps.find((it) => it.state === 'asked' && it.dutyId === duty.dutyId)
  if (asked) return <OutgoingSwap swap={asked} />
  if (!may(askSwap)) return null
  return (
    <>
      <Button aria-label={`${words.swap} ${say(duty)}`} onClick={() => setAsking(true)}>
        {words.swap}
      </Button>
      {asking && <AskSwap duty={duty} onClose={() => setAsking(false)} />}
    </>
  )
}
