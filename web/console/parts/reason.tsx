import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'

interface Props {
  readonly title: string
  readonly explain?: ReactNode
  readonly busy: boolean
  readonly onGiven: (reason: string) => void
  readonly onCancel: () => void
}

/** Asks for the reason without which some things cannot be done. */
export function ReasonWanted({ title, explain, busy, onGiven, onCancel }: Props) {
  const words = useWords(commonWords)
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      {explain && <p>{explain}</p>}
      <Form form={form} layout="vertical" onFinish={({ reason }) => onGiven(reason.trim())}>
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, max: 200 }]}>
          <Input.TextArea rows={3} maxLength={200} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
