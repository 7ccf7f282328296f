import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { DayOverride } from '../../../../src/contract/calendar.ts'
import {
  keepDayOverride,
  liftDayOverride,
  listCalendar,
  listDayOverrides,
} from '../../../../src/contract/routes/calendar.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { AwaitedHere, useSaySecond } from '../../parts/second.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { OverrideDrawer } from './overrideDrawer.tsx'
import { calendarWords } from './words.ts'

/** Days decided otherwise than the notice says. */
export function Overrides() {
  const words = useWords(calendarWords)
  const may = useMay()
  const asked = useAsked(listDayOverrides, {})
  const [adding, setAdding] = useState(false)
  const add = may(keepDayOverride) && (
    <Button icon={<PlusIcon />} onClick={() => setAdding(true)}>
      {words.addOverride}
    </Button>
  )
  return (
    <Sheet title={words.overrides} extra={add}>
      <AwaitedHere group="calendar" />
      <p className="soft">{words.overridesLead}</p>
      <Answered asked={asked}>
        {(overrides) => (
          <>
            {overrides.length === 0 && <p className="soft">{words.overridesNone}</p>}
            <ul className="rows">
              {overrides.map((it) => (
                <OverrideItem key={it.overrideId} override={it} />
              ))}
            </ul>
          </>
        )}
      </Answered>
      {adding && <OverrideDrawer onClose={() => setAdding(false)} />}
    </Sheet>
  )
}

function OverrideItem({ override }: { override: DayOverride }) {
  const words = useWords(calendarWords)
  const { language } = useLanguage()
  const whose = useWhose(override)
  const { from, to, half, work, name, reason, document } = override
  const span = from === to ? dayLabel(from, language) : `${dayLabel(from, language)} – ${dayLabel(to, language)}`
  return (
    <li>
      <div className="grow">
        <b className={`mark mark-${work ? 'work' : 'off'}`}>{words.marks[work ? 'work' : 'off']}</b>{' '}
        <strong>{name || words.types[work ? 'workday' : 'dayOff']}</strong> <Tag className="tag-blue">{whose}</Tag>
        <p className="wish">
          {span} {half && words[half]}
        </p>
        <p className="wish soft">
          {reason}
          {document && ` · ${document}`}
        </p>
      </div>
      <Lifting overrideId={override.overrideId} name={name || span} />
    </li>
  )
}

/** Whom an override is for: a unit or a person by name, else the layer. */
function useWhose({ layer, unitId, staffId }: DayOverride): string {
  const words = useWords(calendarWords)
  const names = useNames()
  if (unitId !== null) return names.unit(unitId)
  return staffId === null ? words.layers[layer] : names.person(staffId)
}

function Lifting({ overrideId, name }: { overrideId: string; name: string }) {
  const words = useWords(calendarWords)
  const say = useSaySecond()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const lifting = useDo(liftDayOverride, [listDayOverrides, listCalendar, listProposals])
  if (!may(liftDayOverride)) return null
  return (
    <>
      <Button aria-label={words.liftOf(name)} onClick={() => setAsking(true)}>
        {words.lift}
      </Button>
      {asking && (
        <ReasonWanted
          title={words.lift}
          explain={words.liftWhy}
          busy={lifting.isPending}
          onCancel={() => setAsking(false)}
          onGiven={(reason) =>
            lifting
              .mutateAsync({ params: { overrideId }, body: { reason } })
              .then(({ second }) => say(second, words.lifted))
              .catch(() => undefined)
          }
        />
      )}
    </>
  )
}
