import { Alert, Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import type { DayOverride } from '../../../../src/contract/calendar.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import {
  keepDayOverride,
  listCalendar,
  listDayOverrides,
  previewDayOverride,
} from '../../../../src/contract/routes/calendar.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { TakesTwo, useSaySecond } from '../../parts/second.tsx'
import { OverrideFields } from './overrideFields.tsx'
import { calendarWords } from './words.ts'

/** What stands in the form. */
export interface Typed {
  readonly layer: DayOverride['layer']
  readonly unitId?: string
  readonly staffId?: string
  readonly from: string
  readonly to: string
  readonly half: 'am' | 'pm' | 'whole'
  readonly work: boolean
  readonly name?: string
  readonly reason: string
  readonly document?: string
}

/** The override of a filled form. Only the layer it is made for names a unit or a person. */
const overrideOf = ({ layer, unitId, staffId, half, name, document, ...typed }: Typed) => ({
  ...typed,
  layer,
  unitId: layer === 'unit' ? (unitId ?? null) : null,
  staffId: layer === 'person' ? (staffId ?? null) : null,
  half: half === 'whole' ? null : half,
  name: name ?? '',
  document: document ?? '',
})

interface Checked {
  readonly typed: Typed
  readonly effect: OutputOf<typeof previewDayOverride>
}

/** Decides about days: shows whom it concerns before it is kept. */
export function OverrideDrawer({ onClose }: { onClose: () => void }) {
  const words = useWords(calendarWords)
  const common = useWords(commonWords)
  const say = useSaySecond()
  const [form] = Form.useForm<Typed>()
  const [overrideId] = useState(newId)
  const [checked, setChecked] = useState<Checked>()
  const looking = useDo(previewDayOverride)
  const keeping = useDo(keepDayOverride, [listDayOverrides, listCalendar, listProposals])
  const look = (typed: Typed) =>
    looking.mutate(
      { body: { overrideId, ...overrideOf(typed) } },
      { onSuccess: (effect) => setChecked({ typed, effect }) },
    )
  const keep = ({ typed }: Checked) =>
    keeping.mutate(
      { params: { overrideId }, body: overrideOf(typed) },
      {
        onSuccess: ({ second }) => {
          say(second, words.kept)
          onClose()
        },
      },
    )
  const today = dayOf(new Date().toISOString())
  const footer = (
    <>
      {checked && <Effect {...checked.effect} />}
      {checked && checked.typed.from < today && <TakesTwo past />}
      <div className="actions end">
        <Button onClick={onClose}>{common.cancel}</Button>
        {checked ? (
          <Button type="primary" loading={keeping.isPending} onClick={() => keep(checked)}>
            {common.save}
          </Button>
        ) : (
          <Button type="primary" loading={looking.isPending} onClick={() => form.submit()}>
            {words.check}
          </Button>
        )}
      </div>
    </>
  )
  return (
    <Drawer open title={words.addOverride} size={560} onClose={onClose} footer={footer}>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ from: today, to: today, half: 'whole', work: false }}
        onFinish={look}
        onValuesChange={() => setChecked(undefined)}
      >
        <OverrideFields />
      </Form>
    </Drawer>
  )
}

function Effect({ people, days }: OutputOf<typeof previewDayOverride>) {
  const words = useWords(calendarWords)
  return (
    <div role="status" className="apart-below">
      <Alert type="info" showIcon title={people === 0 ? words.nobody : words.affects(people, days)} />
    </div>
  )
}
