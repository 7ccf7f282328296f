import { Button, Select } from 'antd'
import { useState } from 'react'
import { keepDuty, listDuties, listGaps } from '../../../../src/contract/routes/duties.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { dayLabel } from '../../parts/times.ts'
import { DutyDrawer } from './dutyDrawer.tsx'
import { useGapWarning } from './gapWarning.ts'
import { usePersonOptions } from './persons.ts'
import { clocksFor, type Place, spanOf } from './week.ts'
import { dutiesWords } from './words.ts'

/**
 * A plus that turns into a list of people; whoever is chosen has the duty, with the published hours of the place. On a day
 * gone by it takes a word on why, and another person.
 */
export function PersonPicker({ place }: { place: Place }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const [state, setState] = useState<'shut' | 'open' | 'back'>('shut')
  const label = words.addFor(dayLabel(place.day, language), words.periods[place.period], words.standings[place.as])
  if (state === 'open') {
    const Asking = place.day < dayOf(new Date().toISOString()) ? Explaining : Picking
    return <Asking place={place} label={label} onDone={() => setState('back')} />
  }
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

interface AskingProps {
  readonly place: Place
  readonly label: string
  readonly onDone: () => void
}

function Explaining({ place: { siteId, day, period, as }, onDone }: AskingProps) {
  const { sites } = useNames()
  const [from, to] = clocksFor(sites.find((it) => it.siteId === siteId)?.hours ?? {}, day, period)
  return <DutyDrawer draft={{ siteId, day, from, to, as }} onClose={onDone} />
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
