import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listHolidayNotices } from '../../../../src/contract/routes/calendar.ts'
import { useAsked } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { calendarWords } from './words.ts'

type Notice = OutputOf<typeof listHolidayNotices>[number]

/** The holiday notices the calendar is made from, newest first. */
export function Notices() {
  const words = useWords(calendarWords)
  const common = useWords(commonWords)
  const [all, setAll] = useState(false)
  const asked = useAsked(listHolidayNotices, {})
  return (
    <Sheet title={words.notices}>
      <Answered asked={asked}>
        {(notices) => (
          <>
            <ul className="rows">
              {notices
                .toSorted((a, b) => b.year - a.year)
                .slice(0, all ? undefined : 3)
                .map((it) => (
                  <NoticeItem key={`${it.year} ${it.noticeId} ${it.documentNo} ${it.source}`} notice={it} />
                ))}
            </ul>
            {!all && notices.length > 3 && <Button onClick={() => setAll(true)}>{common.more}</Button>}
          </>
        )}
      </Answered>
    </Sheet>
  )
}

function NoticeItem({ notice: { year, noticeId, documentNo, source, days } }: { notice: Notice }) {
  const words = useWords(calendarWords)
  const off = days.filter((it) => it.off).length
  return (
    <li>
      <div className="grow notice">
        <strong>{words.yearLabel(String(year))}</strong> {documentNo}{' '}
        <Tag className={noticeId === null ? 'tag-grey' : 'tag-blue'}>
          {noticeId === null ? words.shipped : words.own}
        </Tag>
        <p className="wish soft">
          {words.noticeDays(off, days.length - off)}
          <br />
          {/^https?:\/\//.test(source) ? (
            <a href={source} target="_blank" rel="noreferrer">
              {source}
            </a>
          ) : (
            source
          )}
        </p>
      </div>
    </li>
  )
}
