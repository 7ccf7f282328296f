import { App, Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { listSuspects, lookForSuspects } from '../../../../src/contract/routes/suspects.ts'
import { addDays, type Day, dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { SearchIcon } from '../../parts/icons.tsx'
import { suspectWords } from './words.ts'

interface Span {
  from: Day
  to: Day
}

/** Looks over check-ins now, instead of waiting for the daily look. */
export function Looking() {
  const words = useWords(suspectWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<SearchIcon />} onClick={() => setOpen(true)}>
        {words.lookNow}
      </Button>
      {open && <LookModal onClose={() => setOpen(false)} />}
    </>
  )
}

function LookModal({ onClose }: { onClose: () => void }) {
  const words = useWords(suspectWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Span>()
  const looking = useDo(lookForSuspects, [listSuspects])
  const today = dayOf(new Date().toISOString())
  const look = (body: Span) =>
    looking
      .mutateAsync({ body })
      .then(({ raised }) => {
        void message.success(words.lookFound(raised), 5)
        onClose()
      })
      .catch(() => undefined)
  return (
    <Modal
      open
      title={words.lookNow}
      okText={words.lookStart}
      confirmLoading={looking.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{words.lookWhat}</p>
      <Form<Span>
        form={form}
        layout="vertical"
        initialValues={{ from: addDays(today, -31), to: today }}
        onFinish={look}
        className="two"
      >
        <Form.Item name="from" label={words.lookFrom} rules={[{ required: true }]}>
          <DaySelect />
        </Form.Item>
        <Form.Item
          name="to"
          label={words.lookTo}
          dependencies={['from']}
          rules={[
            { required: true },
            ({ getFieldValue }) => ({
              validator: async (_, to?: Day) => {
                const from = getFieldValue('from') as Day | undefined
                if (from && to && (to < from || addDays(from, 62) <= to)) throw new Error(words.lookSpan)
              },
            }),
          ]}
        >
          <DaySelect />
        </Form.Item>
      </Form>
    </Modal>
  )
}
