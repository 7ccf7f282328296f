import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { useLanguage, useWords } from '../../language.tsx'
import { byName, type Names } from '../names.ts'
import { dayLabel } from '../times.ts'
import type { Case } from './cases.ts'
import { caseWords } from './caseWords.ts'
import { attendanceWords } from './words.ts'

/** Narrows the list by kind, day and person. */
export function useNarrowing(rows: readonly Case[], names: Names) {
  const words = useWords(caseWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const [kind, setKind] = useState('')
  const [day, setDay] = useState('')
  const [person, setPerson] = useState('')
  const narrowed = useMemo(
    () =>
      rows.filter(
        (it) =>
          (kind === '' || it.verdict.state === kind) &&
          (day === '' || it.day === day) &&
          (person === '' || it.staffId === person),
      ),
    [rows, kind, day, person],
  )
  const once = (values: readonly string[]) => [...new Set(values)]
  const field = (
    label: string,
    every: string,
    value: string,
    set: (to: string) => void,
    options: [string, string][],
  ) => (
    <Select
      className="filter-small"
      aria-label={label}
      value={value}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: every }, ...options.map(([key, text]) => ({ value: key, label: text }))]}
      onChange={set}
    />
  )
  const kinds = once(rows.map((it) => it.verdict.state)) as Case['verdict']['state'][]
  const days = once(rows.map((it) => it.day)).toSorted()
  const people = once(rows.map((it) => it.staffId))
    .map((it) => ({ staffId: it, name: names.person(it) }))
    .toSorted(byName)
  const fields = (
    <>
      {field(
        words.kind,
        words.everyKind,
        kind,
        setKind,
        kinds.map((it) => [it, said.states[it]]),
      )}
      {field(
        words.day,
        words.everyDay,
        day,
        setDay,
        days.map((it) => [it, dayLabel(it, language)]),
      )}
      {field(
        words.person,
        words.everyPerson,
        person,
        setPerson,
        people.map((it) => [it.staffId, it.name]),
      )}
    </>
  )
  return { rows: narrowed, fields }
}
