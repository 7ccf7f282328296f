import { Button, Select } from 'antd'
import { useState } from 'react'
import { keepDuty, listDuties, listGaps } from '../../../../src/contract/routes/duties.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { dayLabel } from '../../parts/times.ts'
import { useGapWarning } from './gapWarning.ts'
import { usePersonOptions } from './persons.ts'
import { clocksFor, type Place, spanOf } from './week.ts'
import { dutiesWords } from './words.ts'

/** A plus that turns into a list of people; whoever is chosen has the duty, with the published hours of the place. */
export function PersonPicker({ place }: { place: Place }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const [state, setState] = useState<'shut' | 'open' | 'back'>('shut')
  const label = words.addFor(dayLabel(place.day, language), words.periods[place.period], words.standings[place.as])
  if (state === 'open') return <Picking place={place} label={label} onDone={() => setState('back')} />
  return (
    <Button
      className="add-duty"
      size="small"
      type="text"
      icon={<PlusIcon />}
      aria-label={label}
      // Whoever works with the keyboard goes on where he was.
      autoFocus={state === 'back'}
      onClick={() => setState('open')}
    />
  )
}

function Picking({ place, label, onDone }: { place: Place; label: string; onDone: () => void }) {
  const { siteId, day, period, as } = place
  const persons = usePersonOptions(siteId)
  const { sites } = useNames()
  const warn = useGapWarning()
  const keeping = useDo(keepDuty, [listDuties, listGaps])
  const keep = (staffId: string) => {
    const hours = sites.find((it) => it.siteId === siteId)?.hours ?? {}
    const [from, to] = clocksFor(hours, day, period)
    keeping.mutate(
      { params: { dutyId: newId() }, body: { staffId, siteId, note: '', as, ...spanOf({ day, from, to }) } },
      { onSuccess: ({ gaps }) => warn(gaps), onSettled: onDone },
    )
  }
  return (
    <Select
      className="person-picker"
      aria-label={label}
      defaultOpen
      autoFocus
      loading={keeping.isPending}
      disabled={keeping.isPending}
      popupMatchSelectWidth={260}
      showSearch={{ optionFilterProp: 'label' }}
      options={persons}
      onSelect={keep}
      onBlur={() => keeping.isPending || onDone()}
      onKeyDown={({ key }) => key === 'Escape' && onDone()}
    />
  )
}
