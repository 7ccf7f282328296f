import { App, Button, Switch } from 'antd'
import { useState } from 'react'
import type { SpotCheckItem } from '../../../../src/contract/spotChecks.ts'
import { clockOf, type Day, dayOf, instantAt } from '../../../../src/kit/time.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { readClock } from '../../parts/clock.ts'
import { ClockInput } from '../../parts/clockInput.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { stampOf } from '../../parts/times.ts'
import type { Draft } from './drafts.ts'
import { spotCheckWords } from './words.ts'

interface RefusalProps {
  readonly draft: Draft
  readonly item: SpotCheckItem
  readonly onDrop: () => void
  readonly onBack: () => void
}

/** What the center said, and what stands there already; what was typed stays until it is given up. */
export function Refusal({ draft: { standing }, item: { name, found }, onDrop, onBack }: RefusalProps) {
  const words = useWords(spotCheckWords)
  const { language } = useLanguage()
  const { modal } = App.useApp()
  if (standing.kind !== 'refused') return null
  const drop = () =>
    void modal.confirm({
      title: words.dropSure(name),
      okText: words.drop,
      onOk: () => {
        onBack()
        onDrop()
      },
    })
  return (
    <div className="spot-refused" role="alert">
      <p>
        <strong>{words.savedRefused}</strong> {standing[language]}
      </p>
      {found && (
        <p>
          {words.found[found.found]} · {words.recorded(found.by, stampOf(found.at))}
        </p>
      )}
      <Button className="big" onClick={drop}>
        {words.drop}
      </Button>
    </div>
  )
}

/** Written down on paper first: day and time are those of the paper. */
export function Paper({ draft, change }: { draft: Draft; change: (to: Partial<Draft>) => void }) {
  const words = useWords(spotCheckWords)
  const [clock, setClock] = useState(() => (draft.at === null ? '' : clockOf(draft.at).slice(0, 5)))
  const [day, setDay] = useState<Day>(() => dayOf(draft.at ?? new Date().toISOString()))
  const put = (onDay: Day, text: string) => {
    setDay(onDay)
    setClock(text)
    const read = readClock(text)
    change({ onPaper: true, at: read === undefined ? null : instantAt(onDay, read) })
  }
  return (
    <div className="spot-paper">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is the control */}
      <label>
        <Switch
          checked={draft.onPaper}
          onChange={(onPaper) =>
            onPaper ? put(day, clock) : change({ onPaper, at: draft.found === null ? null : new Date().toISOString() })
          }
        />{' '}
        {words.paper}
      </label>
      {draft.onPaper && (
        <div className="spot-when">
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the list is the control */}
          <label>
            {words.paperDay}
            <DaySelect value={day} onChange={(to) => put(to ?? day, clock)} />
          </label>
          <label htmlFor="paper-clock">
            {words.paperClock}
            <ClockInput id="paper-clock" value={clock} onChange={(to) => put(day, to)} />
          </label>
        </div>
      )}
    </div>
  )
}
