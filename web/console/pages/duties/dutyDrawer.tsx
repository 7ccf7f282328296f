import { Button, Form, Input, Radio, Select } from 'antd'
import { useMemo, useState } from 'react'
import { cancelDuty, type Duty, keepDuty, listDuties, listGaps } from '../../../../src/contract/routes/duties.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { TakesTwo, useSaySecond, WhyField } from '../../parts/second.tsx'
import { useGapWarning } from './gapWarning.ts'
import { usePersonOptions } from './persons.ts'
import { spanOf, standings, type Typed, typedOf } from './week.ts'
import { dutiesWords } from './words.ts'

/** A duty to change, or a place in the week for a new one. */
export type Draft =
  | { readonly siteId: string; readonly duty: Duty }
  | ({ readonly siteId: string; readonly duty?: undefined; readonly as?: Duty['as'] } & Typed)

type Values = Typed & {
  readonly staffId: string
  readonly as: Duty['as']
  readonly note?: string
  readonly why?: string
}

/** Makes, changes or cancels a duty. */
export function DutyDrawer({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const words = useWords(dutiesWords)
  const { duty, siteId } = draft
  const [dutyId] = useState(() => duty?.dutyId ?? newId())
  const keeping = useDo(keepDuty, [listDuties, listGaps, listProposals])
  const warn = useGapWarning()
  const persons = usePersonOptions(siteId)
  const initial = useMemo(
    () => (draft.duty ? { ...draft.duty, ...typedOf(draft.duty) } : { as: 'member' as const, ...draft }),
    [draft],
  )
  const say = useSaySecond()
  const common = useWords(commonWords)
  const keep = ({ staffId, note, as, why, ...typed }: Values) =>
    keeping.mutate(
      { params: { dutyId }, body: { staffId, siteId, note: note ?? '', as, why, ...spanOf(typed) } },
      {
        onSuccess: ({ gaps, second }) => {
          if (second.state !== 'notNeeded') say(second, common.kept)
          warn(gaps)
          onClose()
        },
      },
    )
  return (
    <FormDrawer<Values>
      title={words.add}
      initial={initial}
      busy={keeping.isPending}
      onKeep={keep}
      onClose={onClose}
      below={duty && <Cancelling duty={duty} onDone={onClose} />}
    >
      <Form.Item name="staffId" label={words.person} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={persons} />
      </Form.Item>
      <Form.Item name="as" label={words.as} rules={[{ required: true }]}>
        <Radio.Group optionType="button" options={standings.map((it) => ({ value: it, label: words.standings[it] }))} />
      </Form.Item>
      <Form.Item name="day" label={words.day} rules={[{ required: true }]}>
        <DaySelect />
      </Form.Item>
      <div className="two">
        <Form.Item name="from" label={words.from} rules={clockRules}>
          <ClockInput />
        </Form.Item>
        <Form.Item name="to" label={words.to} extra={words.toWhy} rules={clockRules}>
          <ClockInput />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note} rules={[{ max: 120 }]}>
        <Input placeholder={words.noteExample} />
      </Form.Item>
      <WhenPast draft={draft} />
    </FormDrawer>
  )
}

/** A day gone by takes two persons, and a word on why. */
function WhenPast({ draft: { duty } }: { draft: Draft }) {
  const day = Form.useWatch<string | undefined>('day')
  const today = dayOf(new Date().toISOString())
  const days = [day, duty && dayOf(duty.starts)]
  if (!days.some((it) => it !== undefined && it < today)) return null
  return (
    <>
      <TakesTwo past />
      <WhyField />
    </>
  )
}

function Cancelling({ duty, onDone }: { duty: Duty; onDone: () => void }) {
  const words = useWords(dutiesWords)
  const say = useSaySecond()
  const [asking, setAsking] = useState(false)
  const cancelling = useDo(cancelDuty, [listDuties, listGaps, listProposals])
  const warn = useGapWarning()
  const cancel = (reason: string) =>
    cancelling.mutate(
      { params: { dutyId: duty.dutyId }, body: { reason } },
      {
        onSuccess: ({ gaps, second }) => {
          say(second, words.cancelled)
          warn(gaps)
          onDone()
        },
      },
    )
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {words.cancel}
      </Button>
      {asking && (
        <ReasonWanted
          title={words.cancel}
          explain={words.cancelWhy}
          busy={cancelling.isPending}
          onGiven={cancel}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}
