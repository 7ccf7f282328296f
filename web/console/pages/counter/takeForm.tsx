import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import { useEffect } from 'react'
import { otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Elsewhere, isElsewhere } from './elsewhere.tsx'
import type { Heard } from './heard.tsx'
import { Materials } from './materials.tsx'
import { SetAside } from './setAside.tsx'
import type { Known } from './store.ts'
import { type TypeAtCounter, type Typed, waysHere } from './taking.ts'
import { counterWords } from './words.ts'

interface Props {
  readonly type: TypeAtCounter
  readonly known: Known
  /** What stood in it before the center refused it. */
  readonly before: Typed | undefined
  /** What the citizen said before the kind was chosen. */
  readonly heard: Heard | undefined
  /** Other systems, the last used first. */
  readonly systems: readonly string[]
  readonly busy: boolean
  readonly onTake: (typed: Typed) => void
  readonly onOther: () => void
}

/** All it takes to take a matter, on one screen; Enter takes it. */
export function TakeForm({ type, known, before, heard, systems, busy, onTake, onOther }: Props) {
  const words = useWords(counterWords)
  const [form] = Form.useForm<Typed>()
  const isOther = type.code === otherTypeCode
  const initial = initialOf({ type, before, heard, systems })
  const suggested = known.counter.types.find((it) => it.typeId === initial.suggestedTypeId)
  useFirstField(form, isOther)
  return (
    <Sheet title={type.name} extra={<Button onClick={onOther}>{words.changeType}</Button>}>
      <Form<Typed>
        form={form}
        name="take"
        layout="vertical"
        requiredMark={false}
        className="take-form"
        initialValues={initial}
        // All of it: the box that follows from the last tick may not be drawn yet when Enter is pressed.
        onFinish={() => onTake(form.getFieldsValue(true))}
        scrollToFirstError
      >
        <Form.Item name="title" label={words.matterTitle} rules={[{ required: true, whitespace: true, max: 120 }]}>
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
        {suggested && suggested.typeId !== type.typeId && <SetAside name={suggested.name} />}
        <Elsewhere systems={systems} />
        <Materials type={type} />
        <div className="two">
          <Form.Item name="name" label={words.applicant}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="phone" label={words.phone}>
            <Input maxLength={40} type="tel" autoComplete="off" />
          </Form.Item>
        </div>
        <Channel known={known} />
        <details className="fold-away apart-below" open={Boolean(initial.description)}>
          <summary>{words.more}</summary>
          <Form.Item name="description" label={words.description}>
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
        </details>
        <Button type="primary" size="large" htmlType="submit" loading={busy} block>
          {before ? words.resubmit : words.submit}
        </Button>
      </Form>
    </Sheet>
  )
}

function initialOf({ type, before, heard, systems }: Pick<Props, 'type' | 'before' | 'heard' | 'systems'>): Typed {
  const isOther = type.code === otherTypeCode
  const fresh: Typed = { title: isOther ? '' : type.name, channel: 'counter', tells: true, accepts: true }
  return { system: systems[0] ?? '', ...(before ?? fresh), ...heard }
}

/** Where the hands are first: at what was brought; with the type of everything else at what it is about. */
function useFirstField(form: FormInstance<Typed>, isOther: boolean): void {
  useEffect(() => {
    const all = document.querySelector<HTMLInputElement>('.take-form .all-brought input')
    if (isOther || all === null) form.focusField(isOther ? 'title' : 'name')
    else all.focus()
  }, [form, isOther])
}

function Channel({ known }: { known: Known }) {
  const words = useWords(counterWords)
  const form = Form.useFormInstance<Typed>()
  const channel = Form.useWatch('channel', form)
  const number = Form.useWatch('number', form) ?? ''
  const staff = known.counter.sites.flatMap((it) => it.staff)
  if (isElsewhere({ number })) return null
  return (
    <>
      <Form.Item name="channel" label={words.channel}>
        <Radio.Group optionType="button" options={waysHere.map((it) => ({ value: it, label: words.channels[it] }))} />
      </Form.Item>
      {channel === 'agent' && (
        <Form.Item name="agentStaffId" label={words.agent} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={staff.map((it) => ({ value: it.staffId, label: `${it.name}　${it.post}` }))}
          />
        </Form.Item>
      )}
    </>
  )
}
