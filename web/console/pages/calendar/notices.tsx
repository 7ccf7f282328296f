import { Tag } from 'antd'
import { listHolidayNotices } from '../../../../src/contract/routes/calendar.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { calendarWords } from './words.ts'

/** The holiday notices the calendar is made from, newest first. */
export function Notices() {
  const words = useWords(calendarWords)
  const asked = useAsked(listHolidayNotices, {})
  return (
    <Sheet title={words.notices}>
      <Answered asked={asked}>
        {(notices) => (
          <ul className="rows">
            {notices
              .toSorted((a, b) => b.year - a.year)
              .map((it) => (
                <li key={`${it.year} ${it.noticeId}`}>
                  <div className="grow">
                    <strong>{words.yearLabel(String(it.year))}</strong> {it.documentNo}{' '}
                    <Tag className={it.noticeId === null ? 'tag-grey' : 'tag-blue'}>
                      {it.noticeId === null ? words.shipped : words.own}
                    </Tag>
                    <p className="wish soft">
                      {words.noticeDays(
                        it.days.filter(({ off }) => off).length,
                        it.days.filter(({ off }) => !off).length,
                      )}
                      {it.source && ` · ${it.source}`}
                    </p>
                  </div>
                </li>
              ))}
          </ul>
        )}
      </Answered>
    </Sheet>
  )
}
