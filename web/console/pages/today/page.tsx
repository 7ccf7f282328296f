import { Badge } from 'antd'
import { listDuties } from '../../../../src/contract/routes/duties.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/page.tsx'
import { dayLabel, useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { CheckInTable } from './checkInTable.tsx'
import { useLiveCheckIns } from './live.ts'
import { Sites } from './sites.tsx'
import { StartList } from './startList.tsx'
import { Unseen } from './unseen.tsx'
import { todayWords } from './words.ts'

/** Presence at the sites right now. */
export default function TodayPage() {
  const words = useWords(todayWords)
  const { language } = useLanguage()
  const names = useNames()
  const now = useNow()
  const day = dayOf(now)
  const { asked, live } = useLiveCheckIns(day)
  const { data: planned } = useAsked(listDuties, { query: { from: day, to: day } })
  const state = live ? <Badge status="success" text={words.live} /> : <Badge status="warning" text={words.polling} />
  return (
    <Page title={`${words.title} · ${dayLabel(day, language)}`} lead={words.lead} actions={state}>
      <StartList day={day} working={(asked.data?.length ?? 0) > 0} />
      <Answered asked={asked}>
        {(checkIns) => (
          <>
            <Unseen rows={checkIns} names={names} />
            <Sites
              day={{ checkIns, duties: planned?.duties ?? [], outings: planned?.outings ?? [] }}
              names={names}
              now={now}
            />
            <CheckInTable rows={checkIns} names={names} />
          </>
        )}
      </Answered>
    </Page>
  )
}
