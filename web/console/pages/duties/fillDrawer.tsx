import { Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import { fillDuties, listDuties, listGaps } from '../../../../src/contract/routes/duties.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { TakesTwo, useSaySecond } from '../../parts/second.tsx'
import { type Filled, FillPreview } from './fillPreview.tsx'
import { type Slot, SlotList } from './slots.tsx'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly from: string
  readonly to: string
  readonly onClose: () => void
}

interface Values {
  readonly from: string
  readonly to: string
  readonly slots: readonly Slot[]
}

type State = { readonly kind: 'asking' } | { readonly kind: 'shown'; readonly values: Values; readonly filled: Filled }

/** Rosters people in turn over a span of days: first it shows what it would do, then it does it. */
export function FillDrawer({ siteId, from, to, onClose }: Props) {
  const words = useWords(dutiesWords)
  const common = useWords(commonWords)
  const say = useSaySecond()
  const [form] = Form.useForm<Values>()
  const [state, setState] = useState<State>({ kind: 'asking' })
  const filling = useDo(fillDuties, [listDuties, listGaps, listProposals])
  const fill = (values: Values, keep: boolean, then: (filled: Filled) => void) => {
    const slots = values.slots.map((it) => ({ ...it, note: it.note ?? '', staffIds: [...it.staffIds] }))
    filling.mutate({ body: { siteId, from: values.from, to: values.to, slots, keep } }, { onSuccess: then })
  }
  const show = (values: Values) => fill(values, false, (filled) => setState({ kind: 'shown', values, filled }))
  const keep = (values: Values) =>
    fill(values, true, ({ duties, seconds }) => {
      say(seconds, words.filled(duties.length))
      onClose()
    })
  const asking = state.kind === 'asking'
  const buttons = asking ? (
    <>
      <Button onClick={onClose}>{common.cancel}</Button>
      <Button type="primary" loading={filling.isPending} onClick={() => form.submit()}>
        {words.fillShow}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={() => setState({ kind: 'asking' })}>{common.back}</Button>
      <Button type="primary" loading={filling.isPending} onClick={() => keep(state.values)}>
        {words.fillKeep}
      </Button>
    </>
  )
  return (
    <Drawer open title={words.fill} size={640} onClose={onClose} footer={<div className="actions end">{buttons}</div>}>
      <div hidden={!asking}>
        <p className="soft">{words.fillLead}</p>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={{ from, to }}
          onFinish={show}
          scrollToFirstError
        >
          <div className="two">
            <Form.Item name="from" label={words.fillFrom} rules={[{ required: true }]}>
              <DaySelect />
            </Form.Item>
            <Form.Item name="to" label={words.fillTo} rules={[{ required: true }]}>
              <DaySelect />
            </Form.Item>
          </div>
          <SlotList siteId={siteId} />
        </Form>
      </div>
      {state.kind === 'shown' && state.values.from < dayOf(new Date().toISOString()) && <TakesTwo past />}
      {state.kind === 'shown' && <FillPreview filled={state.filled} />}
    </Drawer>
  )
}
