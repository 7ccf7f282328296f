import { Button, Input, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import type { NoticeDay } from '../../../../src/contract/calendar.ts'
import { addDays, weekdayOf } from '../../../../src/kit/time.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { DeleteIcon, PlusIcon } from '../../parts/icons.tsx'
import { dayLabel } from '../../parts/times.ts'
import { calendarWords } from './words.ts'

interface Props {
  readonly year: number
  readonly days: readonly NoticeDay[]
  readonly change: (days: readonly NoticeDay[]) => void
}

/** The days read out of a notice, for a person to correct. */
export function NoticeDays({ year, days, change }: Props) {
  const words = useWords(calendarWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  return (
    <>
      <table className="plain-table apart-below">
        <caption className="hidden">{words.found(days.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">
              <span className="hidden">{common.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((it) => (
            <tr key={it.day}>
              <td className="numbers">{dayLabel(it.day, language)}</td>
              <td>
                <b className={`mark mark-${it.off ? 'off' : 'work'}`}>{words.marks[it.off ? 'off' : 'work']}</b>{' '}
                {it.off ? words.isOff : words.isWork}
              </td>
              <td>{it.name}</td>
              <td>
                <Button
                  type="text"
                  icon={<DeleteIcon />}
                  aria-label={words.remove(dayLabel(it.day, language))}
                  onClick={() => change(days.filter(({ day }) => day !== it.day))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <AddDay
        year={year}
        add={(it) =>
          change([...days.filter(({ day }) => day !== it.day), it].toSorted((a, b) => a.day.localeCompare(b.day)))
        }
      />
    </>
  )
}

function AddDay({ year, add }: { year: number; add: (day: NoticeDay) => void }) {
  const words = useWords(calendarWords)
  const common = useWords(commonWords)
  const [typed, setTyped] = useState<NoticeDay>({ day: `${year}-01-01`, off: true, name: '' })
  const options = useMemo(() => {
    // A notice may name days at the end of the year before.
    const days = Array.from({ length: 397 }, (_, n) => addDays(`${year - 1}-12-01`, n))
    return days.map((day) => ({ value: day, label: `${day} ${common.days[weekdayOf(day) - 1]}` }))
  }, [year, common])
  return (
    <div className="actions apart-below">
      <Select
        className="filter"
        aria-label={words.day}
        value={typed.day}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        onChange={(day) => setTyped({ ...typed, day })}
      />
      <Segmented<'off' | 'work'>
        aria-label={words.what}
        value={typed.off ? 'off' : 'work'}
        options={[
          { value: 'off', label: words.isOff },
          { value: 'work', label: words.isWork },
        ]}
        onChange={(it) => setTyped({ ...typed, off: it === 'off' })}
      />
      <Input
        className="day-name-input"
        aria-label={words.name}
        placeholder={words.name}
        maxLength={40}
        value={typed.name}
        onChange={({ target }) => setTyped({ ...typed, name: target.value })}
      />
      <Button icon={<PlusIcon />} onClick={() => add(typed)}>
        {words.addDay}
      </Button>
    </div>
  )
}
